"""Wrong answers in the tests' own words."""

from __future__ import annotations

from quiz.grading.asked import Asked, Curve, Slope
from quiz.grading.diagnosis import misconceptions
from quiz.grading.diagnosis.ranking import Finding
from quiz.notation import Parsed, Vocabulary, read
from quiz.notation.conditions import read_domain
from quiz.notation.tree import Node, names_in

NAMES = frozenset("abcdkmnpqrstuvwxyz")


def tree(text: str) -> Node:
    found = read(text, Vocabulary(variables=NAMES, tuples=True))
    assert isinstance(found, Parsed), (text, found)
    return found.tree


def asked(function: str, kind: str = "derivative", by: str = "x", order: int = 1, at: str = "2") -> Asked:
    if kind == "implicit":
        left, right = map(tree, function.split("="))
        dependent = next(iter((names_in(left) | names_in(right)) - {by}))
        return Asked(curve=Curve(left, right, by, dependent))
    body = tree(function)
    order = 2 if kind == "second" else order
    if kind == "gradient":
        return Asked(tuple(Slope(body, (name,)) for name in sorted(names_in(body))))
    point = ((by, tree(at)),) if kind == "at_point" else ()
    return Asked((Slope(body, (by,) * order),), at=point)


def found(
    function: str, answer: str, kind: str = "derivative", domain: str = "", **more: object
) -> tuple[Finding, ...]:
    conditions = read_domain(domain, Vocabulary(variables=NAMES)) if domain else ()
    assert isinstance(conditions, tuple)
    return misconceptions(asked(function, kind, **more), tree(answer), conditions)  # type: ignore[arg-type]


def ids(function: str, answer: str, kind: str = "derivative", **more: object) -> list[str]:
    """Likeliest first; two at once as `a+b`."""
    return ["+".join(each.candidate.ids) for each in found(function, answer, kind, **more)]  # type: ignore[arg-type]
