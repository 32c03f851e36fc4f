"""No id is used twice: learners' progress hangs on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quiz.catalogue.entries import Origin
from quiz.catalogue.lints.lint import CatalogueLint, Scene
from quiz.reading.problems import Finding, Path, Problem

CODE = "duplicate-id"


def look(scene: Scene) -> Iterator[Problem]:
    catalogue = scene.catalogue
    yield from _twice([(each.id, each.origin, ("id",)) for each in catalogue.seen], "ids carry learners' progress")
    decks = {each.origin.document.source.file: each.origin.document for each in catalogue.seen}
    named = [(deck.key, Origin(decks[deck.path], ()), ("deck",)) for deck in catalogue.decks if deck.path in decks]
    yield from _twice(named, "give this deck a name of its own")
    if catalogue.topics_origin:
        listed = [(each.id, each.position - 1) for each in catalogue.topics]
        paths = [(name, catalogue.topics_origin, ("topics", at, "id")) for name, at in listed]
        yield from _twice(paths, "items name topics by it")


def _twice(named: Sequence[tuple[str, Origin, Path]], hint: str) -> Iterator[Problem]:
    first: dict[str, Problem] = {}
    for name, origin, path in named:
        problem = origin.problem(Finding(path, CODE, ""))
        if (earlier := first.setdefault(name, problem)) is not problem and name:
            place = f"{earlier.file}:{earlier.line}:{earlier.column}"
            yield origin.problem(Finding(path, CODE, f"id '{name}' is used at {place}", hint))


LINT = CatalogueLint(CODE, look)
