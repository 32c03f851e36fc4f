"""`covers` names ids of the inventory."""

from __future__ import annotations

from collections.abc import Iterator

from quiz.catalogue.lints.lint import CatalogueLint, Scene
from quiz.reading.problems import Finding, Problem
from quiz.reading.suggest import did_you_mean

CODE = "unknown-inventory-id"


def look(scene: Scene) -> Iterator[Problem]:
    if scene.inventory is None:
        return
    for name, origin, number in scene.catalogue.covers():
        if name not in scene.inventory:
            hint = did_you_mean(name, scene.inventory)
            yield origin.problem(Finding(("covers", number), CODE, f"'{name}' is not in the inventory", hint))


LINT = CatalogueLint(CODE, look)
