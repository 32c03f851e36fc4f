"""Constants as decimals: a formula without names, rounded to some significant digits."""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction

from quiz.notation.balls import precision, real
from quiz.notation.tree import Negative, Node, Number, Power, Product, names_in

BITS = 256
SURE = 60
"""Digits of the value that must be certain before any are shown."""
WHOLE = 7
"""Numbers of up to so many digits in front of the point are written out; larger ones as a power of ten."""
SMALLEST = -4


def rounded(node: Node, digits: int) -> Node | None:
    """The value as one would type it, `11.51`, `11052` or `1.235*10^(-7)`; None where there is none.

    A number is never rounded in front of its point: it may get more digits than asked for.
    """
    value = _value(node)
    if value is None:
        return None
    short = Context(prec=digits).create_decimal(value)
    size = short.adjusted()
    if SMALLEST <= size < WHOLE:
        return _number(value.quantize(Decimal(1)) if size >= digits else short)
    exponent = Number(Fraction(abs(size)))
    ten = Power(Number(Fraction(10)), Negative(exponent) if size < 0 else exponent)
    mantissa = _number(abs(short).scaleb(-size))
    return Negative(Product((mantissa, ten))) if short < 0 else Product((mantissa, ten))


def _value(node: Node) -> Decimal | None:
    if names_in(node):
        return None
    with precision(BITS):
        try:
            found = real(node)({})
        except ZeroDivisionError:
            return None
        if not found.is_finite() or found.rel_accuracy_bits() < SURE * 3.33:
            return None
        return Decimal(found.str(SURE, radius=False))


def _number(value: Decimal) -> Node:
    """A minus stands in front of the number, as when it is typed."""
    places = -int(value.as_tuple().exponent)
    number = Number(Fraction(abs(value)), places if places > 0 else None)
    return Negative(number) if value < 0 else number
