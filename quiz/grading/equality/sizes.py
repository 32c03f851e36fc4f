"""How large a polynomial may be for steps of FLINT that cannot be interrupted."""

from __future__ import annotations

from math import comb

from flint import fmpq, fmpq_mpoly

GCD_TERMS = 100
GCD_DEGREE = 60
FACTOR_TERMS = 60
FACTOR_DEGREE = 40
FACTOR_BITS = 400


def bits_of(value: fmpq) -> int:
    return max(int(value.p.bit_length()), int(value.q.bit_length()))


def longest(poly: fmpq_mpoly) -> int:
    return max(bits_of(each) - 1 for each in poly.coeffs())


def has_quick_gcd(poly: fmpq_mpoly) -> bool:
    """Small enough for FLINT's gcd, which cannot be interrupted."""
    return len(poly) <= GCD_TERMS and poly.total_degree() <= GCD_DEGREE


def is_factorable(poly: fmpq_mpoly) -> bool:
    """Small enough for FLINT's factorisation, which cannot be interrupted either."""
    return len(poly) <= FACTOR_TERMS and poly.total_degree() <= FACTOR_DEGREE and longest(poly) <= FACTOR_BITS


def expanded(terms: int, exponent: int) -> int:
    """At most how many terms the power of a sum has."""
    return comb(terms + exponent - 1, exponent) if terms > 1 else 1
