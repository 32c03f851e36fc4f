"""The log and its cards: the one place where an event is appended and a card follows it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import F

from quiz.models import Card, ReviewEvent, User
from quiz.scheduling.fold import Event, EventKind, Kept, kept_of
from quiz.scheduling.memory import Memory, State
from quiz.scheduling.rows import COLUMNS, event_from, settings_at
from quiz.scheduling.scheduler import Settings
from quiz.services import loads

__all__ = [
    "append",
    "as_json",
    "events_of",
    "from_json",
    "kept",
    "move_open_showing",
    "settings_at",
    "standing_after",
    "without",
]

USUAL = Settings()


def append(
    card: Card, after: Kept, *, kind: ReviewEvent.Kind, at: datetime, nonce: uuid.UUID, **facts: Any
) -> ReviewEvent:
    """One line more, and the card as it is after it. Runs in the caller's transaction, with the card locked."""
    settings = card.user.scheduling
    event = ReviewEvent.objects.create(
        uuid=nonce,
        kind=kind,
        user=card.user,
        card=card,
        sequence=card.sequence,
        at=at,
        timezone=settings.timezone,
        rollover_hour=settings.rollover_hour,
        study_day=settings.day(at),
        retention=settings.retention,
        before=as_json(card.memory),
        after=as_json(after.memory),
        **facts,
    )
    if kind in (ReviewEvent.Kind.REVIEW, ReviewEvent.Kind.VOID):
        card.opened_at = None
    _follow(card, after)
    return event


def _follow(card: Card, after: Kept) -> None:
    counted = None if card.suspended else card.due_day
    card.remember(after.memory)
    card.suspended, card.buried_until = after.suspended, after.buried_until
    card.sequence += 1
    card.save()
    loads.moved(card.user_id, counted, None if card.suspended else card.due_day)
    if not card.reviews and not card.suspended:
        behind = User.objects.filter(pk=card.user_id, frontier__gt=card.item.position)
        behind.update(frontier=card.item.position)  # its item is new again


def kept(card: Card) -> Kept:
    """The card as it is stored."""
    return Kept(card.memory, card.suspended, card.buried_until)


def without(card: Card, event: ReviewEvent) -> Kept:
    """The card as its log makes it once this event is taken back."""
    events = [*events_of(card), Event("new", EventKind.VOID, event.at, names=str(event.pk))]
    return kept_of(events, USUAL)


def events_of(card: Card) -> list[Event]:
    """The log of one card as the core reads it."""
    return [event_from(*row) for row in card.events.order_by("sequence").values_list(*COLUMNS)]


def move_open_showing(card: Card) -> None:
    """An event that is not a review takes a number: a question that is open meanwhile takes the next."""
    card.presentations.filter(sequence=card.sequence - 1, closed_at=None).update(sequence=F("sequence") + 1)


def standing_after(event: ReviewEvent, kinds: Iterable[ReviewEvent.Kind]) -> bool:
    """Whether a later event of these kinds stands on the same card."""
    later = ReviewEvent.objects.acts().filter(card=event.card_id, sequence__gt=event.sequence)
    return later.filter(kind__in=list(kinds)).exists()


def as_json(memory: Memory) -> dict[str, Any]:
    return {
        "state": memory.state.value,
        "step": memory.step,
        "stability": memory.stability,
        "difficulty": memory.difficulty,
        "due": memory.due.isoformat() if memory.due else None,
        "last_review": memory.last_review.isoformat() if memory.last_review else None,
        "interval": memory.interval,
        "reps": memory.reps,
        "lapses": memory.lapses,
    }


def from_json(data: dict[str, Any]) -> Memory:
    """The memory that `as_json` wrote."""
    due, last = data["due"], data["last_review"]
    return Memory(
        state=State(data["state"]),
        step=data["step"],
        stability=data["stability"],
        difficulty=data["difficulty"],
        due=None if due is None else datetime.fromisoformat(due) if "T" in due else date.fromisoformat(due),
        last_review=datetime.fromisoformat(last) if last else None,
        interval=data["interval"],
        reps=data["reps"],
        lapses=data["lapses"],
    )
