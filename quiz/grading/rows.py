"""Rows of the grading pipe: one JSON object is one task and one response. Keys are derived from `function`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from quiz.calculus.derive import derive
from quiz.calculus.given import Equation, Function, Given, Impossible
from quiz.calculus.phrases import Phrase, Wanted
from quiz.grading import own_key
from quiz.grading.asked import Asked, Curve, Slope
from quiz.grading.row_fields import ASSUMED, BadRow, Source, source
from quiz.grading.verdict import Task
from quiz.notation import Parsed, Unreadable, Vocabulary, read
from quiz.notation.conditions import read_domain
from quiz.notation.names import CONSTANTS, GREEK, spellings
from quiz.notation.tree import Comparison, Negative, Node, Sum, names_in

__all__ = ["BadRow", "Source", "source", "task"]
LETTERS = frozenset("abcdfghijklmnopqrstuvwxyzABCDFGHIJKLMNOPQRSTUVWXYZ") | set(GREEK.values()) - {"π"}


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
    if row.kind == "number" and (found := _found_names([answer or sides[0]])):
        raise BadRow(f"answer: a number has no {found[0]} in it")
    key = _derived(row, sides, names, domain) if is_derived else answer or sides[0]
    asked = _asked(row, sides, names) if is_derived else None
    if row.kind in ("at_point", "number"):
        open_names = names if asked else ()
        return Task(
            key,
            open_names,
            domain=domain,
            left_sides=("f", "y"),
            wrt=row.wrt or names,
            asked=asked,
            by_sympy=row.by_sympy,
        )
    function = sides[0] if len(sides) == 1 else None
    whole = tuple(name for name, kind in row.variables if kind == "integer")
    curve = Sum((sides[0], Negative(sides[1]))) if len(sides) == 2 else None
    return Task(
        key,
        names,
        function,
        domain,
        curve=curve,
        left_sides=("f", "y"),
        asked=asked,
        by_sympy=row.by_sympy,
        whole=whole,
    )


def _asked(row: Source, sides: list[Node], names: tuple[str, ...]) -> Asked | None:
    """What is differentiated, for the diagnosis of wrong answers."""
    wrt = _wrt(row, names)
    if row.kind == "implicit":
        others = [name for name in names if name != wrt[0]]
        return Asked(curve=Curve(sides[0], sides[1], wrt[0], others[0])) if len(others) == 1 else None
    if row.kind == "gradient":
        return Asked(tuple(Slope(sides[0], (name,)) for name in wrt))
    by = tuple(name for name in wrt for _ in range(row.order))
    return Asked((Slope(sides[0], by),), at=_point(row, wrt, names))


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
    wanted = frozenset[str]().union(*map(spellings, wrt))
    shown = set(re.findall(r"[A-Za-z]_?[0-9]{1,3}|[A-Za-z]_[A-Za-z]", text))
    return ((LETTERS | shown) - CONSTANTS.keys() - wanted).union(wrt)


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
    point = _point(row, wrt, names)
    own = None if row.by_sympy else _own(row, sides, wrt, dict(point))
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


def _point(row: Source, wrt: tuple[str, ...], names: tuple[str, ...]) -> tuple[tuple[str, Node], ...]:
    """Values by name. One without a name is that of `wrt`; several are those of all variables in their order."""
    if row.kind != "at_point":
        return ()
    if not row.point:
        raise BadRow("point: missing")
    if not row.point:
        return ()
    given = [name for name, _ in row.point]
    found = [name for name in given if name] or list(wrt[:1] if len(given) == 1 else names)
    strange = next((name for name in found if name not in {*wrt, *names}), "")
    if strange:
        raise BadRow(f"point: {strange} is not in the function")
    if len(found) != len(given) or len(set(found)) != len(found):
        raise BadRow(f"point: one value for each of {', '.join(names)}")
    return tuple((name, _tree(row, "point", text)) for name, (_, text) in zip(found, row.point, strict=True))


PHRASES = {
    "derivative": Wanted.DERIVATIVE,
    "partial": Wanted.DERIVATIVE,
    "gradient": Wanted.GRADIENT,
    "implicit": Wanted.IMPLICIT,
    "at_point": Wanted.DERIVATIVE,
}
