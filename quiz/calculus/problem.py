"""A phrase together with what it is about: symbols, expressions, and points as substitutions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from quiz.calculus.algebra import Algebra, Expr
from quiz.calculus.given import Equation, Function, Given, Impossible
from quiz.calculus.phrases import Phrase, Point, Wanted
from quiz.notation.balls import precision, real
from quiz.notation.exact import bits
from quiz.notation.substitute import substitute
from quiz.notation.symbolic import from_sympy
from quiz.notation.tree import Matrix, Node, Number, Power, Tuple, names_in, parts

SMALL_EXPONENT = 30
LARGE_NUMBER = 10**9
MOST_BITS = 12_000
"""Of the numbers in a key, all told: some 3,600 digits."""


class Stuck(Exception):
    """Carries an Impossible out of a derivation; caught in `derive`."""

    def __init__(self, message: str, code: str = "answer-fails") -> None:
        super().__init__(message)
        self.why = Impossible(code, message)


@dataclass(frozen=True)
class Problem:
    phrase: Phrase
    algebra: Algebra
    subject: Function | Equation

    @classmethod
    def of(cls, phrase: Phrase, given: Given) -> Problem:
        """Raises Stuck when the phrase does not fit its subject."""
        subject = given.heads[phrase.of]
        if isinstance(subject, Equation) != (phrase.wanted is Wanted.IMPLICIT):
            kind = "an equation" if isinstance(subject, Equation) else "a function"
            raise Stuck(f"'{phrase.of}' is {kind}: '{phrase.wanted}' does not apply")
        return cls(phrase, Algebra(given), subject)

    @property
    def names(self) -> tuple[str, ...]:
        return self.subject.names if isinstance(self.subject, Equation) else self.subject.arguments

    @property
    def symbols(self) -> list[Expr]:
        return self.algebra.symbols(self.names)

    @property
    def symbol(self) -> Expr:
        """The only variable."""
        if len(self.names) != 1:
            count = len(self.names) or "no"
            raise Stuck(f"'{self.phrase.wanted}' is for one variable; {self.phrase.of} has {count}")
        return self.symbols[0]

    @property
    def scalar(self) -> Expr:
        """The function, with one value."""
        if isinstance(self.subject, Equation):
            return self.algebra.of(self.subject.left) - self.algebra.of(self.subject.right)
        if self.subject.is_vector:
            raise Stuck(f"'{self.phrase.wanted}' is for a function with one value; {self.phrase.of} has several")
        return self.algebra.of(self.subject.body)

    @property
    def vector(self) -> list[Expr]:
        """The values of the function, one or more, in order."""
        assert isinstance(self.subject, Function)
        return [self.algebra.of(each) for each in entries(self.subject.body)]

    def located(self, point: Point) -> dict[Expr, Expr]:
        """Coordinates by symbol: by name where they have one, else in the order of the arguments."""
        plain = [node for name, node in point if name is None]
        if len(plain) == 1:
            plain = entries(plain[0])
        if plain and len(plain) != len(self.names):
            raise Stuck(f"the point has {len(plain)} coordinates; {self.phrase.of} takes {len(self.names)}")
        pairs = [*zip(self.names, plain, strict=False), *[(name, node) for name, node in point if name is not None]]
        return {self.algebra.symbol(name): self.algebra.of(node) for name, node in pairs}

    def everywhere(self, point: Point) -> list[Expr]:
        """The point with all its coordinates, in the order of the arguments."""
        where = self.located(point)
        if set(where) != set(self.symbols):
            raise Stuck(f"the point needs a value for each of {', '.join(self.names)}")
        return [where[each] for each in self.symbols]

    def at(self, expression: Expr) -> Expr:
        """The expression at the phrase's point, if it has one."""
        return put(expression, self.located(self.phrase.at)) if self.phrase.at else expression


def entries(node: Node) -> list[Node]:
    match node:
        case Tuple(found):
            return list(found)
        case Matrix(rows):
            return [each for row in rows for each in row]
        case _:
            return [node]


def put(expression: Expr, where: dict[Expr, Expr]) -> Expr:
    """Values for symbols; Stuck where the result is no finite real number or formula, or too large a number."""
    if _may_grow(expression, where.values()) and written(_with_values(expression, where)) > MOST_BITS:
        raise Stuck("the numbers become too large")
    found = expression.subs(where, simultaneous=True)
    if not is_finite(found):
        place = ", ".join(f"{symbol} = {value}" for symbol, value in where.items())
        raise Stuck(f"there is no value at {place}")
    return found


def _may_grow(expression: Expr, values: Iterable[Expr]) -> bool:
    """Whether powers of the values could be numbers that no machine should write down: SymPy would."""
    from sympy import Pow, Rational

    exponents = [each.exp for each in expression.atoms(Pow)]
    numbers = [each for value in values for each in value.atoms(Rational)]
    return not all(each.is_Rational and abs(each) <= SMALL_EXPONENT for each in exponents) or any(
        max(abs(each.p), each.q) > LARGE_NUMBER for each in numbers
    )


def _with_values(expression: Expr, where: dict[Expr, Expr]) -> Node:
    """The tree of what `subs` is about to work out, with nothing worked out yet."""
    return substitute(from_sympy(expression), {symbol.name: from_sympy(value) for symbol, value in where.items()})


def written(node: Node) -> float:
    """A bound on the bits of all numbers that are written down when this is worked out."""
    match node:
        case Number(value):
            return float(bits(value))
        case Power(base, exponent):
            return written(base) * max(1.0, _size(exponent)) + written(exponent)
        case _:
            return 1.0 + sum(map(written, parts(node)))


def _size(exponent: Node) -> float:
    """|exponent|, or 0 where it has names and nothing is worked out."""
    if names_in(exponent):
        return 0.0
    with precision(64):
        value = abs(real(exponent)({}))
        return float(value.upper()) if value.is_finite() else float("inf")


def is_finite(expression: Any) -> bool:
    from sympy import I, nan, oo, zoo

    return not expression.has(nan, zoo, oo, -oo, I)


def as_vector(algebra: Algebra, values: Iterable[Expr]) -> Node:
    """One value is a number, several are a vector."""
    found = list(values)
    return algebra.tree(found[0]) if len(found) == 1 else algebra.trees(found)
