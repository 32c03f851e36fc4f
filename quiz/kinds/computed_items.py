"""From the record of a computed item to its template, with all that is wrong with it at once."""

from __future__ import annotations

from typing import Any

from quiz.kinds.answers import read_mistakes, read_open
from quiz.kinds.computed import ComputedQuestion, ComputedTemplate
from quiz.kinds.setting import Setting
from quiz.kinds.setting_reader import read_setting
from quiz.kinds.texts import read_texts
from quiz.reading.problems import Finding, Path, Severity


def build_computed(
    record: Any, path: Path, asked: type[ComputedQuestion], setting: Setting | None = None, head: Any = None
) -> tuple[ComputedTemplate | None, list[Finding]]:
    """All findings at once; no template when one of them is an error. A part brings the setting of its scenario."""
    findings: list[Finding] = []
    if setting is None:
        loose = [record.answer, *(each.answer for each in record.mistakes)]
        setting, findings = read_setting(record, path, loose)
    texts = read_texts(record, setting, path, findings, answer=True)
    answer = read_open(record.answer, setting, (*path, "answer"))
    mistakes = read_mistakes(record.mistakes, setting, path, findings)
    if isinstance(answer, Finding):
        return None, [*findings, answer]
    if any(each.severity is Severity.ERROR for each in findings):
        return None, findings
    return ComputedTemplate(record, path, setting, texts, head or record, answer, mistakes, asked), findings
