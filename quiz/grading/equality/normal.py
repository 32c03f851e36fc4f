"""A tree as a ratio of polynomials in its ring: the exact normal form.

Every step is an identity wherever the tree has a real value; what has none here raises GaveUp.
"""

from __future__ import annotations

from functools import reduce

from quiz.grading.equality import parity
from quiz.grading.equality.functions import FUNCTIONS
from quiz.grading.equality.powers import exp, ln, root_power
from quiz.grading.equality.ring import GaveUp, Kind, Ratio, Ring
from quiz.notation.exact import exact
from quiz.notation.tree import Call, Const, Name, Negative, Node, Number, Power, Product, Quotient, Sum


def normal_form(ring: Ring, node: Node) -> Ratio:
    """Worked out once for equal nodes of an attempt."""
    number = ring.numbers.get(id(node), -1)
    known = ring.forms.get(number)
    if known is None:
        known = _form(ring, node)
        if number >= 0:
            ring.forms[number] = known
    return known


def _form(ring: Ring, node: Node) -> Ratio:
    match node:
        case Number(value):
            return ring.number(value)
        case Name(name):
            return ring.whole(ring.generator(Kind.VARIABLE, name)[0])
        case Product(factors):
            return ring.product([normal_form(ring, each) for each in factors])
        case Power(base, exponent):
            return _power(ring, base, exponent)
        case Sum(terms):
            return reduce(ring.add, [normal_form(ring, each) for each in terms])
        case Call():
            return _call(ring, node)
        case Negative(operand):
            return ring.negative(normal_form(ring, operand))
        case Quotient(over, under):
            return ring.over(normal_form(ring, over), normal_form(ring, under))
        case Const("e"):
            return exp(ring, ring.number(1))
        case Const(name):
            return ring.whole(ring.generator(Kind.OPAQUE, name)[0])
        case _:
            raise GaveUp("not a scalar")


def _power(ring: Ring, base: Node, exponent: Node) -> Ratio:
    """b^c for rational c, else e^(c ln b)"""
    if base == Const("e"):
        return exp(ring, normal_form(ring, exponent))
    value = exact(exponent)
    if value is None:
        return parity.power(ring, normal_form(ring, base), normal_form(ring, exponent))
    if value.denominator == 1:
        return ring.power(normal_form(ring, base), int(value))
    return root_power(ring, normal_form(ring, base), value)


def raised(ring: Ring, base: Node, exponent: Node) -> Ratio:
    """The u of `base^exponent = e^u`."""
    return ring.multiply(normal_form(ring, exponent), ln(ring, normal_form(ring, base)))


def _call(ring: Ring, node: Call) -> Ratio:
    arguments = [normal_form(ring, each) for each in node.arguments]
    if node.base is not None:
        return ring.over(ln(ring, arguments[0]), ln(ring, normal_form(ring, node.base)))
    function = FUNCTIONS.get(node.function)
    if function is None:
        raise GaveUp(f"no rule for {node.function}")
    return function(ring, *arguments)
