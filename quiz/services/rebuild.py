"""The cards, made again from the log. Nothing should differ; what does is shown, and mended on request."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future as Promise
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any

from django.db import transaction
from django.db.models import Count

from quiz.models import Card, DayLoad, ReviewEvent, User
from quiz.scheduling.fold import Kept, kept_of
from quiz.scheduling.rows import COLUMNS, USUAL, batches, folded
from quiz.services import loads, log

BATCH = 20_000
ALONE = 50_000
"""Events up to which a second process would not be worth its start."""
MOST_PROCESSES = 4
FIELDS = (
    "state", "step", "stability", "difficulty", "due_at", "due_day", "last_review", "interval", "reviews", "lapses",
    "suspended", "buried_until",
)  # fmt: skip
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of a card that the log does not confirm."""

    card: int
    learner: str
    item: str
    field: str
    stored: str
    folded: str


@dataclass(frozen=True, slots=True)
class Rebuilt:
    events: int
    cards: int
    differences: tuple[Difference, ...]
    days: int
    """Counters of due cards that were wrong."""
    mended: bool


def rebuild(learner: User | None = None, *, mend: bool) -> Rebuilt:
    """Fold every log again and compare. What looks different is looked at once more under a lock: a learner may be
    practising meanwhile."""
    events = ReviewEvent.objects.filter(user=learner) if learner else ReviewEvent.objects.all()
    cards = Card.objects.filter(user=learner) if learner else Card.objects.all()
    doubtful = [card for card, _ in _doubtful(cards, events)]
    with transaction.atomic():
        differences = [each for card in _locked(doubtful) for each in _checked(card, mend)]
        days = _days(learner, mend)
    return Rebuilt(events.count(), cards.count(), tuple(differences), days, mend and bool(differences or days))


def _doubtful(cards: Any, events: Any) -> Iterator[tuple[int, Kept]]:
    """Cards whose stored columns are not what their log makes of them; both sides come in the order of the cards."""
    rows = events.order_by("card", "sequence").values_list("card_id", "sequence", *COLUMNS)
    made = _folded(rows.iterator(chunk_size=5000), events.count())
    following = next(made, None)
    stored = cards.order_by("pk").values_list("pk", "sequence", *FIELDS)
    for pk, sequence, *columns in stored.iterator(chunk_size=5000):
        while following is not None and following[0] < pk:
            following = next(made, None)
        is_mine = following is not None and following[0] == pk
        count, kept = (following[1], following[2]) if following is not None and is_mine else (0, Kept())
        if tuple(columns) != columns_of(kept) or sequence != count:
            yield pk, kept


def _folded(rows: Iterable[Row], events: int) -> Iterator[tuple[int, int, Kept]]:
    """Cards from rows, in order; many rows are folded by all processors at once."""
    processes = min(MOST_PROCESSES, os.cpu_count() or 1)
    if events <= ALONE or processes == 1:
        for batch in batches(rows, BATCH):
            yield from folded(batch)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        waiting: list[Promise[list[tuple[int, int, Kept]]]] = []
        for batch in batches(rows, BATCH):
            waiting.append(pool.submit(folded, batch))
            if len(waiting) > 2 * processes:
                yield from waiting.pop(0).result()
        for promise in waiting:
            yield from promise.result()


def columns_of(kept: Kept) -> tuple[Any, ...]:
    """A card's FIELDS."""
    memory = kept.memory
    return (
        memory.state.value,
        memory.step,
        memory.stability,
        memory.difficulty,
        memory.due_at,
        memory.due_day,
        memory.last_review,
        memory.interval,
        memory.reps,
        memory.lapses,
        kept.suspended,
        kept.buried_until,
    )


def _locked(doubtful: Sequence[int]) -> Iterator[Card]:
    for start in range(0, len(doubtful), 500):
        found = Card.objects.select_for_update(of=("self",)).select_related("user", "item")
        yield from found.filter(pk__in=doubtful[start : start + 500]).order_by("pk")


def _checked(card: Card, mend: bool) -> list[Difference]:
    """The differences of one card; with `mend` they are gone afterwards."""
    events = log.events_of(card)
    kept = kept_of(events, USUAL)
    pairs = [("sequence", card.sequence, len(events))]
    pairs += zip(FIELDS, (getattr(card, name) for name in FIELDS), columns_of(kept), strict=True)
    wrong = [pair for pair in pairs if pair[1] != pair[2]]
    if wrong and mend:
        card.remember(kept.memory)
        card.suspended, card.buried_until, card.sequence = kept.suspended, kept.buried_until, len(events)
        card.save()
        User.objects.filter(pk=card.user_id).update(frontier=0)  # its item may be new again
    return [
        Difference(card.pk, card.user.username, card.item.key, name, str(stored), str(made))
        for name, stored, made in wrong
    ]


def _days(learner: User | None, mend: bool) -> int:
    """How many day counters differ from the cards; with `mend` they are counted afresh."""
    cards, counters = Card.objects.filter(due_day__isnull=False, suspended=False), DayLoad.objects.exclude(cards=0)
    if learner:
        cards, counters = cards.filter(user=learner), counters.filter(user=learner)
    due = cards.order_by().values_list("user_id", "due_day").annotate(Count("pk"))
    counted = {(user, day): number for user, day, number in due}
    stored = {(user, day): number for user, day, number in counters.values_list("user_id", "day", "cards")}
    wrong = {key for key in counted.keys() | stored.keys() if counted.get(key) != stored.get(key)}
    if mend:
        for each in User.objects.filter(pk__in={user for user, _ in wrong}):
            loads.recount(each)
    return len(wrong)
