"""`read`: from what a learner or an author typed to a tree, or to the reason why not and where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from quiz.notation import unreadable as say
from quiz.notation.alternatives import as_list
from quiz.notation.ambiguity import Note, all_others, others, standard
from quiz.notation.characters import clean
from quiz.notation.latex_input import is_latex, without_latex
from quiz.notation.left_side import with_angles, without_left_side, without_transpose
from quiz.notation.limits import MAX_DEPTH, MAX_LENGTH, MAX_TEXT, too_big, too_deep
from quiz.notation.lists import transposed
from quiz.notation.names import Vocabulary
from quiz.notation.tokens import Token, tokenize
from quiz.notation.tree import Node
from quiz.notation.unreadable import CannotRead, Unreadable, refuse

MAX_REPAIRED = 200
MAX_REMEMBERED = 200
"""Longer texts get no suggestion: trying one costs a second reading."""
REPAIRS = 3
"""Slips that one suggestion may put right; fewer edits are tried for each further one."""
MOST_TRIES = 16
"""Readings that the search for one suggestion may cost."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """What was read: `tree` by the conventions.

    `readings[i]` is the other reading that `notes[i]` asks about; more may follow, which are not asked about before
    they are needed: `x^2/3` as x^(2/3), and all readings at once.
    """

    tree: Node
    text: str
    notes: tuple[Note, ...] = ()
    readings: tuple[Node, ...] = ()


def read(text: str, vocabulary: Vocabulary) -> Parsed | Unreadable:
    """Never raises on any text; a suggestion, where there is one, reads under the same vocabulary.

    Short texts are remembered: what a preview has read need not be read again when it is checked.
    """
    return _remembered(text, vocabulary) if len(text) <= MAX_REMEMBERED else _answered(text, vocabulary)


@lru_cache(maxsize=2048)
def _remembered(text: str, vocabulary: Vocabulary) -> Parsed | Unreadable:
    return _answered(text, vocabulary)


def _answered(text: str, vocabulary: Vocabulary) -> Parsed | Unreadable:
    try:
        return _read(text, vocabulary)
    except CannotRead as found:
        problem = found.problem
        suggestion, message = "", ""
        if not problem.limits and len(text) <= MAX_REPAIRED:
            suggestion, message = _repaired(text, vocabulary, found, REPAIRS, iter(range(MOST_TRIES)))
        return Unreadable(message or problem.message, *_inside(problem, text), suggestion, problem.limits)


def _read(text: str, vocabulary: Vocabulary) -> Parsed:
    tokens, turned = _tokens(text, vocabulary)
    tree, met = standard(tokens, vocabulary, text)
    _check_size(tree, len(tokens))
    if turned:
        tree = transposed(tree)
    choices = list(met)
    found = list(others(tokens, vocabulary, text, tree, choices))
    readings = [other for _, other in found]
    together = all_others(tokens, vocabulary, text, choices)
    if together is not None and together not in (tree, *readings):
        readings.append(together)
    return Parsed(tree, text, tuple(note for note, _ in found if note), tuple(readings))


def _tokens(text: str, vocabulary: Vocabulary) -> tuple[list[Token], bool]:
    """Characters, left side and `^T` first; then tokens. True when the list is to be turned."""
    _check_length(text)
    placed = clean(text)
    if is_latex(placed.plain):
        placed = without_latex(placed)
    placed = as_list(placed, vocabulary)
    placed, turned = without_transpose(without_left_side(placed, vocabulary), vocabulary)
    placed = with_angles(placed, vocabulary)
    if not placed.plain.strip():
        refuse(say.BLANK, (0, len(text)))
    return tokenize(placed, vocabulary, text), turned


def _check_length(text: str) -> None:
    if len(text) > MAX_TEXT or (len(text) > MAX_LENGTH and len(" ".join(text.split())) > MAX_LENGTH):
        refuse(say.TOO_LONG.format(MAX_LENGTH), (0, len(text)), limits=True)


def _check_size(tree: Node, tokens: int) -> None:
    """A token makes three levels at most: `∜` is a power, its exponent a quotient of numbers."""
    if 3 * tokens > MAX_DEPTH and (deep := too_deep(tree)) is not None:
        refuse(say.TOO_DEEP, deep.span, limits=True)
    if (big := too_big(tree)) is not None:
        refuse(say.TOO_BIG, big.span, limits=True)


def _inside(problem: Unreadable, text: str) -> tuple[int, int]:
    """A span of at least one character inside the text; (0, 0) for an empty one."""
    start = max(0, min(problem.start, len(text) - 1))
    return start, min(max(problem.end, start + 1), len(text))


def _repaired(text: str, vocabulary: Vocabulary, found: CannotRead, left: int, tries: Iterator[int]) -> tuple[str, str]:
    """The text after the first edit that makes it readable, perhaps with a further repair; and what that edit says."""
    for edit, _ in zip(found.edits[: 2 * left], tries, strict=False):
        changed = edit.applied(text).strip()
        try:
            _read(changed, vocabulary)
        except CannotRead as next_found:
            deeper = next_found.problem.start >= edit.start and left > 1
            further, _ = _repaired(changed, vocabulary, next_found, left - 1, tries) if deeper else ("", "")
            if further:
                return further, edit.message
        else:
            return changed, edit.message
    return "", ""
