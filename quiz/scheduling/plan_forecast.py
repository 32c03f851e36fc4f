"""What the plan leads to, with its range, and what more minutes a day would buy.

Everything is simulated on the learner's real cards by a `Crowd` of possible versions of this learner. The figure given
is the median of the share they would know on the day; 8 of 10 lie within the range. The same seed is used for every
number of minutes, so that the difference is the minutes'.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

import numpy as np

from quiz.scheduling.many import Array
from quiz.scheduling.plan import Calendar
from quiz.scheduling.plan_crowd import CERTAIN, Crowd, Policy, Terms

LEAST_LEARNERS, MOST_LEARNERS = 12, 100
MOST_CELLS = 2_000_000
"""Learners times items times days that one simulation may have: bounds its time to a fraction of a second."""
LEAST_MINUTES = 15
MOST_POINTS = 24
MORE_MINUTES = (5, 10)
_RANGE = (10, 50, 90)
"""Percentiles."""


@dataclass(frozen=True, slots=True)
class Range:
    """Shares from 0 to 1: 8 of 10 simulated learners lie between `low` and `high`."""

    low: float
    middle: float
    high: float

    @property
    def percents(self) -> tuple[int, int, int]:
        return round(100 * self.low), round(100 * self.middle), round(100 * self.high)


@dataclass(frozen=True, slots=True)
class Point:
    day: int
    """Days from today; what would be known at the end of it."""
    share: Range


@dataclass(frozen=True, slots=True)
class Outcome:
    minutes: int
    share: Range
    unseen: int
    """Items not met by the day: the median."""
    questions: int
    """A day of practice, on average."""


@dataclass(frozen=True, slots=True)
class Forecast:
    outcome: Outcome
    path: tuple[Point, ...]
    idle: float
    """Expected share on the day if nothing more is done."""
    more: tuple[Outcome, ...]


def forecast(terms: Terms, seed: int = 0) -> Forecast:
    """Raises ValueError for a plan without items or with a date that has passed."""
    if not terms.items or terms.days.left < 0:
        raise ValueError("a forecast needs items and a day that has not passed")
    factor = _factor(terms)
    outcome, path = _outcome(terms, factor, seed, points=True)
    idle = Crowd(replace(terms, days=Calendar(terms.days.left, ())), 1, seed, CERTAIN).recall(terms.days.left)
    more = (_outcome(replace(terms, minutes=terms.minutes + extra), factor, seed)[0] for extra in MORE_MINUTES)
    return Forecast(outcome, path, float(idle[0]), tuple(more) if terms.days.practice else ())


def crowd_size(items: int, days: int) -> int:
    """As many simulated learners as the time allows."""
    return min(MOST_LEARNERS, max(LEAST_LEARNERS, MOST_CELLS // max(1, items * days)))


def thinned(terms: Terms, factor: int) -> Terms:
    """Every `factor`-th card and item with that part of the minutes: the same plan in small."""
    if factor == 1:
        return terms
    cards = tuple(sorted(terms.cards, key=lambda card: (card.stability, card.since, card.due)))[::factor]
    return replace(terms, cards=cards, unseen=round(terms.unseen / factor), minutes=terms.minutes / factor)


def _factor(terms: Terms) -> int:
    """As thin as the time asks for and the minutes of one day, still `LEAST_MINUTES`, allow."""
    wanted = ceil(terms.items * terms.days.left * LEAST_LEARNERS / MOST_CELLS)
    return max(1, min(wanted, int(terms.minutes // LEAST_MINUTES)))


def _outcome(whole: Terms, factor: int, seed: int, *, points: bool = False) -> tuple[Outcome, tuple[Point, ...]]:
    terms, days = thinned(whole, factor), whole.days
    crowd = Crowd(terms, crowd_size(terms.items, days.left), seed)
    path, wanted = [], _days_drawn(days.left) if points else ()
    for day in range(days.left):
        crowd.live(day, Policy.PLAN)
        if day in wanted:
            path.append(Point(day, _range(crowd.known(day))))
    share = _range(crowd.known(days.left))
    path += [Point(days.left, share)] if points else []
    practised = max(1, len(days.practice))
    questions = round(factor * crowd.asked / crowd.learners / practised)
    unseen = round(factor * float(np.median(crowd.unseen())))
    return Outcome(int(whole.minutes), share, unseen, questions), tuple(path)


def _days_drawn(left: int) -> Sequence[int]:
    """Days spread evenly, the last among them."""
    count = min(left, MOST_POINTS)
    return sorted({round(number * (left - 1) / max(1, count - 1)) for number in range(count)})


def _range(shares: Array) -> Range:
    return Range(*(float(value) for value in np.percentile(shares, _RANGE)))
