"""In every variant, some option is right."""

from __future__ import annotations

from collections.abc import Iterator

from quiz.catalogue.lints.lint import Trial, TrialLint
from quiz.reading.problems import Finding

CODE = "no-right-option"


def look(trial: Trial) -> Iterator[Finding | None]:
    if getattr(trial.face.record, "options", ()):
        wrong = trial.finding(("options",), CODE, "no option is `right: yes`", "mark the right one")
        yield None if trial.question.right else wrong


LINT = TrialLint(CODE, look)
