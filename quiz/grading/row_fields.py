"""The fields of a row of the grading pipe: what each may be, and which one is to blame."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from unicodedata import normalize

from quiz.notation.names import ALIASES, LOGS

HIGHEST_ORDER = 4
KINDS = ("derivative", "partial", "gradient", "at_point", "implicit", "expression", "number", "vector")
ASSUMED = {"positive": "{} > 0", "nonnegative": "{} >= 0", "nonzero": "{} != 0", "real": "", "integer": ""}
LONGEST = 20_000
"""Characters of one text; the reader has its own, lower limit for formulas."""
MOST_NAMES = 40
NAME = re.compile(r"[^\W\d_][\w\u0302\u0303\u0304\u0307]{0,30}")
FUNCTIONS = frozenset(ALIASES).union(LOGS, {"log"}, *ALIASES.values())


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
    """The question of a row. A field that is null or blank is one that is not there; others than these are no news."""
    kind = row.get("kind") or "derivative"
    if not isinstance(kind, str) or kind not in KINDS:
        raise BadRow(f"kind: one of {', '.join(KINDS)}")
    return Source(
        kind=kind,
        function=_text(row.get("function"), "function"),
        wrt=_names(row.get("wrt"), "wrt"),
        order=_order(row.get("order")),
        point=_point(row.get("point")) if kind == "at_point" else (),
        answer=_text(row.get("answer"), "answer"),
        variables=_variables(row.get("variables")),
        domain=_text(row.get("domain"), "domain"),
    )


def _order(value: Any) -> int:
    order = 1 if value is None else value
    if type(order) is not int or not 1 <= order <= HIGHEST_ORDER:
        raise BadRow(f"order: a whole number from 1 to {HIGHEST_ORDER}")
    return order


def _text(value: Any, field: str) -> str:
    """A text; a plain number will do."""
    if isinstance(value, bool) or not isinstance(value, str | int | float | None):
        raise BadRow(f"{field}: a text")
    text = "" if value is None else str(value)
    if len(text) > LONGEST:
        raise BadRow(f"{field}: longer than {LONGEST} characters")
    return text


def _names(value: Any, field: str) -> tuple[str, ...]:
    """`x`, `["x", "y"]` or `x,y`."""
    text = value.strip() if isinstance(value, str) else value
    names = text.split(",") if isinstance(text, str) and text else text or ()
    if not isinstance(names, list | tuple):
        raise BadRow(f"{field}: a name or a list of names")
    return _distinct([_name(each, field) for each in names], field)


def _distinct(names: list[str], field: str) -> tuple[str, ...]:
    if len(set(names)) < len(names) and field == "variables":
        raise BadRow(f"{field}: each name once")
    if len(names) > MOST_NAMES:
        raise BadRow(f"{field}: at most {MOST_NAMES} names")
    return tuple(names)


def _name(value: Any, field: str) -> str:
    """One name, as our trees spell it."""
    text = value.strip().removeprefix("\\") if isinstance(value, str) else ""
    name = normalize("NFC", text.replace("_{", "_").removesuffix("}"))
    if not NAME.fullmatch(name) or name in FUNCTIONS:
        raise BadRow(f"{field}: a name or a list of names")
    return name


def _variables(value: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, Mapping):
        return tuple((name, "real") for name in _names(value, "variables"))
    if not all(isinstance(each, str) and each in ASSUMED for each in value.values()):
        raise BadRow(f"variables: each is one of {', '.join(ASSUMED)}")
    names = _distinct([_name(each, "variables") for each in value], "variables")
    return tuple(zip(names, value.values(), strict=True))


def _point(value: Any) -> tuple[tuple[str, str], ...]:
    """`2`, `x=2`, `x=2, y=pi`, or a mapping or a list of these values; the name is empty where none is given."""
    if value is None:
        return ()
    if isinstance(value, Mapping):
        pairs = [(_name(name, "point"), _text(text, "point")) for name, text in value.items()]
    else:
        pieces = value if isinstance(value, list) else _text(value, "point").split(",")
        pairs = [_pair(_text(each, "point")) for each in pieces]
    if not all(text.strip() for _, text in pairs) or len(pairs) > MOST_NAMES:
        raise BadRow("point: such as 2, x=2 or x=2, y=pi")
    return tuple(pairs)


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.rpartition("=")
    return (_name(name, "point") if equals else "", value.strip())
