"""From a memory and a rating to the next memory. Pure: time and chance come in as arguments."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from quiz.scheduling.fsrs6 import Fsrs6
from quiz.scheduling.load import Load
from quiz.scheduling.memory import Future, Futures, Memory, State
from quiz.scheduling.rating import Rating
from quiz.scheduling.settings import Settings
from quiz.scheduling.study_day import DAY, moment
from quiz.scheduling.turn import Choice, Turn
from quiz.scheduling.weights import Weights

__all__ = ["LEECH_LAPSES", "Future", "Futures", "Memory", "Rating", "Scheduler", "Settings", "State", "scheduler_for"]

LEECH_LAPSES = 6
"""Lapses from which a card is a leech: the skills it rests on are offered instead."""


class Scheduler:
    """The same memory, rating, instant and seed give the same future. Without a seed nothing is fuzzed."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.fsrs = _formulas(settings.weights)

    def preview(self, memory: Memory, at: datetime, seed: int | None = None, load: Load | None = None) -> Futures:
        """All four futures, for the buttons; `after` gives exactly the one that is chosen."""
        turn = self._turn(memory, at, seed, load)
        return Futures(*(turn.future(rating) for rating in Rating))

    def after(
        self, memory: Memory, rating: Rating, *, at: datetime, seed: int | None = None, load: Load | None = None
    ) -> Memory:
        """The memory after this answer."""
        return self.future(memory, rating, at=at, seed=seed, load=load).memory

    def future(
        self, memory: Memory, rating: Rating, *, at: datetime, seed: int | None = None, load: Load | None = None
    ) -> Future:
        """One of the four futures, for a third of the price."""
        return self._turn(memory, at, seed, load).future(rating)

    def choice(
        self, memory: Memory, rating: Rating, *, at: datetime, seed: int | None = None, load: Load | None = None
    ) -> Choice | None:
        """How the whole days of this answer are found; None when its wait is one of minutes or of a lapse."""
        return self._turn(memory, at, seed, load).choice(rating)

    def reach(self, memory: Memory, *, at: datetime, seed: int | None) -> tuple[int, int] | None:
        """The days, counted from today, whose load an answer now could ask for."""
        return self._turn(memory, at, seed).reach()

    def retrievability(self, memory: Memory, at: datetime) -> float:
        """The chance of recall at an instant, days counted with fractions; 0.0 for a card never seen."""
        if memory.stability is None or memory.last_review is None:
            return 0.0
        days = max(0.0, (at - memory.last_review).total_seconds() / DAY)
        return self.fsrs.recall(memory.stability, days)

    def is_due(self, memory: Memory, at: datetime) -> bool:
        """Minutes end at an instant, days with a rollover; a new card is never due."""
        if memory.due_at is not None:
            return memory.due_at <= at
        return memory.due_day is not None and memory.due_day <= self.settings.day(at)

    def elapsed_days(self, memory: Memory, at: datetime) -> int:
        """Days since the last answer as the formulas count them: study days, 0 for a card never seen."""
        now = moment(at, self.settings.zone, self.settings.rollover_hour)
        return now.days_since(memory.last_review) if memory.last_review else 0

    def _turn(self, memory: Memory, at: datetime, seed: int | None, load: Load | None = None) -> Turn:
        now = moment(at, self.settings.zone, self.settings.rollover_hour)
        return Turn(memory, now, seed, self.settings, self.fsrs, load)


@lru_cache(maxsize=256)
def scheduler_for(settings: Settings) -> Scheduler:
    """One scheduler for each set of settings, however many cards use it."""
    return Scheduler(settings)


@lru_cache(maxsize=256)
def _formulas(weights: Weights) -> Fsrs6:
    return Fsrs6(weights)
