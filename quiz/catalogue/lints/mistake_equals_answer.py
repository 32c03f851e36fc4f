"""A foreseen mistake is wrong in every variant."""

from __future__ import annotations

from collections.abc import Iterator

from quiz.catalogue.lints.lint import Trial, TrialLint
from quiz.grading.verdict import Outcome
from quiz.reading.problems import Finding

CODE = "mistake-equals-answer"


def look(trial: Trial) -> Iterator[Finding | None]:
    for at, mistake in enumerate(trial.question.mistakes if trial.is_computed else ()):
        path = ("mistakes", at, "answer")
        match trial.plain.grade(mistake.text).outcome:
            case Outcome.CORRECT:
                yield trial.finding(path, CODE, "this mistake equals the right answer", "exclude it by `where`")
            case Outcome.INCORRECT:
                yield None
            case other:
                message = f"grading cannot tell this mistake, {mistake.text}, from the right answer ({other})"
                yield trial.finding(path, CODE, message, _hint(trial))


def _hint(trial: Trial) -> str:
    return f"the computed answer is {trial.question.key_text}"


LINT = TrialLint(CODE, look)
