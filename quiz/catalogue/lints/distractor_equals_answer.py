"""No wrong option says the same as a right one, not even in other symbols."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quiz.catalogue.lints.lint import Trial, TrialLint
from quiz.grading.ladder import grade
from quiz.grading.verdict import Outcome, Task
from quiz.notation import Parsed, Vocabulary, read
from quiz.notation.tree import Node
from quiz.reading.problems import Finding

CODE = "distractor-equals-answer"

_FORMULA = re.compile(r"\$+([^$]+)\$+\.?")


def look(trial: Trial) -> Iterator[Finding | None]:
    options = getattr(trial.question, "options", ())
    right = [option for option in options if option.right]
    for option in options:
        if option.right:
            continue
        if any(_same(trial, option.text, other.text) for other in right):
            message = f"this wrong option says what a right one says: {option.text}"
            yield trial.finding(("options", option.index, "text"), CODE, message, "exclude it by `where`")
        else:
            yield None


def _same(trial: Trial, one: str, other: str) -> bool:
    if re.sub(r"[\s{}]", "", one) == re.sub(r"[\s{}]", "", other):
        return True
    formulas = [_FORMULA.fullmatch(text.strip()) for text in (one, other)]
    if formulas[0] is None or formulas[1] is None:
        return False
    variables = trial.question.template.setting.variables
    key = _read(formulas[1][1], variables)
    return key is not None and grade(Task(key, variables), formulas[0][1]).outcome is Outcome.CORRECT


def _read(latex: str, variables: tuple[str, ...]) -> Node | None:
    found = read(latex, Vocabulary(variables=frozenset(variables)))
    return found.tree if isinstance(found, Parsed) else None


LINT = TrialLint(CODE, look)
