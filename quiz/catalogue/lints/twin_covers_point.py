"""Nothing is heard in the negated twin of the model answer: patterns listen for what is said, not for its words."""

from __future__ import annotations

from collections.abc import Iterator

from quiz.catalogue.lints.lint import Trial, TrialLint
from quiz.grading.key_points import Status
from quiz.grading.twins import negated_twin
from quiz.reading.problems import Finding

CODE = "twin-covers-point"


def look(trial: Trial) -> Iterator[Finding | None]:
    if not getattr(trial.face.record, "key_points", ()):
        return
    twin = negated_twin(trial.question.model)
    for at, point in enumerate(trial.question.hear(twin).points):
        if point.status is not Status.COVERED:
            yield None
            continue
        start, end = point.span or (0, 0)
        message = f"'{point.id}' is heard where the model answer is denied: '{twin[start:end].strip()}'"
        yield trial.finding(("key_points", at, "listen_for"), CODE, message, "listen for more of the claim")


LINT = TrialLint(CODE, look)
