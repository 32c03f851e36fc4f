"""Rational arithmetic on trees: the exact value of a formula when it is a rational number, else None.

Bounded: no number grows beyond 20,000 bits, so a tower of powers costs microseconds and gives None.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from quiz.notation.tree import (
    Call,
    Name,
    Negative,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
)

MAX_BITS = 20_000
NOTHING: Mapping[str, Fraction] = {}


def exact(node: Node, values: Mapping[str, Fraction] = NOTHING) -> Fraction | None:
    """The rational value, or None: irrational, undefined, too large, or a name without a value."""
    match node:
        case Number(value):
            return value
        case Name(name):
            return values.get(name)
        case Negative(operand):
            inner = exact(operand, values)
            return None if inner is None else -inner
        case Sum(terms):
            return _folded(terms, values, Fraction.__add__)
        case Product(factors):
            return _folded(factors, values, Fraction.__mul__)
        case Quotient(over, under):
            above, below = exact(over, values), exact(under, values)
            return None if above is None or not below else _small(above / below)
        case Power(base, exponent):
            below, raised = exact(base, values), exact(exponent, values)
            return None if below is None or raised is None else power(below, raised)
        case Call(function, arguments, None) if function in _FUNCTIONS:
            inside = [exact(each, values) for each in arguments]
            known = [each for each in inside if each is not None]
            return _FUNCTIONS[function](*known) if len(known) == len(inside) else None
        case _:
            return None


def _small(value: Fraction) -> Fraction | None:
    return value if bits(value) <= MAX_BITS else None


def bits(value: Fraction) -> int:
    return max(value.numerator.bit_length(), value.denominator.bit_length())


def _folded(
    nodes: tuple[Node, ...],
    values: Mapping[str, Fraction],
    join: Callable[[Fraction, Fraction], Fraction],
) -> Fraction | None:
    total: Fraction | None = None
    for node in nodes:
        value = exact(node, values)
        if value is None:
            return None
        total = value if total is None else _small(join(total, value))
        if total is None:
            return None
    return total


def power(base: Fraction, exponent: Fraction) -> Fraction | None:
    """`base^exponent` when it is rational; the root of a negative is real where the denominator is odd."""
    root = base if exponent.denominator == 1 else _root(base, exponent.denominator)
    if root is None or (root == 0 and exponent <= 0 and exponent != 0):
        return None
    if bits(root) * abs(exponent.numerator) > MAX_BITS and abs(root) not in (0, 1):
        return None
    if abs(root) in (0, 1):
        return Fraction(1) if exponent == 0 else root if exponent.numerator % 2 else abs(root)
    return root**exponent.numerator


def _root(value: Fraction, degree: int) -> Fraction | None:
    if value < 0:
        positive = _root(-value, degree) if degree % 2 else None
        return None if positive is None else -positive
    above, below = (
        _whole_root(value.numerator, degree),
        _whole_root(value.denominator, degree),
    )
    return None if above is None or below is None else Fraction(above, below)


def _whole_root(value: int, degree: int) -> int | None:
    """The whole number r >= 0 with r^degree = value, by Newton from above."""
    if value < 2:
        return value
    if degree >= value.bit_length():
        return None
    guess = 1 << -(-value.bit_length() // degree)
    while True:
        better = ((degree - 1) * guess + value // guess ** (degree - 1)) // degree
        if better >= guess:
            return guess if guess**degree == value else None
        guess = better


def _at_zero(result: Fraction) -> Callable[[Fraction], Fraction | None]:
    """Functions with one rational value at a rational place: `f(0) = result`."""
    return lambda x: result if x == 0 else None


_ZERO, _HALF, _ONE = Fraction(0), Fraction(1, 2), Fraction(1)

_FUNCTIONS: dict[str, Callable[..., Fraction | None]] = {
    "abs": abs,
    "relu": lambda x: max(x, _ZERO),
    "sign": lambda x: None if x == 0 else Fraction(1 if x > 0 else -1),
    "step": lambda x: None if x == 0 else Fraction(int(x > 0)),
    "max": max,
    "min": min,
    "sqrt": lambda x: power(x, _HALF),
    "cbrt": lambda x: power(x, Fraction(1, 3)),
    "ln": lambda x: _ZERO if x == 1 else None,
    "arccos": lambda x: _ZERO if x == 1 else None,
    "arcosh": lambda x: _ZERO if x == 1 else None,
    **dict.fromkeys(("exp", "cos", "sec", "cosh", "sech"), _at_zero(_ONE)),
    **dict.fromkeys(
        ("sin", "tan", "sinh", "tanh", "arcsin", "arctan", "arsinh", "artanh", "erf"),
        _at_zero(_ZERO),
    ),
    "sigmoid": _at_zero(_HALF),
    "swish": _at_zero(_ZERO),
    "logsumexp": lambda first, *others: None if others else first,
}
