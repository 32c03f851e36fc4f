"""An `.apkg`: a zip with an Anki collection of decks, notes, cards and their review log, states as FSRS has them.

Anki counts days from the collection's first: `due = study day - first day`. It keeps the memory of a card in `data`:
{"s": stability, "d": difficulty, "dr": retention asked for, "decay": of the curve, "lrt": last review, seconds}.
"""

from __future__ import annotations

import json
import re
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha1, sha256
from html import unescape
from typing import IO, Any

from quiz.scheduling.memory import Memory, State
from quiz.scheduling.settings import Settings
from quiz.takeaway import anki_schema as schema

COLUMNS = {"col": 13, "notes": 11, "cards": 18, "revlog": 9}
INSERT = {table: f"INSERT INTO {table} VALUES ({', '.join('?' * count)})" for table, count in COLUMNS.items()}  # noqa: S608
TYPES = {State.NEW: 0, State.LEARNING: 1, State.REVIEW: 2, State.RELEARNING: 3}
SUSPENDED, IN_MINUTES, IN_DAYS = -1, 1, 3
KINDS = {State.NEW: 0, State.LEARNING: 0, State.REVIEW: 1, State.RELEARNING: 2}
"""Of a line of the log, by the state before it."""
FACTOR = 2500
BEGAN = 1_400_000_000_000
"""Where our keys begin: like Anki's own, which are milliseconds since 1970, but before any review of ours."""


@dataclass(frozen=True, slots=True)
class Review:
    at: datetime
    rating: int
    ms: int
    before: Memory
    after: Memory


@dataclass(frozen=True, slots=True)
class AnkiCard:
    key: str
    deck: str
    front: str
    back: str
    tags: tuple[str, ...]
    memory: Memory
    reviews: tuple[Review, ...] = ()
    is_suspended: bool = False


def write_package(cards: Iterable[AnkiCard], settings: Settings, out: IO[bytes], *, at: datetime) -> None:
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("collection.anki2", collection(list(cards), settings, at=at))
        packed.writestr("media", "{}")


def collection(cards: list[AnkiCard], settings: Settings, *, at: datetime) -> bytes:
    """The bytes of the SQLite file."""
    days = [settings.day(review.at) for card in cards for review in card.reviews]
    first, keys, now = min([*days, settings.day(at)]), Keys(), int(at.timestamp())
    decks = {name: keys.of("deck", name) for name in dict.fromkeys(card.deck for card in cards)}
    with sqlite3.connect(":memory:") as base:
        base.executescript(schema.TABLES)
        base.execute(INSERT["col"], _col(decks, settings, first, now))
        for position, card in enumerate(cards, start=1):
            note, own = keys.of("note", card.key), keys.of("card", card.key)
            base.execute(INSERT["notes"], _note(card, note, now))
            row = _card(card, position, settings, first)
            base.execute(INSERT["cards"], (own, note, decks[card.deck], 0, now, -1, *row))
            base.executemany(INSERT["revlog"], _log(card, own, settings, keys))
    found = base.serialize()
    base.close()
    return found


class Keys:
    """Primary keys that are the same at every export, so that Anki knows a card again; none is given twice."""

    def __init__(self) -> None:
        self.given: set[int] = set()

    def of(self, table: str, name: str) -> int:
        digest = sha256(f"gradus:{table}:{name}".encode()).digest()
        return self._free(BEGAN + int.from_bytes(digest[:5]) % 100_000_000_000)

    def of_review(self, at: datetime) -> int:
        return self._free(int(at.timestamp() * 1000))

    def _free(self, wanted: int) -> int:
        while wanted in self.given:
            wanted += 1
        self.given.add(wanted)
        return wanted


def _col(decks: dict[str, int], settings: Settings, first: date, now: int) -> tuple[object, ...]:
    opens = settings.opens(first)
    offset = opens.astimezone(settings.zone).utcoffset()
    west = -int(offset.total_seconds() // 60) if offset else 0
    named = {1: "Default", **{key: f"Gradus::{name}" for name, key in decks.items()}}
    configs = [schema.deck_settings(1, "Default", settings.retention, now)]
    configs.append(schema.deck_settings(schema.CONFIG, "Gradus", settings.retention, now))
    parts: tuple[dict[str, Any], ...] = (
        schema.settings(settings.rollover_hour, west),
        {str(schema.MODEL): schema.model(now)},
        {str(key): schema.deck(key, name, now) for key, name in named.items()},
        {str(config["id"]): config for config in configs},
        {},
    )
    written = (json.dumps(part, ensure_ascii=False) for part in parts)
    return (1, int(opens.timestamp()), now * 1000, now * 1000, schema.VERSION, 0, -1, 0, *written)


def _note(card: AnkiCard, key: int, now: int) -> tuple[object, ...]:
    plain = unescape(re.sub(r"<[^>]+>", "", card.front))
    checksum = int(sha1(plain.encode(), usedforsecurity=False).hexdigest()[:8], 16)
    fields = "\x1f".join((card.front, card.back, f"Gradus · {card.key}"))
    return (
        key,
        f"gradus:{card.key}",
        schema.MODEL,
        now,
        -1,
        f" {' '.join(card.tags)} ",
        fields,
        plain,
        checksum,
        0,
        "",
    )


def _card(card: AnkiCard, position: int, settings: Settings, first: date) -> tuple[object, ...]:
    """type, queue, due, ivl, factor, reps, lapses, left, odue, odid, flags, data."""
    memory = card.memory
    kind = queue = TYPES[memory.state]
    due, left = position, 0
    if memory.due_at:
        queue, due = IN_MINUTES, int(memory.due_at.timestamp())
    elif memory.due_day and not memory.is_new:
        due = (memory.due_day - first).days
        queue = kind if memory.state is State.REVIEW else IN_DAYS
    if memory.state in (State.LEARNING, State.RELEARNING):
        steps = settings.learning_steps if memory.state is State.LEARNING else settings.relearning_steps
        left = max(1, len(steps) - memory.step)
    queue = SUSPENDED if card.is_suspended else queue
    factor = 0 if memory.is_new else FACTOR
    tail = (memory.interval, factor, memory.reps, memory.lapses, left, 0, 0, 0, _known(memory, settings))
    return (kind, queue, due, *tail)


def _known(memory: Memory, settings: Settings) -> str:
    if memory.stability is None or memory.last_review is None:
        return "{}"
    known = {
        "s": memory.stability,
        "d": memory.difficulty,
        "dr": settings.retention,
        "decay": round(settings.weights[20], 3),
        "lrt": int(memory.last_review.timestamp()),
    }
    return json.dumps(known)


def _log(card: AnkiCard, key: int, settings: Settings, keys: Keys) -> Iterator[tuple[int, ...]]:
    for review in card.reviews:
        waits = _wait(review.after, review.at, settings)
        waited = _wait(review.before, review.before.last_review, settings)
        factor = round((((review.after.difficulty or 1) - 1) / 9 + 0.1) * 1000)
        kind = KINDS[review.before.state]
        yield keys.of_review(review.at), key, -1, review.rating, waits, waited, factor, review.ms, kind


def _wait(memory: Memory, since: datetime | None, settings: Settings) -> int:
    """Days as they are, a step in seconds below zero; 0 for a card never seen."""
    if memory.state is State.REVIEW:
        return memory.interval
    ends = memory.due_at or (settings.opens(memory.due_day) if memory.due_day else None)
    return -max(1, int((ends - since).total_seconds())) if ends and since else 0
