"""What is certain about the sign of a variable wherever the question lives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache

from quiz.grading.equality.census import Census
from quiz.grading.equality.facts import Facts
from quiz.grading.ground import Ground, Scalar
from quiz.grading.points import reach
from quiz.notation.exact import exact
from quiz.notation.tree import Call, Const, Name, Negative, Node, Number, Power, Product, Quotient, Sum, names_in, walk

ONE = Number(Fraction(1))
LIKE_ITS_ARGUMENT = ("arctan", "arcsin", "sinh", "tanh", "arsinh", "artanh", "erf", "cbrt")
"""Functions with the sign of their argument."""


def signs(scalar: Scalar) -> dict[str, str]:
    """`positive`, `negative` or `nonzero` by name: from the domain, and from every `ln(x)` and even root of x in
    function and key, for where those are real, x is positive (or 0, at a place of no weight)."""
    known: dict[str, str] = {}
    for name in sorted({each.name for side in _sides(scalar) for each in walk(side) if isinstance(each, Name)}):
        near = reach(scalar.domain, name)
        if near.low is not None and near.low >= 0:
            known[name] = "positive"
        elif near.high is not None and near.high <= 0:
            known[name] = "negative"
    for each in scalar.domain:
        if each.relation == "!=" and isinstance(each.left, Name) and exact(each.right) == 0:
            known.setdefault(each.left.name, "nonzero")
    for node in (scalar.key, scalar.function):
        if node is not None:
            known.update(dict.fromkeys(positive_names(node, scalar.whole), "positive"))
    return known


def _sides(scalar: Scalar) -> list[Node]:
    return [side for each in scalar.domain for side in (each.left, each.right)]


def positive_names(node: Node, whole: Sequence[str] = ()) -> Iterator[str]:
    """Names that must be positive for the formula to be real; under a whole exponent any sign will do."""
    for each in walk(node):
        match each:
            case Call("ln" | "log" | "sqrt", (Name(name),)):
                yield name
            case Power(Name(name), exponent) if exponent != Const("e"):
                if _needs_a_sign(exponent, whole):
                    yield name
            case _:
                pass


@lru_cache(maxsize=1_024)
def facts(ground: Ground) -> Facts:
    """Everything that is certain where the question lives."""
    scalar = ground.scalar
    known = signs(scalar)
    bounds = tuple(each for each in never_negative(scalar) if not (isinstance(each, Name) and each.name in known))
    census = Census()
    for node in (*bounds, scalar.key):
        census.count(node)
    return Facts(known, bounds, ground.reaches, frozenset(scalar.whole), census)


def never_negative(scalar: Scalar) -> Iterator[Node]:
    """Formulas that are at least 0 wherever the domain holds and function and key are real, outermost first."""
    for known in scalar.domain:
        if known.relation in (">", ">="):
            yield Sum((known.left, Negative(known.right)))
        elif known.relation in ("<", "<="):
            yield Sum((known.right, Negative(known.left)))
    for node in (scalar.key, scalar.function):
        for each in () if node is None else walk(node):
            yield from (bound for bound in _bounds(each, scalar.whole) if not isinstance(bound, Number | Const))


def _alike(node: Node) -> Iterator[Node]:
    """What has the sign of the node: u of `arctan u` and of `u^(7/3)`."""
    match node:
        case Call(function, (argument,), None) if function in LIKE_ITS_ARGUMENT:
            yield argument
        case Power(base, exponent) if (value := exact(exponent)) is not None and value.denominator > 1:
            if value.numerator % 2 and value.denominator % 2:
                yield base


def _rectified(node: Node) -> Iterator[Node]:
    """Arguments of relu among the factors of what must not be 0."""
    match node:
        case Call("relu", (argument,)):
            yield argument
        case Product(factors):
            for each in factors:
                yield from _rectified(each)
        case Power(base, exponent) if exact(exponent) is not None:
            yield from _rectified(base)
        case _:
            pass


def _needs_a_sign(exponent: Node, whole: Sequence[str]) -> bool:
    value = exact(exponent)
    if value is None:
        return not any(name in whole for name in names_in(exponent))
    return value.denominator % 2 == 0


def _bounds(node: Node, whole: Sequence[str]) -> Iterator[Node]:
    match node:
        case Call("ln" | "log" | "sqrt", (argument,)):
            yield argument
            yield from _alike(argument)
        case Call("arcsin" | "arccos" | "artanh", (argument,)):
            yield Sum((ONE, argument))
            yield Sum((ONE, Negative(argument)))
        case Call("arcosh", (argument,)):
            yield Sum((argument, Negative(ONE)))
        case Quotient(_, under):
            yield from _rectified(under)
        case Power(base, exponent) if base != Const("e"):
            value = exact(exponent)
            if value is not None and value < 0:
                yield from _rectified(base)
            if _needs_a_sign(exponent, whole):
                yield base
