"""Every id ever shipped is still there, retired, or has an heir."""

from __future__ import annotations

from collections.abc import Iterator

from quiz.catalogue.lints.lint import CatalogueLint, Scene
from quiz.reading.problems import Problem, Severity

CODE = "id-vanished"


def look(scene: Scene) -> Iterator[Problem]:
    catalogue = scene.catalogue
    lock = catalogue.lock
    for line in lock.strange:
        yield Problem(lock.file, line, 1, Severity.ERROR, CODE, "this is no line of ids.lock", "take it from history")
    if not catalogue.whole:
        return
    inherited = {str(each.plain.get("was", "")) for each in catalogue.seen}
    for locked in lock.ids.values():
        gone = locked.id not in catalogue.ids and locked.id not in inherited
        if gone and not locked.retired.startswith("became:"):
            message = f"'{locked.id}' was shipped and is gone"
            hint = "add `was:` to its heir, or keep it with `retired:`"
            yield Problem(lock.file, locked.line, 1, Severity.ERROR, CODE, message, hint, str(locked))


LINT = CatalogueLint(CODE, look)
