"""Limits: nothing a learner types may cost more than it says. Sizes are bounded on logarithms, never on the numbers."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import NamedTuple

from quiz.notation.exact import bits, exact
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

MAX_TEXT = 100_000
"""Characters before white space is collapsed."""
MAX_LENGTH = 2_000
"""Characters after it."""
MAX_DEPTH = 120
"""Nodes on the longest way from the root to a leaf."""
MAX_LOG2 = 10_000.0
"""A constant beyond 2^10000, or closer to zero than 2^-10000, is refused."""
MAX_EXACT_BITS = 2_000

INFINITE = float("inf")


class Size(NamedTuple):
    """Bounds of log2|value| of a constant; `low` is -inf where it may be zero. `value` while it is small and exact."""

    low: float
    high: float
    value: Fraction | None = None

    @property
    def steepest(self) -> float:
        """Largest |log2|value|| of the finite bounds."""
        return max((abs(bound) for bound in (self.low, self.high) if math.isfinite(bound)), default=0.0)

    @property
    def too_big(self) -> bool:
        return self.high > MAX_LOG2 or (self.high < -MAX_LOG2 and self.high != -INFINITE)


AT_MOST_ONE = Size(-INFINITE, 0.0)
AT_MOST_PI = Size(-INFINITE, 1.66)
CONSTANTS = {"e": Size(1.4426, 1.4427), "pi": Size(1.6514, 1.6515)}
EXPONENTIALS = frozenset({"exp", "sinh", "cosh"})
LOGARITHMS = frozenset({"ln", "log", "arsinh", "arcosh"})
POLES = frozenset({"tan", "cot", "sec", "csc", "coth", "csch", "artanh"})
BOUNDED = frozenset({"sin", "cos", "tanh", "sech", "erf", "sigmoid", "step", "sign"})
SAME_SIZE = frozenset({"abs", "relu", "swish", "max", "min"})


def too_deep(tree: Node) -> Node | None:
    """The first node that lies deeper than MAX_DEPTH."""
    waiting = [(tree, 1)]
    while waiting:
        node, depth = waiting.pop()
        if depth > MAX_DEPTH:
            return node
        waiting.extend((each, depth + 1) for each in parts(node))
    return None


def too_big(tree: Node) -> Node | None:
    """The innermost constant part whose absolute value cannot be held between 2^-10000 and 2^10000."""
    found: list[Node] = []
    _size(tree, found)
    return found[0] if found else None


def _size(node: Node, found: list[Node]) -> Size | None:
    """Bounds of a constant; None for what varies. Every oversized node is added to `found`, innermost first."""
    if isinstance(node, Name):
        return None
    inner = [_size(each, found) for each in parts(node)] if not isinstance(node, Number) else []
    known = [each for each in inner if each is not None]
    if found or len(known) < len(inner):
        return None
    size = _of_number(node) if isinstance(node, Number) else _exact_size(node, known) or _bounds(node, known)
    if size is not None and size.too_big:
        found.append(node)
    return size


def _exact_size(node: Node, inner: list[Size]) -> Size | None:
    """One step of exact arithmetic on small rationals, which sees through cancelling: (1 + 1/10)^50."""
    numbers = [Number(each.value) for each in inner if each.value is not None]
    if len(numbers) < len(inner):
        return None
    if isinstance(node, Power) and bits(numbers[0].value) * abs(numbers[1].value) > MAX_EXACT_BITS:
        return None
    value = exact(with_parts(node, tuple(numbers)))
    if value is None or bits(value) > MAX_EXACT_BITS:
        return None
    return _of_number(Number(value))


def _of_number(node: Number) -> Size:
    value = node.value
    log = math.log2(abs(value.numerator)) - math.log2(value.denominator) if value else -INFINITE
    return Size(log, log, value)


def _bounds(node: Node, inner: list[Size]) -> Size | None:
    match node:
        case Const(name):
            return CONSTANTS[name]
        case Negative():
            return inner[0]._replace(value=None)
        case Sum():
            # |a + b| <= n max; it may cancel.
            return Size(-INFINITE, max(each.high for each in inner) + math.log2(len(inner)))
        case Product():
            return Size(sum(each.low for each in inner), sum(each.high for each in inner))
        case Quotient():
            over, under = inner
            return Size(over.low - under.high, over.high - under.low) if math.isfinite(under.low) else AT_MOST_PI
        case Power():
            return _of_power(*inner)
        case Call(function):
            return _of_call(function, inner)
        case _:
            return None


def _of_power(base: Size, exponent: Size) -> Size:
    """log2|b^e| = e log2|b|, where |e| <= 2^high. The sign of e is not known, so the size counts both ways."""
    times = 2.0 ** min(exponent.high, 1_000.0)
    if base.low == base.high and math.isfinite(base.low):
        # Refused by its high bound alone, whichever way it goes.
        return Size(-INFINITE, abs(base.low) * times)
    if base.high < 0:
        return Size(-INFINITE, base.high * 2.0 ** max(min(exponent.low, 1_000.0), -1_000.0))
    return Size(-INFINITE, base.steepest * times)


def _of_call(function: str, inner: list[Size]) -> Size:
    largest = max(each.high for each in inner)
    if function in EXPONENTIALS:
        return Size(-INFINITE, 1.4427 * 2.0 ** min(largest, 1_000.0) + 1)
    if function in ("sqrt", "cbrt"):
        return Size(inner[0].low / 2, max(inner[0].high / 2, inner[0].high / 3))
    if function in SAME_SIZE:
        return Size(-INFINITE, largest)
    if function in ("softplus", "logsumexp"):
        # At most the largest argument and the logarithm of their number, which is below 8.
        return Size(-INFINITE, max(largest, 3.0) + 1)
    if function in LOGARITHMS:
        return Size(-INFINITE, math.log2(max(each.steepest for each in inner) + 2))
    if function in BOUNDED:
        return AT_MOST_ONE
    return Size(-INFINITE, 200.0) if function in POLES else AT_MOST_PI
