"""Points of a domain, the same at every run: rationals with odd denominators, never a special place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from quiz.calculus.given import Given
from quiz.notation import balls
from quiz.notation.tree import Comparison, Name, names_in

Point = dict[str, Any]
"""Name to ball."""

GOLDEN = Fraction(610_019, 987_023)
"""Near the golden ratio's 0.618…: its multiples modulo 1 spread evenly."""
SCALES = (Fraction(3), Fraction(1), Fraction(10), Fraction(1, 10), Fraction(100))


@dataclass(frozen=True)
class Box:
    """The bounds that a domain puts on each name by itself; None where there is none."""

    given: Given

    @cached_property
    def tests(self) -> list[tuple[Any, str]]:
        """`left − right` as a function of a point, and the relation it must have to 0."""
        return [(_difference(each), each.relation) for each in self.given.domain]

    def bounds(self, name: str) -> tuple[Any | None, Any | None]:
        low = high = None
        for each in self.given.domain:
            side, bound = _bound(each, name)
            if side == "low" and (low is None or bound > low):
                low = bound
            if side == "high" and (high is None or bound < high):
                high = bound
        return low, high

    def allows(self, point: Point) -> bool:
        return all(_holds(difference, relation, point) for difference, relation in self.tests)

    def points(self, names: Sequence[str], most: int = 60) -> Iterator[Point]:
        """Up to `most` points of the domain, from several scales. Run inside `balls.precision`."""
        bounds = [self.bounds(name) for name in names]
        for index in range(1, most + 1):
            parts = [(GOLDEN * index * (place + 2) + Fraction(place, 7)) % 1 for place in range(len(names))]
            scale = SCALES[index % len(SCALES)]
            point = {name: _between(*ends, part, scale) for name, ends, part in zip(names, bounds, parts, strict=True)}
            if self.allows(point):
                yield point


def _difference(comparison: Comparison) -> Any:
    left, right = balls.real(comparison.left), balls.real(comparison.right)
    return lambda point: left(point) - right(point)


def _bound(comparison: Comparison, name: str) -> tuple[str, Any]:
    match comparison:
        case Comparison(Name(found), relation, bound) if found == name and not names_in(bound):
            side = {"<": "high", "<=": "high", ">": "low", ">=": "low"}.get(relation, "")
        case Comparison(bound, relation, Name(found)) if found == name and not names_in(bound):
            side = {"<": "low", "<=": "low", ">": "high", ">=": "high"}.get(relation, "")
        case _:
            return "", None
    return side, balls.real(bound)({})


def _holds(difference: Any, relation: str, point: Mapping[str, Any]) -> bool:
    try:
        gap = difference(point)
    except (KeyError, ZeroDivisionError):
        return True
    return bool({"<": gap < 0, "<=": gap <= 0, ">": gap > 0, ">=": gap >= 0, "!=": gap != 0}.get(relation, True))


def _between(low: Any | None, high: Any | None, part: Fraction, scale: Fraction) -> Any:
    """A share of the way from end to end; with one end, away from it; with none, on both sides of 0."""
    share = balls.ball(part)
    if low is not None and high is not None:
        return low + (high - low) * share
    if low is not None:
        return low + share * balls.ball(scale)
    if high is not None:
        return high - share * balls.ball(scale)
    return (2 * share - 1) * balls.ball(scale)
