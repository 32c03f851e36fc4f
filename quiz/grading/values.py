"""Values and signs of formulas at points, as far as they are certain."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flint import arb

from quiz.grading.points import Coordinates
from quiz.notation.balls import ball, precision, real
from quiz.notation.formula import Evaluator
from quiz.notation.tree import Comparison, Node

HALVINGS = 36
"""Leaves two places a ten-thousand-millionth apart: a window between them is seen, however narrow it was made."""


def crossing(
    sign: Callable[[Mapping[str, arb]], int], low: Coordinates, high: Coordinates
) -> tuple[Coordinates, Coordinates]:
    """From a negative and a positive point to two of them that are close: by halving while the sign is certain."""
    for _ in range(HALVINGS):
        middle = {name: (value + high[name]) / 2 for name, value in low.items()}
        side = sign({name: ball(value) for name, value in middle.items()})
        if not side:
            break
        low, high = (middle, high) if side < 0 else (low, middle)
    return low, high


def signs_of(argument: Node) -> Callable[[Mapping[str, arb]], int]:
    """The certain sign of a formula at a point, 0 where it is not known."""
    evaluate = real(argument)

    def sign(at: Mapping[str, arb]) -> int:
        with precision(64):
            value = value_at(evaluate, at)
        return 0 if value is None else 1 if value > 0 else -1 if value < 0 else 0

    return sign


def value_at(evaluate: Evaluator, at: Mapping[str, Any]) -> Any:
    """The ball, or None where the formula divides by an exact zero."""
    try:
        return evaluate(at)
    except ZeroDivisionError:
        return None


def is_real(evaluate: Evaluator, at: Mapping[str, arb]) -> bool:
    value = value_at(evaluate, at)
    return value is not None and bool(value.is_finite())


def inside(domain: Sequence[Comparison], at: Mapping[str, arb]) -> bool:
    """Every comparison surely holds at the point."""
    return all(surely(each)(at) for each in domain)


def surely(comparison: Comparison) -> Callable[[Mapping[str, arb]], bool]:
    """Whether the comparison holds at a point without doubt."""
    left, right, relation = real(comparison.left), real(comparison.right), comparison.relation

    def holds(at: Mapping[str, arb]) -> bool:
        over, under = value_at(left, at), value_at(right, at)
        if over is None or under is None:
            return False
        difference = over - under
        below, same, above = bool(difference < 0), bool(difference.is_zero()), bool(difference > 0)
        wanted = {"<": below, "<=": below or same, ">": above, ">=": above or same, "!=": below or above, "=": same}
        return wanted[relation]

    return holds
