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
from functools import cache
from typing import Any, NamedTuple

from flint import Ordering, fmpq, fmpq_mpoly, fmpq_mpoly_ctx

from quiz.grading.equality.facts import Facts
from quiz.grading.equality.lattice import Lattice
from quiz.grading.equality.sizes import bits_of, expanded, has_quick_gcd, longest

ROOMS = (10, 24, 48)
"""Generators an attempt has room for; a smaller ring is a faster one."""
MAX_TERMS = 3_000
MAX_DEGREE = 400
MAX_EXPONENT = 60
MAX_BITS = 4_000
FUEL = 40_000
"""Twice what the longest proof of the corpus has needed: some 20 ms."""


class GaveUp(Exception):
    """No proof by this way: too large, or beyond the relations. Never says that two things differ."""


class TooFewGenerators(Exception):
    """Begin again in a larger ring."""


class Kind(StrEnum):
    __hash__ = str.__hash__  # as equal members are; the one of Enum is slower

    VARIABLE = "variable"
    ARC = "arc"
    EXP = "exp"
    LN = "ln"
    ROOT = "root"
    MODULUS = "modulus"
    COS = "cos"
    SIN = "sin"
    PARITY = "parity"
    OPAQUE = "opaque"


class Ratio(NamedTuple):
    num: fmpq_mpoly
    den: fmpq_mpoly


@dataclass(frozen=True)
class Generator:
    kind: Kind
    label: str
    place: int
    inside: Any = None
    """EXP: the vector it is the exponential of. LN, ROOT, MODULUS: the polynomial inside. ARC: the function and its
    argument."""
    degree: int = 1
    """ROOT: the k of `R^k = |P|`."""


@dataclass
class Units:
    """What arguments of exp and of angles are whole combinations of, and the fuel left; kept between attempts."""

    fuel: int = FUEL
    exps: Lattice = field(default_factory=Lattice)
    angles: Lattice = field(default_factory=Lattice)


@cache
def _context(room: int) -> tuple[Any, tuple[fmpq_mpoly, ...]]:
    context = fmpq_mpoly_ctx.get(tuple(f"g{place}" for place in range(room)), Ordering.lex)
    return context, context.gens()


class Ring:
    """One attempt: its generators, relations and fuel."""

    def __init__(self, facts: Facts, units: Units, room: int = ROOMS[0]) -> None:
        self.context, self.gens = _context(room)
        self.room = room
        self.facts = facts
        self.units = units
        self.generators: dict[tuple[Kind, str], Generator] = {}
        self.at: dict[int, Generator] = {}
        self.relations: list[tuple[int, int, fmpq_mpoly]] = []
        self.one = self.context.constant(1)
        self.pieces: dict[str, Ratio] = {}
        """Terms of arguments by their labels."""
        self.numbers: Mapping[int, int] = {}
        """Equal nodes have equal numbers; by identity."""
        self.forms: dict[int, Ratio] = {}
        """Normal forms by number."""
        self.roots: dict[str, tuple[fmpq_mpoly, int]] = {}
        """The finest root of a polynomial so far, by label, and its degree."""
        self.turned: dict[tuple[str, int], tuple[Ratio, Ratio]] = {}
        """Cosine and sine of multiples of an angle."""
        self.cosines: list[tuple[fmpq_mpoly, fmpq_mpoly]] = []
        """The cosines among the generators, each with its sine."""
        self.angles: dict[int, tuple[Ratio, tuple[Ratio, Ratio]]] = {}
        """Arguments by identity, with their cosine and sine."""
        self.arcs_are_mixed = False
        """Whether arcs of sines meet arcs of tangents, which then are written alike."""
        self.certain: dict[str, int] = {}
        """Certified signs of polynomials, by label."""

    # -- generators

    def generator(self, kind: Kind, label: str, inside: Any = None, degree: int = 1) -> tuple[fmpq_mpoly, bool]:
        """The generator of that name, and whether it is new."""
        known = self.generators.get((kind, label))
        if known is not None:
            return self.gens[known.place], False
        place = self.room - 1 - len(self.generators)
        if place < 0:
            raise TooFewGenerators
        made = Generator(kind, label, place, inside, degree)
        self.generators[kind, label] = self.at[place] = made
        return self.gens[place], True

    def relate(self, made: fmpq_mpoly, degree: int, rest: fmpq_mpoly) -> None:
        """From now on `made^degree = rest`, where made is the newest generator."""
        self.relations.insert(0, (made.monoms()[0].index(1), degree, made**degree - rest))

    def relate_product(self, moduli: fmpq_mpoly, product: fmpq_mpoly) -> None:
        """From now on a product of moduli, one of them the newest generator, is what it is without them."""
        newest = next(place for place, power in enumerate(moduli.monoms()[0]) if power)
        self.relations.insert(0, (newest, 1, moduli - product))

    def single_of(self, poly: fmpq_mpoly) -> Generator | None:
        """The generator that a polynomial is, if it is just one."""
        if len(poly) != 1 or poly.total_degree() != 1 or poly.leading_coefficient() != 1:
            return None
        return self.at.get(poly.monoms()[0].index(1))

    def single(self, value: Ratio) -> Generator | None:
        return self.single_of(value.num) if value.den.is_one() else None

    def label(self, poly: fmpq_mpoly) -> str:
        """A name for a polynomial that does not depend on the order in which generators were met."""
        self.spend(10 * len(poly))
        return " + ".join(sorted(f"{coefficient}*{self.monomial(powers)}" for powers, coefficient in poly.terms()))

    def monomial(self, powers: tuple[int, ...]) -> str:
        named = (
            f"{self.at[place].kind}[{self.at[place].label}]^{power}" for place, power in enumerate(powers) if power
        )
        return " ".join(sorted(named)) or "1"

    # -- arithmetic

    def number(self, value: Fraction | int) -> Ratio:
        return Ratio(self.context.constant(fmpq(value.numerator, value.denominator)), self.one)

    def whole(self, poly: fmpq_mpoly) -> Ratio:
        return Ratio(poly, self.one)

    def times(self, left: fmpq_mpoly, right: fmpq_mpoly) -> fmpq_mpoly:
        """A product of polynomials within the bounds."""
        self.spend(len(left) * len(right))
        return self.bounded(left * right)

    def bounded(self, poly: fmpq_mpoly) -> fmpq_mpoly:
        count = len(poly)
        if count < 2:
            return poly
        if count > MAX_TERMS or poly.total_degree() > MAX_DEGREE:
            raise GaveUp("too many terms")
        if bits_of(poly.leading_coefficient()) > MAX_BITS or bits_of(poly.coefficient(count - 1)) > MAX_BITS:
            raise GaveUp("numbers too long")
        return poly

    def reduced(self, poly: fmpq_mpoly) -> fmpq_mpoly:
        if not self.relations or poly.is_constant():
            return poly
        degrees = poly.degrees()
        for place, degree, relation in self.relations:
            if degrees[place] >= degree:
                self.spend(len(poly) * expanded(len(relation) - 1, degrees[place] // degree))
                poly = self.bounded(divmod(poly, relation)[1])
                degrees = poly.degrees()
        return poly

    def spend(self, work: int) -> None:
        """Fuel, not a clock, ends an attempt, so that verdicts repeat."""
        self.units.fuel -= work + 10
        if self.units.fuel < 0:
            raise GaveUp("too much work")

    def ratio(self, num: fmpq_mpoly, den: fmpq_mpoly) -> Ratio:
        """Reduced by the relations, common factors cancelled, the denominator monic."""
        num = self.reduced(num)
        if den.is_one():
            return Ratio(num, den)
        den = self.reduced(den)
        if den.is_zero():
            raise GaveUp("divides by zero")
        if num.is_zero():
            return Ratio(num, self.one)
        if not den.is_constant():
            num, den = self.without_roots_below(num, den)
            if has_quick_gcd(num) and has_quick_gcd(den):
                self.spend(2 * len(num) * len(den))
                common = num.gcd(den)
                num, den = num / common, den / common
        return self.monic(num, den)

    def monic(self, num: fmpq_mpoly, den: fmpq_mpoly) -> Ratio:
        lead = den.leading_coefficient()
        return Ratio(num, den) if lead == 1 else Ratio(num / lead, den / lead)

    def without_roots_below(self, num: fmpq_mpoly, den: fmpq_mpoly) -> tuple[fmpq_mpoly, fmpq_mpoly]:
        """1/R^j = R^(k-j)/P where R^k = P, for roots and moduli that divide the denominator."""
        lowest = den.monoms()[0] if len(den) == 1 else ()
        for place, degree, _ in self.relations:
            if lowest and 0 < lowest[place] < degree and self.at[place].kind is not Kind.SIN:
                more = self.gens[place] ** (degree - lowest[place])
                num, den = self.reduced(self.times(num, more)), self.reduced(self.times(den, more))
                lowest = den.monoms()[0] if len(den) == 1 else ()
        return num, den

    def add(self, left: Ratio, right: Ratio) -> Ratio:
        if left.den == right.den:
            if left.den.is_one():
                return Ratio(left.num + right.num, self.one)
            return self.ratio(left.num + right.num, left.den)
        num = self.times(left.num, right.den) + self.times(right.num, left.den)
        return self.ratio(num, self.times(left.den, right.den))

    def multiply(self, left: Ratio, right: Ratio) -> Ratio:
        if left.den.is_one() and right.den.is_one():
            return Ratio(self.reduced(self.times(left.num, right.num)), self.one)
        return self.ratio(self.times(left.num, right.num), self.times(left.den, right.den))

    def product(self, values: list[Ratio]) -> Ratio:
        """Common factors are cancelled once, at the end."""
        num, den = values[0].num, values[0].den
        for each in values[1:]:
            num = self.times(num, each.num)
            den = den if each.den.is_one() else self.times(den, each.den)
        return self.ratio(num, den)

    def inverse(self, value: Ratio) -> Ratio:
        """Nothing to cancel: numerator and denominator have no common factor."""
        if value.num.is_zero():
            raise GaveUp("divides by zero")
        if value.num.is_constant():
            return Ratio(value.den / value.num.leading_coefficient(), self.one)
        return self.ratio(value.den, value.num) if self.relations else self.monic(value.den, value.num)

    def over(self, above: Ratio, below: Ratio) -> Ratio:
        return self.multiply(above, self.inverse(below))

    def negative(self, value: Ratio) -> Ratio:
        return Ratio(-value.num, value.den)

    def power(self, value: Ratio, exponent: int) -> Ratio:
        base = value if exponent >= 0 else self.inverse(value)
        if exponent in (1, -1):
            return base
        num, den = self.raised(base.num, abs(exponent)), self.raised(base.den, abs(exponent))
        return self.ratio(num, den) if self.relations else Ratio(num, den)

    def raised(self, poly: fmpq_mpoly, exponent: int) -> fmpq_mpoly:
        """Expanded only while it stays small; a monomial always is."""
        terms = len(poly)
        if terms > 1:
            if exponent > MAX_EXPONENT:
                raise GaveUp("a power too large to multiply out")
            self.spend(terms * expanded(terms, exponent))
        degree = poly.total_degree() * exponent if terms else 0
        if degree > 10**6 or (terms and exponent > 1 and longest(poly) * exponent > MAX_BITS):
            raise GaveUp("a power too large")
        return self.bounded(poly**exponent)
