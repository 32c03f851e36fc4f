"""Canonical trees: two trees with one canonical form are equal wherever either is defined.

Nested sums and products are flattened and sorted, `exp(u)` is `e^u`, roots are powers, decimals are fractions, signs
and rational factors stand in front. Nothing is expanded or cancelled, so `(x+1)^5000` costs microseconds.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from quiz.notation.exact import bits, power
from quiz.notation.tree import Call, Const, Matrix, Name, Negative, Node, Number, Power, Product, Quotient, Sum, Tuple

Canonical = tuple[Any, ...]
"""Nested tuples, a tag first: comparable with one another, hashable, with a stable `repr`."""

MAX_BITS = 4_000
ONE = Fraction(1)


def canonical(node: Node) -> Canonical:
    match node:
        case Number(value):
            return number(value)
        case Name(name):
            return ("name", name)
        case Const(name):
            return ("const", name)
        case Negative() | Product() | Quotient():
            return _product(node)
        case Sum(terms):
            return _sum([canonical(each) for each in terms])
        case Power(base, exponent):
            return _power(canonical(base), canonical(exponent))
        case Call():
            return _call(node)
        case Tuple(entries):
            return ("tuple", *(canonical(each) for each in entries))
        case Matrix(rows):
            return ("matrix", *(("row", *(canonical(each) for each in row)) for row in rows))


def number(value: Fraction) -> Canonical:
    return ("1", value)


def _sum(terms: list[Canonical]) -> Canonical:
    constant, rest = Fraction(0), []
    for term in terms:
        for each in term[1:] if term[0] == "sum" else (term,):
            if each[0] == "1" and bits(total := constant + each[1] if constant else each[1]) <= MAX_BITS:
                constant = total
            else:
                rest.append(each)
    if constant or not rest:
        rest.append(number(constant))
    return rest[0] if len(rest) == 1 else ("sum", *sorted(rest))


def _product(node: Node) -> Canonical:
    factors: list[Canonical] = []
    coefficient = ONE
    waiting: list[tuple[Node, bool]] = [(node, False)]
    while waiting:
        part, below = waiting.pop()
        match part:
            case Negative(operand):
                coefficient = -coefficient
                waiting.append((operand, below))
            case Product(inner):
                waiting.extend((each, below) for each in inner)
            case Quotient(over, under):
                waiting.extend(((over, below), (under, not below)))
            case _:
                plain = canonical(part)
                factors.append(_power(plain, number(-ONE)) if below else plain)
    return product(coefficient, factors)


def product(coefficient: Fraction, factors: list[Canonical]) -> Canonical:
    """A product with its rational factor folded into one number in front."""
    rest: list[Canonical] = []
    for factor in factors:
        is_product = factor[0] == "product"
        if is_product and factor[1] is not ONE:
            coefficient *= factor[1]
        for each in factor[2:] if is_product else (factor,):
            if each[0] == "1" and bits(total := each[1] if coefficient is ONE else coefficient * each[1]) <= MAX_BITS:
                coefficient = total
            else:
                rest.append(each)
    if not rest:
        return number(coefficient)
    if len(rest) == 1 and coefficient == 1:
        return rest[0]
    return ("product", coefficient, *sorted(rest))


def _power(base: Canonical, exponent: Canonical) -> Canonical:
    if exponent == number(ONE):
        return base
    if exponent[0] == "1":
        if base[0] == "1" and (value := power(base[1], exponent[1])) is not None and bits(value) <= MAX_BITS:
            return number(value)
        if exponent[1] == -1 and base[0] == "product" and base[1]:
            return product(1 / base[1], [_power(each, exponent) for each in base[2:]])
        if exponent[1] == -1 and base[0] == "power" and base[2][0] in ("1", "product"):
            return _power(base[1], product(-ONE, [base[2]]))
    return ("power", base, exponent)


def _call(node: Call) -> Canonical:
    arguments = [canonical(each) for each in node.arguments]
    match node.function:
        case "exp":
            return _power(("const", "e"), arguments[0])
        case "sqrt":
            return _power(arguments[0], number(Fraction(1, 2)))
        case "cbrt":
            return _power(arguments[0], number(Fraction(1, 3)))
        case _ if node.base is not None:
            below = _power(("call", "ln", canonical(node.base)), number(-ONE))
            return product(ONE, [("call", "ln", *arguments), below])
        case _:
            return ("call", node.function, *arguments)
