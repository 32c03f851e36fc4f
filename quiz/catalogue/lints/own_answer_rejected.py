"""The computed answer is accepted as we print it, and in a sample of variants in every shape it can be written in."""

from __future__ import annotations

from collections.abc import Iterator

from quiz import notation
from quiz.catalogue.lints.lint import Trial, TrialLint
from quiz.grading.verdict import Outcome
from quiz.reading.problems import Finding

CODE = "own-answer-rejected"


def look(trial: Trial) -> Iterator[Finding | None]:
    for shape in _shapes(trial):
        verdict = trial.plain.grade(shape)
        if verdict.outcome is Outcome.CORRECT or "form" in verdict.flags:
            yield None
        else:
            message = f"the computed answer, written as {shape}, is not accepted ({verdict.outcome})"
            yield trial.finding(("answer",), CODE, message, "narrow `domain`")


def _shapes(trial: Trial) -> tuple[str, ...]:
    if not trial.is_computed:
        return ()
    printed = (notation.ascii(trial.question.key), trial.question.key_text)
    return tuple(dict.fromkeys([*printed, *(trial.question.shapes if trial.is_sample else ())]))


LINT = TrialLint(CODE, look)
