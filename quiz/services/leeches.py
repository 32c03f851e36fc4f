"""Questions that keep slipping: what they rest on is offered instead of asking them once more."""

from __future__ import annotations

from django.db.models import F, OuterRef, Subquery

from quiz.models import Card, Item, User
from quiz.scheduling.rating import Rating
from quiz.scheduling.scheduler import LEECH_LAPSES
from quiz.services.showing import Showing

MOST_OFFERED = 3


def rests_on(learner: User, showing: Showing | None) -> tuple[Item, ...]:
    """For a leech that slipped just now, up to three items of its prerequisites: the least steady first, then unmet."""
    event = showing.event if showing else None
    if showing is None or event is None or event.rating != Rating.AGAIN or event.after["lapses"] < LEECH_LAPSES:
        return ()
    mine = Card.objects.of(learner).met().filter(item=OuterRef("pk"), suspended=False)
    items = Item.objects.live().filter(topic__key__in=showing.item.topic.needs)
    ranked = items.annotate(steady=Subquery(mine.values("stability")[:1]))
    return tuple(ranked.order_by(F("steady").asc(nulls_last=True), "position")[:MOST_OFFERED])
