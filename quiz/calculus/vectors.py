"""Arithmetic of vectors on trees: sums, multiples, norm, dot and entries, worked out entry by entry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from quiz.notation.tree import Call, Matrix, Negative, Node, Number, Power, Product, Quotient, Sum, Tuple, parts, walk

VECTOR_FUNCTIONS = ("norm", "dot", "entry")
"""Functions of vectors; none is left once a tree is worked out."""


def spread(node: Node) -> Node:
    """The same value with vectors only at the top: `2*(a, b) + (c, d)` becomes `(2*a + c, 2*b + d)`.

    Shapes that do not fit are left as they stand; whoever evaluates the tree refuses them.
    """
    if not any(isinstance(each, Tuple | Matrix) for each in walk(node)):
        return node
    match node:
        case Tuple(entries):
            return replace(node, entries=tuple(map(spread, entries)))
        case Matrix(rows):
            return replace(node, rows=tuple(tuple(map(spread, row)) for row in rows))
        case Sum(terms):
            return _sum([spread(each) for each in terms])
        case Negative(operand):
            return _over_entries(spread(operand), Negative)
        case Product(factors):
            return _product([spread(each) for each in factors])
        case Quotient(over, under):
            below = spread(under)
            return _over_entries(spread(over), lambda entry: Quotient(entry, below))
        case Power(base, exponent):
            return Power(spread(base), spread(exponent))
        case Call(function, arguments, base):
            return _call(function, tuple(map(spread, arguments)), base)
        case _:
            return node


def is_spread(node: Node) -> bool:
    """Whether vectors stand only at the top, and no function of a vector is left."""
    entries = node.entries if isinstance(node, Tuple) else parts(node) if isinstance(node, Matrix) else (node,)
    return not any(_is_vectorial(each) for entry in entries for each in walk(entry))


def _is_vectorial(node: Node) -> bool:
    return isinstance(node, Tuple | Matrix) or (isinstance(node, Call) and node.function in VECTOR_FUNCTIONS)


def _over_entries(node: Node, change: Callable[[Node], Node]) -> Node:
    match node:
        case Tuple(entries):
            return Tuple(tuple(map(change, entries)))
        case Matrix(rows):
            return Matrix(tuple(tuple(map(change, row)) for row in rows))
        case _:
            return change(node)


def _sum(terms: list[Node]) -> Node:
    vectors = [each.entries for each in terms if isinstance(each, Tuple)]
    if len(vectors) < len(terms) or len({len(each) for each in vectors}) > 1:
        return Sum(tuple(terms))
    return Tuple(tuple(Sum(column) for column in zip(*vectors, strict=True)))


def _product(factors: list[Node]) -> Node:
    vectors = [each for each in factors if isinstance(each, Tuple | Matrix)]
    if len(vectors) != 1:
        return Product(tuple(factors))
    place = factors.index(vectors[0])
    return _over_entries(
        vectors[0], lambda entry: Product((*factors[:place], entry, *factors[place + 1 :])) if factors[1:] else entry
    )


def _call(function: str, arguments: tuple[Node, ...], base: Node | None) -> Node:
    match function, arguments:
        case "norm", (Tuple(entries),):
            return Call("sqrt", (_total([Power(each, Number(Fraction(2))) for each in entries]),))
        case "dot", (Tuple(left), Tuple(right)) if len(left) == len(right):
            return _total([Product(pair) for pair in zip(left, right, strict=True)])
        case "entry", (Tuple(entries), Number(value)) if value.denominator == 1 and 1 <= value <= len(entries):
            return entries[int(value) - 1]
        case "entry", (Matrix(rows), Number(value)) if value.denominator == 1 and 1 <= value <= len(rows):
            return Tuple(rows[int(value) - 1])
        case _:
            return Call(function, arguments, base)


def _total(terms: list[Node]) -> Node:
    return Sum(tuple(terms)) if len(terms) > 1 else terms[0]
