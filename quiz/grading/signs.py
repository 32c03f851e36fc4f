"""What is certain about the sign of a variable wherever the question lives."""

from __future__ import annotations

from collections.abc import Iterator

from quiz.grading.ground import Scalar
from quiz.grading.points import reach
from quiz.notation.exact import exact
from quiz.notation.tree import Call, Const, Name, Node, Power, walk


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
            known.update(dict.fromkeys(positive_names(node), "positive"))
    return known


def _sides(scalar: Scalar) -> list[Node]:
    return [side for each in scalar.domain for side in (each.left, each.right)]


def positive_names(node: Node) -> Iterator[str]:
    """Names that must be positive for the formula to be real."""
    for each in walk(node):
        match each:
            case Call("ln" | "log" | "sqrt", (Name(name),)):
                yield name
            case Power(Name(name), exponent) if exponent != Const("e"):
                value = exact(exponent)
                if value is None or value.denominator % 2 == 0:
                    yield name
            case _:
                pass
