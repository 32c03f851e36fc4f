"""Bytes of a YAML file -> documents with places, and everything that YAML would have let through in silence.

The C parser of PyYAML gives events; no resolver and no constructor ever runs. After a syntax error the item it stands
in is blanked and the file is read again, so that one run finds every item that is broken.
"""

from __future__ import annotations

import re

import yaml

from quiz.reading.build import Builder, Placed
from quiz.reading.problems import Finding, Problem
from quiz.reading.refusals import refusals
from quiz.reading.source import Composed, Document, Source
from quiz.reading.syntax import rewritten

MAX_BYTES = 1_000_000
MAX_ROUNDS = 25

_UNREADABLE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_ITEM = re.compile(r"^ *- +(?:id\b|\{ *id\b)", re.MULTILINE)


def compose(file: str, content: bytes | str) -> Composed:
    """Read one file. Never raises on any content: what is wrong becomes problems."""
    raw = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    if len(raw) > MAX_BYTES:
        size = f"the file has {len(raw):,} bytes, more than {MAX_BYTES:,}"
        return _refused(Source(file, ""), Finding((), "yaml-syntax", size, "split it in two"), 0)
    try:
        text = raw.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        readable = Source(file, raw[: error.start].decode("utf-8"))
        wrong = Finding((), "yaml-syntax", "the file is not UTF-8 text from here on", "save it as UTF-8")
        return _refused(readable, wrong, error.start)
    return _compose(Source(file, text))


def _refused(source: Source, finding: Finding, index: int) -> Composed:
    return Composed(source, (), (source.problem(finding, index),))


def _compose(source: Source) -> Composed:
    strange = [_strange(source, match) for match in _UNREADABLE.finditer(source.text)]
    text = _UNREADABLE.sub(" ", source.text)
    wrong: list[Placed] = []
    for _ in range(MAX_ROUNDS):
        builder = Builder(text)
        try:
            for event in yaml.parse(text, Loader=yaml.CBaseLoader):
                builder.take(event)
        except yaml.MarkedYAMLError as error:
            at, place = rewritten(error, source)
            wrong.append(place)
            if (blanked := _without_item(text, at)) is None:
                break
            text = blanked
            continue
        documents = tuple(Document(source, root) for root in builder.documents)
        wrong += builder.wrong + [each for document in documents for each in refusals(text, document.root)]
        return Composed(source, documents, _placed(source, strange, wrong))
    return Composed(source, (), _placed(source, strange, wrong))


def _placed(source: Source, strange: list[Problem], wrong: list[Placed]) -> tuple[Problem, ...]:
    return tuple(sorted({*strange, *(source.problem(finding, index) for index, finding in wrong)}))


def _strange(source: Source, match: re.Match[str]) -> Problem:
    """A character nobody can see: a tab, a control character, a direction override."""
    if match[0] == "\t":
        finding = Finding((), "yaml-syntax", "a tab character is not allowed in content", "use spaces")
    else:
        name = f"U+{ord(match[0]):04X}"
        finding = Finding((), "yaml-syntax", f"the invisible character {name} is not allowed here", "delete it")
    return source.problem(finding, match.start())


def _without_item(text: str, at: int) -> str | None:
    """The text with the item around `at` turned to spaces, so that every other place stays; None outside of items."""
    starts = [match.start() for match in _ITEM.finditer(text)]
    start = max((each for each in starts if each <= at), default=None)
    if start is None:
        return None
    end = min((each for each in starts if each > at), default=len(text))
    return text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]
