"""The file of everything a learner has: written row by row, read as a whole, and every trouble told with its place."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from typing import Any
from uuid import UUID

from quiz.takeaway.contradictions import contradictions
from quiz.takeaway.readers import Wrong
from quiz.takeaway.tables import FORMAT, LISTS, NEEDED, PROFILE, VERSION, Row, Table, Trouble

LARGEST_SENT = 20 * 1024 * 1024
"""Bytes of a file that is brought, as sent."""
LARGEST_READ = 64 * 1024 * 1024
"""Bytes of the JSON in it: a small zip may hold a large text."""
MOST_VALUES = 6_000_000
"""Values and brackets in it: `[[],[],…` of this size would need gigabytes. A review needs about a hundred."""
MOST_TOLD = 20
FILE_NAME = "gradus.json"


@dataclass(frozen=True)
class Takeaway:
    """What a file holds, every value read."""

    profile: Row
    cards: list[Row] = field(default_factory=list)
    presentations: list[Row] = field(default_factory=list)
    attempts: list[Row] = field(default_factory=list)
    events: list[Row] = field(default_factory=list)
    goals: list[Row] = field(default_factory=list)


def written(profile: Row, lists: Mapping[str, Iterable[Row]], *, at: datetime) -> Iterator[str]:
    """The file in pieces, one row a line; the same rows give the same text but for `at`."""
    yield f'{{"format": {_json(FORMAT)}, "version": {VERSION}, "exported_at": {_json(at)},\n"profile": {_json(profile)}'
    for table in LISTS:
        yield f',\n"{table.name}": ['
        for number, row in enumerate(lists[table.name]):
            yield f"{',' if number else ''}\n{_json(row)}"
        yield "\n]"
    yield "}\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=plain)


def plain(value: Any) -> str:
    """Instants, days and UUIDs as text."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"{value!r} has no place in the file")


def read(sent: bytes) -> Takeaway | tuple[Trouble, ...]:
    """The file, or what is wrong with it."""
    text = _unpacked(sent)
    if isinstance(text, Trouble):
        return (text,)
    if sum(map(text.count, (b",", b"[", b"{"))) > MOST_VALUES:
        return (Trouble("", f"This file has more values than {MOST_VALUES}."),)
    try:
        whole = json.loads(text.decode("utf-8-sig"), parse_constant=_refuse)
    except RecursionError:
        return (Trouble("", "This file is nested too deeply."),)
    except json.JSONDecodeError as problem:
        return (Trouble(f"line {problem.lineno}, column {problem.colno}", f"this is no JSON ({problem.msg})"),)
    except ValueError:  # not UTF-8, NaN, or a number of thousands of digits
        return (Trouble("", "This file is no JSON in UTF-8."),)
    return _head(whole) or _body(whole)


def _refuse(name: str) -> Any:
    raise ValueError(name)


def _unpacked(sent: bytes) -> bytes | Trouble:
    if len(sent) > LARGEST_SENT:
        return Trouble("", f"This file is larger than {LARGEST_SENT // 2**20} MB.")
    if not sent.startswith(b"PK"):
        return sent
    too_large = Trouble(FILE_NAME, f"it is larger than {LARGEST_READ // 2**20} MB")
    try:
        with zipfile.ZipFile(BytesIO(sent)) as packed, packed.open(FILE_NAME) as inner:
            text = inner.read(LARGEST_READ + 1)
    except KeyError:
        return Trouble("", f"This zip has no {FILE_NAME} in it.")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        return Trouble("", "This zip cannot be read.")
    return text if len(text) <= LARGEST_READ else too_large


def _head(whole: Any) -> tuple[Trouble, ...]:
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        return (Trouble("format", "this is not a file that Gradus wrote for taking along"),)
    version = whole.get("version")
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        return (Trouble("version", "must be a whole number from 1"),)
    if version > VERSION:
        return (Trouble("version", f"{version} is newer than this Gradus, which reads up to {VERSION}"),)
    return ()


def _body(whole: Mapping[str, Any]) -> Takeaway | tuple[Trouble, ...]:
    troubles: list[Trouble] = []
    profile = _row(PROFILE, "profile", whole.get("profile"), troubles)
    lists = {table.name: _rows(table, whole.get(table.name), troubles) for table in LISTS}
    if not troubles:
        troubles = list(contradictions(lists))
    return tuple(troubles[:MOST_TOLD]) if troubles else Takeaway(profile, **lists)


def _rows(table: Table, given: Any, troubles: list[Trouble]) -> list[Row]:
    if not isinstance(given, list):
        troubles.append(Trouble(table.name, "must be a list"))
        return []
    if len(given) > table.most:
        troubles.append(Trouble(table.name, f"has more than {table.most} rows"))
        return []
    found: list[Row] = []
    for number, each in enumerate(given):
        if len(troubles) >= MOST_TOLD:
            break
        found.append(_row(table, f"{table.name}[{number}]", each, troubles))
    return found


def _row(table: Table, path: str, given: Any, troubles: list[Trouble]) -> Row:
    if not isinstance(given, dict):
        troubles.append(Trouble(path, "must be an object"))
        return {}
    row: Row = {}
    for column in table.columns:
        value = given.get(column.name, column.default)
        if value is NEEDED:
            troubles.append(Trouble(f"{path}.{column.name}", "is missing"))
            continue
        row[column.name] = column.read(value)
        if isinstance(row[column.name], Wrong):
            troubles.append(Trouble(f"{path}.{column.name}", row[column.name].message))
    known = {column.name for column in table.columns}
    troubles += [Trouble(f"{path}.{str(name)[:60]}", "is not known") for name in given if name not in known]
    return row
