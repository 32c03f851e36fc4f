"""How long content takes: the shipped items and thousands of generated ones, cold, known to the lock, and unchanged."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from tests.bench.figures import Figure
from tests.bench.generated import write_content
from tests.bench.place import LOCK, Place, manage

CHECK_TARGET, LOAD_TARGET, RELOAD_TARGET = 20.0, 30.0, 1.0
FEW = 300
"""Items of which a quick run is made."""
SAMPLE = 120
"""Generated items that are checked in full, variant by variant; the rest is only loaded."""


def figures_of(place: Place, *, items: int, quick: bool) -> Iterator[Figure]:
    yield from _shipped(place)
    yield from _generated(place, min(items, FEW) if quick else items)


def _shipped(place: Place) -> Iterator[Figure]:
    content, checked, data = place.copy_shipped("shipped"), place.data("checked-data"), place.data("shipped-data")
    alone, _ = manage("version", data=data, content=content)
    yield seconds("`manage.py version`: what starting Python costs each command", alone)
    took, said = manage("check_content", data=checked, content=content)
    yield seconds("check_content, shipped, every variant", took, CHECK_TARGET, said.splitlines()[-1])
    took, _ = manage("check_content", data=checked, content=content)
    yield seconds("check_content, shipped, again", took)
    manage("migrate", "-v0", data=data, content=content)
    took, _ = manage("load_content", data=data, content=content)
    yield seconds("load_content, shipped, nothing tried before, no ids.lock", took)
    took, _ = manage("load_content", data=data, content=content)
    yield seconds("load_content, shipped, unchanged", took, RELOAD_TARGET)


def _generated(place: Place, items: int) -> Iterator[Figure]:
    content, data, few = place.content("many"), place.data("many-data"), place.content("few")
    write_content(few, items=min(items, SAMPLE), seed=1)
    took, said = manage("check_content", data=data, content=few)
    yield seconds(f"check_content, {min(items, SAMPLE):,} generated, every variant", took, None, said.splitlines()[-1])
    write_content(content, items=items, seed=2)
    _lock(content)
    manage("migrate", "-v0", data=data, content=content)
    took, said = manage("load_content", data=data, content=content)
    yield seconds(f"load_content, {items:,} generated, known to ids.lock", took, LOAD_TARGET, said)
    took, _ = manage("load_content", data=data, content=content)
    yield seconds(f"load_content, {items:,} generated, unchanged", took, RELOAD_TARGET)


def _lock(content: Path) -> None:
    """The lock that an author's load_content has left, as in any clone."""
    from quiz.catalogue.ids import Lock, lock_text, next_lock
    from quiz.catalogue.load import load
    from quiz.grading.verdict import ENGINE_VERSION

    shipped = [entry.shipped for entry in load(content).items]
    text = lock_text(next_lock(Lock(), shipped, ENGINE_VERSION, date(2026, 1, 1)))
    (content / LOCK).write_text(text, encoding="utf-8")


def seconds(what: str, took: float, target: float | None = None, note: str = "") -> Figure:
    return Figure("content", what, took, unit="s", target=target, note=note)
