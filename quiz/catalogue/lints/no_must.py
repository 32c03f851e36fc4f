"""An explain question says which points an answer must have: one to three."""

from __future__ import annotations

from collections.abc import Iterator

from quiz.catalogue.lints.lint import Face, FaceLint
from quiz.reading.problems import Finding

CODE = "no-must"


def look(face: Face) -> Iterator[Finding]:
    points = getattr(face.record, "key_points", ())
    if points and not any(point.must for point in points):
        yield face.finding(("key_points",), CODE, "no point is a must", "mark one to three with `must: yes`")


LINT = FaceLint(CODE, look)
