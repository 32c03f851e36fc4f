"""What is wrong in content, with its place: found once, shown by the terminal, the author's page and the tests."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Path = tuple[str | int, ...]
"""Way from the top of a document to a value, e.g. `("items", 3, "given", "f(x)")`."""


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong at a path of a document; `offset` counts characters into the value, for formulas and maths."""

    path: Path
    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    offset: int = 0
    at_key: bool = False
    """Point at the key rather than at its value (an unknown field)."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A finding with its place: file, line and column, both counted from 1."""

    file: str
    line: int
    column: int
    severity: Severity
    code: str
    message: str
    hint: str = ""
    source: str = ""
    """The line of the file, for the caret."""
