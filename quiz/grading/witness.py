"""A point with short decimals at which a wrong answer is seen to be wrong."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from itertools import islice

from flint import arb

from quiz.grading.equality.refute import Answer
from quiz.grading.ground import Ground, Place, value_at
from quiz.grading.verdict import Witness
from quiz.notation.balls import precision

ROUND = tuple(Fraction(text) for text in ("1.3", "0.7", "2", "0.5", "-1.2", "3", "1.7", "-0.4", "2.5", "0.2", "-2"))
CLEAR = arb(0.05)
"""A gap worth showing: five per cent of the larger value."""
BITS = 128


def witness(answer: Answer, ground: Ground, refuted_at: Place | None) -> Witness | None:
    """Where the values differ clearly, else where they differ at all. Nothing for a constant: it would tell the key."""
    if not ground.names:
        return None
    fallback: Witness | None = None
    for place in islice(ground.usable(round_places(ground, refuted_at)), 12):
        with precision(BITS):
            given, expected = value_at(answer.real, place.at), ground.real_key(place.at)
            if given is None or not _is_modest(given) or not _is_modest(expected) or given.overlaps(expected):
                continue
            seen = _seen(place, expected, given)
            if abs(given - expected) > CLEAR * max(abs(given), abs(expected), key=float):
                return seen
        fallback = fallback or seen
    return fallback


def _is_modest(value: arb) -> bool:
    """Known, and of a size that people read as a number."""
    return bool(value.is_finite()) and bool(abs(value) < 10**9)


def _seen(place: Place, expected: arb, given: arb) -> Witness:
    texts = shown(given, expected)
    return Witness({name: decimal(value) for name, value in place.coordinates.items()}, texts[1], texts[0])


def round_places(ground: Ground, refuted_at: Place | None) -> Iterator[dict[str, Fraction]]:
    """Round numbers, each name further along the list than the one before; then the refuting point, rounded."""
    for turn in range(len(ROUND)):
        yield {name: ROUND[(turn + 3 * place) % len(ROUND)] for place, name in enumerate(ground.names)}
    if refuted_at is not None:
        for digits in (1, 2, 3, 4, 6):
            yield {name: round(value, digits) for name, value in refuted_at.coordinates.items()}


def shown(given: arb, expected: arb) -> tuple[str, str]:
    """Both as decimals, with as many digits as it takes to tell them apart, four at least."""
    for digits in range(4, 36):
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
