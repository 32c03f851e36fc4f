"""A catalogue: all of content, read and validated, with the places it was read from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from quiz.catalogue.ids import Lock, Shipped
from quiz.kinds.question import Template
from quiz.reading.places import place_finding
from quiz.reading.problems import Finding, Path, Problem, Severity
from quiz.reading.source import Document


@dataclass(frozen=True, slots=True)
class Topic:
    """A node of the subject tree; `needs` are the topics that come first."""

    id: str
    title: str
    needs: tuple[str, ...]
    strategy: str
    position: int


@dataclass(frozen=True, slots=True)
class Deck:
    key: str
    title: str
    language: str
    license: str
    authors: tuple[str, ...]
    path: str
    position: int


@dataclass(frozen=True)
class Origin:
    """Where a record was read: findings about it become problems of this file."""

    document: Document
    path: Path

    @property
    def file(self) -> str:
        return self.document.source.file

    def problem(self, finding: Finding) -> Problem:
        return place_finding(self.document, finding, self.path)


@dataclass(frozen=True)
class Entry:
    """An item that could be read. `wording` and `grading` are fingerprints, `position` counts through all decks."""

    id: str
    kind: str
    title: str
    topic: str
    level: int
    section: str
    deck: str
    position: int
    covers: tuple[str, ...]
    needs: tuple[str, ...]
    license: str
    text: str
    template: Template
    wording: str
    grading: str
    was: str
    retired: bool
    retired_on: str
    retired_use: str
    origin: Origin = field(repr=False)

    @property
    def record(self) -> Any:
        return self.template.record

    @property
    def shipped(self) -> Shipped:
        return Shipped(self.id, self.wording, self.grading, self.was, self.retired_on)


@dataclass(frozen=True)
class Seen:
    """An item as written, whether it could be read or not."""

    plain: Mapping[str, Any]
    origin: Origin
    deck: str = ""
    entry: Entry | None = None

    @property
    def id(self) -> str:
        return str(self.plain.get("id", ""))


@dataclass(frozen=True)
class Page:
    """A reference page, lab or blueprint: its record and the way to its place."""

    record: Any
    origin: Origin


@dataclass(frozen=True)
class Catalogue:
    decks: tuple[Deck, ...] = ()
    topics: tuple[Topic, ...] = ()
    seen: tuple[Seen, ...] = ()
    pages: tuple[Page, ...] = ()
    topics_origin: Origin | None = None
    opening: tuple[str, ...] = ()
    """Ids of the items a newcomer meets first."""
    lock: Lock = field(default_factory=Lock)
    files: tuple[str, ...] = ()
    whole: bool = True
    """Whether every file could be read to its end; if not, nothing can be said about what is missing."""
    problems: tuple[Problem, ...] = ()

    @cached_property
    def items(self) -> tuple[Entry, ...]:
        return tuple(each.entry for each in self.seen if each.entry is not None)

    @cached_property
    def ids(self) -> frozenset[str]:
        """Every id written, also of items that could not be read: a broken item is broken once."""
        return frozenset(each.id for each in self.seen)

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(each for each in self.problems if each.severity is Severity.ERROR)

    def covers(self) -> Iterator[tuple[str, Origin, int]]:
        """Every inventory id named, with where it is named and its number in the list."""
        for each in self.seen:
            named = each.plain.get("covers", [])
            for number, name in enumerate([named] if isinstance(named, str) else named):
                yield str(name), each.origin, number
        for page in self.pages:
            for number, name in enumerate(getattr(page.record, "covers", ())):
                yield name, page.origin, number
