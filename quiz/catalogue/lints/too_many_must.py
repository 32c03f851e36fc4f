"""More than three musts is a lecture: nobody says them all unasked."""

from __future__ import annotations

from collections.abc import Iterator

from quiz.catalogue.lints.lint import Face, FaceLint
from quiz.reading.problems import Finding, Severity

CODE = "too-many-must"


MOST = 3


def look(face: Face) -> Iterator[Finding]:
    musts = [at for at, point in enumerate(getattr(face.record, "key_points", ())) if point.must]
    if len(musts) > MOST:
        message = f"{len(musts)} points are a must, {MOST} at most are wanted"
        yield face.finding(("key_points", musts[MOST], "must"), CODE, message, severity=Severity.WARNING)


LINT = FaceLint(CODE, look)
