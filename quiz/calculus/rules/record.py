"""What a rule and a misconception are, and the pieces both work with."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction

from quiz.calculus.quantities import Quantity, apply, constant, raised


@dataclass(frozen=True, slots=True)
class Outer:
    """The outside F of F(u): a named function, a power z^n, an exponential a^z, or a logarithm with a base.

    `parameter` is n, a or the base; None for a named function.
    """

    name: str
    parameter: Fraction | Quantity | None
    derivative: Callable[[Outer, Quantity], Quantity]

    def value(self, z: Quantity) -> Quantity:
        match self.name:
            case "power":
                return raised(z, self.parameter)
            case "exponential":
                return raised(self.parameter, z)
            case "log":
                return apply("ln", z) / apply("ln", self.parameter)
            case name:
                return apply(name, z)

    def slope(self, z: Quantity) -> Quantity:
        """F'(z)"""
        return self.derivative(self, z)


@dataclass(frozen=True, slots=True)
class Pieces:
    """What a law joins: the values of the parts and, in the same order, their slopes."""

    x: Quantity
    values: tuple[Quantity, ...]
    slopes: tuple[Quantity, ...]
    outer: Outer | None = None
    middle: Quantity | None = None
    """Of three layers F(g(h)): the slope h' of the innermost, with g' left out."""
    is_number: bool = True
    """Of a constant multiple: the constant is a number, not a held variable. Of a quotient: its top is constant."""

    @property
    def u(self) -> Quantity:
        return self.values[0]

    @property
    def v(self) -> Quantity:
        return self.values[1]

    @property
    def du(self) -> Quantity:
        return self.slopes[0]

    @property
    def dv(self) -> Quantity:
        return self.slopes[1]

    @property
    def f(self) -> Outer:
        assert self.outer is not None
        return self.outer

    def number(self, value: Fraction | int) -> Quantity:
        return constant(value, like=self.x)


@dataclass(frozen=True)
class Rule:
    """A law of differentiation."""

    name: str
    title: str
    law: str
    """LaTeX."""
    asks: str
    """A question that points at the rule without naming it."""
    form: Callable[[Pieces], Quantity]


Forms = Callable[[Pieces], Iterable[Quantity]]


@dataclass(frozen=True)
class Misconception:
    """A wrong twin of a rule, or a slip: what the learner seems to have done."""

    id: str
    rule: str
    says: str
    """One sentence with one action; `{where}` is the place in the learner's function, `{wrt}` the variable."""
    example: tuple[str, str]
    """A function of x and what this misconception makes of its derivative."""
    cost: float = 1.5
    """How unlikely it is: 1.0 the most common of all, above 2 a weak guess."""
    is_common: bool = False
    """One of the few that may be half of a pair."""
    forms: Forms | None = None
    """The wrong results of the rule, one or more; None where the misconception is about the whole answer."""
    kind: str = "derivative"
    """What is asked in the example: derivative, partial (by x), gradient, implicit, at_point (x = 2)."""


def one(form: Callable[[Pieces], Quantity]) -> Forms:
    """A twin with a single wrong result."""
    return lambda p: (form(p),)
