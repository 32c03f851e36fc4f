"""Ten thousand random texts in the answer box, and the hostile list: what came back, and how long the worst took."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterator

from tests.bench.figures import Figure, spread
from tests.bench.visitors import InProcess, Reply
from tests.journeys.hostile_texts import HOSTILE, random_texts

TEXTS, FEW = 10_000, 300
TEXTS_A_LEARNER = 60
LONGEST_MS = 2000.0
SEED = 2026
BROKEN = ("Traceback (most recent call last)", "Something broke here", "Server Error")


def figures_of(*, quick: bool) -> Iterator[Figure]:
    """Each text goes to the next kind in turn, as an answer and as a preview."""
    from quiz.grading import worker

    worker.start()
    worker.warm()
    keys = one_of_each_kind()
    _asked(InProcess(), keys[0], "x")  # the first answer of a process waits for SymPy
    texts = [*_sendable(HOSTILE), *random_texts(FEW if quick else TEXTS, SEED)]
    answers, previews = [], []
    statuses: Counter[int] = Counter()
    worst = (0.0, "")
    for number, text in enumerate(texts):
        if number % TEXTS_A_LEARNER == 0:
            visitor = InProcess()
        key = keys[number % len(keys)]
        reply, glance = _asked(visitor, key, text)
        answers.append(reply.ms)
        previews.append(glance.ms)
        worst = max(worst, (reply.ms, f"{text[:40]!r} to {key}"))
        for each in (reply, glance):
            statuses[500 if any(word in each.html for word in BROKEN) else each.status] += 1
    worker.stop()
    yield spread("hostile", "answer, any text", answers)
    yield Figure("hostile", "the slowest answer", worst[0], target=LONGEST_MS, note=worst[1])
    yield spread("hostile", "preview, any text", previews)
    others = sum(count for status, count in statuses.items() if status != 200)
    note = ", ".join(f"{status}: {count}" for status, count in sorted(statuses.items()))
    yield Figure("hostile", "replies that are not 200", others, count=2 * len(texts), unit="", target=0.0, note=note)


def _asked(visitor: InProcess, key: str, text: str) -> tuple[Reply, Reply]:
    """The text as an answer, and as a preview."""
    ticket = visitor.get(f"/study/{key}/").ticket
    fields = {"ticket": ticket, "act": "answer", "answer": text, "nonce": str(uuid.uuid4())}
    reply = visitor.post(f"/study/{key}/answer/", fields)
    return reply, visitor.get(f"/study/{key}/preview/", {"ticket": ticket, "answer": text[:8000]}, htmx=True)


def one_of_each_kind() -> list[str]:
    """A choice has no field to type in; a scenario shows the same fields as its parts."""
    from quiz.models import Item

    kinds = ("expression", "number", "vector", "explain")
    return [Item.objects.live().filter(kind=kind).in_order().values_list("key", flat=True)[0] for kind in kinds]


def _sendable(texts: list[str]) -> list[str]:
    """As a form would send them: a lone surrogate becomes the replacement character."""
    return [text.encode("utf-8", "replace").decode() for text in texts]
