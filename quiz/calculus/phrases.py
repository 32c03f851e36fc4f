"""The closed list of answer phrases: what an author may ask for instead of typing the answer.

phrase = wanted "of" head { clause }         clause = word formula
wanted = [ordinal] "derivative" [number] | "gradient" | … (PHRASES)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from quiz.notation.tree import Node


class Wanted(StrEnum):
    DERIVATIVE = "derivative"
    GRADIENT = "gradient"
    JACOBIAN = "jacobian"
    HESSIAN = "hessian"
    DIRECTIONAL = "directional derivative"
    IMPLICIT = "implicit derivative"
    VALUE = "value"
    LIMIT = "limit"
    TANGENT = "tangent"
    TAYLOR = "taylor polynomial"
    MAXIMISER = "maximiser"
    MINIMISER = "minimiser"
    MAXIMUM = "maximum"
    MINIMUM = "minimum"
    CRITICAL = "critical points"
    ZERO = "zero"
    DESCENT = "descent step"
    NEWTON = "newton step"


class Clause(StrEnum):
    """The words after the head, each followed by a formula, a point or a word."""

    BY = "by"
    AT = "at"
    ALONG = "along"
    FROM = "from"
    RATE = "with rate"
    ON = "on"
    ORDER = "to order"


EXTREMES = (Wanted.MAXIMISER, Wanted.MINIMISER, Wanted.MAXIMUM, Wanted.MINIMUM, Wanted.CRITICAL, Wanted.ZERO)

PHRASES: dict[Wanted, tuple[tuple[Clause, ...], tuple[Clause, ...], str]] = {
    # what must follow, what may follow, an example
    Wanted.DERIVATIVE: ((), (Clause.BY, Clause.AT), "derivative of f"),
    Wanted.GRADIENT: ((), (Clause.AT,), "gradient of f"),
    Wanted.JACOBIAN: ((), (Clause.AT,), "jacobian of f"),
    Wanted.HESSIAN: ((), (Clause.AT,), "hessian of f"),
    Wanted.DIRECTIONAL: ((Clause.ALONG,), (Clause.AT,), "directional derivative of f along (3, 4) at (1, 0)"),
    Wanted.IMPLICIT: ((Clause.BY,), (Clause.AT,), "implicit derivative of f by x"),
    Wanted.VALUE: ((Clause.AT,), (), "value of f at x = 2"),
    Wanted.LIMIT: ((Clause.AT,), (Clause.FROM,), "limit of f at x = 0"),
    Wanted.TANGENT: ((Clause.AT,), (), "tangent of f at x = 3"),
    Wanted.TAYLOR: ((Clause.AT, Clause.ORDER), (), "taylor polynomial of f at x = 0 to order 2"),
    **{each: ((), (Clause.ON,), f"{each} of f") for each in EXTREMES},
    Wanted.DESCENT: ((Clause.FROM, Clause.RATE), (), "descent step of f from (2, 1) with rate 0.1"),
    Wanted.NEWTON: ((Clause.FROM,), (), "newton step of f from 3"),
}

ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
HIGHEST_ORDER = 10

NEAR_MISSES = {
    "slope": Wanted.DERIVATIVE,
    "rate of change": Wanted.DERIVATIVE,
    "partial derivative": Wanted.DERIVATIVE,
    "partial": Wanted.DERIVATIVE,
    "derivatives": Wanted.DERIVATIVE,
    "argmax": Wanted.MAXIMISER,
    "argmin": Wanted.MINIMISER,
    "maximizer": Wanted.MAXIMISER,
    "minimizer": Wanted.MINIMISER,
    "root": Wanted.ZERO,
    "roots": Wanted.ZERO,
    "zeros": Wanted.ZERO,
    "zeroes": Wanted.ZERO,
    "stationary points": Wanted.CRITICAL,
    "tangent line": Wanted.TANGENT,
    "taylor series": Wanted.TAYLOR,
    "gradient step": Wanted.DESCENT,
    "gradient descent step": Wanted.DESCENT,
}
"""Words authors try first, with the phrase they mean. They are not accepted: one thing has one name."""

INFINITY = "infinity"
"""A place for limits only: `limit of f at x = infinity`."""

Point = tuple[tuple[str | None, Node], ...]
"""Coordinates in order, each with the name it was given: `x = 2` or just `2`."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase as read; a clause that was not written is None, or empty."""

    wanted: Wanted
    of: str
    order: int = 1
    by: tuple[str, ...] = ()
    at: Point = ()
    side: str = ""
    """`left` or `right` of a limit."""
    along: Node | None = None
    interval: tuple[Node, Node] | None = None
    start: Point = ()
    rate: Node | None = None
    degree: int = 0


@dataclass(frozen=True, slots=True)
class Unknown:
    """Neither phrase nor formula; `code` is unknown-phrase, unknown-name or unreadable-formula."""

    code: str
    message: str
    hint: str = ""
    offset: int = 0


def closed(phrase: Phrase, close: Callable[[Node], Node]) -> Phrase:
    """The phrase with every formula in it closed by `close`; `infinity` has nothing to close."""
    return replace(
        phrase,
        at=_closed_point(phrase.at, close),
        start=_closed_point(phrase.start, close),
        along=phrase.along and close(phrase.along),
        rate=phrase.rate and close(phrase.rate),
        interval=phrase.interval and (close(phrase.interval[0]), close(phrase.interval[1])),
    )


def _closed_point(point: Point, close: Callable[[Node], Node]) -> Point:
    return tuple((name, close(node)) for name, node in point)


def formulas(phrase: Phrase) -> list[Node]:
    """Every formula written in the phrase."""
    single = [each for each in (phrase.along, phrase.rate, *(phrase.interval or ())) if each is not None]
    return [*single, *(node for _, node in (*phrase.at, *phrase.start))]
