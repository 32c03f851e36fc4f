"""Words nobody declared: why they are not understood, and what was probably meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NoReturn

from quiz.notation import unreadable as say
from quiz.notation.characters import Placed
from quiz.notation.names import ALIASES, DERIVATIVE_WORDS, FUNCTIONS, MISSPELLED, Vocabulary, lexicon
from quiz.notation.tree import Span
from quiz.notation.unreadable import Edit, refuse

WORD = re.compile(r"[A-Za-zα-ωΑ-Ωϑϖϱ]+(?:_[A-Za-z0-9α-ω]{0,12})?")
LETTERS = re.compile(r"[A-Za-zα-ωΑ-Ωϑϖϱ]+")
DERIVATIVE = re.compile(r"d(?:\^?\(?\d\)?)?\s*[A-Za-zα-ω]?(?:\([^()]{0,40}\))?\s*\)?\s*/\s*\(?\s*d\s*[A-Za-zα-ω]")
CONSTANT_OF_INTEGRATION = frozenset({"C", "c", "K", "k", "const"})
USUAL = tuple(ALIASES)
SHOWN = 20
"""Characters of an unknown word that a message repeats."""


def refuse_word(placed: Placed, at: int, vocabulary: Vocabulary, source: str) -> NoReturn:
    """The word at `at` begins with no known name."""
    found = WORD.match(placed.plain, at)
    end = found.end() if found else at + 1
    word, place = placed.plain[at:end], placed.span(at, end)
    primed = placed.plain[end : end + 1] == "'"
    if primed or DERIVATIVE.match(placed.plain, at) or word in DERIVATIVE_WORDS:
        refuse(say.NOT_WORKED_OUT, place)
    start = _plus_before(placed.plain, at)
    if word in CONSTANT_OF_INTEGRATION and start is not None and not placed.plain[end:].strip():
        cut = placed.span(start, end)
        refuse(say.INTEGRATION.format(word), place, Edit(*cut, ""))
    shown = word if len(word) <= SHOWN else word[:SHOWN] + "…"
    letters = LETTERS.match(word)
    meant = MISSPELLED.get(letters.group()) if letters else None
    edits = [_edit(placed, at, end - at, meant)] if meant else _repairs(placed, at, end, vocabulary)
    asking = [edit._replace(message=say.UNKNOWN_ONE.format(shown, edit.new)) for edit in edits]
    refuse(_sentence(shown, vocabulary), place, *asking)


def _sentence(shown: str, vocabulary: Vocabulary) -> str:
    variables = sorted(vocabulary.names)
    if not variables:
        return say.UNKNOWN_NUMBER.format(shown)
    if len(variables) <= 6:
        return say.UNKNOWN_HERE.format(shown, listed(variables))
    return say.UNKNOWN.format(shown)


def listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _plus_before(plain: str, at: int) -> int | None:
    """Where the `+` directly before `at` stands."""
    before = plain[:at].rstrip()
    return len(before) - 1 if before.endswith("+") else None


def _repairs(placed: Placed, at: int, end: int, vocabulary: Vocabulary) -> list[Edit]:
    """Most likely first; the reader keeps the first that makes the text readable."""
    word = placed.plain[at:end]
    letters = LETTERS.match(word)
    alone = not letters or len(letters.group()) == 1
    edits = [_edit(placed, at, length, name) for length, name in _near(word, vocabulary)]
    if len(vocabulary.names) == 1 and alone:
        edits += [_edit(placed, at, len(word), name) for name in vocabulary.names]
    return edits[:8]


@lru_cache(maxsize=1024)
def _near(word: str, vocabulary: Vocabulary) -> tuple[tuple[int, str], ...]:
    """Names that differ by case or by one slip from so many first letters of the word."""
    names, functions = _spelled(vocabulary)
    near = [(len(name), name) for name in sorted(names) if _differs_in_case(word, name)]
    letters = LETTERS.match(word)
    longest = len(letters.group()) if letters else 1
    for length in range(min(longest, 9), 1, -1):
        alike = (name for name in functions | names if len(name) > 1 and -1 <= len(name) - length <= 1)
        slipped = [name for name in alike if one_slip(word[:length], name)]
        near += [(length, name) for name in sorted(slipped, key=lambda name: _distance(word, name))]
    return tuple(near[:8])


@lru_cache(maxsize=256)
def _spelled(vocabulary: Vocabulary) -> tuple[frozenset[str], frozenset[str]]:
    """Every spelling of a declared name, and of a function in small letters."""
    known = [entry for entries in lexicon(vocabulary).values() for entry in entries]
    declared = vocabulary.names | frozenset(vocabulary.heads)
    names = frozenset(entry.spelling for entry in known if entry.name in declared)
    functions = frozenset(entry.spelling for entry in known if entry.name in FUNCTIONS and entry.spelling.islower())
    return names, functions


def _differs_in_case(word: str, name: str) -> bool:
    start = word[: len(name)]
    return start != name and start.lower() == name.lower()


def _distance(word: str, name: str) -> tuple[bool, int, int, str]:
    """Prefer a name with the same last letter and length, then the more usual function: `sen` is sin, not sgn."""
    usual = USUAL.index(name) if name in USUAL else len(USUAL)
    return (word[-1:] != name[-1:], abs(len(word) - len(name)), usual, name)


def _edit(placed: Placed, at: int, length: int, new: str) -> Edit:
    place: Span = placed.span(at, at + length)
    return Edit(*place, new)


def one_slip(typed: str, meant: str) -> bool:
    """One letter wrong, missing, too many, or two neighbours exchanged."""
    if typed == meant or abs(len(typed) - len(meant)) > 1:
        return False
    same = next((i for i, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b), min(len(typed), len(meant)))
    rest, other = typed[same:], meant[same:]
    return (
        rest[1:] == other[1:]
        or rest[1:] == other
        or rest == other[1:]
        or (rest[:2] == other[1::-1] and len(rest) > 1 and rest[2:] == other[2:])
    )
