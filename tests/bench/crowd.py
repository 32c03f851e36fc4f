"""A learner with very many cards, and the log that made them: rows written straight into the tables."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

NOW = datetime.now(UTC).replace(microsecond=0)
HISTORIES = 500
"""Different histories; many cards share one, each with events of its own."""
BATCH = 20_000


def fill(cards: int, *, reviews: int = 0, name: str = "many") -> Any:
    """A learner with so many cards in review, spread over past and coming days, and `reviews` events of each."""
    from quiz.models import Card, Item, ReviewEvent, User
    from quiz.services import loads

    learner = User.objects.create(username=name, new_per_day=9999, reviews_per_day=9999)
    model = Item.objects.live().order_by("pk").first()
    assert model is not None
    start = Item.objects.order_by("-pk").values_list("pk", flat=True)[0] + 1
    items = range(start, start + cards)
    topics = list(Item.objects.live().values_list("topic", "strategy", "deck").distinct())
    _insert(Item, _items(model, items, topics, name))
    told = _histories(learner, max(1, reviews))
    first = (Card.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    _insert(Card, _cards(learner, first, items, told, with_log=bool(reviews)))
    if reviews:
        _insert(ReviewEvent, _events(first, cards, told))
    loads.recount(learner)
    _analyse()
    return learner


def _histories(learner: Any, reviews: int) -> list[tuple[Any, list[dict[str, Any]]]]:
    """(memory, its events), each begun on another day of the last year and answered near the due days."""
    from quiz.scheduling.memory import Memory
    from quiz.scheduling.rating import Rating
    from quiz.scheduling.scheduler import scheduler_for
    from quiz.services.log import as_json

    random, scheduler, told = Random(7), scheduler_for(learner.scheduling), []
    for number in range(HISTORIES):
        memory, events = Memory(), []
        at = NOW - timedelta(days=random.randrange(20, 400), minutes=random.randrange(1440))
        for count in range(reviews):
            rating = Rating.EASY if not count else random.choices(list(Rating)[1:], [2, 7, 1])[0]
            seed = number * 65_536 + count
            after = scheduler.after(memory, rating, at=at, seed=seed)
            events.append(
                {
                    "sequence": count, "at": at, "study_day": learner.scheduling.day(at), "rating": int(rating),
                    "proposed": int(rating), "seed": seed, "user_id": learner.pk, "first": not count,
                    "elapsed_days": scheduler.elapsed_days(memory, at),
                    "before": as_json(memory), "after": as_json(after), "ms": 20_000,
                }
            )  # fmt: skip
            memory = after
            at = min(NOW - timedelta(minutes=1), at + timedelta(days=max(1, memory.interval)))
        told.append((memory, events))
    return told


def _items(model: Any, items: Iterable[int], topics: list[Any], name: str) -> Iterator[Any]:
    from quiz.models import Item

    for number in items:
        topic, strategy, deck = topics[number % len(topics)]
        yield Item(
            pk=number, key=f"{name}-{number}", deck_id=deck, topic_id=topic, strategy=strategy, kind=model.kind,
            title="generated", level=1, position=number + 10_000, written=number + 10_000, current_id=model.current_id,
        )  # fmt: skip


def _cards(learner: Any, first: int, items: Iterable[int], told: list[Any], *, with_log: bool) -> Iterator[Any]:
    from quiz.models import Card

    for number, item in enumerate(items):
        memory, events = told[number % len(told)]
        card = Card(pk=first + number, user_id=learner.pk, item_id=item, sequence=len(events) if with_log else 0)
        card.remember(memory)
        if not with_log:
            card.due_day = (NOW + timedelta(days=number % 400 - 20)).date()
            card.stability = 1.0 + number % 200
        yield card


def _events(first: int, cards: int, told: list[Any]) -> Iterator[Any]:
    from quiz.models import ReviewEvent

    for number in range(cards):
        for facts in told[number % len(told)][1]:
            yield ReviewEvent(
                uuid=uuid.UUID(int=((first + number) << 32) + facts["sequence"]), card_id=first + number,
                timezone="UTC", rollover_hour=4, **facts,
            )  # fmt: skip


def _insert(model: Any, rows: Iterator[Any]) -> None:
    """Many rows by one prepared statement; values go through the fields as Django sends them."""
    from django.db import connection, transaction

    batch: list[Any] = []
    with transaction.atomic(), connection.cursor() as cursor:
        fields, statement = [], ""
        for row in rows:
            if not fields:
                fields = [each for each in model._meta.concrete_fields if each.attname != "id" or row.pk]
                names = ", ".join(f'"{each.column}"' for each in fields)
                marks = ", ".join(["%s"] * len(fields))
                statement = f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({marks})'
            batch.append([each.get_db_prep_save(getattr(row, each.attname), connection) for each in fields])
            if len(batch) >= BATCH:
                cursor.executemany(statement, batch)
                batch.clear()
        if batch:
            cursor.executemany(statement, batch)


def _analyse() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
