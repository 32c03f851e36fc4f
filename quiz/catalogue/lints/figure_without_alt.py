"""Whoever cannot see a figure gets it in words."""

from __future__ import annotations

from collections.abc import Iterator

from quiz.catalogue.lints.lint import Face, FaceLint
from quiz.reading.problems import Finding

CODE = "figure-without-alt"


def look(face: Face) -> Iterator[Finding]:
    if getattr(face.record, "figure", None) and not face.record.alt:
        yield face.finding(("figure",), CODE, "this figure is not described", "add `alt:`, the figure in words")


LINT = FaceLint(CODE, look)
