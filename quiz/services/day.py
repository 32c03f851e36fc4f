"""What a learner has done today, from the log: what the limits and the order of the queue are measured against."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import takewhile

from quiz.models import ReviewEvent, User

NEIGHBOURS = 2
"""Items of one deck and topic are siblings when they are written at most so many places apart."""


@dataclass(frozen=True)
class Place:
    """Where an item stands in its deck: what siblings are told by."""

    item: int
    deck: int
    topic: int
    written: int

    def is_sibling(self, other: Place) -> bool:
        near = abs(self.written - other.written) <= NEIGHBOURS
        return near and (self.deck, self.topic) == (other.deck, other.topic) and self.item != other.item


@dataclass(frozen=True)
class Answered:
    """One review of today that stands."""

    place: Place
    strategy: str
    first: bool
    ms: int


@dataclass(frozen=True)
class Today:
    day: date
    answered: tuple[Answered, ...]

    @cached_property
    def begun(self) -> int:
        """New items met today."""
        return sum(each.first for each in self.answered)

    @property
    def reviewed(self) -> int:
        return len(self.answered) - self.begun

    @property
    def minutes(self) -> float:
        return sum(each.ms for each in self.answered) / 60_000

    @property
    def last(self) -> Answered | None:
        return self.answered[-1] if self.answered else None

    @property
    def last_strategy(self) -> str:
        return self.last.strategy if self.last else ""

    @property
    def block(self) -> tuple[int | None, int]:
        """The topic of the new item met last, and how many of it were met since another topic's."""
        topics = [each.place.topic for each in reversed(self.answered) if each.first]
        return (topics[0], len(list(takewhile(lambda topic: topic == topics[0], topics)))) if topics else (None, 0)

    def has_sibling_of(self, place: Place) -> bool:
        return any(place.is_sibling(each.place) for each in self.answered)


def today_of(learner: User, *, at: datetime) -> Today:
    day = learner.scheduling.day(at)
    rows = (
        ReviewEvent.objects.of(learner)
        .standing()
        .filter(study_day=day)
        .order_by("pk")
        .values_list(
            "card__item",
            "card__item__deck",
            "card__item__topic",
            "card__item__written",
            "card__item__strategy",
            "first",
            "ms",
        )
    )
    return Today(day, tuple(Answered(Place(*row[:4]), row[4], row[5], row[6] or 0) for row in rows))
