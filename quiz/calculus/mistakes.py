"""A derivation in which mistakes were made: what comes out, which they are, and how unlikely that is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from quiz.calculus.differentiate import Choice
from quiz.calculus.step import Path
from quiz.calculus.tables import MISCONCEPTIONS
from quiz.notation.tree import Node

DROPPED = MISCONCEPTIONS["chain_inner_dropped"]
DEEPER = 0.4
"""What the same mistake at one more place adds to the cost."""
ANOTHER = 1.5
"""What a second kind of mistake adds."""


@dataclass(frozen=True)
class Mistake:
    """One misconception at one place."""

    path: Path
    function: Node
    choice: Choice

    @property
    def costs(self) -> dict[str, float]:
        """What each misconception costs that is at work here."""
        found = {self.choice.misconception.id: self.choice.misconception.cost + self.choice.more}
        if self.choice.drops_inside:
            found[DROPPED.id] = DROPPED.cost
        return found


@dataclass(frozen=True)
class Derivation:
    """What comes out when these mistakes are made."""

    values: Any
    """Complex, one a point."""
    mistakes: tuple[Mistake, ...] = ()

    @cached_property
    def ids(self) -> frozenset[str]:
        return frozenset(name for each in self.mistakes for name in each.costs)

    @cached_property
    def cost(self) -> float:
        costs: dict[str, float] = {}
        for each in self.mistakes:
            for name, cost in each.costs.items():
                costs[name] = min(cost, costs.get(name, cost))
        kinds = sum(costs.values()) + ANOTHER * max(len(costs) - 1, 0)
        return kinds + DEEPER * min(max(len(self.mistakes) - len(costs), 0), 2)
