"""How full the coming study days are, for one learner: where chance may choose among days, it takes the emptiest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

FURTHEST = 90
"""Days ahead within which days are compared. Beyond, the choice among many days spreads the cards by itself."""
EASY_WEIGHT = 4
"""A card on an easy day weighs like so many on another."""


@dataclass(frozen=True, slots=True)
class Load:
    """Cards due `first`, `first + 1`, … days after the day of the answer."""

    first: int
    cards: tuple[int, ...]
    easy: tuple[bool, ...]
    """Which of these days the learner wants light."""

    def covers(self, low: int, high: int) -> bool:
        return self.first <= low and high < self.first + len(self.cards)

    def pressure(self, days: int) -> int:
        """How heavily one card more would weigh on that day."""
        place = days - self.first
        return (self.cards[place] + 1) * (EASY_WEIGHT if self.easy[place] else 1)

    def choose(self, low: int, high: int, drawn: int) -> int:
        """The lightest day of [low, high]; among equals the drawn one or its nearest neighbour."""
        if not self.covers(low, high):
            return drawn
        return min(range(low, high + 1), key=lambda days: (self.pressure(days), abs(days - drawn), days))

    def as_json(self) -> dict[str, Any]:
        return {"first": self.first, "cards": list(self.cards), "easy": [n for n, easy in enumerate(self.easy) if easy]}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Load:
        """The load that `as_json` wrote."""
        easy = set(data["easy"])
        return cls(data["first"], tuple(data["cards"]), tuple(n in easy for n in range(len(data["cards"]))))


def load_of(due: Mapping[date, int], *, today: date, low: int, high: int, easy_weekdays: Iterable[int] = ()) -> Load:
    """The load from `low` to `high` days after today (FURTHEST at most), from the number of cards due by day."""
    days = [today + timedelta(days=number) for number in range(low, min(high, FURTHEST) + 1)]
    easy = set(easy_weekdays)
    return Load(low, tuple(max(0, due.get(day, 0)) for day in days), tuple(day.weekday() in easy for day in days))
