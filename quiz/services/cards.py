"""What a learner does to a card besides answering it. Each act is an event of the log, so that undo takes it back."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.db import transaction

from quiz.models import Card, Item, ReviewEvent, User
from quiz.scheduling.fold import Kept, rescheduled
from quiz.scheduling.memory import Memory
from quiz.services import log
from quiz.services.study import locked_card

MOST_DAYS = 3650
Kind = ReviewEvent.Kind


class CardAct(StrEnum):
    SUSPEND = "suspend"
    UNSUSPEND = "unsuspend"
    BURY = "bury"
    DIG_UP = "dig_up"
    RESET = "reset"
    RESCHEDULE = "reschedule"


DONE = {
    CardAct.SUSPEND: "This question is set aside. It is not asked until you bring it back.",
    CardAct.UNSUSPEND: "This question is back.",
    CardAct.BURY: "This question waits until tomorrow.",
    CardAct.DIG_UP: "This question may come today.",
    CardAct.RESET: "This question is new again. What you answered before stays in the log.",
    CardAct.RESCHEDULE: "The day is set.",
}


@transaction.atomic
def act(
    learner: User, item: Item, what: CardAct, *, day: date | None = None, nonce: uuid.UUID, at: datetime
) -> ReviewEvent | None:
    """Do it, or nothing when it makes no sense now: an act that is done already, the same form twice, a wrong day."""
    card = locked_card(learner, item)
    if ReviewEvent.objects.filter(uuid=nonce).exists() or not may(card, what, day, at):
        return None
    kind, until = _event(what, day, learner.scheduling.day(at))
    event = log.append(card, _after(log.kept(card), what, until), kind=kind, at=at, nonce=nonce, day=until)
    log.move_open_showing(card)
    return event


def may(card: Card, what: CardAct, day: date | None, at: datetime) -> bool:
    """Whether an act changes anything, and is possible."""
    today = card.user.scheduling.day(at)
    match what:
        case CardAct.SUSPEND:
            return not card.suspended
        case CardAct.UNSUSPEND:
            return card.suspended
        case CardAct.BURY:
            return card.reviews > 0 and not is_buried(card, today)
        case CardAct.DIG_UP:
            return is_buried(card, today)
        case CardAct.RESET:
            return card.reviews > 0
        case CardAct.RESCHEDULE:
            return card.reviews > 0 and day is not None and today <= day <= today + timedelta(days=MOST_DAYS)


def is_buried(card: Card, today: date) -> bool:
    return card.buried_until is not None and card.buried_until > today


def _event(what: CardAct, day: date | None, today: date) -> tuple[ReviewEvent.Kind, date | None]:
    match what:
        case CardAct.BURY:
            return Kind.BURY, today + timedelta(days=1)
        case CardAct.DIG_UP:
            return Kind.BURY, None
        case CardAct.RESCHEDULE:
            return Kind.RESCHEDULE, day
        case _:
            return Kind(what.value), None


def _after(kept: Kept, what: CardAct, day: date | None) -> Kept:
    match what:
        case CardAct.SUSPEND | CardAct.UNSUSPEND:
            return replace(kept, suspended=what is CardAct.SUSPEND)
        case CardAct.BURY | CardAct.DIG_UP:
            return replace(kept, buried_until=day)
        case CardAct.RESET:
            return replace(kept, memory=Memory())
        case CardAct.RESCHEDULE:
            return replace(kept, memory=rescheduled(kept.memory, day))
