"""Text cut at words and signs that stand outside all brackets; every part knows its place in the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from quiz.notation import unreadable as say
from quiz.notation.unreadable import refuse

MAX_LENGTH = 1_000
TOO_LONG = "This condition is too long to read."


class Part(NamedTuple):
    """`text[start:end]`, a part of the whole text, so that places stay true."""

    text: str
    start: int
    end: int

    @property
    def written(self) -> str:
        return self.text[self.start : self.end]

    def split(self, at: re.Pattern[str]) -> list[Part]:
        """Parts between the matches that stand outside all brackets."""
        starts, ends = [self.start], list[int]()
        for start, end in outside(self, at):
            ends.append(start)
            starts.append(end)
        return [Part(self.text, start, end) for start, end in zip(starts, [*ends, self.end], strict=True)]

    @property
    def span(self) -> tuple[int, int]:
        """Without the white space around it."""
        written = self.written
        start = self.start + len(written) - len(written.lstrip())
        return (start, max(start, self.start + len(written.rstrip())))


def outside(part: Part, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    depth, at = 0, part.start
    while at < part.end:
        letter = part.text[at]
        depth += (letter in "([") - (letter in ")]")
        found = pattern.match(part.text, at, part.end) if depth == 0 else None
        if found:
            yield found.span()
        at = found.end() if found else at + 1


def check_text(text: str) -> None:
    """Short enough, and every bracket closed: words and relations are only looked for outside brackets."""
    if len(text) > MAX_LENGTH:
        refuse(TOO_LONG, (0, len(text)), limits=True)
    opened: list[int] = []
    for place, letter in enumerate(text):
        if letter in "([":
            opened.append(place)
        elif letter in ")]" and not opened:
            refuse(say.NEVER_OPENED, (place, place + 1))
        elif letter in ")]":
            opened.pop()
    if opened:
        refuse(say.NEVER_CLOSED, (opened[-1], opened[-1] + 1))
