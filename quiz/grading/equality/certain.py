"""Signs that are certain: the certificates that let an absolute value go.

A certificate is one of: the declared domain; a sum of terms that are never negative; a constant that outweighs what
stays between -1 and 1; no root inside the domain, for a polynomial in one variable; a ball around all values over a
bounded domain; a formula below an even root or inside a logarithm of the question itself.
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import Any

from flint import arb, fmpq, fmpq_mpoly, fmpz_poly

from quiz.grading.equality.ring import Generator, Kind, Ratio, Ring
from quiz.grading.points import Reach
from quiz.notation.balls import ball, precision, rational

POSITIVE = (Kind.EXP, Kind.ROOT, Kind.MODULUS)
EVERYWHERE = Reach()
MAX_DEGREE = 12
MAX_LENGTH = 60
MAX_TERMS = 40


def fraction(value: fmpq) -> Fraction:
    return Fraction(int(value.p), int(value.q))


def certain_sign(ring: Ring, poly: fmpq_mpoly) -> int:
    """1 if P >= 0 for certain, -1 if P <= 0, 0 if neither is certain."""
    label = ring.label(poly)
    known = ring.certain.get(label)
    if known is None:
        signs = {term_sign(ring, powers) * (1 if coefficient > 0 else -1) for powers, coefficient in poly.terms()}
        known = signs.pop() if len(signs) == 1 else 0
        for certificate in () if known else CERTIFICATES:
            known = known or certificate(ring, poly)
        ring.certain[label] = known
    return known


def term_sign(ring: Ring, powers: tuple[int, ...]) -> int:
    result = 1
    for place, power in enumerate(powers):
        if power % 2:
            result *= generator_sign(ring, ring.at[place])
    return result


def generator_sign(ring: Ring, generator: Generator) -> int:
    if generator.kind is Kind.VARIABLE:
        return {"positive": 1, "nonnegative": 1, "negative": -1}.get(ring.facts.signs.get(generator.label, ""), 0)
    if generator.kind is Kind.ARC or (generator.kind is Kind.OPAQUE and generator.inside):
        return _sign(ring, generator.inside[1])
    if generator.kind is Kind.LN:
        return max(certain_sign(ring, generator.inside - 1), 0)
    return 1 if generator.kind in POSITIVE or generator.label == "pi" else 0


def sign_of_growth(ring: Ring, poly: fmpq_mpoly) -> int:
    """e^u - 1 has the sign of u."""
    generator = ring.single_of(poly + 1) or ring.single_of(1 - poly)
    if generator is None or generator.kind is not Kind.EXP:
        return 0
    signs = {_sign(ring, ring.pieces[label]) * (1 if times > 0 else -1) for label, times in generator.inside.items()}
    way = 1 if poly.leading_coefficient() > 0 else -1
    return signs.pop() * way if len(signs) == 1 else 0


def _sign(ring: Ring, value: Ratio) -> int:
    return certain_sign(ring, value.num) * certain_sign(ring, value.den)


def sign_beside_modulus(ring: Ring, poly: fmpq_mpoly) -> int:
    """`|P| + P` and `|P| - P` are never negative."""
    for place, degree in enumerate(poly.degrees()):
        if degree == 1 and ring.at[place].kind is Kind.MODULUS:
            modulus, inside = ring.gens[place], ring.at[place].inside
            times = next((c for powers, c in poly.terms() if powers[place] and sum(powers) == 1), None)
            if times is not None and poly / times - modulus in (inside, -inside):
                return 1 if times > 0 else -1
    return 0


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


def sign_by_roots(ring: Ring, poly: fmpq_mpoly) -> int:
    """The sign of a polynomial in one variable without a root inside its reach; an irreducible one has simple roots."""
    places = [place for place, degree in enumerate(poly.degrees()) if degree > 0]
    if len(places) != 1 or ring.at[places[0]].kind is not Kind.VARIABLE or poly.total_degree() > MAX_DEGREE:
        return 0
    terms = [(powers[places[0]], coefficient) for powers, coefficient in poly.terms()]
    common = lcm(*(int(coefficient.q) for _, coefficient in terms))
    plain = fmpz_poly([0] * (poly.total_degree() + 1))
    for power, coefficient in terms:
        plain[power] = coefficient.p * (common // int(coefficient.q))
    if plain.height_bits() > MAX_LENGTH:
        return 0
    reach = ring.facts.reaches.get(ring.at[places[0]].label, EVERYWHERE)
    with precision(64):
        return _sign_within(plain, reach)


def _sign_within(plain: fmpz_poly, reach: Reach) -> int:
    low = None if reach.low is None else ball(reach.low)
    high = None if reach.high is None else ball(reach.high)
    roots: Any = plain.complex_roots()
    for root, _ in roots:
        if not root.imag.is_zero():
            continue
        if not ((low is not None and root.real <= low) or (high is not None and root.real >= high)):
            return 0
    inside = ball(_between(reach))
    value = arb(0)
    for coefficient in reversed(plain.coeffs()):
        value = value * inside + arb(coefficient)
    return 1 if value > 0 else -1 if value < 0 else 0


def _between(reach: Reach) -> Fraction:
    """A point inside."""
    if reach.low is None:
        return Fraction(0) if reach.high is None else reach.high - 1
    return reach.low + 1 if reach.high is None else (reach.low + reach.high) / 2


def sign_over_box(ring: Ring, poly: fmpq_mpoly) -> int:
    """By one ball around all values over the domain: of constants, and where the domain is bounded."""
    if len(poly) > MAX_TERMS or poly.total_degree() > MAX_TERMS:
        return 0
    with precision(96):
        value = _values(ring, poly)
    return 1 if value >= 0 else -1 if value <= 0 else 0


def _values(ring: Ring, poly: fmpq_mpoly) -> arb:
    """A ball around every value of a polynomial; not finite where nothing is known."""
    total = arb(0)
    for powers, coefficient in poly.terms():
        term = arb(coefficient)
        for place, power in enumerate(powers):
            for _ in range(power):
                term *= _range(ring, ring.at[place])
        if not term.is_finite():
            return arb.nan()
        total += term
    return total


def _range(ring: Ring, generator: Generator) -> arb:
    match generator.kind:
        case Kind.VARIABLE:
            return _box(ring.facts.reaches.get(generator.label, EVERYWHERE))
        case Kind.COS | Kind.SIN:
            return arb(0, 1)
        case Kind.OPAQUE if generator.label == "pi":
            return arb.pi()
        case Kind.ROOT:
            return abs(_values(ring, generator.inside)).root(generator.degree)
        case Kind.MODULUS:
            return abs(_values(ring, generator.inside))
        case Kind.LN:
            return abs(_values(ring, generator.inside)).log()
        case Kind.EXP:
            parts = ((rational(times), ring.pieces[label]) for label, times in generator.inside.items())
            return sum((arb(times) * _ratio(ring, piece) for times, piece in parts), arb(0)).exp()
        case _:
            return arb.nan()


def _ratio(ring: Ring, value: Ratio) -> arb:
    return _values(ring, value.num) / _values(ring, value.den)


def _box(reach: Reach) -> arb:
    if reach.low is None or reach.high is None:
        return arb.nan()
    return ball((reach.low + reach.high) / 2) + arb(0, ball((reach.high - reach.low) / 2).upper())


CERTIFICATES = (sign_of_growth, sign_beside_modulus, sign_by_bound, sign_by_roots, sign_over_box)
