"""A possible explanation of a wrong answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from quiz.calculus.mistakes import ANOTHER, Derivation
from quiz.calculus.step import Path
from quiz.calculus.tables import MISCONCEPTIONS
from quiz.notation.tree import Node


@dataclass(frozen=True)
class Candidate:
    """What comes out when these misconceptions are at work, and where in the function they are."""

    ids: tuple[str, ...]
    """Outermost first."""
    cost: float
    values: Any
    """Complex, one a point."""
    where: Node | None = None
    path: Path | None = None

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset(self.ids)


def simple(
    name: str, values: Any, where: Node | None = None, path: Path | None = None, *, more: float = 0
) -> Candidate:
    """One misconception about the whole answer or one of its terms."""
    return Candidate((name,), MISCONCEPTIONS[name].cost + more, values, where, path)


def of_derivation(derivation: Derivation, values: Any) -> Candidate:
    """What a buggy derivation gives."""
    ordered = sorted(derivation.mistakes, key=lambda each: len(each.path))
    ids = tuple(dict.fromkeys(name for each in ordered for name in each.costs))
    return Candidate(ids, derivation.cost, values, ordered[0].function, ordered[0].path)


def pair(first: Candidate, name: str, values: Any) -> Candidate:
    """A second misconception about the whole, on top of the first."""
    cost = first.cost + MISCONCEPTIONS[name].cost + ANOTHER + 0.2
    return Candidate((name, *first.ids), cost, values, first.where, first.path)
