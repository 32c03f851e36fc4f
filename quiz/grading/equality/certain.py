"""Signs that are certain: the certificates that let an absolute value go."""

from __future__ import annotations

from fractions import Fraction

from flint import fmpq, fmpq_mpoly

from quiz.grading.equality.ring import Generator, Kind, Ring

POSITIVE = (Kind.EXP, Kind.ROOT, Kind.MODULUS)


def fraction(value: fmpq) -> Fraction:
    return Fraction(int(value.p), int(value.q))


def certain_sign(ring: Ring, poly: fmpq_mpoly) -> int:
    """1 if P >= 0 for certain, -1 if P <= 0, 0 if neither is certain."""
    signs = {term_sign(ring, powers) * (1 if coefficient > 0 else -1) for powers, coefficient in poly.terms()}
    return signs.pop() if len(signs) == 1 else sign_by_bound(ring, poly)


def term_sign(ring: Ring, powers: tuple[int, ...]) -> int:
    result = 1
    for place, power in enumerate(powers):
        if power % 2:
            result *= generator_sign(ring, ring.at[place])
    return result


def generator_sign(ring: Ring, generator: Generator) -> int:
    if generator.kind is Kind.VARIABLE:
        return {"positive": 1, "nonnegative": 1, "negative": -1}.get(ring.signs.get(generator.label, ""), 0)
    return 1 if generator.kind in POSITIVE else 0


def sign_by_bound(ring: Ring, poly: fmpq_mpoly) -> int:
    """`2 + sin x` is positive: the constant outweighs everything that stays between -1 and 1."""
    constant, others = Fraction(0), Fraction(0)
    for powers, coefficient in poly.terms():
        kinds = {ring.at[place].kind for place, power in enumerate(powers) if power}
        if not kinds:
            constant = fraction(coefficient)
        elif kinds <= {Kind.COS, Kind.SIN}:
            others += abs(fraction(coefficient))
        else:
            return 0
    return 0 if constant == 0 or abs(constant) < others else 1 if constant > 0 else -1
