"""Start-up: from the command to the first page."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from tests.bench.figures import Figure
from tests.bench.place import Place, serving
from tests.bench.visitors import OverLoopback

TARGET = 3.0


def figures_of(place: Place, *, quick: bool) -> Iterator[Figure]:
    """The first start makes tables, content and font in an installed environment; the others find them."""
    content, data = place.copy_shipped("start-content", with_lock=True), place.data("start-data")
    first, _ = _seconds(data, content)
    yield Figure("start", "first start to the first page, packages installed", first, unit="s")
    again = [_seconds(data, content) for _ in range(1 if quick else 3)]
    for at, what in enumerate(("first page", "first verdict")):
        times = sorted(each[at] for each in again)
        middle = times[len(times) // 2]
        target = TARGET if at == 0 else None
        yield Figure("start", f"second start to the {what}", middle, None, times[-1], len(times), "s", target)


def _seconds(data: Path, content: Path) -> tuple[float, float]:
    """From the command to a question, and to the verdict on an answer that is sent at once."""
    started = perf_counter()
    with serving(data, content) as address:
        visitor = OverLoopback(address)
        page = visitor.get("/")
        opened = perf_counter() - started
        sent = {"ticket": page.ticket, "act": "answer", "answer": "x + 1", "nonce": str(uuid.uuid4())}
        verdict = visitor.post(page.answer_to, sent)
        answered = perf_counter() - started
    if verdict.status != 200:
        raise SystemExit(f"The first answer came back with status {verdict.status}.")
    return opened, answered
