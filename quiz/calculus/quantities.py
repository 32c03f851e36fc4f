"""What a rule works with: formulas, or values at several points at once. A law is written once and serves both.

`apply("sin", z)`, `raised(z, n)` and the operators `+ - * /` mean the same for a `Formula` and for a NumPy array.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

from quiz.notation.tree import Call, Const, Negative, Node, Number, Power, Product, Quotient, Sum

Quantity = Any
"""A Formula, or a complex NumPy array of one value a point."""

ONE, ZERO = Number(Fraction(1)), Number(Fraction(0))
E = Const("e")


@dataclass(frozen=True, slots=True)
class Formula:
    """A tree with operators: drops ones and zeros, folds constants, reorders nothing."""

    node: Node

    def __add__(self, other: Formula) -> Formula:
        return Formula(added(self.node, other.node))

    def __sub__(self, other: Formula) -> Formula:
        return Formula(added(self.node, negated(other.node)))

    def __mul__(self, other: Formula) -> Formula:
        return Formula(multiplied(self.node, other.node))

    def __truediv__(self, other: Formula) -> Formula:
        return Formula(divided(self.node, other.node))

    def __neg__(self) -> Formula:
        return Formula(negated(self.node))


# -- joining trees ---------------------------------------------------------------------------------------------


def rational(node: Node) -> Fraction | None:
    """The value of a number, its negative or a fraction of two."""
    match node:
        case Number(value):
            return value
        case Negative(operand):
            inner = rational(operand)
            return None if inner is None else -inner
        case Quotient(Number(over), Number(under)) if under:
            return over / under
        case _:
            return None


def number(value: Fraction) -> Node:
    if value < 0:
        return Negative(number(-value))
    if value.denominator == 1:
        return Number(value)
    return Quotient(Number(Fraction(value.numerator)), Number(Fraction(value.denominator)))


def added(left: Node, right: Node) -> Node:
    first, second = rational(left), rational(right)
    if first is not None and second is not None:
        return number(first + second)
    if first == 0:
        return right
    if second == 0:
        return left
    return Sum((*_terms(left), *_terms(right)))


def _terms(node: Node) -> tuple[Node, ...]:
    return node.terms if isinstance(node, Sum) else (node,)


def negated(node: Node) -> Node:
    match node:
        case Negative(operand):
            return operand
        case Number(value) if value == 0:
            return node
        case Sum(terms):
            return Sum(tuple(negated(each) for each in terms))
        case Quotient(Negative(over), under):
            return Quotient(over, under)
        case _:
            return Negative(node)


def multiplied(left: Node, right: Node) -> Node:
    first, second = rational(left), rational(right)
    if first is not None and second is not None:
        return number(first * second)
    if first == 0 or second == 0:
        return ZERO
    if first == 1:
        return right
    if second == 1:
        return left
    minus = isinstance(left, Negative) != isinstance(right, Negative)
    left, right = (each.operand if isinstance(each, Negative) else each for each in (left, right))
    whole = _positive_product(left, right)
    return Negative(whole) if minus else whole


def _positive_product(left: Node, right: Node) -> Node:
    """`1/g` takes what stands beside it on top."""
    match left, right:
        case (Number(value), other) | (other, Number(value)) if value == 1:
            return other
        case _, Quotient(Number(value), under) if value == 1 and rational(under) is None:
            return divided(left, under)
        case Quotient(Number(value), under), _ if value == 1 and rational(under) is None:
            return Quotient(right, under)
        case _:
            return Product((*_factors(left), *_factors(right)))


def _factors(node: Node) -> tuple[Node, ...]:
    return node.factors if isinstance(node, Product) else (node,)


def divided(over: Node, under: Node) -> Node:
    above, below = rational(over), rational(under)
    if above is not None and below:
        return number(above / below)
    if above == 0:
        return ZERO
    if below == 1:
        return over
    if below == -1:
        return negated(over)
    minus = isinstance(over, Negative) != isinstance(under, Negative)
    over, under = (each.operand if isinstance(each, Negative) else each for each in (over, under))
    whole = _positive_quotient(over, under)
    return Negative(whole) if minus else whole


def _positive_quotient(over: Node, under: Node) -> Node:
    """One line, not two."""
    match over, under:
        case Quotient(top, bottom), _:
            return Quotient(top, multiplied(bottom, under))
        case _, Quotient(top, bottom):
            return divided(multiplied(over, bottom), top)
        case _:
            return Quotient(over, under)


def to_the(base: Node, exponent: Fraction) -> Node:
    """b^(p/q): negative exponents go under the line, halves become roots."""
    if exponent == 0:
        return ONE
    if exponent < 0:
        return divided(ONE, to_the(base, -exponent))
    if exponent == 1:
        return base
    if exponent == Fraction(1, 2):
        return Call("sqrt", (base,))
    value = rational(base)
    if value is not None and exponent.denominator == 1 and abs(exponent) <= 12:
        return number(value ** int(exponent))
    return Power(base, number(exponent))


@cache
def _numbers() -> Any:
    """NumPy is loaded with the first wrong answer: who only derives formulas does without it."""
    from quiz.calculus import complex_values

    return complex_values


# -- what rules call -------------------------------------------------------------------------------------------


def apply(name: str, *zs: Quantity) -> Quantity:
    """F(z), by the canonical name of F."""
    if isinstance(zs[0], Formula):
        if name == "exp":
            return Formula(Power(E, zs[0].node))
        return Formula(ONE) if name == "ln" and zs[0].node == E else Formula(Call(name, tuple(z.node for z in zs)))
    return _numbers().FUNCTIONS[name](*zs)


def raised(base: Quantity, exponent: Fraction | Quantity) -> Quantity:
    """b^n for an exact exponent; b^w for any other."""
    if isinstance(exponent, Fraction):
        if isinstance(base, Formula):
            return Formula(to_the(base.node, exponent))
        return _numbers().root_power(base, exponent.numerator, exponent.denominator)
    if isinstance(base, Formula):
        value = rational(exponent.node)
        return Formula(Power(base.node, exponent.node) if value is None else to_the(base.node, value))
    return _numbers().power(base, exponent)


def constant(value: Fraction | int, like: Quantity) -> Quantity:
    """A number of the same sort as `like`."""
    if isinstance(like, Formula):
        return Formula(number(Fraction(value)))
    return _numbers().filled(like, complex(Fraction(value)))


def is_negative(z: Quantity) -> bool:
    """Whether this is one negative number, at every point the same."""
    if isinstance(z, Formula):
        value = rational(z.node)
        return value is not None and value < 0
    first = z.flat[0]
    return bool(first.real < 0 and (z == first).all())
