"""One answer to one card: Anki's rules of days, steps and intervals around FSRS-6.

- Days since the last answer are counted in study days.
- A card in its (re)learning steps goes from step to step; an `easy` or the last `good` takes it out.
- Without steps, a wait under half a day is kept in seconds.
- Whole-day waits keep their order: good is longer than hard, easy longer than good, by at least a day.
- A pass of a review does not shrink the interval while the new value, or its fuzz range, reaches the old one.
- A wait in seconds that ends after the rollover is due on the study day it ends in.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from quiz.scheduling.fsrs6 import Fsrs6, kept
from quiz.scheduling.fuzz import fuzz_range, half_up, settle
from quiz.scheduling.load import Load
from quiz.scheduling.memory import Due, Future, Memory, State
from quiz.scheduling.rating import Rating
from quiz.scheduling.settings import Settings
from quiz.scheduling.singles import Single
from quiz.scheduling.steps import Steps, next_step
from quiz.scheduling.study_day import DAY, Moment

_ONE_LESS = {Rating.GOOD: Rating.HARD, Rating.EASY: Rating.GOOD}


@dataclass(frozen=True, slots=True)
class Choice:
    """How a whole-day wait was found: the formula's days, the days open to chance, and what was taken."""

    wanted: float
    """I(r, S), not rounded."""
    low: int
    high: int
    drawn: int
    """What chance alone would have taken."""
    days: int


class Turn:
    """What the four ratings would do to `memory` at `now`. Answers are computed when asked for, each once."""

    def __init__(
        self,
        memory: Memory,
        now: Moment,
        seed: int | None,
        settings: Settings,
        fsrs: Fsrs6,
        load: Load | None = None,
    ) -> None:
        self.memory, self.now, self.seed, self.settings, self.fsrs = memory, now, seed, settings, fsrs
        self.load = load
        self._states: list[tuple[float, float] | None] = [None] * (Rating.EASY + 1)
        self._waits: list[float | None] = [None] * (Rating.EASY + 1)

    def future(self, rating: Rating) -> Future:
        if self.memory.state is not State.REVIEW:
            return self._learned(rating)
        if rating is Rating.AGAIN:
            return self._lapsed()
        return self._in_days(rating, self._passing_days(rating))

    def choice(self, rating: Rating) -> Choice | None:
        """How the days of this rating are found; None when it leads to a wait in minutes."""
        future = self.future(rating)
        if not future.in_days or rating is Rating.AGAIN:
            return None
        days, most = self._days(rating), self.settings.maximum_interval
        if self.memory.state is State.REVIEW:
            least, middle = self._least_passing(rating), days
        else:
            least, middle = self._least_leaving(rating), float(max(1, half_up(days)))
        nearest = min(max(half_up(middle), least), most)
        low, high = (nearest, nearest) if self.seed is None else fuzz_range(middle, least, most)
        drawn = settle(middle, least, most, self.seed)
        return Choice(days, low, high, drawn, future.memory.interval)

    def reach(self) -> tuple[int, int] | None:
        """The first and the last day that chance could choose, whatever the rating; None when there is no choice."""
        choices = [each for rating in (Rating.HARD, Rating.GOOD, Rating.EASY) if (each := self.choice(rating))]
        if all(each.low == each.high for each in choices):
            return None
        slack = len(choices)  # a longer `hard` may push the days of `good` and `easy`
        return min(each.low for each in choices), max(each.high for each in choices) + slack

    def _learned(self, rating: Rating) -> Future:
        """A card that is new, in its learning steps or in its relearning steps."""
        if self.memory.state is State.RELEARNING:
            state, steps = State.RELEARNING, self.settings.relearning_steps
        else:
            state, steps = State.LEARNING, self.settings.learning_steps
        if following := next_step(steps, self.memory.step, rating):
            return self._in_seconds(rating, state, *following)
        if rating is not Rating.EASY and self._stays_within_the_day(rating, steps):
            return self._in_seconds(rating, state, 0, self._day_in_seconds(rating))
        return self._in_days(rating, self._leaving_days(rating))

    def _lapsed(self) -> Future:
        """A forgotten review: the interval to come is kept while the card is relearnt, if there are steps for it."""
        steps, days = self.settings.relearning_steps, self._lapsed_days()
        if following := next_step(steps, 0, Rating.AGAIN):
            future = self._in_seconds(Rating.AGAIN, State.RELEARNING, *following)
        elif self._stays_within_the_day(Rating.AGAIN, steps):
            future = self._in_seconds(Rating.AGAIN, State.RELEARNING, 0, self._day_in_seconds(Rating.AGAIN))
        else:
            future = self._in_days(Rating.AGAIN, days)
        return replace(future, memory=replace(future.memory, interval=days, lapses=self.memory.lapses + 1))

    def _lapsed_days(self) -> int:
        return settle(self._days(Rating.AGAIN), 1, self.settings.maximum_interval, seed=None)

    def _passing_days(self, rating: Rating) -> int:
        """Whole days after a passed review."""
        least = self._least_passing(rating)
        return settle(self._days(rating), least, self.settings.maximum_interval, self.seed, self.load)

    def _least_passing(self, rating: Rating) -> int:
        days, most, before = self._days(rating), self.settings.maximum_interval, self.memory.interval
        least = 1 if rating is Rating.HARD else self._passing_days(_ONE_LESS[rating]) + 1
        if half_up(days) > before:
            least = max(least, before + 1)
        elif fuzz_range(days, 1, most)[1] >= before:
            least = max(least, before)
        return least

    def _leaving_days(self, rating: Rating) -> int:
        """Whole days for a card that leaves its steps."""
        days, most = max(1, half_up(self._days(rating))), self.settings.maximum_interval
        return settle(days, self._least_leaving(rating), most, self.seed, self.load)

    def _least_leaving(self, rating: Rating) -> int:
        if rating is not Rating.EASY:
            return 1
        return settle(self._days(Rating.GOOD), 1, self.settings.maximum_interval, self.seed, self.load) + 1

    def _stays_within_the_day(self, rating: Rating, steps: Steps) -> bool:
        return not steps and self.fsrs.has_short_term and self._days(rating) < 0.5

    def _day_in_seconds(self, rating: Rating) -> int:
        return int(Single(self._days(rating)) * DAY)

    def _days(self, rating: Rating) -> float:
        days = self._waits[rating]
        if days is None:
            days = self._waits[rating] = self.fsrs.interval(self._state(rating)[0], self.settings.retention)
        return days

    def _state(self, rating: Rating) -> tuple[float, float]:
        """Stability and difficulty after this rating, not rounded."""
        state = self._states[rating]
        if state is None:
            state = self._states[rating] = self._next_state(rating)
        return state

    def _next_state(self, rating: Rating) -> tuple[float, float]:
        memory = self.memory
        if memory.stability is None or memory.difficulty is None:
            return self.fsrs.first(rating)
        elapsed = 0 if memory.last_review is None else self.now.days_since(memory.last_review)
        return self.fsrs.next(memory.stability, memory.difficulty, rating, elapsed)

    def _in_days(self, rating: Rating, days: int) -> Future:
        due = self.now.day + timedelta(days=days)
        memory = self._remembered(rating, State.REVIEW, 0, due, days)
        return Future(rating, memory, timedelta(days=days), fuzzed=self.seed is not None)

    def _in_seconds(self, rating: Rating, state: State, step: int, seconds: int) -> Future:
        wait, past = timedelta(seconds=seconds), seconds - self.now.to_rollover
        due = self.now.instant + wait if past < 0 else self.now.day + timedelta(days=past // DAY + 1)
        return Future(rating, self._remembered(rating, state, step, due, self.memory.interval), wait)

    def _remembered(self, rating: Rating, state: State, step: int, due: Due, interval: int) -> Memory:
        stability, difficulty = kept(*self._state(rating))
        return Memory(
            state=state,
            step=step,
            stability=stability,
            difficulty=difficulty,
            due=due,
            last_review=self.now.instant,
            interval=interval,
            reps=self.memory.reps + 1,
            lapses=self.memory.lapses,
        )
