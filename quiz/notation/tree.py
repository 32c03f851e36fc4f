"""The tree of what was typed: frozen nodes that keep order and form, each with its place in the text.

Nothing here is evaluated, folded or reordered: `x/2` stays a quotient and `2x` a product. Two nodes are equal
when they say the same, wherever they stood; spans do not take part in equality.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

Span = tuple[int, int]
"""Start and end of a node in the original text, half open, in characters."""


@dataclass(frozen=True, slots=True)
class Number:
    """An exact rational; `decimals` counts the digits typed after the point, None for a whole number or `½`."""

    value: Fraction
    decimals: int | None = None
    span: Span = field(default=(0, 0), compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Name:
    """A variable or a parameter."""

    name: str
    span: Span = field(default=(0, 0), compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Const:
    """`e` or `pi`."""

    name: str
    span: Span = field(default=(0, 0), compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Sum:
    """Two or more terms in the order typed; `a - b` holds `Negative(b)`."""

    terms: tuple[Node, ...]
    span: Span = field(default=(0, 0), compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Product:
    """Two or more factors in the order typed."""

    factors: tuple[Node, ...]
    span: Span = field(default=(0, 0), compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Quotient:
    over: Node
    under: Node
    span: Span = field(default=(0, 0), compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Power:
    base: Node
    exponent: Node
    span: Span = field(default=(0, 0), compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Negative:
    operand: Node
    span: Span = field(default=(0, 0), compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Call:
    """A function by its canonical name (`arcsin`, `ln`, `sigmoid`), or a head the question declares.

    `base` is the base of `log_b`, else None.
    """

    function: str
    arguments: tuple[Node, ...]
    base: Node | None = None
    span: Span = field(default=(0, 0), compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Tuple:
    """An ordered list of one or more entries: a vector."""

    entries: tuple[Node, ...]
    span: Span = field(default=(0, 0), compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows of equal length."""

    rows: tuple[tuple[Node, ...], ...]
    span: Span = field(default=(0, 0), compare=False, repr=False, kw_only=True)


Node = Number | Name | Const | Sum | Product | Quotient | Power | Negative | Call | Tuple | Matrix


@dataclass(frozen=True, slots=True)
class Comparison:
    """One inequality of a domain: `left relation right` with relation one of `= != < <= > >=`."""

    left: Node
    relation: str
    right: Node


def parts(node: Node) -> tuple[Node, ...]:
    """The nodes directly below, in the order typed."""
    return _PARTS[type(node)](node)


_PARTS: dict[type, Callable[[Any], tuple[Node, ...]]] = {
    Number: lambda node: (),
    Name: lambda node: (),
    Const: lambda node: (),
    Sum: lambda node: node.terms,
    Product: lambda node: node.factors,
    Quotient: lambda node: (node.over, node.under),
    Power: lambda node: (node.base, node.exponent),
    Negative: lambda node: (node.operand,),
    Call: lambda node: node.arguments if node.base is None else (*node.arguments, node.base),
    Tuple: lambda node: node.entries,
    Matrix: lambda node: tuple(entry for row in node.rows for entry in row),
}


def with_parts(node: Node, inner: tuple[Node, ...]) -> Node:
    """The same node over other parts: `with_parts(node, parts(node)) == node`."""
    match node:
        case Sum():
            return replace(node, terms=inner)
        case Product():
            return replace(node, factors=inner)
        case Quotient():
            return replace(node, over=inner[0], under=inner[1])
        case Power():
            return replace(node, base=inner[0], exponent=inner[1])
        case Negative():
            return replace(node, operand=inner[0])
        case Call(_, arguments, base):
            count = len(arguments)
            return replace(node, arguments=inner[:count], base=None if base is None else inner[count])
        case Tuple():
            return replace(node, entries=inner)
        case Matrix(rows):
            entries = iter(inner)
            return replace(node, rows=tuple(tuple(next(entries) for _ in row) for row in rows))
        case _:
            return node


def walk(node: Node) -> Iterator[Node]:
    """Every node of the tree, parents first; a stack, so that depth costs no recursion."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += _PARTS[type(node)](node)[::-1]


def names_in(node: Node) -> frozenset[str]:
    found, waiting = set(), [node]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Name):
            found.add(node.name)
        else:
            waiting += _PARTS[type(node)](node)
    return frozenset(found)
