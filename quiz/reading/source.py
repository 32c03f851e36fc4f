"""A YAML file as values that know where they stand. Every scalar is text; nothing is guessed, shared or tagged."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from quiz.reading.problems import Finding, Path, Problem


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text; `start` and `end` count characters from the top of the file, `style` is one of `` ' " | >``."""

    text: str
    start: int
    end: int
    style: str = ""


@dataclass(frozen=True, slots=True)
class Sequence:
    items: tuple[Value, ...]
    start: int
    end: int
    flow: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """One `key: value` of a mapping."""

    key: Scalar
    value: Value


@dataclass(frozen=True, slots=True)
class Mapping:
    fields: dict[str, Field]
    start: int
    end: int
    flow: bool = False


Value = Scalar | Sequence | Mapping


@dataclass(frozen=True)
class Source:
    """The text of one file (line ends are `\\n`) under the name it is shown by."""

    file: str
    text: str

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(index + 1 for index, character in enumerate(self.text) if character == "\n")]

    def place(self, index: int) -> tuple[int, int]:
        """Line and column of a character, both from 1."""
        line = bisect_right(self._starts, index)
        return line, index - self._starts[line - 1] + 1

    def index(self, line: int, column: int) -> int:
        """The inverse of `place`, kept inside the text."""
        starts = self._starts
        return min(starts[min(line, len(starts)) - 1] + column - 1, len(self.text))

    def line(self, number: int) -> str:
        start = self._starts[number - 1]
        end = self.text.find("\n", start)
        return self.text[start:] if end < 0 else self.text[start:end]

    def problem(self, finding: Finding, index: int) -> Problem:
        """The finding, placed at a character of this file."""
        line, column = self.place(min(max(index, 0), len(self.text)))
        return Problem(
            self.file, line, column, finding.severity, finding.code, finding.message, finding.hint, self.line(line)
        )


@dataclass(frozen=True)
class Document:
    """One document of a file. `plain` is its value as nested dicts, lists and texts."""

    source: Source
    root: Value

    @cached_property
    def plain(self) -> object:
        return plain(self.root)


@dataclass(frozen=True)
class Composed:
    """What reading a file gave: its documents (those parts that could be read) and what is wrong with it."""

    source: Source
    documents: tuple[Document, ...] = ()
    problems: tuple[Problem, ...] = field(default=())


def plain(value: Value) -> object:
    """The value without places: dicts, lists and texts, as a schema wants it."""
    match value:
        case Scalar(text):
            return text
        case Sequence(items):
            return [plain(item) for item in items]
        case Mapping(fields):
            return {name: plain(each.value) for name, each in fields.items()}


def at_path(root: Value, path: Path) -> tuple[Value, Scalar | None, bool]:
    """The deepest value on the way along `path`, the key that leads to it, and whether it was walked to the end."""
    key: Scalar | None = None
    for step in path:
        match root, step:
            case Mapping(fields), str(name) if name in fields:
                key, root = fields[name].key, fields[name].value
            case Sequence(items), int(number) if 0 <= number < len(items):
                key, root = None, items[number]
            case _:
                return root, key, False
    return root, key, True


def scalars(value: Value, path: Path = ()) -> Iterator[tuple[Path, Scalar]]:
    """Every text below a value with its path, in the order written."""
    match value:
        case Scalar():
            yield path, value
        case Sequence(items):
            for number, item in enumerate(items):
                yield from scalars(item, (*path, number))
        case Mapping(fields):
            for name, each in fields.items():
                yield from scalars(each.value, (*path, name))
