"""The computed answer is accepted in every shape it can be written in."""

from __future__ import annotations

from collections.abc import Iterator

from quiz.catalogue.lints.lint import Trial, TrialLint
from quiz.grading.verdict import Outcome
from quiz.reading.problems import Finding

CODE = "own-answer-rejected"


def look(trial: Trial) -> Iterator[Finding | None]:
    for shape in getattr(trial.question, "shapes", ()):
        verdict = trial.question.grade(shape)
        if verdict.outcome is Outcome.CORRECT or "form" in verdict.flags:
            yield None
        else:
            message = f"the computed answer, written as {shape}, is not accepted ({verdict.outcome})"
            yield trial.finding(("answer",), CODE, message, "narrow `domain`")


LINT = TrialLint(CODE, look)
