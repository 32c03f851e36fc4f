"""The log as rows of a table: from a row to an event, and from many rows to the cards they make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import lru_cache
from itertools import groupby
from typing import Any

from quiz.scheduling.fold import Event, EventKind, Kept, kept_of
from quiz.scheduling.load import Load
from quiz.scheduling.rating import Rating
from quiz.scheduling.settings import Settings

COLUMNS = ("pk", "kind", "at", "timezone", "rollover_hour", "rating", "retention", "seed", "voids_id", "load", "day")
"""What the fold needs of an event, in the order in which `event_from` takes it."""
USUAL = Settings()


def event_from(
    pk: int,
    kind: str,
    at: datetime,
    timezone: str,
    rollover_hour: int,
    rating: int | None,
    retention: float,
    seed: int | None,
    voids: int | None,
    load: dict[str, Any] | None,
    day: date | None,
) -> Event:
    """One row of COLUMNS as an event."""
    if kind == "review" and rating is not None:
        settings = settings_at(retention, rollover_hour, timezone)
        known = Load.from_json(load) if load else None
        return Event(str(pk), EventKind.REVIEW, at, Rating(rating), seed=seed, settings=settings, load=known)
    names = None if voids is None else str(voids)
    return Event(str(pk), EventKind(kind), at, names=names, due=day, until=day)


@lru_cache(maxsize=1024)
def settings_at(retention: float, rollover_hour: int, timezone: str) -> Settings:
    """The settings that were in force at an event."""
    return Settings(retention, rollover_hour=rollover_hour, timezone=timezone)


def folded(rows: Iterable[tuple[Any, ...]]) -> list[tuple[int, int, Kept]]:
    """(card, events, what they make of it), from rows of (card, sequence, *COLUMNS) in the order of card and sequence.

    It knows nothing but its rows, so that batches can be folded side by side.
    """
    found = []
    for card, mine in groupby(rows, key=lambda row: row[0]):
        events = [event_from(*row[2:]) for row in mine]
        found.append((card, len(events), kept_of(events, USUAL)))
    return found


def batches(rows: Iterable[tuple[Any, ...]], size: int) -> Iterator[list[tuple[Any, ...]]]:
    """Rows in batches of about `size`; a card is never cut in two."""
    batch: list[tuple[Any, ...]] = []
    for row in rows:
        if len(batch) >= size and row[0] != batch[-1][0]:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch
