"""Where one option is to be chosen, one is right."""

from __future__ import annotations

from collections.abc import Iterator

from quiz.catalogue.lints.lint import Trial, TrialLint
from quiz.reading.problems import Finding

CODE = "two-right-options"


def look(trial: Trial) -> Iterator[Finding | None]:
    if not getattr(trial.face.record, "options", ()) or trial.question.choose != "one":
        return
    right = sorted(trial.question.right)
    if len(right) < 2:
        yield None
        return
    message = f"options {', '.join(str(at + 1) for at in right)} are right, but one is to be chosen"
    yield trial.finding(("options", right[1]), CODE, message, "say `choose: all`, or make one of them wrong")


LINT = TrialLint(CODE, look)
