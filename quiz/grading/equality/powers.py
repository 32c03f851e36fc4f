"""Exponentials, logarithms, roots and absolute values as generators of the ring.

They belong together: `e^(c ln P)` is a power of |P|, `ln(e^u)` is u, `sqrt(x^2)` is |x|.
"""

from __future__ import annotations

from fractions import Fraction
from functools import reduce
from math import lcm

from flint import fmpq, fmpq_mpoly

from quiz.grading.equality.certain import certain_sign, fraction
from quiz.grading.equality.factoring import factored, factors
from quiz.grading.equality.lattice import Vector
from quiz.grading.equality.ring import GaveUp, Kind, Ratio, Ring

MAX_EXPONENT = 400
MAX_UNKNOWN = 3
Powers = tuple[int, ...]


def exp(ring: Ring, argument: Ratio) -> Ratio:
    """e^(sum of n b) = product of E[b]^n over the basis b of the lattice; e^(c ln P) = |P|^c"""
    vector, powers = exponent(ring, argument)
    result = reduce(ring.multiply, powers, ring.number(1))
    for count, row in ring.units.exps.coordinates(vector):
        if abs(count) > MAX_EXPONENT:
            raise GaveUp("an exponential too high")
        base, _ = ring.generator(Kind.EXP, label_of(row), row)
        result = ring.multiply(result, ring.power(ring.whole(base), count))
    return result


def exponent(ring: Ring, argument: Ratio) -> tuple[Vector, list[Ratio]]:
    """The argument as a vector, and the powers that its logarithms are: e^(c ln P) = |P|^c."""
    vector, powers = vector_of(ring, argument), []
    for label in list(vector):
        logarithm = ring.single(ring.pieces[label])
        if logarithm is not None and logarithm.kind is Kind.LN:
            powers.append(modulus_power(ring, logarithm.inside, vector.pop(label)))
    return vector, powers


def vector_of(ring: Ring, argument: Ratio) -> Vector:
    """The coefficients of the terms `m/d` by stable labels, whole terms split off; what they are, the ring keeps."""
    num, den = argument.num, argument.den
    vector: Vector = {}
    if len(den) > 1:
        num, rest = divmod(num, den)
        under = ring.label(den)
        for powers, coefficient in rest.terms():
            _note(ring, vector, f"{ring.monomial(powers)} / {under}", coefficient, powers, den)
        den = ring.one
    lowest = den.monoms()[0]
    for powers, coefficient in num.terms():
        above, below = _cancelled(powers, lowest)
        label = f"{ring.monomial(above)} / {ring.monomial(below)}" if any(below) else ring.monomial(above)
        _note(ring, vector, label, coefficient, above, ring.context.term(exp_vec=below))
    return vector


def _cancelled(above: Powers, below: Powers) -> tuple[Powers, Powers]:
    if not any(below):
        return above, below
    pairs = [(a - min(a, b), b - min(a, b)) for a, b in zip(above, below, strict=True)]
    return tuple(a for a, _ in pairs), tuple(b for _, b in pairs)


def _note(ring: Ring, vector: Vector, label: str, coefficient: fmpq, above: Powers, den: fmpq_mpoly) -> None:
    ring.spend(30)
    vector[label] = fraction(coefficient)
    if label not in ring.pieces:
        ring.pieces[label] = Ratio(ring.context.term(exp_vec=above), den)


def label_of(vector: Vector) -> str:
    return " + ".join(sorted(f"{value}*{label}" for label, value in vector.items()))


def combined(ring: Ring, vector: Vector) -> Ratio:
    """What the vector stands for."""
    terms = (ring.multiply(ring.number(value), ring.pieces[label]) for label, value in vector.items())
    return reduce(ring.add, terms, ring.number(0))


def ln(ring: Ring, argument: Ratio) -> Ratio:
    """ln u = sum of e L[P] over the factors P^e of u, where L[P] = ln|P| and u > 0"""
    if argument.num.is_zero():
        raise GaveUp("ln of 0")
    result = ring.number(Fraction(0))
    for factor, power in factors(ring, argument):
        logarithm = ln_of_factor(ring, factor)
        result = ring.add(result, ring.multiply(ring.number(Fraction(power)), logarithm))
    return result


def ln_of_factor(ring: Ring, factor: fmpq_mpoly) -> Ratio:
    single = ring.single_of(factor)
    if single is not None and single.kind is Kind.EXP:
        return combined(ring, single.inside)
    if single is not None and single.kind in (Kind.ROOT, Kind.MODULUS):
        share = ring.number(Fraction(1, single.degree))
        return ring.multiply(share, ln(ring, ring.whole(single.inside)))
    norm, other = _norm(ring, factor)
    if norm is not None:
        return ring.add(ln(ring, ring.number(norm)), ring.negative(ln_of_factor(ring, other)))
    return ring.whole(ring.generator(Kind.LN, ring.label(factor), factor)[0])


def _norm(ring: Ring, factor: fmpq_mpoly) -> tuple[Fraction | None, fmpq_mpoly]:
    """For `aR - b`, where (aR - b)(aR + b) is a number: that number and `aR + b`, so that one logarithm serves both."""
    for place, degree in enumerate(factor.degrees()):
        if degree == 1 and ring.at[place].kind is Kind.ROOT and ring.at[place].degree == 2:
            parts = [(powers, coefficient) for powers, coefficient in factor.terms() if not powers[place]]
            rest = ring.context.from_dict(dict(parts)) if parts else ring.context.constant(0)
            if rest.is_zero() or rest.leading_coefficient() > 0 or len(parts) == len(factor):
                return None, factor
            other = factor - 2 * rest
            norm = ring.reduced(ring.times(factor, other))
            return (abs(fraction(norm.leading_coefficient())) if norm.is_constant() else None), other
    return None, factor


# -- roots and absolute values -----------------------------------------------------------------------------------


def modulus_power(ring: Ring, factor: fmpq_mpoly, exponent: Fraction) -> Ratio:
    """|P|^e for an irreducible P: the whole part of e as a power of |P|, the rest as a power of R, R^k = |P|"""
    single = ring.single_of(factor)
    if single is not None and single.kind is Kind.EXP:
        return exp(ring, ring.multiply(ring.number(exponent), combined(ring, single.inside)))
    if single is not None and single.kind in (Kind.ROOT, Kind.MODULUS):
        return product_of_moduli(ring, ring.whole(single.inside), exponent / single.degree)
    whole = exponent.numerator // exponent.denominator
    result = ring.power(ring.whole(modulus(ring, factor)), whole)
    rest = exponent - whole
    return result if not rest else ring.multiply(result, root(ring, factor, rest))


def product_of_moduli(ring: Ring, value: Ratio, exponent: Fraction) -> Ratio:
    """|value|^e"""
    powers = (modulus_power(ring, factor, exponent * power) for factor, power in factors(ring, value))
    return reduce(ring.multiply, powers, ring.number(Fraction(1)))


def root(ring: Ring, factor: fmpq_mpoly, exponent: Fraction) -> Ratio:
    """|P|^(n/k) by R^k = |P|; a root finer than those so far comes on top of them: S^m = R"""
    label = ring.label(factor)
    made, degree = ring.roots.get(label, (None, 1))
    finer = lcm(degree, exponent.denominator)
    if made is None or finer > degree:
        below = modulus(ring, factor) if made is None else made
        made, _ = ring.generator(Kind.ROOT, f"{label}^(1/{finer})", factor, finer)
        ring.relate(made, finer // degree, below)
        ring.roots[label] = (made, finer)
    return ring.power(ring.whole(made), int(exponent * finer))


def modulus(ring: Ring, poly: fmpq_mpoly) -> fmpq_mpoly:
    """|P|: P or -P where the sign is certain, else a generator A with A^2 = P^2"""
    sign = certain_sign(ring, poly)
    if sign:
        return poly * sign
    made, is_new = ring.generator(Kind.MODULUS, ring.label(poly), poly)
    if is_new:
        ring.relate(made, 2, ring.reduced(ring.raised(poly, 2)))
    return made


def certify(ring: Ring, values: list[Ratio]) -> None:
    """The signs of factors of values >= 0, where all others are certain; of several unknown ones, `|P||Q| = P Q`."""
    waiting = values
    while len(left := [each for each in waiting if not certify_factors(ring, each)]) < len(waiting):
        waiting = left
    for value in waiting:
        sign, unknown = _unknown(ring, value)
        if 1 < len(unknown) <= MAX_UNKNOWN:
            moduli = [modulus(ring, each) for each in unknown]
            ring.relate_product(reduce(ring.times, moduli), sign * reduce(ring.times, unknown))
            if len(unknown) == 2:
                _relate_pair(ring, unknown, moduli, sign)


def _relate_pair(ring: Ring, polys: list[fmpq_mpoly], moduli: list[fmpq_mpoly], sign: int) -> None:
    """`|Q| P = Q |P|`, and the same times P where P^2 has another form, as the square of a sine has."""
    other = sign * ring.times(polys[1], moduli[0])
    square = ring.raised(polys[0], 2)
    if (reduced := ring.reduced(square)) != square:
        ring.relate_product(ring.times(moduli[1], reduced), ring.times(polys[0], other))
    ring.relate_product(ring.times(moduli[1], polys[0]), other)


def certify_factors(ring: Ring, value: Ratio) -> bool:
    """The sign of the one factor of a value >= 0 that is not certain; whether all are now."""
    sign, unknown = _unknown(ring, value)
    if len(unknown) == 1:
        ring.certain[ring.label(unknown[0])] = sign
    return len(unknown) < 2


def _unknown(ring: Ring, value: Ratio) -> tuple[int, list[fmpq_mpoly]]:
    """The sign of all that is certain, and the factors of odd power that are not."""
    sign, unknown = 1, []
    for poly in (value.num, value.den):
        constant, parts = factored(ring, poly)
        sign *= 1 if constant > 0 else -1
        for part, power in parts:
            known = certain_sign(ring, part) if power % 2 else 1
            sign *= known or 1
            unknown += [] if known else [part]
    return sign, unknown


def root_power(ring: Ring, value: Ratio, exponent: Fraction) -> Ratio:
    """u^(p/q) = |u|^(p/q) for even q, where u >= 0; for odd p and q with the sign of u"""
    if value.num.is_zero():
        if exponent > 0:
            return value
        raise GaveUp("a negative power of 0")
    size = product_of_moduli(ring, value, exponent)
    is_odd = exponent.denominator % 2 and exponent.numerator % 2
    return ring.multiply(size, signum(ring, value)) if is_odd else size


def absolute(ring: Ring, value: Ratio) -> Ratio:
    return value if value.num.is_zero() else product_of_moduli(ring, value, Fraction(1))


def signum(ring: Ring, value: Ratio) -> Ratio:
    """|u|/u"""
    return ring.multiply(absolute(ring, value), ring.inverse(value))
