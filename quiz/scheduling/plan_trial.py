"""The plan against practice without a date, at equal minutes a day, on learners who begin with nothing.

Every policy gets the same learners, the same true memories, the same luck and the same budget.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from quiz.scheduling.many import Array
from quiz.scheduling.plan_crowd import Crowd, Policy, Terms


@dataclass(frozen=True, slots=True)
class Result:
    """One policy: expected recall on the day over the learners, as shares."""

    policy: Policy
    mean: float
    least: float
    most: float
    unseen: float
    minutes: float
    """Spent, a day of practice."""
    gain: float
    """Mean difference to the first policy, learner by learner."""
    gain_error: float
    """Standard error of that mean."""


def trial(terms: Terms, learners: int, seed: int, policies: Iterable[Policy] = tuple(Policy)) -> tuple[Result, ...]:
    """The policies in the order given; gains are over the first."""
    lived = [(policy, *_lived(terms, learners, seed, policy)) for policy in policies]
    plain = lived[0][1]
    return tuple(_result(policy, shares, plain, unseen, minutes) for policy, shares, unseen, minutes in lived)


def _lived(terms: Terms, learners: int, seed: int, policy: Policy) -> tuple[Array, float, float]:
    crowd, seconds = Crowd(terms, learners, seed), 0.0
    for day in range(terms.days.left):
        crowd.live(day, policy)
        seconds += float(crowd.spent.mean())
    return crowd.recall(terms.days.left), float(crowd.unseen().mean()), seconds / 60 / len(terms.days.practice)


def _result(policy: Policy, shares: Array, plain: Array, unseen: float, minutes: float) -> Result:
    gains = shares - plain
    error = float(gains.std(ddof=1) / np.sqrt(len(gains))) if len(gains) > 1 else 0.0
    low, high = float(shares.min()), float(shares.max())
    return Result(policy, float(shares.mean()), low, high, unseen, minutes, float(gains.mean()), error)
