"""A tree as a function of its names, in any number system: balls, complex balls, NumPy arrays.

A `Field` says what numbers, constants, functions and powers mean there; `compiled` joins the pieces once, so that a
formula evaluated at many points is walked only once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from operator import itemgetter
from typing import Any

from quiz.notation.exact import exact
from quiz.notation.tree import (
    Call,
    Const,
    Name,
    Negative,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    parts,
    walk,
)

Point = Mapping[str, Any]
Evaluator = Callable[[Point], Any]


class NoValue(ValueError):
    """The tree holds something that is not a scalar formula: a vector, or a function this field does not know."""


@dataclass(frozen=True)
class Field:
    """What the pieces of a formula mean in one number system. Division by an exact zero raises ZeroDivisionError."""

    number: Callable[[Number], Callable[[], Any]]
    constants: Mapping[str, Callable[[], Any]]
    functions: Mapping[str, Callable[..., Any]]
    divide: Callable[[Any, Any], Any]
    root_power: Callable[[Any, int, int], Any]
    """`b^(p/q)` for an exact exponent in lowest terms, q > 0: real roots of negatives where q is odd."""
    power: Callable[[Any, Any], Any]
    decimals_are_exact: bool = True

    def exponent(self, node: Node) -> Fraction | None:
        """The exact rational value of an exponent, None when it depends on a name or is not rational."""
        if not self.decimals_are_exact and has_typed_decimal(node):
            return None
        return exact(node)


def has_typed_decimal(node: Node) -> bool:
    return any(isinstance(each, Number) and each.decimals for each in walk(node))


def depth(node: Node) -> int:
    """Levels of the tree, counted level by level without recursion."""
    level: list[Node] = [node]
    count = 0
    while level:
        level = [part for each in level for part in parts(each)]
        count += 1
    return count


def size(node: Node) -> int:
    return sum(1 for _ in walk(node))


def compiled(node: Node, field: Field) -> Evaluator:
    """A function from a point (name -> value) to the value of the tree there."""
    compile_ = _BY_TYPE.get(type(node))
    if compile_ is None:
        raise NoValue(f"{type(node).__name__} has no single value")
    return compile_(node, field)


def _number(node: Number, field: Field) -> Evaluator:
    constant = field.number(node)
    return lambda at: constant()


def _constant(node: Const, field: Field) -> Evaluator:
    constant = field.constants[node.name]
    return lambda at: constant()


def _negative(node: Negative, field: Field) -> Evaluator:
    inner = compiled(node.operand, field)
    return lambda at: -inner(at)


def _quotient(node: Quotient, field: Field) -> Evaluator:
    above, below, divide = compiled(node.over, field), compiled(node.under, field), field.divide
    return lambda at: divide(above(at), below(at))


def _sum(terms: list[Evaluator]) -> Evaluator:
    first, *rest = terms

    def total(at: Point) -> Any:
        value = first(at)
        for each in rest:
            value = value + each(at)
        return value

    return total


def _product(factors: list[Evaluator]) -> Evaluator:
    first, *rest = factors

    def product(at: Point) -> Any:
        value = first(at)
        for each in rest:
            value = value * each(at)
        return value

    return product


def _power(base: Node, exponent: Node, field: Field) -> Evaluator:
    rational = field.exponent(exponent)
    if base == Const("e"):
        raised, exp = compiled(exponent, field), field.functions["exp"]
        return lambda at: exp(raised(at))
    below = compiled(base, field)
    if rational is not None:
        p, q, root_power = rational.numerator, rational.denominator, field.root_power
        return lambda at: root_power(below(at), p, q)
    raised, power = compiled(exponent, field), field.power
    return lambda at: power(below(at), raised(at))


def _call(node: Call, field: Field) -> Evaluator:
    function = field.functions.get(node.function)
    if function is None:
        raise NoValue(f"{node.function} has no value here")
    arguments = [compiled(each, field) for each in node.arguments]
    if node.base is not None:
        base, divide, ln = (
            compiled(node.base, field),
            field.divide,
            field.functions["ln"],
        )
        argument = arguments[0]
        return lambda at: divide(ln(argument(at)), ln(base(at)))
    if len(arguments) == 1:
        argument = arguments[0]
        return lambda at: function(argument(at))
    return lambda at: function(*[argument(at) for argument in arguments])


_BY_TYPE: dict[type, Callable[[Any, Field], Evaluator]] = {
    Number: _number,
    Name: lambda node, field: itemgetter(node.name),
    Const: _constant,
    Negative: _negative,
    Sum: lambda node, field: _sum([compiled(each, field) for each in node.terms]),
    Product: lambda node, field: _product([compiled(each, field) for each in node.factors]),
    Quotient: _quotient,
    Power: lambda node, field: _power(node.base, node.exponent, field),
    Call: _call,
}
