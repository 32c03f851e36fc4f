"""Prose answers that the author tried say what the author heard: `covers` all its points, `misses` none of them."""

from __future__ import annotations

from collections.abc import Iterator

from quiz.catalogue.lints.lint import Trial, TrialLint
from quiz.catalogue.lints.test_fails import CODE
from quiz.grading.key_points import Status
from quiz.reading.problems import Finding
from quiz.reading.suggest import did_you_mean


def look(trial: Trial) -> Iterator[Finding | None]:
    tests = trial.face.record.tests if getattr(trial.face.record, "key_points", ()) else None
    for name, wanted in (("covers", True), ("misses", False)):
        for text, ids in getattr(tests, name, {}).items():
            heard = {point.id: point.status is Status.COVERED for point in trial.question.hear(text).points}
            for at, point in enumerate(ids):
                yield _judged(trial, (name, text, at), point, heard, wanted=wanted)


def _judged(
    trial: Trial, place: tuple[str, str, int], point: str, heard: dict[str, bool], *, wanted: bool
) -> Finding | None:
    if point not in heard:
        hint = did_you_mean(point, heard) or f"you have {', '.join(heard)}"
        return trial.finding(("tests", *place), CODE, f"there is no key point '{point}'", hint)
    if heard[point] is wanted:
        return None
    said = f"this answer is {'not ' if wanted else ''}heard to say '{point}'"
    hint = "widen its `listen_for`" if wanted else "narrow its `listen_for`, or add `contradicted_by`"
    return trial.finding(("tests", *place), CODE, said, hint)


LINT = TrialLint(CODE, look)
