"""A row of a reference table is checked as an answer is: its derivative is tried on the question its function asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from quiz.catalogue.decks import build_item
from quiz.catalogue.examine import Examination, examine
from quiz.catalogue.records import PageRecord, RowRecord
from quiz.kinds.setting_reader import free_names
from quiz.reading.problems import Finding, Path, Severity

_FIELDS = {"given": "f", "answer": "f", "tests": "derivative", "domain": "domain"}
"""Which field of the row a finding about the question belongs to."""


def examine_rows(page: PageRecord) -> Iterator[Examination]:
    """One examination a row, with paths from the top of the page."""
    for at, row in enumerate(page.table):
        found = _examine(row)
        errors = [each for each in found.findings if each.severity is Severity.ERROR]
        yield replace(found, findings=tuple(replace(each, path=_path(at, each)) for each in errors))


def _examine(row: RowRecord) -> Examination:
    names = free_names(row.f, ()) or ["x"]
    variable = "x" if "x" in names else names[0]
    template, findings = build_item(
        {
            "id": "row",
            "kind": "expression",
            "title": "Row",
            "topic": "row",
            "level": "1",
            "covers": [],
            "ask": "Differentiate.",
            "given": {f"f({', '.join(dict.fromkeys(names))})": row.f},
            "answer": f"derivative of f by {variable}" if len(set(names)) > 1 else "derivative of f",
            "tests": {"accept": [row.derivative]},
            **({"domain": row.domain} if row.domain else {}),
        }
    )
    return examine(template) if template else Examination(tuple(findings))


def _path(at: int, finding: Finding) -> Path:
    return ("table", at, _FIELDS.get(str(finding.path[0]) if finding.path else "", "f"))
