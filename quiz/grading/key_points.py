"""Which key points a typed answer says, denies or leaves out: an aid to the learner's own ticks, never a grade.

contradicted   a wrong claim is heard, or the point is heard and denied
covered        the point is heard
missing        neither, or the whole text is a heap of key words
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from quiz.grading.clauses import Listened, listen
from quiz.grading.patterns import Ear, Hit, Pattern, read_pattern

Span = tuple[int, int]


class Status(StrEnum):
    COVERED = "covered"
    CONTRADICTED = "contradicted"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Point:
    id: str
    listen_for: tuple[str, ...]
    contradicted_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A clause of the learner's text, and in it the words that were heard."""

    span: Span
    words: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class HeardPoint:
    id: str
    status: Status
    span: Span | None = None
    words: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Heard:
    points: tuple[HeardPoint, ...]
    stuffed: bool = False


def hear(text: str, points: Sequence[Point]) -> Heard:
    """What the text says of each point, in the order of the points."""
    listened = listen(text)
    if listened.is_stuffed:
        return Heard(
            tuple(HeardPoint(point.id, Status.MISSING) for point in points),
            stuffed=True,
        )
    ear = Ear(listened)
    return Heard(tuple(_judge(point, ear, listened) for point in points))


def hear_any(text: str, patterns: Iterable[str]) -> Passage | None:
    """The first passage that claims one of the patterns; a denied claim is none."""
    listened = listen(text)
    hit = _claim(Ear(listened), patterns)
    return _passage(hit, listened) if hit else None


def _judge(point: Point, ear: Ear, listened: Listened) -> HeardPoint:
    if wrong := _claim(ear, point.contradicted_by):
        return _heard(point, Status.CONTRADICTED, wrong, listened)
    hits = [hit for pattern in _read(point.listen_for) for hit in ear.hits(pattern)]
    if clean := next((hit for hit in hits if not hit.denied), None):
        return _heard(point, Status.COVERED, clean, listened)
    if hits:
        return _heard(point, Status.CONTRADICTED, hits[0], listened)
    return HeardPoint(point.id, Status.MISSING)


def _claim(ear: Ear, patterns: Iterable[str]) -> Hit | None:
    return next((claim for pattern in _read(patterns) for claim in ear.claims(pattern)), None)


def _read(patterns: Iterable[str]) -> Iterator[Pattern]:
    """Patterns of loaded content, which its lints have read before."""
    for text in patterns:
        match read_pattern(text):
            case Pattern() as pattern:
                yield pattern
            case wrong:
                raise ValueError(f"{text!r}: {wrong}")


def _heard(point: Point, status: Status, hit: Hit, listened: Listened) -> HeardPoint:
    passage = _passage(hit, listened)
    return HeardPoint(point.id, status, passage.span, passage.words)


def _passage(hit: Hit, listened: Listened) -> Passage:
    return Passage(
        listened.span(hit.clause),
        tuple((word.token.start, word.token.end) for word in hit.words),
    )
