"""Typed decimals: within the tolerance a question grants, or right to the digits typed."""

from __future__ import annotations

from flint import arb

from quiz.grading.ground import Ground
from quiz.grading.values import value_at
from quiz.grading.verdict import Tolerance
from quiz.notation.balls import precision, real, widened
from quiz.notation.formula import Evaluator, has_typed_decimal
from quiz.notation.tree import Negative, Node, Number, walk

BITS = 256
LONG = 4
"""Digits from which on a whole number may stand for a rounded one."""


def within_tolerance(answer: Node, key: Node, tolerance: Tolerance | None) -> bool:
    """`|answer - key| <= amount`, or `<= amount |key|` when relative, for constants; certain or False."""
    if tolerance is None or (tolerance.decimals_only and not has_typed_decimal(answer)):
        return False
    with precision(BITS):
        given, wanted = value_at(real(answer), {}), value_at(real(key), {})
        if given is None or wanted is None:
            return False
        slack = _amount(tolerance) * (abs(wanted) if tolerance.relative else 1)
        return bool(abs(given - wanted) <= slack * (1 + arb(2) ** -100))  # so that 3.01 is within 0.01 of 3


def _amount(tolerance: Tolerance) -> arb:
    """The decimal an author wrote: `0.001` is a thousandth, not the float beside it."""
    return arb(repr(tolerance.amount))


def nearly(answer: Node, ground: Ground) -> str:
    """A sentence if some number that rounds to the typed decimals would be right at every place, else nothing.

    A whole number of four digits or more may be such a rounding too, where a number is asked for.
    """
    whole = None if ground.names else _long_whole(answer)
    rounded = (
        [each for each in walk(answer) if isinstance(each, Number) and each.decimals] if whole is None else [whole]
    )
    digits = [significant_digits(each) for each in rounded]
    if not digits or min(digits) < 2 or not ground.places:
        return ""
    evaluate = widened(answer) if whole is None else _around(answer)
    with precision(BITS):
        for place in ground.places:
            value = value_at(evaluate, place.at)
            if value is None or not value.is_finite() or not (value - ground.key_at(place, BITS)).contains(0):
                return ""
    return f"Right to {min(digits)} digits: give the exact value." if ground.names else _closer(min(digits))


def _long_whole(answer: Node) -> Number | None:
    number = answer.operand if isinstance(answer, Negative) else answer
    if not isinstance(number, Number) or number.decimals or number.value.denominator != 1:
        return None
    return number if significant_digits(number) >= LONG else None


def _around(whole: Node) -> Evaluator:
    """Every number that rounds to this one."""
    evaluate = real(whole)
    return lambda at: evaluate(at) + arb(0, 0.5)


def _closer(digits: int) -> str:
    return f"Right to {digits} digits: give more of them, or the exact value."


def significant_digits(number: Number) -> int:
    """`0.050` has two: zeros in front do not count, zeros behind do."""
    whole = abs(number.value) * 10 ** (number.decimals or 0)
    return len(str(int(whole))) if whole else 0
