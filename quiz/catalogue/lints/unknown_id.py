"""Where an item names another (`needs`, `use`, `practise`, `predict`, `opening`), the other exists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from quiz.catalogue.entries import Origin
from quiz.catalogue.lints.lint import CatalogueLint, Scene
from quiz.reading.problems import Finding, Path, Problem
from quiz.reading.suggest import did_you_mean

CODE = "unknown-id"


def look(scene: Scene) -> Iterator[Problem]:
    if not scene.catalogue.whole:
        return
    ids = scene.catalogue.ids
    for name, origin, path in _named(scene):
        if name not in ids:
            yield origin.problem(Finding(path, CODE, f"no item has the id '{name}'", did_you_mean(name, sorted(ids))))


def _named(scene: Scene) -> Iterator[tuple[str, Origin, Path]]:
    for each in scene.catalogue.seen:
        yield from _listed(each.plain.get("needs"), each.origin, ("needs",))
        yield from _listed(each.plain.get("use"), each.origin, ("use",))
    if scene.catalogue.topics_origin:
        yield from _listed(list(scene.catalogue.opening), scene.catalogue.topics_origin, ("opening",))
    for page in scene.catalogue.pages:
        yield from _listed(list(getattr(page.record, "predict", ())), page.origin, ("predict",))
        for number, row in enumerate(getattr(page.record, "table", ())):
            yield from _listed(list(row.practise), page.origin, ("table", number, "practise"))


def _listed(written: Any, origin: Origin, path: Path) -> Iterator[tuple[str, Origin, Path]]:
    """The ids of a list as written; one text alone is one id."""
    if isinstance(written, str):
        yield written, origin, path
    elif isinstance(written, list):
        for number, name in enumerate(written):
            yield str(name), origin, (*path, number)


LINT = CatalogueLint(CODE, look)
