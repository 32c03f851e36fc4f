"""Exponentials, logarithms, roots and absolute values as generators of the ring.

They belong together: `e^(c ln P)` is a power of |P|, `ln(e^u)` is u, `sqrt(x^2)` is |x|.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import reduce

from flint import fmpq, fmpq_mpoly, fmpz

from quiz.grading.equality.certain import certain_sign, fraction
from quiz.grading.equality.ring import GaveUp, Kind, Ratio, Ring, is_factorable

MAX_EXPONENT = 400
MAX_PRIME_BITS = 64


def exp(ring: Ring, argument: Ratio) -> Ratio:
    """e^(sum of c m/d) = product of E[m/d]^(c/unit); e^(c ln P) = P^c"""
    result = ring.number(Fraction(1))
    for powers, label, coefficient in terms(ring, argument):
        monomial = ring.context.term(exp_vec=powers)
        logarithm = ring.single(monomial) if argument.den.is_constant() else None
        if logarithm is not None and logarithm.kind is Kind.LN:
            result = ring.multiply(result, modulus_power(ring, logarithm.inside, coefficient))
            continue
        count = ring.units.multiple("exp", label, coefficient)
        if abs(count) > MAX_EXPONENT:
            raise GaveUp("an exponential too high")
        unit = ring.units.unit("exp", label)
        inside = Ratio(monomial * ring.number(unit).num, argument.den)
        base, _ = ring.generator(Kind.EXP, label, inside)
        result = ring.multiply(result, ring.power(ring.whole(base), count))
    return result


def terms(ring: Ring, argument: Ratio) -> Iterator[tuple[tuple[int, ...], str, Fraction]]:
    """Exponents, a stable label and the coefficient of each `c m/d`."""
    below = ring.label(argument.den)
    for powers, coefficient in argument.num.terms():
        yield powers, f"{ring.monomial(powers)} / {below}", fraction(coefficient)


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
    single = ring.single(factor)
    if single is not None and single.kind is Kind.EXP:
        inside: Ratio = single.inside
        return inside
    if single is not None and single.kind in (Kind.ROOT, Kind.MODULUS):
        share = ring.number(Fraction(1, single.degree))
        return ring.multiply(share, ln(ring, ring.whole(single.inside)))
    return ring.whole(ring.generator(Kind.LN, ring.label(factor), factor)[0])


def factors(ring: Ring, value: Ratio) -> list[tuple[fmpq_mpoly, int]]:
    """|value| as a product of powers of primes, irreducible polynomials and generators; the sign is dropped."""
    found: list[tuple[fmpq_mpoly, int]] = []
    for poly, way in ((value.num, 1), (value.den, -1)):
        constant, parts = factored(ring, poly)
        found += [(factor, way * power) for factor, power in parts]
        for whole, side in ((constant.p, way), (constant.q, -way)):
            found += [(ring.context.constant(prime), side * power) for prime, power in primes(abs(int(whole)))]
    return found


def factored(ring: Ring, poly: fmpq_mpoly) -> tuple[fmpq, list[tuple[fmpq_mpoly, int]]]:
    if len(poly) == 1:
        powers = poly.monoms()[0]
        return poly.leading_coefficient(), [(ring.gens[i], int(power)) for i, power in enumerate(powers) if power]
    if not is_factorable(poly):
        raise GaveUp("too large to factor")
    constant, parts = poly.factor()
    return constant, [(part, int(power)) for part, power in parts]


def primes(value: int) -> list[tuple[int, int]]:
    """Prime factors; a number too long to factor stands for itself."""
    if value == 1:
        return []
    if value.bit_length() > MAX_PRIME_BITS:
        return [(value, 1)]
    return [(int(prime), int(power)) for prime, power in fmpz(value).factor()]


# -- roots and absolute values -----------------------------------------------------------------------------------


def modulus_power(ring: Ring, factor: fmpq_mpoly, exponent: Fraction) -> Ratio:
    """|P|^e for an irreducible P: the whole part of e as a power of |P|, the rest as a power of R, R^k = |P|"""
    single = ring.single(factor)
    if single is not None and single.kind is Kind.EXP:
        return exp(ring, ring.multiply(ring.number(exponent), single.inside))
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


def root(ring: Ring, factor: fmpq_mpoly, rest: Fraction) -> Ratio:
    label = ring.label(factor)
    steps = ring.units.multiple("root", label, rest)
    unit = ring.units.unit("root", label)
    if unit.numerator != 1:  # R^k = |P| needs a whole k
        steps = ring.units.multiple("root", label, Fraction(1, unit.denominator))
    degree = unit.denominator
    inside = modulus(ring, factor)
    made, is_new = ring.generator(Kind.ROOT, label, factor, degree)
    if is_new:
        ring.relate(made**degree - inside)
    return ring.power(ring.whole(made), steps)


def modulus(ring: Ring, poly: fmpq_mpoly) -> fmpq_mpoly:
    """|P|: P or -P where the sign is certain, else a generator A with A^2 = P^2"""
    sign = certain_sign(ring, poly)
    if sign:
        return poly * sign
    made, is_new = ring.generator(Kind.MODULUS, ring.label(poly), poly)
    if is_new:
        ring.relate(made**2 - ring.reduced(ring.raised(poly, 2)))
    return made


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
