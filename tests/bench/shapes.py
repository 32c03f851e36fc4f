"""Other shapes of the same value, one law a function: each takes a node and gives an equal one, or nothing.

Equal where the node is real, up to the side conditions of logarithms, roots and arcs: who uses them checks the values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from random import Random

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
    with_parts,
)

Shape = Callable[[Node], Node | None]


def number(value: Fraction | int) -> Node:
    """`-2/3` as people type it."""
    value = Fraction(value)
    if value < 0:
        return Negative(number(-value))
    whole = Number(Fraction(value.numerator))
    return whole if value.denominator == 1 else Quotient(whole, Number(Fraction(value.denominator)))


ONE, TWO, HALF = number(1), number(2), number(Fraction(1, 2))
EULER = Const("e")


def call(name: str, *arguments: Node) -> Node:
    return Call(name, arguments)


def times(*factors: Node) -> Node:
    flat = tuple(each for factor in factors for each in (factor.factors if isinstance(factor, Product) else (factor,)))
    return Product(flat) if len(flat) > 1 else flat[0]


def plus(*terms: Node) -> Node:
    flat = tuple(each for term in terms for each in (term.terms if isinstance(term, Sum) else (term,)))
    return Sum(flat) if len(flat) > 1 else flat[0]


def square(node: Node) -> Node:
    return Power(node, TWO)


def places(node: Node) -> Iterator[tuple[tuple[int, ...], Node]]:
    """Every node with the child numbers that lead to it."""
    waiting: list[tuple[tuple[int, ...], Node]] = [((), node)]
    while waiting:
        path, each = waiting.pop()
        yield path, each
        waiting += [((*path, index), part) for index, part in enumerate(parts(each))]


def put(node: Node, path: tuple[int, ...], new: Node) -> Node:
    if not path:
        return new
    inner = list(parts(node))
    inner[path[0]] = put(inner[path[0]], path[1:], new)
    return with_parts(node, tuple(inner))


def reshaped(node: Node, shapes: tuple[Shape, ...], random: Random) -> tuple[Node, str] | None:
    """One law of the list used at one place, both by chance; and the name of the law."""
    for shape in random.sample(shapes, len(shapes)):
        found = [(path, new) for path, each in places(node) if (new := shape(each)) is not None and new != each]
        if found:
            path, new = random.choice(found)
            return put(node, path, new), shape.__name__
    return None


# -- algebra -----------------------------------------------------------------------------------------------------


def commuted(node: Node) -> Node | None:
    match node:
        case Sum(terms):
            return Sum(terms[::-1])
        case Product(factors):
            return Product(factors[::-1])
    return None


def regrouped(node: Node) -> Node | None:
    match node:
        case Sum((first, second, *rest)) if rest:
            return Sum((first, Sum((second, *rest))))
        case Product((first, second, *rest)) if rest:
            return Product((first, Product((second, *rest))))
    return None


def multiplied_out(node: Node) -> Node | None:
    match node:
        case Product((first, Sum(terms), *rest)) | Product((Sum(terms), first, *rest)):
            return times(Sum(tuple(times(first, each) for each in terms)), *rest)
        case Quotient(Sum(terms), under):
            return Sum(tuple(Quotient(each, under) for each in terms))
        case Negative(Sum(terms)):
            return Sum(tuple(each.operand if isinstance(each, Negative) else Negative(each) for each in terms))
    return None


def squared_out(node: Node) -> Node | None:
    match node:
        case Power(Sum((a, b)), exponent) if exact(exponent) == 2:
            return plus(square(a), times(TWO, a, b), square(b))
        case Power(base, exponent) if exact(exponent) == 2:
            return times(base, base)
        case Power(base, exponent) if (value := exact(exponent)) is not None and value >= 3:
            return times(base, Power(base, number(value - 1)))
    return None


def as_difference_of_squares(node: Node) -> Node | None:
    match node:
        case Product((Sum((a, b)), Sum((c, Negative(d))))) if (a, b) == (c, d):
            return plus(square(a), Negative(square(b)))
        case Sum((a, Negative(b))):
            return Quotient(plus(square(a), Negative(square(b))), plus(a, b))
    return None


def factored_out(node: Node) -> Node | None:
    """ab + ac = a(b + c); a + b = a(1 + b/a) where a is a name or a power of one"""
    match node:
        case Sum((Product(left), Product(right))) if shared := [each for each in left if each in right]:
            rest = [_without(factors, shared[0]) for factors in (left, right)]
            return times(shared[0], Sum((rest[0], rest[1])))
        case Sum((first, *rest)) if isinstance(first, Name):
            return times(first, plus(ONE, *[Quotient(each, first) for each in rest]))
    return None


def _without(factors: tuple[Node, ...], gone: Node) -> Node:
    left = list(factors)
    left.remove(gone)
    return times(*left) if left else ONE


def as_negative_power(node: Node) -> Node | None:
    match node:
        case Quotient(over, Power(base, exponent)) if exact(exponent) is not None:
            return times(over, Power(base, Negative(exponent)))
        case Quotient(over, under):
            return times(over, Power(under, Negative(ONE)))
    return None


def as_quotient(node: Node) -> Node | None:
    match node:
        case Power(base, exponent) if (value := exact(exponent)) is not None and value < 0:
            return Quotient(ONE, base if value == -1 else Power(base, number(-value)))
        case Product((*rest, Power(base, exponent))) if (value := exact(exponent)) is not None and value < 0:
            return Quotient(times(*rest), base if value == -1 else Power(base, number(-value)))
    return None


def over_one_denominator(node: Node) -> Node | None:
    match node:
        case Sum((Quotient(a, b), Quotient(c, d))):
            return Quotient(plus(times(a, d), times(c, b)), times(b, d))
        case Sum((a, Quotient(b, c))) | Sum((Quotient(b, c), a)):
            return Quotient(plus(times(a, c), b), c)
        case Sum((a, Negative(Quotient(b, c)))):
            return Quotient(plus(times(a, c), Negative(b)), c)
    return None


def with_a_pair_of_terms(node: Node) -> Node | None:
    return plus(node, TWO, Negative(TWO)) if isinstance(node, Sum) else None


def enlarged(node: Node) -> Node | None:
    match node:
        case Quotient(over, under):
            more = plus(square(Name("x")), ONE) if _mentions_x(node) else number(7)
            return Quotient(times(over, more), times(under, more))
    return None


def _mentions_x(node: Node) -> bool:
    return any(each == Name("x") for _, each in places(node))


def turned_upside_down(node: Node) -> Node | None:
    match node:
        case Quotient(over, under) if exact(over) is None:
            return Quotient(ONE, Quotient(under, over))
    return None


def with_inner_quotient(node: Node) -> Node | None:
    match node:
        case Product((first, Quotient(over, under))) | Product((Quotient(over, under), first)):
            return Quotient(times(first, over), under)
        case Quotient(Product((first, *rest)), under):
            return times(Quotient(first, under), *rest)
    return None


def sign_moved(node: Node) -> Node | None:
    match node:
        case Negative(Product((Sum((a, Negative(b))), *rest))):
            return times(Sum((b, Negative(a))), *rest)
        case Negative(Quotient(over, under)):
            return Quotient(Negative(over), under)
        case Quotient(Negative(over), under):
            return Quotient(over, Negative(under))
        case Sum((a, Negative(b))):
            return Negative(Sum((b, Negative(a))))
    return None


# -- numbers -----------------------------------------------------------------------------------------------------


def as_decimal(node: Node) -> Node | None:
    match node:
        case Quotient(Number(over), Number(under)) if under != 0 and 10**4 % under == 0:
            value = over / under
            decimals = next(count for count in range(1, 5) if (value * 10**count).denominator == 1)
            return Number(value, decimals)
        case Number(value, None) if value.denominator == 1:
            return Number(value, 1)
    return None


def as_fraction(node: Node) -> Node | None:
    match node:
        case Number(value, decimals) if decimals:
            return number(value)
    return None


def split_number(node: Node) -> Node | None:
    match node:
        case Number(value) if value.denominator == 1 and value > 3 and value % 2 == 0:
            return times(TWO, number(value / 2))
        case Number(value) if value.denominator == 1 and value > 2:
            return Sum((number(value - 1), ONE))
    return None


ALGEBRA: tuple[Shape, ...] = (
    commuted, regrouped, multiplied_out, squared_out, as_difference_of_squares, factored_out, as_negative_power,
    as_quotient, over_one_denominator, with_a_pair_of_terms, enlarged, turned_upside_down, with_inner_quotient,
    sign_moved, as_decimal, as_fraction, split_number,
)  # fmt: skip
