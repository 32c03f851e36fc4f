"""A card is the fold of its events: the log is the truth, the card only its last line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from quiz.scheduling.load import Load
from quiz.scheduling.memory import Due, Memory, State
from quiz.scheduling.rating import Rating
from quiz.scheduling.scheduler import scheduler_for
from quiz.scheduling.settings import Settings

__all__ = [
    "Event",
    "EventKind",
    "Kept",
    "fold",
    "followed",
    "kept_of",
    "rescheduled",
    "scheduler_for",
    "standing",
    "step",
]


class EventKind(StrEnum):
    REVIEW = "review"
    VOID = "void"
    SUSPEND = "suspend"
    UNSUSPEND = "unsuspend"
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
    load: Load | None = None
    """Of a review that was balanced: what the coming days held."""
    until: date | None = None
    """Of a bury: the study day the card comes back; None digs it up."""
    memory: Memory | None = None
    """Of an import: what was known elsewhere."""


@dataclass(frozen=True, slots=True)
class Kept:
    """All that is kept of a card: its memory, and whether it is asked at all."""

    memory: Memory = field(default_factory=Memory)
    suspended: bool = False
    buried_until: date | None = None


def kept_of(events: Sequence[Event], settings: Settings) -> Kept:
    """The card after all events that count, from a card never seen."""
    kept = Kept()
    for event in standing(events):
        kept = followed(kept, event, settings)
    return kept


def followed(kept: Kept, event: Event, settings: Settings) -> Kept:
    """One event further, for the memory and for what hides the card. A review leaves both kinds of hiding alone."""
    match event.kind:
        case EventKind.SUSPEND:
            return replace(kept, suspended=True)
        case EventKind.UNSUSPEND:
            return replace(kept, suspended=False)
        case EventKind.BURY:
            return replace(kept, buried_until=event.until)
        case _:
            return replace(kept, memory=step(kept.memory, event, settings))


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
            scheduler = scheduler_for(event.settings or settings)
            return scheduler.after(memory, rating, at=event.at, seed=event.seed, load=event.load)
        case Event(kind=EventKind.RESET):
            return Memory()
        case Event(kind=EventKind.RESCHEDULE):
            return rescheduled(memory, event.due)
        case Event(kind=EventKind.IMPORT, memory=Memory() as known):
            return known
        case _:
            return memory


def rescheduled(memory: Memory, due: Due | None) -> Memory:
    """Another due, the same memory. A card put to a whole day has left its steps."""
    if isinstance(due, datetime) or due is None or memory.state is State.NEW:
        return replace(memory, due=due)
    return replace(memory, state=State.REVIEW, step=0, due=due, interval=max(1, memory.interval))
