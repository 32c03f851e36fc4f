"""The ring of an exact proof: polynomials over Q in variables and generators, modulo relations that are always true.

A generator stands for something like `e^x`, `ln 2`, `sqrt(x + 1)`, `|x|`, `cos(x/2)`. They need not be independent: a
difference that reduces to 0 *is* 0 wherever both sides are defined, and one that does not proves nothing.
Later generators stand higher in the lexicographic order, so relations reduce to earlier ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from math import comb, gcd, lcm
from typing import Any

from flint import Ordering, fmpq_mpoly, fmpq_mpoly_ctx

from quiz.notation.balls import rational

ROOM = 40
MAX_TERMS = 3_000
MAX_DEGREE = 400
GCD_TERMS = 300
GCD_DEGREE = 60
FACTOR_TERMS = 60
FACTOR_DEGREE = 40
FACTOR_BITS = 400
MAX_BITS = 4_000
FUEL = 3_000_000


class GaveUp(Exception):
    """No proof by this way: too large, or beyond the relations. Never says that two things differ."""


class FinerUnit(Exception):
    """A coefficient is no whole multiple of the unit assumed so far: begin again with the finer unit now on record."""


class Kind(StrEnum):
    VARIABLE = "variable"
    EXP = "exp"
    LN = "ln"
    ROOT = "root"
    MODULUS = "modulus"
    COS = "cos"
    SIN = "sin"
    OPAQUE = "opaque"


@dataclass(frozen=True)
class Ratio:
    num: fmpq_mpoly
    den: fmpq_mpoly


@dataclass(frozen=True)
class Generator:
    kind: Kind
    label: str
    place: int
    inside: Any = None
    """EXP: the Ratio it is the exponential of. LN, ROOT, MODULUS: the polynomial inside."""
    degree: int = 1
    """ROOT: the k of `R^k = |P|`."""


@dataclass
class Units:
    """What arguments of exp and of angles, and root exponents, are whole multiples of; kept between attempts."""

    known: dict[tuple[str, str], Fraction] = field(default_factory=dict)

    def multiple(self, kind: str, label: str, coefficient: Fraction) -> int:
        """The coefficient as a whole number of units."""
        unit = self.known.setdefault((kind, label), abs(coefficient))
        count = coefficient / unit
        if count.denominator != 1:
            common = lcm(unit.denominator, coefficient.denominator)
            self.known[kind, label] = Fraction(gcd(int(unit * common), int(coefficient * common)), common)
            raise FinerUnit
        return int(count)

    def unit(self, kind: str, label: str) -> Fraction:
        return self.known[kind, label]


class Ring:
    """One attempt: its generators, relations and fuel."""

    def __init__(self, signs: Mapping[str, str], units: Units) -> None:
        self.context = fmpq_mpoly_ctx.get(tuple(f"g{place}" for place in range(ROOM)), Ordering.lex)
        self.gens = self.context.gens()
        self.signs = signs
        self.units = units
        self.generators: dict[tuple[Kind, str], Generator] = {}
        self.at: dict[int, Generator] = {}
        self.relations: list[fmpq_mpoly] = []
        self.fuel = FUEL

    # -- generators

    def generator(self, kind: Kind, label: str, inside: Any = None, degree: int = 1) -> tuple[fmpq_mpoly, bool]:
        """The generator of that name, and whether it is new."""
        known = self.generators.get((kind, label))
        if known is not None:
            return self.gens[known.place], False
        place = ROOM - 1 - len(self.generators)
        if place < 0:
            raise GaveUp("too many generators")
        made = Generator(kind, label, place, inside, degree)
        self.generators[kind, label] = self.at[place] = made
        return self.gens[place], True

    def relate(self, relation: fmpq_mpoly) -> None:
        """From now on the relation is 0; its leading term is a power of the newest generator."""
        self.relations.insert(0, relation)

    def single(self, poly: fmpq_mpoly) -> Generator | None:
        """The generator that a polynomial is, if it is just one."""
        if len(poly) != 1 or poly.total_degree() != 1 or poly.leading_coefficient() != 1:
            return None
        return self.at.get(next(place for place, power in enumerate(poly.monoms()[0]) if power))

    def label(self, poly: fmpq_mpoly) -> str:
        """A name for a polynomial that does not depend on the order in which generators were met."""
        return " + ".join(sorted(f"{coefficient}*{self.monomial(powers)}" for powers, coefficient in poly.terms()))

    def monomial(self, powers: tuple[int, ...]) -> str:
        named = (
            f"{self.at[place].kind}[{self.at[place].label}]^{power}" for place, power in enumerate(powers) if power
        )
        return " ".join(sorted(named)) or "1"

    # -- arithmetic

    def number(self, value: Fraction | int) -> Ratio:
        return Ratio(self.context.constant(rational(Fraction(value))), self.one)

    @property
    def one(self) -> fmpq_mpoly:
        return self.context.constant(1)

    def whole(self, poly: fmpq_mpoly) -> Ratio:
        return Ratio(poly, self.one)

    def times(self, left: fmpq_mpoly, right: fmpq_mpoly) -> fmpq_mpoly:
        """A product of polynomials within the bounds; fuel, not a clock, ends an attempt, so verdicts repeat."""
        self.fuel -= len(left) * len(right) + 1
        if self.fuel < 0 or len(left) * len(right) > 100 * MAX_TERMS:
            raise GaveUp("too much work")
        return self.bounded(left * right)

    def bounded(self, poly: fmpq_mpoly) -> fmpq_mpoly:
        if len(poly) > MAX_TERMS or (len(poly) > 1 and poly.total_degree() > MAX_DEGREE):
            raise GaveUp("too many terms")
        if any(max(each.p.bit_length(), each.q.bit_length()) > MAX_BITS for each in poly.coeffs()[:8]):
            raise GaveUp("numbers too long")
        return poly

    def reduced(self, poly: fmpq_mpoly) -> fmpq_mpoly:
        for relation in self.relations:
            self.fuel -= len(poly)
            poly = self.bounded(divmod(poly, relation)[1])
        if self.fuel < 0:
            raise GaveUp("too much work")
        return poly

    def ratio(self, num: fmpq_mpoly, den: fmpq_mpoly) -> Ratio:
        """Reduced by the relations, common factors cancelled, the denominator monic."""
        num, den = self.reduced(num), self.reduced(den)
        if den.is_zero():
            raise GaveUp("divides by zero")
        if num.is_zero():
            return Ratio(num, self.one)
        if not den.is_constant() and has_quick_gcd(num) and has_quick_gcd(den):
            common = num.gcd(den)
            num, den = num / common, den / common
        lead = den.leading_coefficient()
        return Ratio(num / lead, den / lead)

    def add(self, left: Ratio, right: Ratio) -> Ratio:
        if left.den == right.den:
            return self.ratio(left.num + right.num, left.den)
        num = self.times(left.num, right.den) + self.times(right.num, left.den)
        return self.ratio(num, self.times(left.den, right.den))

    def multiply(self, left: Ratio, right: Ratio) -> Ratio:
        return self.ratio(self.times(left.num, right.num), self.times(left.den, right.den))

    def inverse(self, value: Ratio) -> Ratio:
        if value.num.is_zero():
            raise GaveUp("divides by zero")
        return self.ratio(value.den, value.num)

    def over(self, above: Ratio, below: Ratio) -> Ratio:
        return self.multiply(above, self.inverse(below))

    def negative(self, value: Ratio) -> Ratio:
        return Ratio(-value.num, value.den)

    def power(self, value: Ratio, exponent: int) -> Ratio:
        base = value if exponent >= 0 else self.inverse(value)
        return self.ratio(self.raised(base.num, abs(exponent)), self.raised(base.den, abs(exponent)))

    def raised(self, poly: fmpq_mpoly, exponent: int) -> fmpq_mpoly:
        """Expanded only while it stays small; a monomial always is."""
        terms = len(poly)
        degree = poly.total_degree() * exponent if terms else 0
        if terms > 1 and (exponent > 60 or comb(terms + exponent - 1, exponent) > MAX_TERMS):
            raise GaveUp("a power too large to multiply out")
        if degree > 10**6 or (terms and exponent > 1 and _longest(poly) * exponent > MAX_BITS):
            raise GaveUp("a power too large")
        self.fuel -= terms**2 * exponent
        return self.bounded(poly**exponent)


def _longest(poly: fmpq_mpoly) -> int:
    return max(max(each.p.bit_length(), each.q.bit_length()) - 1 for each in poly.coeffs())


def has_quick_gcd(poly: fmpq_mpoly) -> bool:
    """Small enough for FLINT's gcd, which cannot be interrupted."""
    return len(poly) <= GCD_TERMS and poly.total_degree() <= GCD_DEGREE


def is_factorable(poly: fmpq_mpoly) -> bool:
    """Small enough for FLINT's factorisation, which cannot be interrupted either."""
    return len(poly) <= FACTOR_TERMS and poly.total_degree() <= FACTOR_DEGREE and _longest(poly) <= FACTOR_BITS
