"""The last line of a worked solution: numbers in front, powers of one base joined, and nothing multiplied out."""

from __future__ import annotations

from fractions import Fraction

from quiz.calculus.quantities import ONE, added, divided, multiplied, negated, number, rational, to_the
from quiz.notation.tree import Call, Name, Negative, Node, Power, Product, Quotient, Sum, parts, with_parts


def arranged(node: Node) -> Node:
    """The same value, tidied up: `cos(3x) 3` becomes `3 cos(3x)`, `x x` becomes `x^2`."""
    inner = parts(node)
    if inner:
        node = with_parts(node, tuple(arranged(each) for each in inner))
    match node:
        case Product() | Quotient() | Negative():
            return _product(node)
        case Sum(terms):
            return _sum(terms)
        case _:
            return node


def _sum(terms: tuple[Node, ...]) -> Node:
    whole = terms[0]
    for each in terms[1:]:
        whole = added(whole, each)
    return whole


def _product(node: Node) -> Node:
    coefficient, above, below = Fraction(1), {}, {}  # type: tuple[Fraction, dict[Node, Fraction], dict[Node, Fraction]]
    waiting: list[tuple[Node, bool]] = [(node, True)]
    while waiting:
        each, is_above = waiting.pop()
        value = rational(each)
        match each:
            case _ if value is not None and (value or is_above):
                coefficient *= value if is_above else 1 / value
            case Negative(operand):
                coefficient = -coefficient
                waiting.append((operand, is_above))
            case Product(factors):
                waiting.extend((factor, is_above) for factor in reversed(factors))
            case Quotient(over, under):
                waiting.extend([(under, not is_above), (over, is_above)])
            case _:
                base, exponent = _powered(each)
                kept = above if is_above else below
                kept[base] = kept.get(base, Fraction(0)) + exponent
    return _written(coefficient, above, below)


def _powered(node: Node) -> tuple[Node, Fraction]:
    """`x^3` as x and 3; only whole powers of names and of sums are joined with others."""
    if isinstance(node, Power):
        exponent = rational(node.exponent)
        if exponent is not None and exponent > 0 and isinstance(node.base, Name | Sum | Call):
            return node.base, exponent
    return node, Fraction(1)


def _written(coefficient: Fraction, above: dict[Node, Fraction], below: dict[Node, Fraction]) -> Node:
    for base in [each for each in above if each in below]:
        common = min(above[base], below[base])
        above[base] -= common
        below[base] -= common
    top = _joined(Fraction(abs(coefficient.numerator)), above)
    bottom = _joined(Fraction(coefficient.denominator), below)
    whole = divided(top, bottom)
    return negated(whole) if coefficient < 0 else whole


def _joined(coefficient: Fraction, powers: dict[Node, Fraction]) -> Node:
    whole: Node = number(coefficient)
    factors = [to_the(base, exponent) for base, exponent in powers.items() if exponent]
    for each in sorted(factors, key=_place):
        whole = each if whole == ONE else multiplied(whole, each)
    return whole


def _place(factor: Node) -> int:
    """Names and their powers first, brackets last."""
    is_plain = isinstance(factor, Name) or (isinstance(factor, Power) and isinstance(factor.base, Name))
    is_bracket = isinstance(factor, Sum) or (isinstance(factor, Power) and isinstance(factor.base, Sum))
    return 0 if is_plain else 2 if is_bracket else 1
