"""A place in LaTeX text, and plain letters that remember where they came from."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quiz.notation.tree import Span

COMMAND = re.compile(r"\\(?:[A-Za-z]+|.)?", re.DOTALL)

Letters = list[tuple[str, Span]]


@dataclass(slots=True)
class Scan:
    """A place in LaTeX text."""

    plain: str
    places: tuple[Span, ...]
    at: int = 0
    depth: int = 0

    @property
    def next(self) -> str:
        return self.plain[self.at : self.at + 1]

    def skip_spaces(self) -> None:
        while self.next == " ":
            self.at += 1

    def take(self) -> tuple[str, Span]:
        """One character, or a whole command such as `\\frac`, with its span."""
        found = COMMAND.match(self.plain, self.at)
        start, self.at = self.at, found.end() if found else self.at + 1
        return self.plain[start : self.at], self.span(start, self.at)

    def span(self, start: int, end: int) -> Span:
        return (self.places[start][0], self.places[end - 1][1])

    def end_of_text(self) -> int:
        return self.places[-1][1]


def written(plain: str, span: Span) -> Letters:
    """Every letter stands for the same span."""
    return [(letter, span) for letter in plain]


def typed(letters: Letters) -> str:
    """The letters without their places and without spaces."""
    return "".join(letter for letter, _ in letters if letter != " ")


def kept_together(inside: Letters) -> Letters:
    """A name stays a name; `2\\mathbf{x + 1}` is 2 times a bracket, and an equation keeps its left side."""
    text = typed(inside)
    if "=" in text or not any(sign in text for sign in "+-*/"):
        return inside
    return [("(", inside[0][1]), *inside, (")", inside[-1][1])]
