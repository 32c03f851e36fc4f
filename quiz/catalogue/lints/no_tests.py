"""What is computed or heard is tried with answers as learners type them."""

from __future__ import annotations

from collections.abc import Iterator

from quiz.catalogue.lints.lint import Face, FaceLint
from quiz.reading.problems import Finding, Severity

CODE = "no-tests"


def look(face: Face) -> Iterator[Finding]:
    tests = getattr(face.record, "tests", None)
    if tests is not None and not any(tests.__dict__.values()):
        message = "no answer is tried here"
        hint = "add `tests:` with `accept` and `reject`, or `covers` and `misses`"
        yield face.finding((), CODE, message, hint, severity=Severity.WARNING)


LINT = FaceLint(CODE, look)
