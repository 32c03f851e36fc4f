"""`tidy`: what a formula looks like once its parameters are numbers.

Ones and zeros are dropped, signs pulled to the front, neighbouring constants folded exactly; nothing is reordered, so
`a*x + b` with a = 1, b = -3 is `x - 3`, while `x*3 + x` stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from quiz.notation.tree import Negative, Node, Number, Power, Product, Quotient, Sum, parts, with_parts

MAX_POWER_BITS = 40
"""`2^10` becomes 1024; a power longer than this stays a power."""


class Constant(NamedTuple):
    value: Fraction
    is_decimal: bool = False
    """Typed with a point: printed with one again, where it ends."""


ZERO, ONE = Constant(Fraction(0)), Constant(Fraction(1))


def tidy(node: Node) -> Node:
    inner = parts(node)
    if inner:
        node = with_parts(node, tuple(tidy(each) for each in inner))
    match node:
        case Number():
            return _written(Constant(node.value), node) if node.decimals is None else node
        case Sum(terms):
            return _sum(terms, node)
        case Product(factors):
            return _product(factors, node)
        case Quotient(over, under):
            return _quotient(over, under, node)
        case Power(base, exponent):
            return _power(base, exponent, node)
        case Negative(operand):
            return _negative(operand, node)
        case _:
            return node


def _constant(node: Node) -> Constant | None:
    """The value of a tidied number, of its fraction, or of its negative."""
    match node:
        case Number(value, decimals):
            return Constant(value, decimals is not None)
        case Negative(operand):
            inner = _constant(operand)
            return None if inner is None else Constant(-inner.value, inner.is_decimal)
        case Quotient(Number() as over, Number() as under) if under.value:
            return Constant(over.value / under.value, over.decimals is not None or under.decimals is not None)
        case _:
            return None


def _written(constant: Constant, origin: Node) -> Node:
    """As the reader would make it: a negative, a quotient of whole numbers, or a decimal that ends."""
    size, decimals = abs(constant.value), None
    if constant.is_decimal and size.denominator != 1:
        decimals = next((n for n in range(1, 41) if 10**n % size.denominator == 0), None)
    over, under = (
        Number(Fraction(size.numerator), span=origin.span),
        Number(Fraction(size.denominator), span=origin.span),
    )
    plain = decimals is not None or size.denominator == 1
    node: Node = Number(size, decimals, span=origin.span) if plain else Quotient(over, under, span=origin.span)
    return Negative(node, span=origin.span) if constant.value < 0 else node


def _folded(
    nodes: tuple[Node, ...], join: Callable[[Fraction, Fraction], Fraction], neutral: Constant, origin: Node
) -> list[Node]:
    """Neighbouring constants joined into one; the neutral one is left out."""
    kept: list[Node] = []
    for node in nodes:
        before, here = _constant(kept[-1]) if kept else None, _constant(node)
        if before is not None and here is not None:
            joined = Constant(join(before.value, here.value), before.is_decimal or here.is_decimal)
            kept[-1] = _written(joined, origin)
        else:
            kept.append(node)
    return [node for node in kept if (found := _constant(node)) is None or found.value != neutral.value]


def _sum(terms: tuple[Node, ...], origin: Node) -> Node:
    kept = _folded(terms, Fraction.__add__, ZERO, origin)
    if not kept:
        return _written(ZERO, origin)
    return kept[0] if len(kept) == 1 else Sum(tuple(kept), span=origin.span)


def _product(factors: tuple[Node, ...], origin: Node) -> Node:
    if any(found is not None and found.value == 0 for found in map(_constant, factors)):
        return _written(ZERO, origin)
    kept, minus = _folded(factors, Fraction.__mul__, ONE, origin), False
    for place, factor in reversed(list(enumerate(kept))):
        found = _constant(factor)
        if found is not None and found.value == -1:
            del kept[place]
            minus = not minus
    if kept and isinstance(kept[0], Negative):
        inner = kept[0].operand
        kept[:1] = inner.factors if isinstance(inner, Product) else (inner,)
        minus = not minus
        kept = _folded(tuple(kept), Fraction.__mul__, ONE, origin)
    if not kept:
        return _written(Constant(Fraction(-1 if minus else 1)), origin)
    whole = kept[0] if len(kept) == 1 else Product(tuple(kept), span=origin.span)
    return _negative(whole, origin) if minus else whole


def _quotient(over: Node, under: Node, origin: Node) -> Node:
    above, below = _constant(over), _constant(under)
    if below is not None and below.value:
        if above is not None:
            return _written(Constant(above.value / below.value, above.is_decimal or below.is_decimal), origin)
        if abs(below.value) == 1:
            return over if below.value == 1 else _negative(over, origin)
    if above is not None and not above.value and below is None:
        return _written(ZERO, origin)
    minus = isinstance(over, Negative) != isinstance(under, Negative)
    over, under = (each.operand if isinstance(each, Negative) else each for each in (over, under))
    whole = Quotient(over, under, span=origin.span)
    return Negative(whole, span=origin.span) if minus else whole


def _power(base: Node, exponent: Node, origin: Node) -> Node:
    below, above = _constant(base), _constant(exponent)
    if above is not None and above.value in (0, 1):
        # 0^0 stays: it is the author's to mend.
        keeps = above.value == 0 and below is not None and below.value == 0
        return origin if keeps else _written(ONE, origin) if above.value == 0 else base
    if below is not None and below.value == 1:
        return _written(ONE, origin)
    if below is None or above is None or above.value.denominator != 1 or (not below.value and above.value < 0):
        return origin
    bits = max(below.value.numerator.bit_length(), below.value.denominator.bit_length())
    if bits * abs(above.value) > MAX_POWER_BITS:
        return origin
    return _written(Constant(below.value ** int(above.value), below.is_decimal), origin)


def _negative(operand: Node, origin: Node) -> Node:
    if isinstance(operand, Negative):
        return operand.operand
    found = _constant(operand)
    return operand if found is not None and not found.value else Negative(operand, span=origin.span)
