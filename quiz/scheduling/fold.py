"""A card is the fold of its events: the log is the truth, the card only its last line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from quiz.scheduling.memory import Due, Memory
from quiz.scheduling.rating import Rating
from quiz.scheduling.scheduler import scheduler_for
from quiz.scheduling.settings import Settings

__all__ = ["Event", "EventKind", "fold", "scheduler_for", "standing", "step"]


class EventKind(StrEnum):
    REVIEW = "review"
    VOID = "void"
    SUSPEND = "suspend"
    BURY = "bury"
    RESET = "reset"
    RESCHEDULE = "reschedule"
    IMPORT = "import"


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a card's log, in the order in which it was written."""

    id: str
    kind: EventKind
    at: datetime
    rating: Rating | None = None
    """Of a review."""
    seed: int | None = None
    """Of a review; None: not fuzzed."""
    settings: Settings | None = None
    """Those in force at a review. They stay: a new zone or retention never recomputes old days. None: the fold's."""
    names: str | None = None
    """Of a void: the event that it takes back (a void too: then that event counts again)."""
    due: Due | None = None
    """Of a reschedule."""
    memory: Memory | None = None
    """Of an import: what was known elsewhere."""


def fold(events: Iterable[Event], settings: Settings) -> Memory:
    """The memory after all events that count, from a card never seen."""
    memory = Memory()
    for event in standing(tuple(events)):
        memory = step(memory, event, settings)
    return memory


def standing(events: Sequence[Event]) -> tuple[Event, ...]:
    """The events that count: no void that still stands names them. Voids themselves are left out."""
    void: set[str] = set()
    for event in reversed(events):
        if event.kind is EventKind.VOID and event.names is not None and event.id not in void:
            void.add(event.names)
    return tuple(event for event in events if event.kind is not EventKind.VOID and event.id not in void)


def step(memory: Memory, event: Event, settings: Settings) -> Memory:
    """One event further. Suspending and burying hide a card and leave its memory alone."""
    match event:
        case Event(kind=EventKind.REVIEW, rating=Rating() as rating):
            return scheduler_for(event.settings or settings).after(memory, rating, at=event.at, seed=event.seed)
        case Event(kind=EventKind.RESET):
            return Memory()
        case Event(kind=EventKind.RESCHEDULE):
            return replace(memory, due=event.due)
        case Event(kind=EventKind.IMPORT, memory=Memory() as known):
            return known
        case _:
            return memory
