"""Slips: each takes a node and gives another that is usually worth something else. Who uses them checks the values."""

from __future__ import annotations

from fractions import Fraction

from quiz.notation.exact import exact
from quiz.notation.tree import Call, Name, Negative, Node, Number, Power, Product, Quotient, Sum
from tests.bench.shapes import ONE, TWO, Shape, call, number, plus, times

HAIR, SPLIT_HAIR = Fraction(1, 10**6), Fraction(1, 10**12)
SWAPS = {
    "sin": "cos", "cos": "sin", "tan": "cot", "sec": "csc", "sinh": "cosh", "cosh": "sinh", "tanh": "sigmoid",
    "sigmoid": "tanh", "arcsin": "arccos", "arctan": "arcsin", "ln": "exp", "sqrt": "cbrt", "relu": "step",
    "abs": "relu", "sign": "step", "softplus": "sigmoid", "erf": "tanh", "arccos": "arctan", "exp": "cosh",
}  # fmt: skip


def sign_lost(node: Node) -> Node | None:
    match node:
        case Negative(operand):
            return operand
        case Sum((*terms, last)):
            return Sum((*terms, Negative(last)))
    return None


def sign_gained(node: Node) -> Node | None:
    return Negative(node) if isinstance(node, Product | Quotient | Call) else None


def one_more(node: Node) -> Node | None:
    match node:
        case Number(value):
            return Number(value + 1)
    return None


def one_less(node: Node) -> Node | None:
    match node:
        case Number(value) if value > 1:
            return Number(value - 1)
    return None


def off_by_a_millionth(node: Node) -> Node | None:
    match node:
        case Number(value) if value and value.denominator == 1:
            return Number(value * (1 + HAIR), 6)
        case Call():
            return times(Number(1 + HAIR, 6), node)
    return None


def off_by_a_hair(node: Node) -> Node | None:
    match node:
        case Number(value) if value and value.denominator == 1:
            return Number(value * (1 + SPLIT_HAIR), 12)
        case Call() | Power():
            return times(Number(1 - SPLIT_HAIR, 12), node)
    return None


def exponent_off(node: Node) -> Node | None:
    match node:
        case Power(base, exponent) if (value := exact(exponent)) is not None:
            return Power(base, number(value + 1))
        case Power(base, exponent):
            return Power(base, plus(exponent, Negative(ONE)))
    return None


def function_swapped(node: Node) -> Node | None:
    match node:
        case Call(name, (u,), None) if name in SWAPS:
            return call(SWAPS[name], u)
    return None


def factor_lost(node: Node) -> Node | None:
    match node:
        case Product((_, *rest)):
            return times(*rest)
        case Quotient(over, _):
            return over
    return None


def last_factor_lost(node: Node) -> Node | None:
    match node:
        case Product((*rest, _)):
            return times(*rest)
        case Power(base, _):
            return base
    return None


def term_lost(node: Node) -> Node | None:
    match node:
        case Sum((_, *rest)):
            return plus(*rest)
    return None


def last_term_lost(node: Node) -> Node | None:
    match node:
        case Sum((*rest, _)):
            return plus(*rest)
    return None


def doubled_inside(node: Node) -> Node | None:
    match node:
        case Call(name, (u,), None):
            return call(name, times(TWO, u))
    return None


def inside_lost(node: Node) -> Node | None:
    match node:
        case Call(_, (u,), None) if exact(u) is None:
            return u
    return None


def turned_over(node: Node) -> Node | None:
    match node:
        case Quotient(over, under):
            return Quotient(under, over)
    return None


def nudged(node: Node) -> Node | None:
    """A name moved by a millionth."""
    return plus(node, Number(HAIR, 6)) if isinstance(node, Name) else None


SLIPS: tuple[Shape, ...] = (
    sign_lost, sign_gained, one_more, one_less, off_by_a_millionth, off_by_a_hair, exponent_off, function_swapped,
    factor_lost, last_factor_lost, term_lost, last_term_lost, doubled_inside, inside_lost, turned_over, nudged,
)  # fmt: skip
NOISE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("e^(-1000)", ()),
    ("10^(-250)", ()),
    ("(1/3)^4000", ()),
    ("e^(-1000000x^2)", ("0.01",)),
    ("relu(0.000000001 - |x - 1.7|)", ("1.7",)),
    ("max(0, 0.0001 - |x - 1/3|)", ("1/3",)),
    ("(1 - tanh(100000x^2))", ("0.01",)),
    ("(x/1000)^10000", ()),
    ("sigmoid(-1000000x^2 - 1000)", ("0.01",)),
    ("e^(-e^(x^2 + 9))", ("0.3",)),
)
"""Added to a right answer: worth nothing that numbers see, and still wrong where the function lives at these places."""
