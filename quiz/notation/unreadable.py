"""What a text that cannot be read answers with: one plain sentence, a place, and a repair that itself reads.

The sentences stand here together, so that they can be read aloud in one go. Each is shown by an example in
`tests/notation/test_reader_messages.py`. `{}` is filled with a few characters of what was typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, NoReturn

from quiz.notation.tree import Span


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a text cannot be read, and where.

    For a text that is not blank `0 <= start < end <= len(text)`: something missing at the end is marked at the
    last thing written. For a blank text both are 0. `suggestion`, when not empty, is a whole text that reads.
    """

    message: str
    start: int
    end: int
    suggestion: str = ""
    limits: bool = False
    """Refused for its size, before its meaning was looked at."""


class Edit(NamedTuple):
    """Replace `text[start:end]` by `new`: a possible repair."""

    start: int
    end: int
    new: str
    message: str = ""
    """What to say instead when this is the repair that reads."""

    def applied(self, text: str) -> str:
        return text[: self.start] + self.new + text[self.end :]


class CannotRead(Exception):
    """Ends reading from any depth; `read` alone catches it and answers with the `Unreadable` inside."""

    def __init__(self, problem: Unreadable, edits: tuple[Edit, ...] = ()) -> None:
        super().__init__(problem.message)
        self.problem = problem
        self.edits = edits


def refuse(message: str, span: Span, *edits: Edit, limits: bool = False) -> NoReturn:
    raise CannotRead(Unreadable(message, *span, limits=limits), edits)


BLANK = "Type an answer first."
TOO_LONG = "This answer is too long to read: {} characters are the limit."
TOO_MANY_PIECES = "This answer has too many pieces to read."
TOO_DEEP = "This is nested too deeply to read."
TOO_MANY_DIGITS = "This number has too many digits: {} are the limit."
TOO_BIG = "This number is too large, or too close to zero, to work with."
TOO_MANY_ENTRIES = "This list is too long: {} entries are the limit."

CYRILLIC = "The letter at the caret is a Cyrillic {}; type the Latin {}."
GREEK_TWIN = "The letter at the caret is a Greek {}; type the Latin {}."
INVISIBLE = "There is an invisible character at the caret; delete it."
STRANGE = "The character {} means nothing here."
STRAY_POINT = "A point belongs inside a number; write * for a product."
DECIMAL_COMMA = "Use a point for decimals."
THOUSANDS = "Write large numbers without commas."
SCIENTIFIC = "Write powers of ten out: {}."
TWO_POINTS = "A number has only one point."

NEVER_CLOSED = "This bracket is never closed."
NEVER_OPENED = "This bracket was never opened."
OTHER_BRACKET = "This bracket is closed by another kind of bracket."
EMPTY_BRACKETS = "There is nothing between these brackets."
BAR_NEVER_CLOSED = "This bar is never closed; abs( ) is the safe way to write it."
MANY_BARS = "These bars can be read in two ways; use abs( )."
MISSING_AFTER = "Something is missing after {}."
MISSING_BEFORE = "Something is missing before {}."
MISSING_BETWEEN = "Something is missing between {} and {}."
TWO_NUMBERS = "Two numbers stand side by side: {} or {}?"
NUMBER_BEHIND_NAME = "Did you mean {0}^{1}, {1}{0} or {0}_{1}?"
NUMBER_BEHIND = "Is the {0} a power or a factor? Write ^{0} or *{0}."
NEEDS_ARGUMENT = "{} needs an argument."
NEEDS_TWO = "{} takes two arguments, with a comma between them."
NEEDS_ONE = "{} takes one argument."
NEEDS_MANY = "{} takes {} arguments."
LOG_BASE = "log takes one argument; a base is written log_{}."

UNKNOWN = "{} is not in this question."
UNKNOWN_ONE = "{0} is not in this question. Did you mean {1}?"
UNKNOWN_HERE = "{} is not in this question; it uses {}."
UNKNOWN_NUMBER = "{} is not in this question; its answer is a number."
INTEGRATION = "{} is not in this question; a derivative needs no constant of integration."
NOT_WORKED_OUT = "Work the derivative out."
NAMES_ANOTHER = "This names {}; the question asks for {}."
EQUALS = "Give one expression, without an equals sign."
COMPARES = "Give one expression, without a comparison."

NO_LIST = "Give one expression; this question does not ask for a list."
LIST_INSIDE = "A list cannot be part of a formula; give each entry in full."
RAGGED = "The rows of this matrix are not equally long."
INDEX = "Write the place as a whole number, such as {}[1]."

LATEX_COMMAND = "The command {} means nothing here."
LATEX_ARGUMENT = "{} needs its argument in braces."
LATEX_END = "{} has no matching end."
