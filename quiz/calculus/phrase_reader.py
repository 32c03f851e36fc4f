"""Reading what an author asks for: a phrase of the closed list, or a formula.

phrase = wanted "of" head { clause }         clause = word ( formula | point | interval | number )
wanted = [ordinal] "derivative" [number] | "gradient" | … (PHRASES)
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from difflib import get_close_matches

from quiz.calculus.phrases import (
    HIGHEST_ORDER,
    INFINITY,
    NEAR_MISSES,
    ORDINALS,
    PHRASES,
    Clause,
    Phrase,
    Point,
    Unknown,
    Wanted,
)
from quiz.notation import Parsed, Vocabulary, read
from quiz.notation.tree import Node, Tuple


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
    (_, at, name), *clauses = _clauses(text, start)
    if name not in heads:
        close = get_close_matches(name, list(heads), 1, 0.5)
        known = f"you have {', '.join(heads)}" if heads else "nothing is given"
        hint = f"did you mean '{close[0]}'?" if close else known
        raise _Refused(Unknown("unknown-name", f"there is no '{name}' to take the {wanted} of", hint, at))
    _check_clauses(wanted, [Clause(word) for word, _, _ in clauses])
    phrase = Phrase(wanted, name, order)
    for word, offset, body in clauses:
        phrase = _with(phrase, Clause(word), body, offset, vocabulary)
    return _mixed(phrase)


def _mixed(phrase: Phrase) -> Phrase:
    """`by x, y` is once by each name."""
    if len(phrase.by) > 1 and phrase.order not in (1, len(phrase.by)):
        raise _Refused(Unknown("unknown-phrase", f"{len(phrase.by)} names after 'by' for order {phrase.order}"))
    return replace(phrase, order=1) if len(phrase.by) > 1 else phrase


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


def _with(phrase: Phrase, clause: Clause, body: str, offset: int, vocabulary: Vocabulary) -> Phrase:
    match clause:
        case Clause.BY:
            return replace(phrase, by=tuple(_variable(each.strip(), offset, vocabulary) for each in body.split(",")))
        case Clause.AT if phrase.wanted is Wanted.LIMIT:
            far = replace(vocabulary, variables=vocabulary.variables | {INFINITY})
            return replace(phrase, at=_point(body, offset, far))
        case Clause.AT:
            return replace(phrase, at=_point(body, offset, vocabulary))
        case Clause.ALONG:
            return replace(phrase, along=_formula(body, offset, vocabulary))
        case Clause.FROM if phrase.wanted is Wanted.LIMIT:
            return replace(phrase, side=_side(body, offset))
        case Clause.FROM:
            return replace(phrase, start=_point(body, offset, vocabulary))
        case Clause.RATE:
            return replace(phrase, rate=_formula(body, offset, vocabulary))
        case Clause.ON:
            return replace(phrase, interval=_interval(body, offset, vocabulary))
        case Clause.ORDER:
            return replace(phrase, degree=_degree(body, offset))


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
