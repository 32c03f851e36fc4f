"""Rows of the grading pipe: one JSON object is one task and one response. Keys are derived from `function`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from quiz.calculus.derive import derive
from quiz.calculus.given import Equation, Function, Given, Impossible
from quiz.calculus.phrases import Phrase, Wanted
from quiz.grading import own_key
from quiz.grading.asked import Asked, Curve, Slope
from quiz.grading.verdict import Task
from quiz.notation import Parsed, Unreadable, Vocabulary, read
from quiz.notation.conditions import read_domain
from quiz.notation.names import CONSTANTS, GREEK
from quiz.notation.tree import Comparison, Negative, Node, Sum, names_in

HIGHEST_ORDER = 4
ASSUMED = {"positive": "{} > 0", "nonnegative": "{} >= 0", "nonzero": "{} != 0", "real": "", "integer": ""}
LETTERS = frozenset("abcdfghijklmnopqrstuvwxyzABCDFGHIJKLMNOPQRSTUVWXYZ") | set(GREEK.values()) - {"π"}


class BadRow(Exception):
    """A row that cannot be graded; the message names the field."""


@dataclass(frozen=True)
class Source:
    """The part of a row that makes the question: equal sources are one question, prepared once."""

    kind: str
    function: str
    wrt: tuple[str, ...]
    order: int
    point: tuple[tuple[str, str], ...]
    answer: str
    variables: tuple[tuple[str, str], ...]
    domain: str
    by_sympy: bool = False
    """The key is derived by SymPy, whatever our own rules could do."""


def source(row: Mapping[str, Any]) -> Source:
    kind = row.get("kind") or "derivative"
    if not isinstance(kind, str) or kind not in KINDS:
        raise BadRow(f"kind: one of {', '.join(KINDS)}")
    order = row.get("order", 1)
    if not isinstance(order, int) or isinstance(order, bool) or not 1 <= order <= HIGHEST_ORDER:
        raise BadRow(f"order: a whole number from 1 to {HIGHEST_ORDER}")
    return Source(
        kind=kind,
        function=_text(row, "function"),
        wrt=_names(row.get("wrt"), "wrt"),
        order=order,
        point=_point(row.get("point")),
        answer=_text(row, "answer"),
        variables=_variables(row.get("variables")),
        domain=_text(row, "domain"),
    )


def _text(row: Mapping[str, Any], field: str) -> str:
    value = row.get(field)
    if value is not None and not isinstance(value, str | int | float):
        raise BadRow(f"{field}: a text")
    return "" if value is None else str(value)


def _names(value: Any, field: str) -> tuple[str, ...]:
    """`x`, `["x", "y"]` or `x,y`."""
    names = value.split(",") if isinstance(value, str) else value or ()
    if not isinstance(names, list | tuple) or not all(isinstance(each, str) and each.strip() for each in names):
        raise BadRow(f"{field}: a name or a list of names")
    return tuple(each.strip() for each in names)


def _variables(value: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, Mapping):
        return tuple((name, "real") for name in _names(value, "variables"))
    if not all(isinstance(each, str) and each in ASSUMED for each in value.values()):
        raise BadRow(f"variables: each is one of {', '.join(ASSUMED)}")
    return tuple(value.items())


def _point(value: Any) -> tuple[tuple[str, str], ...]:
    """`2`, `x=2`, `x=2, y=pi` or a mapping."""
    if isinstance(value, Mapping):
        return tuple((str(name), str(text)) for name, text in value.items())
    pieces = str(value).split(",") if value is not None else []
    return tuple((name.strip(), text.strip()) for name, _, text in (each.rpartition("=") for each in pieces))


# -- from a source to a task -----------------------------------------------------------------------------------


@lru_cache(maxsize=4_096)
def task(row: Source) -> Task:
    """The task of a source; raises BadRow."""
    sides = [_tree(row, "function", side) for side in _sides(row)]
    answer = _tree(row, "answer", row.answer) if row.answer.strip() else None
    if not sides and answer is None:
        raise BadRow("function: missing, and there is no answer either")
    names = tuple(name for name, _ in row.variables) or _found_names([*sides, *([answer] if answer else [])])
    domain = _domain(row, names)
    is_derived = bool(sides) and row.kind in PHRASES
    key = _derived(row, sides, names, domain) if is_derived else answer or sides[0]
    asked = _asked(row, sides, names) if is_derived else None
    if row.kind in ("at_point", "number"):
        open_names = names if asked else ()
        return Task(key, open_names, domain=domain, left_sides=("f", "y"), wrt=row.wrt or names, asked=asked)
    function = sides[0] if len(sides) == 1 else None
    curve = Sum((sides[0], Negative(sides[1]))) if len(sides) == 2 else None
    return Task(key, names, function, domain, curve=curve, left_sides=("f", "y"), asked=asked)


def _asked(row: Source, sides: list[Node], names: tuple[str, ...]) -> Asked | None:
    """What is differentiated, for the diagnosis of wrong answers."""
    wrt = _wrt(row, names)
    if row.kind == "implicit":
        others = [name for name in names if name != wrt[0]]
        return Asked(curve=Curve(sides[0], sides[1], wrt[0], others[0])) if len(others) == 1 else None
    if row.kind == "gradient":
        return Asked(tuple(Slope(sides[0], (name,)) for name in wrt))
    point = tuple((name or wrt[0], _tree(row, "point", text)) for name, text in row.point)
    by = tuple(name for name in wrt for _ in range(row.order))
    return Asked((Slope(sides[0], by),), at=point if row.kind == "at_point" else ())


def _wrt(row: Source, names: tuple[str, ...]) -> tuple[str, ...]:
    return row.wrt or (names if len(names) == 1 or row.kind == "gradient" else ("x",))


def _sides(row: Source) -> list[str]:
    """The function, or the two sides of a curve."""
    if not row.function.strip():
        return []
    sides = row.function.split("=") if row.kind == "implicit" else [row.function]
    if row.kind == "implicit" and len(sides) != 2:
        raise BadRow("function: a curve is written with one =")
    return sides


def _tree(row: Source, field: str, text: str) -> Node:
    declared = {name for name, _ in row.variables} | set(row.wrt if row.variables else ())
    words = Vocabulary(variables=frozenset(declared) or _possible_names(text, row.wrt), tuples=True)
    match read(text, words):
        case Parsed(tree):
            return tree
        case problem:
            raise BadRow(f"{field}: {problem.message}")


def _possible_names(text: str, wrt: tuple[str, ...]) -> frozenset[str]:
    """Single letters, and longer names where a digit or an underscore shows that they are one: `w1`, `x_i`."""
    return (LETTERS | set(wrt) | set(re.findall(r"[A-Za-z]_?[0-9]{1,3}|[A-Za-z]_[A-Za-z]", text))) - CONSTANTS.keys()


def _found_names(nodes: Iterable[Node]) -> tuple[str, ...]:
    return tuple(sorted({name for node in nodes for name in names_in(node)}))


def _domain(row: Source, names: tuple[str, ...]) -> tuple[Comparison, ...]:
    assumed = [ASSUMED[kind].format(name) for name, kind in row.variables]
    texts = [each for each in (*assumed, row.domain) if each.strip()]
    if not texts:
        return ()
    match read_domain(", ".join(texts), Vocabulary(variables=frozenset(names))):
        case Unreadable() as problem:
            raise BadRow(f"domain: {problem.message}")
        case comparisons:
            return comparisons


def _derived(row: Source, sides: list[Node], names: tuple[str, ...], domain: tuple[Comparison, ...]) -> Node:
    """The key that the kind asks for: by our own rules, else by SymPy."""
    wrt = _wrt(row, names)
    point = tuple((name or None, _tree(row, "point", text)) for name, text in row.point)
    if row.kind == "at_point" and not point:
        raise BadRow("point: missing")
    own = None if row.by_sympy else _own(row, sides, wrt, {name or wrt[0]: node for name, node in point})
    if own is not None:
        return own
    phrase = Phrase(PHRASES[row.kind], "f", order=row.order, by=() if row.kind == "gradient" else wrt, at=point)
    arguments = wrt if row.kind == "gradient" else tuple(dict.fromkeys((*wrt, *names)))
    head = Equation(names, *sides) if row.kind == "implicit" else Function(arguments, sides[0])
    match derive(phrase, Given({"f": head}, domain)):
        case Impossible(_, message):
            raise BadRow(f"function: {message}")
        case key:
            return key


def _own(row: Source, sides: list[Node], wrt: tuple[str, ...], at: Mapping[str, Node]) -> Node | None:
    match row.kind:
        case "gradient":
            return own_key.gradient(sides[0], wrt)
        case "implicit":
            return own_key.slope_of_curve(sides[0], sides[1], wrt[0]) if len(wrt) == 1 else None
        case _:
            return own_key.slope(sides[0], wrt * row.order, at)


PHRASES = {
    "derivative": Wanted.DERIVATIVE,
    "partial": Wanted.DERIVATIVE,
    "gradient": Wanted.GRADIENT,
    "implicit": Wanted.IMPLICIT,
    "at_point": Wanted.DERIVATIVE,
}
KINDS = (*PHRASES, "expression", "number", "vector")
