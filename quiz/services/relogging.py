"""A card whose log was woven from two: every memory in it is folded again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import F

from quiz.models import Card, ReviewEvent
from quiz.scheduling.fold import Event, EventKind, scheduler_for, standing, step
from quiz.scheduling.memory import Memory
from quiz.scheduling.rating import Rating
from quiz.scheduling.settings import Settings
from quiz.services.reviews import as_json, from_json

ASIDE = 1_000_000_000
"""Numbers of events that are being moved: no two events of a card may share one, not even for a moment."""
MOST_STEPS = 200_000
FOLDED = ["sequence", "elapsed_days", "first", "before", "after"]


class TooTangled(Exception):
    """So much is taken back in these logs that folding them would take minutes."""


@dataclass
class Patience:
    """Steps of folding that one file may ask for."""

    left: int = MOST_STEPS

    def spend(self, steps: int) -> None:
        self.left -= steps
        if self.left < 0:
            raise TooTangled


@dataclass
class Folding:
    """The standing events so far, each with the memory before it; taking back the last one costs nothing."""

    usual: Settings
    patience: Patience
    read: list[Event] = field(default_factory=list)
    stands: list[tuple[Event, Memory]] = field(default_factory=list)
    memory: Memory = field(default_factory=Memory)

    def take(self, event: Event) -> Memory:
        self.read.append(event)
        if event.kind is not EventKind.VOID:
            self._on(event)
        elif self.stands and self.stands[-1][0].id == event.names:
            self.memory = self.stands.pop()[1]
        else:
            self.patience.spend(len(self.read))
            self.stands, self.memory = [], Memory()
            for each in standing(self.read):
                self._on(each)
        return self.memory

    def _on(self, event: Event) -> None:
        self.patience.spend(1)
        self.stands.append((event, self.memory))
        self.memory = step(self.memory, event, self.usual)


def fold_again(card: Card, events: Sequence[ReviewEvent], patience: Patience) -> None:
    """Number these stored events in this order and write what each found and left; the card is what the last left."""
    card.events.update(sequence=F("sequence") + ASIDE)
    folding = Folding(card.user.scheduling, patience)
    names = {event.pk: str(event.uuid) for event in events}
    for number, row in enumerate(events):
        event = event_of(row, names)
        before = folding.memory
        after = folding.take(event)
        row.sequence, row.before, row.after = number, as_json(before), as_json(after)
        if event.kind is EventKind.REVIEW:
            row.first = before.is_new
            row.elapsed_days = scheduler_for(event.settings or folding.usual).elapsed_days(before, row.at)
    ReviewEvent.objects.bulk_update(events, FOLDED, batch_size=200)
    card.remember(folding.memory)
    card.sequence = len(events)


def event_of(row: ReviewEvent, names: dict[int, str]) -> Event:
    """A stored event as the core reads it; `names` holds the UUIDs of its card's events by primary key."""
    after = from_json(row.after) if row.after else Memory()
    return Event(
        id=str(row.uuid),
        kind=EventKind(row.kind),
        at=row.at,
        rating=Rating(row.rating) if row.rating else None,
        seed=row.seed,
        settings=Settings(row.retention, rollover_hour=row.rollover_hour, timezone=row.timezone),
        names=names.get(row.voids_id) if row.voids_id else None,
        due=after.due,
        memory=after,
    )
