"""Every id of the inventory is realised by some item, page or lab."""

from __future__ import annotations

from collections.abc import Iterator

from quiz.catalogue.lints.lint import CatalogueLint, Scene
from quiz.reading.problems import Finding, Problem, Severity

CODE = "inventory-not-covered"


def look(scene: Scene) -> Iterator[Problem]:
    if not scene.catalogue.whole:
        return
    covered = {name for name, _, _ in scene.catalogue.covers()}
    for name, origin in (scene.inventory or {}).items():
        if name not in covered:
            message = f"nothing covers '{name}'"
            yield origin.problem(Finding(("id",), CODE, message, "name it in `covers:`", Severity.WARNING))


LINT = CatalogueLint(CODE, look)
