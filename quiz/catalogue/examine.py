"""One item, tried: every variant is built; tests, mistakes and key points are graded as a learner's answer would be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from quiz.catalogue.lints import FACE_LINTS, ITEM_LINTS, TRIAL_LINTS
from quiz.catalogue.lints.lint import Examined, Face, Trial
from quiz.kinds.question import CannotBuild, Template, Values
from quiz.reading.problems import Finding, Path

MOST_TRIED = 200
"""Of an item with more variants, so many are drawn; always the same ones, always with the first and the last."""


@dataclass(frozen=True)
class Examination:
    """What trying one item gave; findings have paths from the top of the item."""

    findings: tuple[Finding, ...] = ()
    variants: int = 0
    checks: int = 0


@dataclass
class _Tally:
    """Findings by code and path, each once with the first variant it was found in."""

    tried: int
    checks: int = 0
    found: dict[tuple[str, Path, int], list[tuple[Finding, Values]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, finding: Finding, values: Values) -> None:
        self.found[finding.code, finding.path, finding.offset].append((finding, values))

    def findings(self) -> Iterator[Finding]:
        for found in self.found.values():
            finding, values = found[0]
            everywhere = len(found) >= self.tried
            yield finding if everywhere else replace(finding, message=f"{finding.message}{_when(values)}")


def _when(values: Values) -> str:
    """` when a = 3, n = 5`: which variant it is."""
    return " when " + ", ".join(f"{name} = {value}" for name, value in values.items()) if values else ""


def examine(template: Template) -> Examination:
    """Pure: the same item gives the same examination."""
    variants = tuple(template.variants())
    tried = drawn(variants, template.record.id)
    tally = _Tally(len(tried))
    trials: dict[Path, list[Trial]] = defaultdict(list)
    for values in tried:
        for trial in _built(template, values, values in (tried[0], tried[len(tried) // 2], tried[-1]), tally):
            trials[trial.face.path].append(trial)
            _try(trial, tally)
    item = Examined(template.record, variants, {path: tuple(each) for path, each in trials.items()})
    whole = [finding for face in faces(template.record) for lint in FACE_LINTS for finding in lint.look(face)]
    whole += [finding for lint in ITEM_LINTS for finding in lint.look(item)]
    return Examination((*whole, *tally.findings()), len(tried), tally.checks)


def drawn(variants: Sequence[Values], key: str) -> Sequence[Values]:
    """All variants, or `MOST_TRIED` of them in their order."""
    if len(variants) <= MOST_TRIED:
        return variants
    inner = Random(key).sample(range(1, len(variants) - 1), MOST_TRIED - 2)
    return [variants[at] for at in (0, *sorted(inner), len(variants) - 1)]


def faces(record: Any) -> list[Face]:
    """What is asked: the item itself, and the parts of a scenario."""
    parts = getattr(record, "parts", ())
    return [Face(record), *(Face(part, ("parts", at)) for at, part in enumerate(parts))]


def _built(template: Template, values: Values, is_sample: bool, tally: _Tally) -> Iterator[Trial]:
    """The trials of one variant. Each part of a scenario has the right answers of the parts before it."""
    item, *parts = faces(template.record)
    question: Any = template.question(values)
    asked = [(item, question)] if not parts else [(face, question.parts[face.record.id]) for face in parts]
    for face, each in asked:
        tally.checks += 1
        try:
            each.check()
        except CannotBuild as cannot:
            tally.add(cannot.finding, values)
            return
        yield Trial(face, values, each, is_sample)
    if parts:
        yield Trial(item, values, question, is_sample)


def _try(trial: Trial, tally: _Tally) -> None:
    for lint in TRIAL_LINTS:
        try:
            for finding in lint.look(trial):
                tally.checks += 1
                if finding is not None:
                    tally.add(finding, trial.values)
        except CannotBuild as cannot:  # a mistake may have no value where the answer has one
            tally.add(cannot.finding, trial.values)
