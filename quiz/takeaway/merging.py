"""Two logs become one: every event once, each log in its own order, the two woven by time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from itertools import accumulate
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Line:
    """One event as far as its place in the log is concerned."""

    uuid: UUID
    item: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Weaving:
    """The log of one card after a file was brought."""

    order: tuple[UUID, ...]
    here: tuple[int, ...]
    """The new number of each event that was here, and of the one that would have come next."""
    brought: tuple[int, ...]
    """The same for the log in the file."""
    grows: bool
    is_as_brought: bool
    """What was here is a beginning of what is brought: the card stands as in the file."""


def woven(here: Sequence[Line], brought: Sequence[Line]) -> tuple[Line, ...]:
    """All events in one order; `here` alone when nothing new is brought.

    A correction is dated at the answer that it corrects, so a log is not always in order of time. What counts is the
    latest instant up to each event: with it, each log keeps its own order.
    """
    known = {line.uuid for line in here}
    new = [pair for pair in _reached(brought) if pair[1].uuid not in known]
    return tuple(line for _, line in merge(_reached(here), new, key=lambda pair: pair[0]))


def _reached(log: Sequence[Line]) -> Iterator[tuple[datetime, Line]]:
    return zip(accumulate((line.at for line in log), max), log, strict=True)


def by_item(
    items: Iterable[str], order: Iterable[Line], here: Iterable[Line], brought: Iterable[Line]
) -> dict[str, Weaving]:
    """The logs of single cards, each as it lies in the whole."""
    orders, logs_here, logs_brought = _split(order), _split(here), _split(brought)
    return {item: _weaving(orders[item], logs_here[item], logs_brought[item]) for item in items}


def _split(log: Iterable[Line]) -> dict[str, list[UUID]]:
    found: dict[str, list[UUID]] = defaultdict(list)
    for line in log:
        found[line.item].append(line.uuid)
    return found


def _weaving(order: list[UUID], here: list[UUID], brought: list[UUID]) -> Weaving:
    number = {uuid: place for place, uuid in enumerate(order)}
    return Weaving(
        tuple(order),
        (*(number[uuid] for uuid in here), len(order)),
        (*(number[uuid] for uuid in brought), len(order)),
        len(order) > len(here),
        order == brought,
    )
