"""Whole exponents and whole multiples of pi: where a name stands for a whole number, signs alternate with it.

    u^n = |u|^n sign(u)^n      cos(pi n) = (-1)^n      sin(pi n) = 0

`s^m` is a generator for each sign s and each product m of whole names, and its square is 1.
"""

from __future__ import annotations

from quiz.grading.equality.certain import fraction
from quiz.grading.equality.powers import Powers, exp, ln, signum
from quiz.grading.equality.ring import GaveUp, Kind, Ratio, Ring


def power(ring: Ring, base: Ratio, exponent: Ratio) -> Ratio:
    """`base^exponent`: over the reals for a base that is positive, over the whole numbers for any."""
    size = exp(ring, ring.multiply(exponent, ln(ring, base)))
    if not ring.facts.whole:
        return size
    sign = signum(ring, base)
    if sign == ring.number(1):
        return size
    terms = whole_terms(ring, exponent)
    if terms is None:
        raise GaveUp("a base of any sign under an exponent that need not be whole")
    for powers, count in terms:
        if count % 2:
            size = ring.multiply(size, alternating(ring, sign, powers) if any(powers) else sign)
    return size


def whole_terms(ring: Ring, value: Ratio) -> list[tuple[Powers, int]] | None:
    """The terms of a value that is whole wherever its names are; None for any other."""
    terms = [(powers, fraction(coefficient)) for powers, coefficient in value.num.terms()]
    if not value.den.is_one() or any(part.denominator != 1 or not is_whole(ring, powers) for powers, part in terms):
        return None
    return [(powers, int(part)) for powers, part in terms]


def is_whole(ring: Ring, powers: Powers) -> bool:
    """A product of whole names."""
    used = [ring.at[place] for place, power in enumerate(powers) if power]
    return all(each.kind is Kind.VARIABLE and each.label in ring.facts.whole for each in used)


def alternating(ring: Ring, sign: Ratio, powers: Powers) -> Ratio:
    """`sign^m`; m^2 alternates as m does."""
    once = tuple(min(power, 1) for power in powers)
    made, is_new = ring.generator(
        Kind.PARITY, f"{ring.label(sign.num)} / {ring.label(sign.den)} ^ {ring.monomial(once)}"
    )
    if is_new:
        ring.relate(made, 2, ring.one)
    return ring.whole(made)
