"""What is kept of one student's memory of one item, and what an answer may turn it into."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from quiz.scheduling.rating import Rating

Due = datetime | date
"""An instant (UTC) while a card is being learnt; a study day, as a plain date, once it is reviewed."""


class State(StrEnum):
    NEW = "new"
    LEARNING = "learning"
    REVIEW = "review"
    RELEARNING = "relearning"


@dataclass(frozen=True, slots=True)
class Memory:
    """One card between two answers; `Memory()` is a card never seen.

    stability: days until the chance of recall falls to 90 %, kept with 4 decimals.
    difficulty: 1 (easy) to 10 (hard), kept with 3 decimals.
    """

    state: State = State.NEW
    step: int = 0
    """Index into the (re)learning steps; 0 outside of them."""
    stability: float | None = None
    difficulty: float | None = None
    due: Due | None = None
    last_review: datetime | None = None
    """UTC, whole seconds."""
    interval: int = 0
    """Days of the last whole-day interval: what a pass must not shrink."""
    reps: int = 0
    lapses: int = 0

    @property
    def is_new(self) -> bool:
        return self.state is State.NEW

    @property
    def due_at(self) -> datetime | None:
        """The instant, for a card that waits for minutes."""
        return self.due if isinstance(self.due, datetime) else None

    @property
    def due_day(self) -> date | None:
        """The study day, for a card that waits for days."""
        return None if isinstance(self.due, datetime) else self.due


@dataclass(frozen=True, slots=True)
class Future:
    """What one rating would do: the memory after it, and the wait until the card is due."""

    rating: Rating
    memory: Memory
    interval: timedelta
    """The wait as scheduled; a step in minutes keeps its length even where the due is moved to the next study day."""
    fuzzed: bool = False

    @property
    def in_days(self) -> bool:
        """Whether the wait is one of whole days rather than a step."""
        return self.memory.state is State.REVIEW


@dataclass(frozen=True, slots=True)
class Futures:
    """The four futures of a card, for the four rating buttons."""

    again: Future
    hard: Future
    good: Future
    easy: Future

    def __getitem__(self, rating: Rating) -> Future:
        return (self.again, self.hard, self.good, self.easy)[rating - 1]

    def __iter__(self) -> Iterator[Future]:
        return iter((self.again, self.hard, self.good, self.easy))
