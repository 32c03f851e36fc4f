"""What an answer must say can be asked for: each must point has a probe."""

from __future__ import annotations

from collections.abc import Iterator

from quiz.catalogue.lints.lint import Face, FaceLint
from quiz.reading.problems import Finding

CODE = "must-without-probe"


def look(face: Face) -> Iterator[Finding]:
    for at, point in enumerate(getattr(face.record, "key_points", ())):
        if point.must and not point.probe:
            message = f"point '{point.id}' is a must without a probe"
            yield face.finding(
                ("key_points", at), CODE, message, "add `probe:`, the question asked when it seems missing"
            )


LINT = FaceLint(CODE, look)
