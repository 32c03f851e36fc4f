"""A point with short decimals at which a wrong answer is seen to be wrong."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from itertools import chain

from flint import arb

from quiz.grading.equality.refute import Answer
from quiz.grading.ground import Ground, Place
from quiz.grading.values import value_at
from quiz.grading.verdict import Witness
from quiz.notation.balls import precision

CLEAR = arb(0.05)
"""A gap worth showing: five per cent of the larger value."""
BITS = 256
LN_10 = 2.302585


def witness(answer: Answer, ground: Ground, refuted_at: Place | None) -> Witness | None:
    """Where the values differ clearly, else where they differ at all. Nothing for a constant: it would tell the key."""
    if not ground.names:
        return None
    unclear: tuple[Place, arb, arb] | None = None
    near = () if refuted_at is None else ground.usable(beside(refuted_at))
    for place in chain(ground.round_places, near):
        with precision(BITS):
            given, expected = value_at(answer.real, place.at), ground.key_at(place, BITS)
            if given is None or not _is_modest(given) or not _is_modest(expected) or given.overlaps(expected):
                continue
            if abs(given - expected) > CLEAR * max(abs(given), abs(expected), key=float):
                return _seen(place, expected, given)
        unclear = unclear or (place, expected, given)
    return None if unclear is None else _seen(*unclear)


def _is_modest(value: arb) -> bool:
    """Known, and of a size that people read as a number."""
    return bool(value.is_finite()) and bool(abs(value) < 10**9)


def _seen(place: Place, expected: arb, given: arb) -> Witness:
    texts = shown(given, expected)
    return Witness({name: decimal(value) for name, value in place.coordinates.items()}, texts[1], texts[0])


def beside(place: Place) -> Iterator[dict[str, Fraction]]:
    """The refuting point, rounded."""
    for digits in (1, 2, 3, 4, 6):
        yield {name: round(value, digits) for name, value in place.coordinates.items()}


def shown(given: arb, expected: arb) -> tuple[str, str]:
    """Both as decimals, with as many digits as it takes to tell them apart, four at least."""
    with precision(BITS):
        gap, size = abs(given - expected).mid(), max(abs(given), abs(expected), key=float).mid()
        least = int(float((size / gap).log()) / LN_10) if size > gap > 0 else 4
    for digits in range(min(max(4, least), 35), 36):
        pair = number(given, digits), number(expected, digits)
        if pair[0] != pair[1]:
            return pair
    return pair


def number(value: arb, digits: int) -> str:
    """`0.1966`, `12.5`, `-3`: rounded to significant digits, without trailing zeros; `1.2e+30` beyond 15 places."""
    with precision(BITS):
        text = value.mid().str(digits, radius=False)
    try:
        rounded = Decimal(text).normalize()
    except InvalidOperation:
        return str(text)  # nearer to 0 than a Decimal goes: `e^(-e^(e^5))`
    return f"{rounded:f}" if -6 <= rounded.adjusted() <= 15 else f"{rounded}".replace("E", "e")


def decimal(value: Fraction) -> str:
    return number(arb(value.numerator) / value.denominator, 6)


def where(place: Place) -> str:
    """`x = 1.3`, `x = 1.3, y = 2`."""
    return ", ".join(f"{name} = {float(value):.3g}" for name, value in place.coordinates.items())
