"""Events of the YAML parser -> values with places. Anchors, aliases, tags and doubled keys are refused here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

from quiz.reading.problems import Finding
from quiz.reading.source import Field, Mapping, Scalar, Sequence, Value

MAX_DEPTH = 30

Placed = tuple[int, Finding]
"""A finding and the character of the file it belongs to."""


def syntax(message: str, hint: str = "") -> Finding:
    return Finding((), "yaml-syntax", message, hint)


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet."""

    start: int
    flow: bool
    is_mapping: bool
    items: list[Value] = field(default_factory=list)
    fields: dict[str, Field] = field(default_factory=dict)
    key: Scalar | None = None
    end: int = 0


def _start(event: Any) -> int:
    return int(event.start_mark.index)


def _span(event: Any) -> tuple[int, int]:
    return _start(event), int(event.end_mark.index)


class Builder:
    """Takes one event after the other; `documents` holds the roots, `wrong` what was refused."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.documents: list[Value] = []
        self.wrong: list[Placed] = []
        self._open: list[_Open] = []

    def take(self, event: Any) -> None:
        match event:
            case yaml.ScalarEvent():
                self._refuse_tags(event)
                self._add(Scalar(event.value, *_span(event), event.style or ""))
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._begin(event)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._finish(event)
            case yaml.AliasEvent():
                hint = "put a formula that starts with * in single quotes"
                self._refuse(event, f"'*{event.anchor}' is an alias to YAML, and aliases are not used here", hint)
                self._add(Scalar("", *_span(event)))
            case yaml.DocumentStartEvent() if event.version or event.tags:
                self._refuse(event, "a line that starts with % means something else to YAML", "delete it")
            case _:
                pass

    def _refuse(self, event: Any, message: str, hint: str = "") -> None:
        self.wrong.append((_start(event), syntax(message, hint)))

    def _refuse_tags(self, event: Any) -> None:
        if event.anchor:
            hint = "put a text that starts with & in single quotes"
            self._refuse(event, f"'&{event.anchor}' is an anchor to YAML, and anchors are not used here", hint)
        if event.tag:
            start = _start(event)
            hint = "put a text that starts with ! in single quotes"
            self._refuse(event, f"'{self.text[start:].split()[0]}' is a tag to YAML, and tags are not used here", hint)

    def _begin(self, event: Any) -> None:
        self._refuse_tags(event)
        if len(self._open) >= MAX_DEPTH:
            raise yaml.MarkedYAMLError(problem="nested too deep", problem_mark=event.start_mark)
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        self._open.append(_Open(_start(event), bool(event.flow_style), is_mapping))

    def _finish(self, event: Any) -> None:
        done = self._open.pop()
        end = event.end_mark.index if done.flow else max(done.end, done.start)
        if done.is_mapping:
            self._add(Mapping(done.fields, done.start, end, done.flow))
        else:
            self._add(Sequence(tuple(done.items), done.start, end, done.flow))

    def _add(self, value: Value) -> None:
        if not self._open:
            self.documents.append(value)
            return
        parent = self._open[-1]
        parent.end = value.end
        if not parent.is_mapping:
            parent.items.append(value)
        elif parent.key is None:
            parent.key = self._key(value)
        else:
            self._set(parent, parent.key, value)
            parent.key = None

    def _key(self, value: Value) -> Scalar:
        if isinstance(value, Scalar):
            if value.text == "<<" and not value.style:
                self.wrong.append((value.start, syntax("'<<' is not used here", "write the fields out")))
            return value
        hint = "put a text that starts with { or [ in single quotes"
        self.wrong.append((value.start, syntax("a key must be a plain text", hint)))
        return Scalar(self.text[value.start : value.end], value.start, value.end)

    def _set(self, parent: _Open, key: Scalar, value: Value) -> None:
        if (first := parent.fields.get(key.text)) is not None:
            if not key.style and key.text.endswith(")") and "(" not in key.text:
                return  # the ends of `f(x, y)` and `g(x, y)`, split at their commas: told as one broken list each
            line = self.text.count("\n", 0, first.key.start) + 1
            column = first.key.start - self.text.rfind("\n", 0, first.key.start)
            message = f"'{key.text}' is written twice, first at {line}:{column}"
            self.wrong.append((key.start, Finding((), "duplicate-key", message, "YAML would keep only the last")))
            return
        parent.fields[key.text] = Field(key, value)
