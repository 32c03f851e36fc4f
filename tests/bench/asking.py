"""Requests of learners at work: pages, previews while typing, answers by kind."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from time import sleep

from tests.bench.answers import Turn, turns_of
from tests.bench.figures import Figure, spread
from tests.bench.place import Place, serving
from tests.bench.visitors import InProcess, OverLoopback, Visitor

ANSWER_TARGET = 60.0
PREVIEW_TARGET = 15.0
ITEMS_A_LEARNER = 12
WARMING = 6.0
"""Seconds a fresh server has to load SymPy beside its first requests."""
PARTS = ("preview", "answer")
ALL, CPU = "all kinds", "CPU alone"
KINDS = ("expression", "number", "vector", "choice", "explain", "scenario")

Times = dict[tuple[str, str], list[float]]
"""Milliseconds by part and what was asked."""


def figures_of(place: Place, parts: set[str], *, quick: bool) -> Iterator[Figure]:
    """Both ways, one after the other, on the same items."""
    from quiz.grading import worker

    keys = chosen_items(quick)
    worker.start()
    worker.warm()
    yield from _as_figures(_warm(InProcess, keys), parts, InProcess.way)
    worker.stop()
    with serving(place.data(), place.content()) as address:
        sleep(WARMING)
        yield from _as_figures(_warm(lambda: OverLoopback(address), keys), parts, OverLoopback.way)


def _warm(new_visitor: Callable[[], Visitor], keys: Sequence[str]) -> Times:
    """The figures of all items after a few of each sort went through unmeasured. Most questions are met cold."""
    measured(new_visitor, keys[:: max(1, len(keys) // 8)])
    return measured(new_visitor, keys)


def chosen_items(quick: bool) -> list[str]:
    """Every live item, or of each kind six, spread over the subject."""
    from quiz.models import Item

    by_kind: dict[str, list[str]] = defaultdict(list)
    for kind, key in Item.objects.live().in_order().values_list("kind", "key"):
        by_kind[kind].append(key)
    if quick:
        return [key for keys in by_kind.values() for key in keys[:: max(1, len(keys) // 6)][:6]]
    return [key for keys in by_kind.values() for key in keys]


def measured(new_visitor: Callable[[], Visitor], keys: Sequence[str]) -> Times:
    """Each item opened, typed, answered wrong and right; a new learner after every dozen."""
    times: Times = defaultdict(list)
    visitor = new_visitor()
    for number, key in enumerate(keys):
        if number % ITEMS_A_LEARNER == 0:
            visitor = new_visitor()
        _work_through(visitor, key, times)
        page = visitor.get("/")
        times["answer", "GET /"].append(page.ms)
    return times


def _work_through(visitor: Visitor, key: str, times: Times) -> None:
    page = visitor.get(f"/study/{key}/")
    times["answer", "GET a question"].append(page.ms)
    kind, turns = _turns(page.ticket)
    for turn in turns:
        for typed in turn.typed:
            if turn.kind in ("expression", "number", "vector"):
                _type(visitor, key, page.ticket, turn, typed, times)
            sent = {"ticket": page.ticket, "part": turn.part, "act": "answer", "answer": typed}
            reply = visitor.post(f"/study/{key}/answer/", {**sent, "nonce": str(uuid.uuid4())})
            if reply.status != 200:
                raise SystemExit(f"{key} answered {typed!r} with status {reply.status}")
            times["answer", kind].append(reply.ms)
            times["answer", CPU].append(reply.cpu_ms)


def _type(visitor: Visitor, key: str, ticket: str, turn: Turn, typed: str, times: Times) -> None:
    """The field pauses a few times while an answer grows."""
    for share in (0.3, 0.7, 1.0):
        fields = {"ticket": ticket, "part": turn.part, "answer": typed[: max(1, round(share * len(typed)))]}
        reply = visitor.get(f"/study/{key}/preview/", fields, htmx=True)
        times["preview", "preview"].append(reply.ms)
        times["preview", CPU].append(reply.cpu_ms)


def _turns(ticket: str) -> tuple[str, tuple[Turn, ...]]:
    """What to send to exactly the variant on the page."""
    from quiz.services.questions import question_of
    from quiz.services.ticket import Ticket

    read = Ticket.read(ticket)
    question = question_of(read.revision_id, read.values)
    return question.kind, turns_of(question)


def _as_figures(times: Times, parts: set[str], way: str) -> Iterator[Figure]:
    together = [ms for (_, what), found in times.items() if what in KINDS for ms in found]
    times = {**times, ("answer", ALL): together}
    order = ["preview", *KINDS, ALL, CPU, "GET a question", "GET /"]
    for part, what in sorted(times, key=lambda each: (PARTS.index(each[0]), order.index(each[1]))):
        if part in parts and any(times[part, what]):
            target = PREVIEW_TARGET if what == "preview" else ANSWER_TARGET if what in (*KINDS, ALL) else None
            said = f"{part}, {what}" if what in (*KINDS, ALL, CPU) else what
            yield spread(part, f"{said}, {way}", times[part, what], target)
