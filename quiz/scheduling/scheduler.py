"""From a memory and a rating to the next memory: Anki's rules of days, steps and intervals around FSRS-6.

The rules, in the order in which they apply:
- days since the last answer are counted in study days;
- a card in its (re)learning steps goes from step to step, an `easy` or the last `good` takes it out;
- without steps, a wait under half a day is kept in seconds;
- whole-day waits keep their order: good is longer than hard, easy longer than good (by at least a day);
- a pass of a review does not shrink the interval where the new value or its fuzz range reaches the old one;
- a wait in seconds that ends after the rollover is due on the study day it ends in.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from quiz.scheduling.fsrs6 import DEFAULT_WEIGHTS, Fsrs6, Weights, kept, single
from quiz.scheduling.fuzz import fuzz_range, half_up, settle
from quiz.scheduling.memory import Due, Future, Futures, Memory, State
from quiz.scheduling.rating import Rating
from quiz.scheduling.steps import Steps, next_step
from quiz.scheduling.study_day import DAY, Moment, moment, opening

LONGEST = 36_500
LEECH_LAPSES = 6
"""Lapses from which a card is a leech: the skills it rests on are offered instead."""


@dataclass(frozen=True)
class Settings:
    """How one learner wants to be scheduled."""

    retention: float = 0.9
    learning_steps: Steps = (timedelta(minutes=1), timedelta(minutes=10))
    relearning_steps: Steps = (timedelta(minutes=10),)
    rollover_hour: int = 4
    timezone: str = "UTC"
    weights: Weights = DEFAULT_WEIGHTS
    maximum_interval: int = LONGEST
    zone: ZoneInfo = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not 0.5 <= self.retention <= 0.99:
            raise ValueError(
                f"retention must lie between 0.5 and 0.99, not {self.retention}"
            )
        if not 0 <= self.rollover_hour <= 23:
            raise ValueError(
                f"the rollover hour must be 0 to 23, not {self.rollover_hour}"
            )
        if not 1 <= self.maximum_interval <= LONGEST:
            raise ValueError(
                f"the longest interval must be 1 to {LONGEST} days, not {self.maximum_interval}"
            )
        object.__setattr__(self, "zone", ZoneInfo(self.timezone))

    def day(self, at: datetime) -> date:
        """The study day of an instant."""
        return moment(at, self.zone, self.rollover_hour).day

    def opens(self, day: date) -> datetime:
        """The instant (UTC) from which the cards of a study day are due."""
        return opening(day, self.zone, self.rollover_hour)


@lru_cache(maxsize=256)
def formulas(weights: Weights) -> Fsrs6:
    """One set of formulas for each set of weights, however many learners share it."""
    return Fsrs6(weights)


class Scheduler:
    """Pure: the same memory, rating, instant and seed give the same future. Without a seed nothing is fuzzed."""

    def __init__(self, settings: Settings = Settings()) -> None:
        self.settings = settings
        self.fsrs = formulas(settings.weights)

    def preview(self, memory: Memory, at: datetime, seed: int | None = None) -> Futures:
        """All four futures, for the buttons; `after` gives exactly the one that is chosen."""
        now = moment(at, self.settings.zone, self.settings.rollover_hour)
        return Futures(*(self._future(memory, rating, now, seed) for rating in Rating))

    def after(
        self, memory: Memory, rating: Rating, *, at: datetime, seed: int | None = None
    ) -> Memory:
        """The memory after this answer."""
        now = moment(at, self.settings.zone, self.settings.rollover_hour)
        return self._future(memory, rating, now, seed).memory

    def retrievability(self, memory: Memory, at: datetime) -> float:
        """The chance of recall at an instant, days counted with fractions; 0.0 for a card never seen."""
        if memory.stability is None or memory.last_review is None:
            return 0.0
        days = max(0.0, (at - memory.last_review).total_seconds() / DAY)
        return self.fsrs.recall(memory.stability, days)

    def is_due(self, memory: Memory, at: datetime) -> bool:
        """New cards are never due; minutes end at an instant, days with a rollover."""
        if isinstance(memory.due, datetime):
            return memory.due <= at
        return memory.due is not None and memory.due <= self.settings.day(at)

    def _future(
        self, memory: Memory, rating: Rating, now: Moment, seed: int | None
    ) -> Future:
        if memory.state is State.REVIEW:
            return self._reviewed(memory, rating, now, seed)
        return self._learned(memory, rating, now, seed)

    def _reviewed(
        self, memory: Memory, rating: Rating, now: Moment, seed: int | None
    ) -> Future:
        if rating is Rating.AGAIN:
            return self._lapsed(memory, now)
        return self._in_days(
            memory, rating, now, self._passing_days(memory, rating, now, seed), seed
        )

    def _lapsed(self, memory: Memory, now: Moment) -> Future:
        """A forgotten review: into relearning, or a shorter interval when there is nothing to relearn by."""
        days = self._days(memory, Rating.AGAIN, now)
        lapsed = replace(
            memory, interval=max(1, half_up(days)), lapses=memory.lapses + 1
        )
        steps = self.settings.relearning_steps
        if following := next_step(steps, 0, Rating.AGAIN):
            return self._in_seconds(
                lapsed, Rating.AGAIN, now, State.RELEARNING, *following
            )
        if self._stays_within_the_day(steps, days):
            return self._in_seconds(
                lapsed, Rating.AGAIN, now, State.RELEARNING, 0, int(single(days * DAY))
            )
        return self._in_days(lapsed, Rating.AGAIN, now, lapsed.interval, None)

    def _passing_days(
        self, memory: Memory, rating: Rating, now: Moment, seed: int | None
    ) -> int:
        """Whole days after a pass: more than the next lower pass, and never less than before without reason."""
        days = self._days(memory, rating, now)
        least = (
            1
            if rating is Rating.HARD
            else self._passing_days(memory, Rating(rating - 1), now, seed) + 1
        )
        if half_up(days) > memory.interval:
            least = max(least, memory.interval + 1)
        elif fuzz_range(days, 1, self.settings.maximum_interval)[1] >= memory.interval:
            least = max(least, memory.interval)
        return settle(days, least, self.settings.maximum_interval, seed)

    def _learned(
        self, memory: Memory, rating: Rating, now: Moment, seed: int | None
    ) -> Future:
        """A card that is new, in its learning steps or in its relearning steps."""
        relearning = memory.state is State.RELEARNING
        steps = (
            self.settings.relearning_steps
            if relearning
            else self.settings.learning_steps
        )
        state = State.RELEARNING if relearning else State.LEARNING
        if following := next_step(steps, memory.step, rating):
            return self._in_seconds(memory, rating, now, state, *following)
        days = self._days(memory, rating, now)
        if rating is not Rating.EASY and self._stays_within_the_day(steps, days):
            return self._in_seconds(
                memory, rating, now, state, 0, int(single(days * DAY))
            )
        return self._in_days(
            memory, rating, now, self._leaving_days(memory, rating, now, seed), seed
        )

    def _leaving_days(
        self, memory: Memory, rating: Rating, now: Moment, seed: int | None
    ) -> int:
        most = self.settings.maximum_interval
        days = self._days(memory, rating, now)
        if rating is not Rating.EASY:
            return settle(max(1, half_up(days)), 1, most, seed)
        good = settle(self._days(memory, Rating.GOOD, now), 1, most, seed)
        return settle(max(1, half_up(days)), good + 1, most, seed)

    def _stays_within_the_day(self, steps: Steps, days: float) -> bool:
        return not steps and self.fsrs.has_short_term and days < 0.5

    def _days(self, memory: Memory, rating: Rating, now: Moment) -> float:
        return self.fsrs.interval(
            self._state(memory, rating, now)[0], self.settings.retention
        )

    def _state(
        self, memory: Memory, rating: Rating, now: Moment
    ) -> tuple[float, float]:
        if memory.stability is None or memory.difficulty is None:
            return self.fsrs.first(rating)
        elapsed = (
            0 if memory.last_review is None else now.days_since(memory.last_review)
        )
        return self.fsrs.next(memory.stability, memory.difficulty, rating, elapsed)

    def _in_days(
        self, memory: Memory, rating: Rating, now: Moment, days: int, seed: int | None
    ) -> Future:
        after = replace(memory, state=State.REVIEW, step=0, interval=days)
        due = now.day + timedelta(days=days)
        return Future(
            rating,
            self._remembered(after, memory, rating, now, due),
            timedelta(days=days),
            seed is not None,
        )

    def _in_seconds(
        self,
        memory: Memory,
        rating: Rating,
        now: Moment,
        state: State,
        step: int,
        seconds: int,
    ) -> Future:
        after = replace(memory, state=state, step=step)
        wait = timedelta(seconds=seconds)
        due: Due = now.instant + wait
        if seconds >= now.to_rollover:
            due = now.day + timedelta(days=(seconds - now.to_rollover) // DAY + 1)
        return Future(rating, self._remembered(after, memory, rating, now, due), wait)

    def _remembered(
        self, after: Memory, before: Memory, rating: Rating, now: Moment, due: Due
    ) -> Memory:
        stability, difficulty = kept(*self._state(before, rating, now))
        return replace(
            after,
            stability=stability,
            difficulty=difficulty,
            due=due,
            last_review=now.instant,
            reps=before.reps + 1,
        )
