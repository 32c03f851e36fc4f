"""How many cards are due on each day, kept beside the cards: read to balance, changed with every due day."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import Count, F

from quiz.models import Card, DayLoad, User
from quiz.scheduling.load import FURTHEST, Load, load_of
from quiz.scheduling.memory import Memory
from quiz.scheduling.scheduler import scheduler_for


def load_ahead(learner: User, memory: Memory, *, at: datetime, seed: int) -> Load | None:
    """The load of the days that an answer now could choose from; None where it would make no difference."""
    settings = learner.scheduling
    reach = scheduler_for(settings).reach(memory, at=at, seed=seed)
    if reach is None or reach[0] > FURTHEST:
        return None
    today = settings.day(at)
    first, last = (today + timedelta(days=days) for days in reach)
    rows = DayLoad.objects.filter(user=learner, day__gte=first, day__lte=last)
    due = dict(rows.values_list("day", "cards"))
    if memory.due_day in due:
        due[memory.due_day] -= 1  # the card itself is about to move
    load = load_of(due, today=today, low=reach[0], high=reach[1], easy_weekdays=learner.easy_days)
    return load if len({load.pressure(reach[0] + place) for place in range(len(load.cards))}) > 1 else None


def moved(learner_id: int, before: date | None, after: date | None) -> None:
    """A card left one due day for another; None is no day at all."""
    if before == after:
        return
    if before is not None:
        DayLoad.objects.filter(user=learner_id, day=before).update(cards=F("cards") - 1)
    if after is not None:
        counter = DayLoad.objects.filter(user=learner_id, day=after)
        if not counter.update(cards=F("cards") + 1):
            DayLoad.objects.get_or_create(user_id=learner_id, day=after)  # another card may have made it just now
            counter.update(cards=F("cards") + 1)


def recount(learner: User) -> None:
    """Count afresh, from the cards."""
    due = Card.objects.of(learner).filter(due_day__isnull=False, suspended=False).order_by()
    counted = due.values_list("due_day").annotate(Count("pk"))
    rows = [DayLoad(user=learner, day=day, cards=cards) for day, cards in counted]
    DayLoad.objects.filter(user=learner).delete()
    DayLoad.objects.bulk_create(rows, batch_size=500)
