"""Central differences in ball arithmetic: (f(x + h) − f(x − h)) / 2h with h = 2^-120, good to some seventy digits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flint import arb

from quiz.calculus.samples import Point
from quiz.notation.formula import Evaluator

H_BITS = 120
DIGITS = 45
"""Two values agree when they are equal to this many digits; the spare digits are for large third derivatives."""


def bits_for(order: int) -> int:
    """Each difference loses the bits of its step."""
    return 400 + 2 * H_BITS * max(order, 1)


def difference(function: Evaluator, at: Point, by: Sequence[str]) -> Any:
    """∂^n f by the names in order, by differences of differences."""
    if not by:
        return value(function, at)
    h = arb(2) ** -H_BITS
    ahead = difference(function, {**at, by[0]: at[by[0]] + h}, by[1:])
    behind = difference(function, {**at, by[0]: at[by[0]] - h}, by[1:])
    return (ahead - behind) / (2 * h)


def value(function: Evaluator, at: Point) -> Any:
    """Not a number where the function has no real value."""
    try:
        return function(at)
    except ZeroDivisionError:
        return arb.nan()


def agree(first: Any, second: Any, digits: int = DIGITS) -> bool:
    gap = abs(first - second)
    return bool(gap.is_finite() and gap < (1 + abs(second)) * arb(10) ** -digits)
