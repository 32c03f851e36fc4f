"""Every option of a choice says something to whoever picks it."""

from __future__ import annotations

from collections.abc import Iterator

from quiz.catalogue.lints.lint import Face, FaceLint
from quiz.reading.problems import Finding, Severity

CODE = "option-without-feedback"


def look(face: Face) -> Iterator[Finding]:
    for at, option in enumerate(getattr(face.record, "options", ())):
        if not option.say:
            message = "this option has no feedback"
            yield face.finding(("options", at), CODE, message, "add `say:`", severity=Severity.WARNING)


LINT = FaceLint(CODE, look)
