"""Every item says under which licence it may be passed on, itself or through its deck."""

from __future__ import annotations

from collections.abc import Iterator

from quiz.catalogue.lints.lint import CatalogueLint, Scene
from quiz.reading.problems import Finding, Problem

CODE = "no-licence"


def look(scene: Scene) -> Iterator[Problem]:
    for entry in scene.catalogue.items:
        if not entry.license:
            hint = "give the deck one, such as `license: CC-BY-4.0`"
            yield entry.origin.problem(Finding(("id",), CODE, "no licence for this item", hint))


LINT = CatalogueLint(CODE, look)
