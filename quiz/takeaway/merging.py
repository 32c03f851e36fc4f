"""Two logs of one card become one: every event once, each log in its own order, the two woven by time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from itertools import accumulate
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Line:
    """One event as far as its place in the log is concerned."""

    uuid: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class Weaving:
    """The log of a card after a file was brought."""

    order: tuple[UUID, ...]
    here: tuple[int, ...]
    """The new number of each event that was here, and of the one that would have come next."""
    brought: tuple[int, ...]
    """The same for the log in the file."""
    fresh: frozenset[UUID]
    """Events that only the file had."""
    is_as_brought: bool
    """What was here is a beginning of what is brought: everything stands as in the file."""


def weave(here: Sequence[Line], brought: Sequence[Line]) -> Weaving:
    """`here` alone when nothing new is brought.

    A correction is dated at the answer that it corrects, so a log is not always in order of time. What counts is the
    latest instant up to each event: with it, each log keeps its own order.
    """
    known = {line.uuid for line in here}
    new = [pair for pair in _reached(brought) if pair[1].uuid not in known]
    order = tuple(line.uuid for _, line in merge(_reached(here), new, key=lambda pair: pair[0]))
    number = {uuid: place for place, uuid in enumerate(order)}
    return Weaving(
        order,
        (*(number[line.uuid] for line in here), len(order)),
        (*(number[line.uuid] for line in brought), len(order)),
        frozenset(line.uuid for _, line in new),
        order == tuple(line.uuid for line in brought),
    )


def _reached(log: Sequence[Line]) -> Iterator[tuple[datetime, Line]]:
    return zip(accumulate((line.at for line in log), max), log, strict=True)
