"""Tokens: plain characters cut into numbers, names and signs, each with its place in the original text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from enum import StrEnum
from fractions import Fraction
from string import ascii_letters
from typing import NamedTuple

from quiz.notation import unreadable as say
from quiz.notation.characters import Placed
from quiz.notation.names import LOGS, MISSPELLED, Entry, Meaning, Vocabulary, lexicon
from quiz.notation.tree import Span
from quiz.notation.unknown import refuse_word
from quiz.notation.unreadable import Edit, refuse

MAX_TOKENS = 1200
NOTHING = Fraction(0)
MAX_DIGITS = 40


class Kind(StrEnum):
    NUMBER = "number"
    FRACTION = "fraction"
    NAME = "name"
    HEAD = "head"
    FUNCTION = "function"
    CONST = "const"
    ROOT = "root"
    PLUS = "+"
    MINUS = "-"
    STAR = "*"
    SLASH = "/"
    CARET = "^"
    OPEN = "open"
    CLOSE = "close"
    BAR = "|"
    COMMA = ","
    SEMICOLON = ";"
    INDEX = "_"
    RELATION = "relation"
    END = "end"


class Token(NamedTuple):
    kind: Kind
    text: str
    """Canonical: `sin`, the declared name, `(`."""
    span: Span
    spaced: bool = False
    """White space stands before it."""
    value: Fraction = NOTHING
    decimals: int | None = None
    typed: str = ""


SIGNS = {
    **{sign: Kind(sign) for sign in "+-*/^|,;"},
    **dict.fromkeys("([⟨", Kind.OPEN),
    **dict.fromkeys(")]⟩", Kind.CLOSE),
    **dict.fromkeys("=<>≤≥≠≈≡≅∼≃→⇒", Kind.RELATION),
    **dict.fromkeys("√∛∜", Kind.ROOT),
}
INSTEAD = {":": ("/",), "%": ("/100",)}
"""What a sign we do not read was probably meant for."""
PRICE = re.compile(r"[€£¥](?= ?[0-9.])")
"""A currency sign in front of a number says nothing; `$` is dropped together with LaTeX's."""
NUMBER = re.compile(r"[0-9]+(?:\.[0-9]*)?|\.[0-9]+")
LATIN = frozenset(ascii_letters)
LETTERS = (
    LATIN | frozenset(map(chr, range(ord("α"), ord("ω") + 1))) | frozenset(map(chr, range(0x391, 0x3AA))) | set("ϑϖϱ")
)
WORD = re.compile(r"[A-Za-z]+")
RELATIONS = re.compile(r"<=|>=|!=|<>|==|:=|=>|[=<>≤≥≠≈≡≅∼≃→⇒]")
PLAIN_SIGNS = (
    {sign: Kind(sign) for sign in "+-/^|,;"} | dict.fromkeys("([", Kind.OPEN) | dict.fromkeys(")]", Kind.CLOSE)
)
"""Signs that are a token whatever follows."""
MEANT = {meaning: Kind(meaning.value) for meaning in Meaning}


def tokenize(placed: Placed, vocabulary: Vocabulary, source: str) -> list[Token]:
    """Every token, then one END; `source` is the text as typed, which `placed` was made from."""
    tokens: list[Token] = []
    for token in _tokens(placed, vocabulary, source):
        tokens.append(token)
        if len(tokens) > MAX_TOKENS:
            refuse(say.TOO_MANY_PIECES, token.span, limits=True)
    end = placed.places[-1][1] if placed.places else 0
    return [*tokens, Token(Kind.END, "", (end, end))]


def _tokens(placed: Placed, vocabulary: Vocabulary, source: str) -> Iterator[Token]:
    plain, at, spaced, known = placed.plain, 0, False, lexicon(vocabulary)
    while at < len(plain):
        letter = plain[at]
        if letter == " " or (letter in "€£¥" and PRICE.match(plain, at)):
            at, spaced = at + 1, True
            continue
        if letter.isdigit() or letter == ".":
            token, at = _number(placed, at, spaced)
        elif letter in LETTERS:
            entry = _longest(plain, at, known)
            token, at = _word(placed, at, spaced, entry, vocabulary, source)
        else:
            token, at = _sign(placed, at, spaced)
        spaced = False
        yield token


def _number(placed: Placed, at: int, spaced: bool) -> tuple[Token, int]:
    """number = digit { digit } [ '.' { digit } ] | '.' digit { digit } ;   exact, e.g. `0.50` is 1/2 with 2 decimals"""
    found = NUMBER.match(placed.plain, at)
    if found is None:
        place = placed.span(at, at + 1)
        edits = (Edit(*place, "*"), Edit(*place, ""))
        refuse(say.STRAY_POINT if placed.plain[at] == "." else say.STRANGE.format(placed.plain[at]), place, *edits)
    end, typed = found.end(), found.group()
    whole, _, tenths = typed.partition(".")
    if len(whole) + len(tenths) > MAX_DIGITS:
        refuse(say.TOO_MANY_DIGITS.format(MAX_DIGITS), placed.span(at, end), limits=True)
    if placed.plain[end : end + 1] == "." and NUMBER.match(placed.plain, end):
        refuse(say.TWO_POINTS, placed.span(end, end + 1))
    value = Fraction(int((whole + tenths) or "0"), 10 ** len(tenths)) if tenths else Fraction(int(whole))
    token = Token(Kind.NUMBER, typed, placed.span(at, end), spaced, value, len(tenths) or None, typed)
    return token, end


def _word(
    placed: Placed, at: int, spaced: bool, entry: Entry | None, vocabulary: Vocabulary, source: str
) -> tuple[Token, int]:
    """The longest known name that begins here, if one does."""
    end = at + len(entry.spelling) if entry else at
    indexed = placed.plain[end : end + 1] == "_"
    if (
        entry is not None
        and placed.plain[end : end + 1] in LATIN
        and _is_misspelled(placed.plain, at, entry, vocabulary)
    ):
        entry = None
    if entry is None or (indexed and not _takes_an_index(entry, vocabulary)):
        refuse_word(placed, at, vocabulary, source)
    kind, text, value = MEANT[entry.meaning], entry.name, NOTHING
    if entry.name in LOGS and entry.meaning is Meaning.FUNCTION:
        text, value = "log", Fraction(LOGS[entry.name])
    return Token(kind, text, placed.span(at, end), spaced, value, None, entry.spelling), end


def _is_misspelled(plain: str, at: int, entry: Entry, vocabulary: Vocabulary) -> bool:
    """`sine` and `tang` are no sin(e) and tan(g), unless e or g is declared; a declared name is always itself."""
    word = WORD.match(plain, at)
    rest = word.group()[len(entry.spelling) :] if word and word.group() in MISSPELLED else ""
    return bool(rest) and entry.meaning is not Meaning.NAME and rest not in vocabulary.names


def _takes_an_index(entry: Entry, vocabulary: Vocabulary) -> bool:
    """`log_2 x`, and `grad_2` for the second entry of a vector."""
    is_log = entry.meaning is Meaning.FUNCTION and entry.spelling.lower() == "log"
    return is_log or (entry.meaning is Meaning.NAME and entry.name in vocabulary.vectors)


def _longest(plain: str, at: int, known: Mapping[str, tuple[Entry, ...]]) -> Entry | None:
    for entry in known.get(plain[at], ()):
        if plain.startswith(entry.spelling, at):
            behind = plain[at + len(entry.spelling) : at + len(entry.spelling) + 1]
            # `log25` is the logarithm of 25, not log2 followed by 5; `sen` does not begin with a function s.
            longer = entry.meaning is Meaning.HEAD and behind in LETTERS
            if not longer and not (entry.spelling[-1].isdigit() and behind.isdigit()):
                return entry
    return None


def _sign(placed: Placed, at: int, spaced: bool) -> tuple[Token, int]:
    letter, plain = placed.plain[at], placed.plain
    if (kind := PLAIN_SIGNS.get(letter)) is not None:
        return Token(kind, letter, placed.span(at, at + 1), spaced, typed=letter), at + 1
    relation = RELATIONS.match(plain, at)
    if relation:
        return Token(Kind.RELATION, relation.group(), placed.span(at, relation.end()), spaced), relation.end()
    if plain.startswith("**", at):
        return Token(Kind.CARET, "^", placed.span(at, at + 2), spaced), at + 2
    if unicodedata.decomposition(letter).startswith("<fraction>"):
        value = Fraction(unicodedata.numeric(letter)).limit_denominator(10)
        return Token(Kind.FRACTION, letter, placed.span(at, at + 1), spaced, value), at + 1
    if letter == "'" and not plain[:at].strip():
        refuse(say.STRANGE.format(letter), placed.span(at, at + 1), Edit(*placed.span(at, at + 1), ""))
    if letter in "'∂∇":
        refuse(say.NOT_WORKED_OUT, placed.span(at, at + 1))
    if letter == "_":
        return Token(Kind.INDEX, "_", placed.span(at, at + 1), spaced), at + 1
    if letter not in SIGNS:
        place = placed.span(at, at + 1)
        refuse(say.STRANGE.format(letter), place, *(Edit(*place, new) for new in INSTEAD.get(letter, ("",))))
    return Token(SIGNS[letter], letter, placed.span(at, at + 1), spaced, typed=letter), at + 1
