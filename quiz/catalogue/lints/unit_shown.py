"""`{a}x` prints `1x` when a is 1. `{f(x)}` is printed without its ones and zeros."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quiz.catalogue.lints.lint import Trial, TrialLint
from quiz.reading.problems import Finding, Severity

CODE = "unit-shown"

_FACTOR = re.compile(r"(?<![\^_}\w])\{\+?([^\W\d]\w*)\}\s*(?=[A-Za-z\\(])")
_MATHS = re.compile(r"\$([^$]*)\$")


def look(trial: Trial) -> Iterator[Finding | None]:
    for name, text in (("ask", trial.face.record.ask), ("model", trial.face.record.model)):
        for at, factor in _factors(text):
            value = trial.values.get(factor[1])
            if value is not None and abs(value) == 1:
                message = f"'{factor[0]}{text[at + len(factor[0])]}' prints a 1"
                hint = "use a placeholder such as {f(x)}, printed without it"
                yield trial.finding((name,), CODE, message, hint, severity=Severity.WARNING, offset=at)


def _factors(text: str) -> Iterator[tuple[int, re.Match[str]]]:
    """Placeholders in front of a letter or bracket inside `$…$`, with their place in the text."""
    for maths in _MATHS.finditer(text):
        for factor in _FACTOR.finditer(maths[1]):
            if not text[maths.start(1) + factor.end() :].startswith(("\\cdot", "\\times", "\\%")):
                yield maths.start(1) + factor.start(), factor


LINT = TrialLint(CODE, look)
