"""Two variants with one answer: the second time, remembering is enough."""

from __future__ import annotations

from collections.abc import Iterator

from quiz import notation
from quiz.catalogue.lints.lint import Examined, ItemLint
from quiz.reading.problems import Finding, Severity

CODE = "same-answer"


def look(item: Examined) -> Iterator[Finding]:
    asked: dict[tuple[str, ...], int] = {}
    for number, answers in enumerate(_answers(item), 1):
        if answers and (first := asked.setdefault(answers, number)) != number:
            message = f"variants {first} and {number} have the same answer"
            yield Finding(("vary",), CODE, message, "change the values, or exclude one by `where`", Severity.WARNING)
            return


def _answers(item: Examined) -> Iterator[tuple[str, ...]]:
    """The answers of each variant: of the item, or of all its computed parts. None when some variant has no answer."""
    computed = [trials for trials in item.trials.values() if trials[0].is_computed]
    if len(item.variants) > 1 and len({len(trials) for trials in computed}) == 1:
        for variant in zip(*computed, strict=True):
            yield tuple(notation.ascii(trial.question.answer) for trial in variant)


LINT = ItemLint(CODE, look)
