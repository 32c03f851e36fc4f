"""Factors of what stands below a logarithm, a root or a modulus."""

from __future__ import annotations

from math import gcd, lcm

from flint import fmpq, fmpq_mpoly, fmpz

from quiz.grading.equality.ring import GaveUp, Ratio, Ring
from quiz.grading.equality.sizes import is_factorable

MAX_PRIME_BITS = 64


def factors(ring: Ring, value: Ratio) -> list[tuple[fmpq_mpoly, int]]:
    """|value| as a product of powers of primes, irreducible polynomials and generators; the sign is dropped."""
    found: list[tuple[fmpq_mpoly, int]] = []
    for poly, way in ((value.num, 1), (value.den, -1)):
        constant, parts = factored(ring, poly)
        found += [(factor, way * power) for factor, power in _with_sines(ring, parts)]
        for whole, side in ((constant.p, way), (constant.q, -way)):
            found += [(ring.context.constant(prime), side * power) for prime, power in primes(abs(int(whole)))]
    return found


def _with_sines(ring: Ring, parts: list[tuple[fmpq_mpoly, int]]) -> list[tuple[fmpq_mpoly, int]]:
    """(1 - C)(1 + C) = S^2"""
    for cosine, sine in ring.cosines if len(parts) > 1 else ():
        powers = {way: power for part, power in parts for way in (1, -1) if part == cosine - way}
        shared = min(powers.values()) if len(powers) == 2 else 0
        if shared:
            rest = [(part, power - shared * (part in (cosine - 1, cosine + 1))) for part, power in parts]
            parts = [*((part, power) for part, power in rest if power), (sine, 2 * shared)]
    return parts


def factored(ring: Ring, poly: fmpq_mpoly) -> tuple[fmpq, list[tuple[fmpq_mpoly, int]]]:
    if poly.is_zero():
        raise GaveUp("0 has no factors")
    if len(poly) == 1:
        powers = poly.monoms()[0]
        return poly.leading_coefficient(), [(ring.gens[i], int(power)) for i, power in enumerate(powers) if power]
    if poly.total_degree() == 1:
        content = _content(poly)
        return content, [(poly / content, 1)]
    if not is_factorable(poly):
        raise GaveUp("too large to factor")
    constant, parts = poly.factor()
    return constant, [(part, int(power)) for part, power in parts]


def _content(poly: fmpq_mpoly) -> fmpq:
    """The rational that leaves whole coefficients without a common factor, and a positive leading one."""
    coefficients = poly.coeffs()
    above = gcd(*(int(each.p) for each in coefficients))
    below = lcm(*(int(each.q) for each in coefficients))
    return fmpq(above if coefficients[0] > 0 else -above, below)


def primes(value: int) -> list[tuple[int, int]]:
    """Prime factors; a number too long to factor stands for itself."""
    if value == 1:
        return []
    if value.bit_length() > MAX_PRIME_BITS:
        return [(value, 1)]
    return [(int(prime), int(power)) for prime, power in fmpz(value).factor()]
