"""Ambiguity is data: the standard reading of a text, and beside it every other reading a person may have meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quiz.notation.complaints import LETTERS
from quiz.notation.cursor import Ambiguity, Choice, Cursor
from quiz.notation.lists import answer
from quiz.notation.names import ALIASES, LOGS, Vocabulary
from quiz.notation.printers import ascii
from quiz.notation.tokens import Kind, Token
from quiz.notation.tree import Node, Span
from quiz.notation.units import UNITS
from quiz.notation.unreadable import CannotRead

MAX_NOTES = 4
MAX_TOKENS = 300
"""Readings beyond these, or of longer texts, are not looked for: the preview already shows what was read."""


@dataclass(frozen=True, slots=True)
class Note:
    """One place with two readings. `asks` is the question about the other one: "Did you mean 1/(2*x)?"."""

    kind: Ambiguity
    asks: str
    start: int
    end: int


QUIET = frozenset({Ambiguity.POWER_EXPONENT})
"""Read the other way for grading, without a note."""

Reading = tuple[Note | None, Node]


def standard(tokens: Sequence[Token], vocabulary: Vocabulary, source: str) -> tuple[Node, dict[Choice, Node]]:
    """The tree of the conventions, and the choices met on the way."""
    cursor = Cursor(tokens, vocabulary, source, UNITS)
    return answer(cursor), cursor.made


def others(
    tokens: Sequence[Token], vocabulary: Vocabulary, source: str, tree: Node, met: Sequence[Choice]
) -> Iterator[Reading]:
    """Each choice read the other way, one at a time, where that makes a different tree; those without a note last."""
    if len(tokens) > MAX_TOKENS:
        return
    chosen = sorted(met, key=lambda choice: choice.at)
    yield from _flipped(tokens, vocabulary, source, tree, [each for each in chosen if each.kind not in QUIET])
    for spelled in _respelled(tokens, vocabulary):
        other = _finished(Cursor(spelled, vocabulary, source, UNITS))
        if other is not None and other != tree:
            yield _note(Ambiguity.SPELLING, other), other
    yield from _flipped(tokens, vocabulary, source, tree, [each for each in chosen if each.kind in QUIET])


def _flipped(
    tokens: Sequence[Token], vocabulary: Vocabulary, source: str, tree: Node, choices: Sequence[Choice]
) -> Iterator[Reading]:
    for choice in choices[:MAX_NOTES]:
        cursor = Cursor(tokens, vocabulary, source, UNITS, frozenset({choice}))
        other = _finished(cursor)
        if other is not None and other != tree:
            place = other if choice.kind is Ambiguity.HEAD else cursor.made[choice]
            yield None if choice.kind in QUIET else _note(choice.kind, place), other


def all_others(tokens: Sequence[Token], vocabulary: Vocabulary, source: str, met: Sequence[Choice]) -> Node | None:
    """Every choice read the other way at once: who means 1/(2x) once means it throughout."""
    worth_it = len(met) > 1 and len(tokens) <= MAX_TOKENS
    return _finished(Cursor(tokens, vocabulary, source, UNITS, frozenset(met))) if worth_it else None


def _finished(cursor: Cursor) -> Node | None:
    try:
        return answer(cursor)
    except CannotRead:
        return None


def _note(kind: Ambiguity, node: Node) -> Note:
    span: Span = node.span
    return Note(kind, f"Did you mean {ascii(node)}?", *span)


def _respelled(tokens: Sequence[Token], vocabulary: Vocabulary) -> Iterator[list[Token]]:
    """`asin` with a declared `a`: a times sin; `log2x`: ln(2x). Only the first such word is taken apart."""
    for place, token in enumerate(tokens):
        apart = _apart(token, tokens[place + 1], vocabulary) if token.kind is Kind.FUNCTION else None
        if apart is not None:
            yield [*tokens[:place], *apart, *tokens[place + 1 :]]
            return


def _apart(token: Token, behind: Token, vocabulary: Vocabulary) -> tuple[Token, Token] | None:
    start, end = token.span
    if token.typed in LOGS and behind.kind in LETTERS and not behind.spaced:
        base = token.typed.removeprefix("log")
        split = end - len(base)
        number = Token(Kind.NUMBER, base, (split, end), value=token.value, typed=base)
        return Token(Kind.FUNCTION, "ln", (start, split), token.spaced, typed="log"), number
    letter, rest = token.typed[:1], token.typed[1:]
    if letter in vocabulary.names and rest in ALIASES:
        name = Token(Kind.NAME, letter, (start, start + 1), token.spaced, typed=letter)
        return name, Token(Kind.FUNCTION, rest, (start + 1, end), typed=rest)
    return None
