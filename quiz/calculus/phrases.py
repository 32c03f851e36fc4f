"""The closed list of answer phrases: what an author may ask for instead of typing the answer.

phrase = wanted "of" head { clause }         clause = word formula
wanted = [ordinal] "derivative" [number] | "gradient" | … (PHRASES)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum

from quiz.notation import Parsed, Vocabulary, read
from quiz.notation.tree import Node, Tuple


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


class _Refused(Exception):
    """Carries an Unknown up through the small readers below; never leaves this module."""

    def __init__(self, why: Unknown) -> None:
        super().__init__(why.message)
        self.why = why


def read_answer(text: str, vocabulary: Vocabulary, heads: Collection[str]) -> Phrase | Node | Unknown:
    """A phrase when it has the word `of`, else a formula. `heads` are the names a phrase may be about."""
    words = re.match(r"\s*(.*?)\s+of\b", text, re.DOTALL)
    try:
        if words:
            return _read_phrase(text, " ".join(words[1].lower().split()), words.end(), vocabulary, heads)
        return _formula(text, 0, vocabulary)
    except _Refused as refused:
        return _better(refused.why, text) if not words else refused.why


def _better(why: Unknown, text: str) -> Unknown:
    """A text that is no formula but looks like a phrase is told the phrase."""
    meant = _nearest(re.split(r"\s+(?:f|at|by|for|in|on|along|from)\b", text.lower())[0].strip())
    return Unknown("unknown-phrase", f"I do not know '{text}'", _did_you_mean(meant)) if meant else why


def _read_phrase(text: str, words: str, start: int, vocabulary: Vocabulary, heads: Collection[str]) -> Phrase:
    wanted, order = _wanted(words)
    pieces = list(_clauses(text, start))
    (_, at, name), clauses = pieces[0], pieces[1:]
    if name not in heads:
        close = get_close_matches(name, list(heads), 1, 0.5)
        known = f"you have {', '.join(heads)}" if heads else "nothing is given"
        hint = f"did you mean '{close[0]}'?" if close else known
        raise _Refused(Unknown("unknown-name", f"there is no '{name}' to take the {wanted} of", hint, at))
    _check_clauses(wanted, [Clause(word) for word, _, _ in clauses])
    phrase = {"wanted": wanted, "of": name, "order": order}
    for word, offset, body in clauses:
        phrase |= _clause(Clause(word), body, offset, wanted, vocabulary)
    if wanted is Wanted.DERIVATIVE and len(phrase.get("by", ())) > 1:
        if order not in (1, len(phrase["by"])):
            raise _Refused(Unknown("unknown-phrase", f"{len(phrase['by'])} names after 'by' for order {order}"))
        phrase["order"] = 1
    return Phrase(**phrase)


def _wanted(words: str) -> tuple[Wanted, int]:
    match = re.fullmatch(r"(?:(first|second|third|fourth) )?derivative(?: (\d{1,3}))?", words)
    if match and not (match[1] and match[2]):
        order = ORDINALS[match[1]] if match[1] else int(match[2] or 1)
        if not 1 <= order <= HIGHEST_ORDER:
            raise _Refused(Unknown("unknown-phrase", f"derivatives go from order 1 to {HIGHEST_ORDER}, not {order}"))
        return Wanted.DERIVATIVE, order
    if words in PHRASES:
        return Wanted(words), 1
    raise _Refused(Unknown("unknown-phrase", f"I do not know '{words} of …'", _did_you_mean(_nearest(words))))


def _nearest(words: str) -> Wanted | None:
    if words in NEAR_MISSES:
        return NEAR_MISSES[words]
    known = {**{str(each): each for each in PHRASES}, **NEAR_MISSES}
    close = get_close_matches(words, list(known), 1, 0.72)
    return known[close[0]] if close else None


def _did_you_mean(meant: Wanted | None) -> str:
    return f"did you mean `{PHRASES[meant][2]}`?" if meant else f"the phrases are: {', '.join(PHRASES)}"


_WORDS = re.compile(r"\b(by|at|along|from|with\s+rate|on|to\s+order)\b", re.IGNORECASE)


def _clauses(text: str, start: int) -> Iterator[tuple[str, int, str]]:
    """`(word, offset, body)` of the head (word empty) and of each clause; words inside brackets do not count."""
    cuts = [(start, start, "")]
    for match in _WORDS.finditer(text, start):
        before = text[start : match.start()]
        if sum(before.count(mark) for mark in "([") == sum(before.count(mark) for mark in ")]"):
            cuts.append((match.start(), match.end(), " ".join(match[1].lower().split())))
    for (_, begin, word), (end, _, _) in zip(cuts, [*cuts[1:], (len(text), 0, "")], strict=True):
        body = text[begin:end]
        yield word, begin + len(body) - len(body.lstrip()), body.strip()


def _check_clauses(wanted: Wanted, found: list[Clause]) -> None:
    must, may, example = PHRASES[wanted]
    hint = f"for example `{example}`"
    for clause in found:
        if clause not in must + may:
            raise _Refused(Unknown("unknown-phrase", f"'{clause}' does not go with '{wanted}'", hint))
        if found.count(clause) > 1:
            raise _Refused(Unknown("unknown-phrase", f"'{clause}' is written twice", hint))
    for clause in must:
        if clause not in found:
            raise _Refused(Unknown("unknown-phrase", f"'{wanted} of …' needs '{clause} …'", hint))


def _clause(clause: Clause, body: str, offset: int, wanted: Wanted, vocabulary: Vocabulary) -> dict[str, object]:
    match clause:
        case Clause.BY:
            return {"by": tuple(_variable(each.strip(), offset, vocabulary) for each in body.split(","))}
        case Clause.AT:
            return {"at": _point(body, offset, vocabulary)}
        case Clause.ALONG:
            return {"along": _formula(body, offset, vocabulary)}
        case Clause.FROM if wanted is Wanted.LIMIT:
            return {"side": _side(body, offset)}
        case Clause.FROM:
            return {"start": _point(body, offset, vocabulary)}
        case Clause.RATE:
            return {"rate": _formula(body, offset, vocabulary)}
        case Clause.ON:
            return {"interval": _interval(body, offset, vocabulary)}
        case Clause.ORDER:
            return {"degree": _degree(body, offset)}


def _formula(text: str, offset: int, vocabulary: Vocabulary) -> Node:
    found = read(text, vocabulary)
    if isinstance(found, Parsed):
        return found.tree
    hint = f"did you mean `{found.suggestion}`?" if found.suggestion else ""
    raise _Refused(Unknown("unreadable-formula", found.message, hint, offset + found.start))


def _variable(name: str, offset: int, vocabulary: Vocabulary) -> str:
    if name in vocabulary.variables:
        return name
    raise _Refused(Unknown("unknown-name", f"'{name}' after 'by' is not a variable", "", offset))


def _point(text: str, offset: int, vocabulary: Vocabulary) -> Point:
    """`(2, 1)`, `2`, `x = 2` or `x = 2, y = 1`."""
    if "=" not in text:
        tree = _formula(text, offset, vocabulary)
        entries = tree.entries if isinstance(tree, Tuple) else (tree,)
        return tuple((None, each) for each in entries)
    point: list[tuple[str | None, Node]] = []
    for match in re.finditer(r"([^,=]+)=([^,=]+)(?:,|$)", text):
        name = _variable(match[1].strip(), offset + match.start(), vocabulary)
        point.append((name, _formula(match[2], offset + match.start(2), vocabulary)))
    if text.count("=") != len(point):
        raise _Refused(Unknown("unreadable-formula", "a point looks like x = 2 or (2, 1)", "", offset))
    return tuple(point)


def _side(text: str, offset: int) -> str:
    match = re.fullmatch(r"(?:the\s+)?(left|right)", text.strip().lower())
    if match:
        return match[1]
    raise _Refused(
        Unknown("unknown-phrase", f"a limit comes from the left or from the right, not from '{text}'", "", offset)
    )


def _interval(text: str, offset: int, vocabulary: Vocabulary) -> tuple[Node, Node]:
    tree = _formula(text, offset, vocabulary)
    if isinstance(tree, Tuple) and len(tree.entries) == 2:
        return tree.entries[0], tree.entries[1]
    raise _Refused(Unknown("unknown-phrase", f"an interval looks like [0, 1], not {text}", "", offset))


def _degree(text: str, offset: int) -> int:
    if text.isdecimal() and len(text) <= 2 and int(text) <= HIGHEST_ORDER:
        return int(text)
    raise _Refused(
        Unknown("unknown-phrase", f"the order is a whole number up to {HIGHEST_ORDER}, not '{text}'", "", offset)
    )


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
