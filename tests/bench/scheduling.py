"""The scheduler: one step from an answer to the next card, a whole answer over HTTP, and the log folded again."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta
from time import perf_counter, thread_time
from typing import Any

from tests.bench.crowd import NOW, fill
from tests.bench.figures import Figure, spread
from tests.bench.visitors import TICKET, InProcess

PART = "scheduler"
SIZES = (1_000, 100_000, 1_000_000)
REQUESTS_TARGET, REBUILD_TARGET = 15.0, 30.0
LOG_CARDS, LOG_REVIEWS = 100_000, 10
WALKS = re.compile(r"^SCAN (?!CONSTANT ROW|subquery|quiz_user)(?!.* USING )")
"""A whole table read. A subquery that was cut off is none, and the few users are none either."""


def figures_of(*, quick: bool) -> Iterator[Figure]:
    """Sizes one after the other in one database: the others' cards are there too, as on a server."""
    from django.contrib.auth import get_user_model

    for size in SIZES[:2] if quick else SIZES:
        learner = fill(size, name=f"many{size}")
        learner = get_user_model().objects.get(pk=learner.pk)
        steps = [_step(learner, number) for number in range(40 if quick else 210)]
        yield spread(PART, f"answer -> next card, {size:,} cards", [wall for wall, _ in steps[10:]])
        yield spread(PART, f"the same, CPU alone, {size:,} cards", [cpu for _, cpu in steps[10:]])
        walked = _walked(lambda who=learner: _step(who, 1000))  # type: ignore[misc]
        note = ", ".join(sorted(walked))
        yield Figure(PART, f"tables walked in that step, {size:,} cards", len(walked), unit="", target=0, note=note)
        if size == 100_000:
            times = _requests(learner, 20 if quick else 80)
            yield spread(PART, f"HTTP answer without CAS, {size:,} cards", [wall for wall, _ in times], REQUESTS_TARGET)
            yield spread(PART, "the same, CPU alone", [cpu for _, cpu in times])
    yield from _rebuilding(LOG_CARDS // 10 if quick else LOG_CARDS)


def _step(learner: Any, number: int) -> tuple[float, float]:
    """Milliseconds, waiting and of this thread alone: one review written and committed, and the next item chosen."""
    from django.db import transaction

    from quiz.scheduling.rating import Rating
    from quiz.services import queue, reviews, study

    at = NOW + timedelta(seconds=20 * number)
    item = queue.next_item(learner, at=at)
    assert item is not None
    started, worked = perf_counter(), thread_time()
    with transaction.atomic():
        card = study.locked_card(learner, item)
        reviews.rated(card, Rating.GOOD, at=at, nonce=uuid.uuid4())
    queue.next_item(learner, at=at + timedelta(seconds=10))
    return (perf_counter() - started) * 1000, (thread_time() - worked) * 1000


def _walked(run: Callable[[], object]) -> set[str]:
    """Tables that a query of this run reads from end to end, by SQLite's own plan."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        run()
    walked = set()
    with connection.cursor() as cursor:
        for query in queries:
            if query["sql"].startswith(("SELECT", "UPDATE")):
                cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
                walked |= {row[3] for row in cursor.fetchall() if WALKS.match(row[3])}
    return walked


def _requests(learner: Any, number: int) -> list[tuple[float, float]]:
    """Milliseconds, waiting and of this thread alone, of posts that close a review of a choice, in process."""
    from quiz.models import Item

    visitor = InProcess()
    visitor.client.force_login(learner)
    keys = Item.objects.live().filter(kind="choice").exclude(key__startswith="many").values_list("key", flat=True)
    times = []
    for key in list(keys)[:number]:
        ticket = TICKET.search(visitor.get(f"/study/{key}/").html)
        assert ticket is not None
        sent = {"ticket": ticket[1], "nonce": str(uuid.uuid4()), "act": "gave_up", "confidence": "sure"}
        reply = visitor.post(f"/study/{key}/answer/", sent)
        times.append((reply.ms, reply.cpu_ms))
    return times


def _rebuilding(cards: int) -> Iterator[Figure]:
    from quiz.services.rebuild import rebuild

    learner = fill(cards, reviews=LOG_REVIEWS, name="log")
    started = perf_counter()
    found = rebuild(learner, mend=False)
    seconds = perf_counter() - started
    what = f"rebuild_cards, {found.events:,} events of {found.cards:,} cards"
    yield Figure(PART, what, seconds, unit="s", target=REBUILD_TARGET * found.events / 1_000_000)
    yield Figure(PART, "differences after it", len(found.differences), unit="", target=0)
