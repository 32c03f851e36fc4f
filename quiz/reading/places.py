"""From a finding (path and offset into a value) to a character of the file, whatever style the text is written in."""

from __future__ import annotations

from collections.abc import Iterator

from quiz.reading.problems import Finding, Path, Problem
from quiz.reading.source import Document, Scalar, Source, at_path

_ESCAPE_LENGTHS = {"x": 4, "u": 6, "U": 10}
_BLANK_ESCAPES = " _NLPntrfve\t\n"


def place_finding(document: Document, finding: Finding, below: Path = ()) -> Problem:
    """The problem a finding becomes; `below` is the path of the value that the finding's own path starts from."""
    value, key, whole = at_path(document.root, (*below, *finding.path))
    if finding.at_key and whole and key is not None:
        return document.source.problem(finding, key.start)
    if isinstance(value, Scalar) and whole:
        return document.source.problem(finding, index_of(document.source, value, finding.offset))
    return document.source.problem(finding, value.start)


def index_of(source: Source, scalar: Scalar, offset: int) -> int:
    """The character of the file at which the value's character number `offset` is written.

    Folding, indentation and escapes change only white space and the look of single characters, so the n-th visible
    character of the value is the n-th visible one of the text as written.
    """
    before = scalar.text[: max(offset, 0)]
    seen = len("".join(before.split()))
    gap = len(before) - len(before.rstrip()) if seen else 0
    written = list(_visible(source.text, scalar))
    if not written:
        return scalar.start
    if offset < len(scalar.text) and not scalar.text[offset].isspace() and seen < len(written):
        return written[seen]
    return min(written[min(seen, len(written)) - 1] + 1 + gap if seen else written[0], scalar.end)


def _visible(text: str, scalar: Scalar) -> Iterator[int]:
    """Where each visible character of the value is written, in order."""
    match scalar.style:
        case "|" | ">":
            yield from _visible_plain(text, text.find("\n", scalar.start) + 1, scalar.end)
        case "'":
            yield from _visible_single(text, scalar.start + 1, scalar.end - 1)
        case '"':
            yield from _visible_double(text, scalar.start + 1, scalar.end - 1)
        case _:
            yield from _visible_plain(text, scalar.start, scalar.end)


def _visible_plain(text: str, start: int, end: int) -> Iterator[int]:
    return (index for index in range(start, end) if not text[index].isspace())


def _visible_single(text: str, start: int, end: int) -> Iterator[int]:
    index = start
    while index < end:
        if not text[index].isspace():
            yield index
        index += 2 if text[index] == "'" else 1


def _visible_double(text: str, start: int, end: int) -> Iterator[int]:
    index = start
    while index < end:
        if text[index] != "\\":
            if not text[index].isspace():
                yield index
            index += 1
            continue
        letter = text[index + 1]
        if letter not in _BLANK_ESCAPES:
            yield index
        index += _ESCAPE_LENGTHS.get(letter, 2)
