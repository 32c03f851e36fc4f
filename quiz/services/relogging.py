"""Writing a log that was woven from two: from the first new line on it is written anew, in the order of time, and the
memories of cards that were practised in both places are folded again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from uuid import UUID

from quiz.models import Card, ReviewEvent, User
from quiz.scheduling.fold import Event, EventKind, kept_of, scheduler_for, standing, step
from quiz.scheduling.load import Load
from quiz.scheduling.memory import Memory
from quiz.scheduling.rating import Rating
from quiz.scheduling.settings import Settings
from quiz.services.reviews import as_json, from_json
from quiz.takeaway.merging import Line, Weaving

AT_ONCE = 500
MOST_STEPS = 200_000


class TooTangled(Exception):
    """So much is taken back in these logs that folding them would take minutes."""


@dataclass
class Folding:
    """The standing events so far, each with the memory before it; taking back the last one costs nothing."""

    usual: Settings
    left: int = MOST_STEPS
    """Steps that one file may ask for."""
    read: list[Event] = field(default_factory=list)
    stands: list[tuple[Event, Memory]] = field(default_factory=list)
    memory: Memory = field(default_factory=Memory)

    def begin(self) -> None:
        """The next card."""
        self.read, self.stands, self.memory = [], [], Memory()

    def take(self, event: Event) -> Memory:
        self.read.append(event)
        if event.kind is not EventKind.VOID:
            self._on(event)
        elif self.stands and self.stands[-1][0].id == event.names:
            self.memory = self.stands.pop()[1]
        else:
            self._spend(len(self.read))
            self.stands, self.memory = [], Memory()
            for each in standing(self.read):
                self._on(each)
        return self.memory

    def _on(self, event: Event) -> None:
        self._spend(1)
        self.stands.append((event, self.memory))
        self.memory = step(self.memory, event, self.usual)

    def _spend(self, steps: int) -> None:
        self.left -= steps
        if self.left < 0:
            raise TooTangled


@dataclass
class Relogging:
    """One account's log, as it is and as it shall be."""

    owner: User
    keys: dict[UUID, int]
    """Primary keys of the events that are here, in the order in which they were written."""
    order: Sequence[Line]
    fresh: Mapping[UUID, ReviewEvent]
    """Not stored yet."""
    voided: dict[UUID, UUID]
    """What the fresh void events name."""

    def write(self, cards: Mapping[str, Card], weavings: Mapping[str, Weaving]) -> None:
        here = list(self.keys)
        same = takewhile(lambda pair: pair[0].uuid == pair[1], zip(self.order, here, strict=False))
        kept = sum(1 for _ in same)
        again = self._stored(here[kept:])
        events = {**again, **self.fresh}
        folded = {key: each for key, each in weavings.items() if each.grows and not each.is_as_brought}
        self._fold(cards, folded, events)
        self._replace([events[line.uuid] for line in self.order[kept:]], list(again.values()))

    def _stored(self, names: Iterable[UUID]) -> dict[UUID, ReviewEvent]:
        wanted = [self.keys[name] for name in names]
        if not wanted:
            return {}
        found = ReviewEvent.objects.of(self.owner).filter(pk__gte=wanted[0])
        names_of = {key: name for name, key in self.keys.items()}
        self.voided |= {each.uuid: names_of[each.voids_id] for each in found if each.voids_id}
        return {each.uuid: each for each in found}

    def _fold(self, cards: Mapping[str, Card], folded: Mapping[str, Weaving], events: dict[UUID, ReviewEvent]) -> None:
        """Number the events of these cards and write what each found and left; a card is what its last event left."""
        names_of = {key: name for name, key in self.keys.items()}
        folding = Folding(self.owner.scheduling)
        for item, weaving in folded.items():
            card = cards[item]
            earlier = {each.uuid: each for each in card.events.all() if each.uuid not in events}
            self.voided |= {each.uuid: names_of[each.voids_id] for each in earlier.values() if each.voids_id}
            folding.begin()
            for number, uuid in enumerate(weaving.order):
                self._fold_one(events.get(uuid) or earlier[uuid], number, folding)
            kept = kept_of(folding.read, folding.usual)
            card.remember(kept.memory)
            card.suspended, card.buried_until = kept.suspended, kept.buried_until
            card.sequence = len(weaving.order)

    def _fold_one(self, row: ReviewEvent, number: int, folding: Folding) -> None:
        event = event_of(row, str(self.voided.get(row.uuid, "")))
        before = folding.memory
        row.sequence, row.before, row.after = number, as_json(before), as_json(folding.take(event))
        if event.kind is EventKind.REVIEW:
            row.first = before.is_new
            row.elapsed_days = scheduler_for(event.settings or folding.usual).elapsed_days(before, row.at)

    def _replace(self, events: list[ReviewEvent], again: list[ReviewEvent]) -> None:
        """Take these lines out and write all of them, so that later lines have larger keys: undo goes by them."""
        if again:
            stored = ReviewEvent.objects.of(self.owner).filter(pk__gte=min(event.pk for event in again))
            stored.update(voids=None)
            stored.delete()
        for event in events:
            event.pk, event.voids, event._state.adding = None, None, True
        ReviewEvent.objects.bulk_create(events, batch_size=AT_ONCE)
        keys = {**self.keys, **{event.uuid: event.pk for event in events}}
        naming = [event for event in events if event.uuid in self.voided]
        for event in naming:
            event.voids_id = keys[self.voided[event.uuid]]
        ReviewEvent.objects.bulk_update(naming, ["voids"], batch_size=AT_ONCE)


def event_of(row: ReviewEvent, names: str = "") -> Event:
    """A stored event as the core reads it; `names` is the UUID of the event that a void takes back."""
    after = from_json(row.after) if row.after else Memory()
    return Event(
        id=str(row.uuid),
        kind=EventKind(row.kind),
        at=row.at,
        rating=Rating(row.rating) if row.rating else None,
        seed=row.seed,
        settings=Settings(row.retention, rollover_hour=row.rollover_hour, timezone=row.timezone),
        names=names or None,
        due=row.day,
        until=row.day,
        load=Load.from_json(row.load) if row.load else None,
        memory=after,
    )
