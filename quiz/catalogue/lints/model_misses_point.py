"""The model answer is heard to say every key point, or nobody's answer would be."""

from __future__ import annotations

from collections.abc import Iterator

from quiz.catalogue.lints.lint import Trial, TrialLint
from quiz.grading.key_points import Status
from quiz.reading.problems import Finding

CODE = "model-misses-point"


def look(trial: Trial) -> Iterator[Finding | None]:
    if not getattr(trial.face.record, "key_points", ()):
        return
    for at, point in enumerate(trial.question.hear(trial.question.model).points):
        if point.status is Status.COVERED:
            yield None
            continue
        said = "is heard to deny" if point.status is Status.CONTRADICTED else "is not heard to say"
        hint = "say it in `model`, or widen `listen_for`"
        yield trial.finding(("key_points", at), CODE, f"the model answer {said} '{point.id}'", hint)


LINT = TrialLint(CODE, look)
