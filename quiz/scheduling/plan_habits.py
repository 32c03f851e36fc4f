"""How one learner answers: how long a question takes, and how often it is right. Priors first, then the own log.

A mean of `n` own samples counts with a prior worth `m` samples: (m prior + sum) / (m + n).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from quiz.scheduling.rating import Rating

PRIOR_WORTH = 12
READING = 10.0
"""Seconds between two questions that the log does not see: the verdict and its steps are read."""
FIRST_PRIOR = (0.30, 0.15, 0.55, 0.0)
"""Again, hard, good, easy at first sight; a first answer is never easy."""
PASS_PRIOR = (0.15, 0.75, 0.10)
"""Hard, good, easy among reviews that were remembered."""

Shares = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Habits:
    """Seconds an answer takes, reading included, and the shares of the ratings."""

    first_answer: float = 75.0
    later_answer: float = 45.0
    first: Shares = FIRST_PRIOR
    passes: Shares = PASS_PRIOR
    lapses: float = 0.1
    """Share of reviews that are forgotten when they come on time: what the retention asked for leaves."""

    @property
    def new_seconds(self) -> float:
        """A new item on its first day: the first answer, and its repetition minutes later; twice after a miss."""
        return self.first_answer + (1 + self.first[0]) * self.later_answer

    @property
    def review_seconds(self) -> float:
        """A review, and its repetition after a lapse."""
        return self.later_answer * (1 + self.lapses)


@dataclass(frozen=True, slots=True)
class Answered:
    """One review of the log."""

    is_first: bool
    rating: Rating
    ms: int | None


def habits_of(log: Iterable[Answered], retention: float = 0.9) -> Habits:
    """The habits that a log shows."""
    usual, found = Habits(), tuple(log)
    first = [each for each in found if each.is_first]
    later = [each for each in found if not each.is_first]
    passed = [each.rating - Rating.HARD for each in later if each.rating is not Rating.AGAIN]
    return Habits(
        first_answer=_seconds(usual.first_answer, first),
        later_answer=_seconds(usual.later_answer, later),
        first=_shares(FIRST_PRIOR, [each.rating - Rating.AGAIN for each in first]),
        passes=_shares(PASS_PRIOR, passed),
        lapses=1 - retention,
    )


def _seconds(prior: float, answers: list[Answered]) -> float:
    times = [each.ms / 1000 + READING for each in answers if each.ms is not None]
    return (PRIOR_WORTH * prior + sum(times)) / (PRIOR_WORTH + len(times))


def _shares(prior: Shares, places: list[int]) -> Shares:
    whole = PRIOR_WORTH + len(places)
    return tuple((PRIOR_WORTH * share + places.count(place)) / whole for place, share in enumerate(prior))
