"""Sine and cosine in the ring: whole multiples of unit angles by the addition formulas, and `S^2 + C^2 = 1`."""

from __future__ import annotations

from fractions import Fraction

from quiz.grading.equality.powers import root_power, terms
from quiz.grading.equality.ring import GaveUp, Kind, Ratio, Ring

HALF = Fraction(1, 2)
MAX_ANGLE = 24


def angle(ring: Ring, argument: Ratio) -> tuple[Ratio, Ratio]:
    """cos and sin, by addition of whole multiples of unit angles"""
    cos, sin = ring.number(Fraction(1)), ring.number(Fraction(0))
    for powers, label, coefficient in terms(ring, argument):
        c, s = special_angle(ring, argument, powers, coefficient) or unit_angle(ring, label, coefficient)
        cos, sin = (
            ring.add(ring.multiply(cos, c), ring.negative(ring.multiply(sin, s))),
            ring.add(ring.multiply(sin, c), ring.multiply(cos, s)),
        )
    return cos, sin


def unit_angle(ring: Ring, label: str, coefficient: Fraction) -> tuple[Ratio, Ratio]:
    count = ring.units.multiple("angle", label, coefficient)
    if abs(count) > MAX_ANGLE:
        raise GaveUp("too many times an angle")
    c, _ = ring.generator(Kind.COS, label)
    s, is_new = ring.generator(Kind.SIN, label)
    if is_new:
        ring.relate(s**2 + c**2 - 1)
    cos, sin = ring.one, ring.context.constant(0)
    for _ in range(abs(count)):
        cos, sin = ring.reduced(cos * c - sin * s), ring.reduced(sin * c + cos * s)
    return ring.whole(cos), ring.whole(sin if count > 0 else -sin)


def special_angle(ring: Ring, argument: Ratio, powers: tuple[int, ...], part: Fraction) -> tuple[Ratio, Ratio] | None:
    """Multiples of pi/6 and pi/4."""
    single = ring.single(ring.context.term(exp_vec=powers)) if argument.den.is_constant() else None
    steps = part * 12
    if single is None or (single.kind, single.label) != (Kind.OPAQUE, "pi") or steps.denominator != 1:
        return None
    if int(steps) % 2 and int(steps) % 3:
        return None
    return cos_of_steps(ring, int(steps)), cos_of_steps(ring, 6 - int(steps))


def cos_of_steps(ring: Ring, steps: int) -> Ratio:
    """cos(steps pi/12)"""
    steps = abs(steps) % 24
    steps = min(steps, 24 - steps)
    if steps > 6:
        return ring.negative(cos_of_steps(ring, 12 - steps))
    square = {0: Fraction(1), 2: Fraction(3, 4), 3: HALF, 4: Fraction(1, 4), 6: Fraction(0)}[steps]
    return root_power(ring, ring.number(square), HALF)
