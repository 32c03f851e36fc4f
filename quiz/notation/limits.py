"""Limits: nothing a learner types may cost more than it says. Sizes are bounded on logarithms, never on the numbers."""

from __future__ import annotations

import math
from typing import NamedTuple

from quiz.notation.tree import Call, Const, Name, Negative, Node, Number, Power, Product, Quotient, Sum, Tuple, parts

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
    """Bounds of log2|value| of a constant; `low` is -inf where it may be zero."""

    low: float
    high: float

    @property
    def steepest(self) -> float:
        """Largest absolute logarithm, ignoring a zero."""
        return max(abs(bound) for bound in self if abs(bound) != INFINITE) if self.is_bounded else 0.0

    @property
    def is_bounded(self) -> bool:
        return abs(self.low) != INFINITE or abs(self.high) != INFINITE

    @property
    def too_big(self) -> bool:
        return self.high > MAX_LOG2 or self.high < -MAX_LOG2 and self.high != -INFINITE


ZERO = Size(-INFINITE, -INFINITE)
ABOUT_ONE = Size(-INFINITE, 1.0)
CONSTANTS = {"e": Size(1.4426, 1.4427), "pi": Size(1.6514, 1.6515)}
EXPONENTIALS = frozenset({"exp", "sinh", "cosh", "csch", "sech"})
POLES = frozenset({"tan", "cot", "sec", "csc", "coth", "artanh"})
SAME_SIZE = frozenset({"abs", "relu", "swish", "max", "min", "entry"})


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
    inner = [_size(each, found) for each in parts(node)]
    known = [each for each in inner if each is not None]
    if found or isinstance(node, Name | Tuple) or len(known) < len(inner):
        return None
    size = _joined(node, known)
    if size is not None and size.too_big:
        found.append(node)
    return size


def _joined(node: Node, inner: list[Size]) -> Size | None:
    match node:
        case Number(value):
            return _of_number(value.numerator, value.denominator)
        case Const(name):
            return CONSTANTS[name]
        case Negative():
            return inner[0]
        case Sum(terms):
            return _of_sum(inner) if terms else ZERO
        case Product():
            return Size(sum(each.low for each in inner), sum(each.high for each in inner))
        case Quotient():
            over, under = inner
            return Size(over.low - under.high, over.high - under.low) if under.low != -INFINITE else Size(-INFINITE, 0)
        case Power():
            return _of_power(*inner)
        case Call(function):
            return _of_call(function, inner)
        case _:
            return None


def _of_number(over: int, under: int) -> Size:
    if over == 0:
        return ZERO
    log = math.log2(abs(over)) - math.log2(under)
    return Size(log, log)


def _of_sum(inner: list[Size]) -> Size:
    """|a + b| <= n max; it may cancel, unless one term outweighs the rest."""
    high = max(each.high for each in inner)
    return Size(-INFINITE, high + math.log2(len(inner)) if high != -INFINITE else high)


def _of_power(base: Size, exponent: Size) -> Size:
    """log2|b^e| = e log2|b|, where |e| <= 2^high."""
    if exponent.high == -INFINITE:
        return Size(0.0, 0.0)
    times = 2.0 ** min(exponent.high, 1_000.0)
    if base.low == base.high:
        reach = abs(base.low) * times if abs(base.low) != INFINITE else 0.0
        return Size(reach, reach)
    if base.high < 0:
        return Size(-INFINITE, base.high * 2.0 ** max(min(exponent.low, 1_000.0), -1_000.0))
    return Size(-INFINITE, base.steepest * times)


def _of_call(function: str, inner: list[Size]) -> Size:
    largest = Size(-INFINITE, max(each.high for each in inner))
    if function in EXPONENTIALS:
        return Size(-INFINITE, 1.4427 * 2.0 ** min(largest.high, 1_000.0) + 1)
    if function in ("sqrt", "cbrt"):
        return Size(inner[0].low / 2, inner[0].high / 2) if inner[0].high > 0 else inner[0]
    if function in SAME_SIZE:
        return largest
    if function in ("ln", "log", "arsinh", "arcosh", "softplus"):
        return Size(-INFINITE, math.log2(inner[0].steepest + 2) if function != "softplus" else max(largest.high, 0) + 1)
    return Size(-INFINITE, 200.0) if function in POLES else ABOUT_ONE
