"""Repeating the question says nothing: its own words cover no key point."""

from __future__ import annotations

from collections.abc import Iterator

from quiz.catalogue.lints.lint import Trial, TrialLint
from quiz.grading.key_points import Status
from quiz.reading.problems import Finding

CODE = "question-covers-point"


def look(trial: Trial) -> Iterator[Finding | None]:
    if not getattr(trial.face.record, "key_points", ()):
        return
    for at, point in enumerate(trial.question.hear(trial.question.prompt).points):
        if point.status is not Status.COVERED:
            yield None
            continue
        start, end = point.span or (0, 0)
        message = f"the question itself covers '{point.id}': '{trial.question.prompt[start:end].strip()}'"
        yield trial.finding(("key_points", at, "listen_for"), CODE, message, "listen for what the question leaves out")


LINT = TrialLint(CODE, look)
