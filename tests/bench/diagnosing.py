"""How often, how surely and how fast wrong answers are explained: answers labelled by hand, and right answers to other
questions, which nothing should explain."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

from tests.bench.corpus_functions import QUESTIONS
from tests.bench.figures import Figure, spread

ROWS = Path(__file__).parents[1] / "grading" / "diagnosis_rows.jsonl"
OTHERS, SEED = 4_000, 5


def figures_of(*, quick: bool) -> Iterator[Figure]:
    rows = [json.loads(line) for line in ROWS.read_text(encoding="utf-8").splitlines()]
    judged = [(row, *_explained(row)) for row in (rows[::8] if quick else rows)]
    wrong = [(row["accepted"], found) for row, found, _ in judged if row["accepted"]]
    yield spread("diagnosis", "explained, cold", [ms for _, _, ms in judged], target=25)
    yield _share("labelled answers: right at first", [_hit(accepted, found[:1]) for accepted, found in wrong], 90)
    yield _share("labelled answers: among the first three", [_hit(accepted, found) for accepted, found in wrong], 95)
    sure = [(accepted, found) for accepted, found in wrong if found and found[0]["certainty"] == "sure"]
    yield _share("sure", [(accepted, found) in sure for accepted, found in wrong], 60)
    yield _share("sure: right", [_hit(accepted, found[:1]) for accepted, found in sure], 98)
    blue = [bool(found) for row, found, _ in judged if not row["accepted"]]
    yield Figure("diagnosis", "out of the blue: explained", 100 * sum(blue) / len(blue), count=len(blue), unit="%")
    yield from _of_other_questions(OTHERS // 20 if quick else OTHERS)


def _share(what: str, hits: list[bool], target: float) -> Figure:
    value = 100 * sum(hits) / len(hits)
    return Figure("diagnosis", what, value, count=len(hits), unit="%", target=target, at_least=True)


def _hit(accepted: list[str], found: list[dict[str, Any]]) -> bool:
    kinds = [frozenset(each.split("+")) for each in accepted]
    return any(frozenset(each["id"].split("+")) in kinds for each in found)


def _explained(row: dict[str, Any]) -> tuple[list[dict[str, Any]], float]:
    from quiz.grading.diagnosis import diagnosed
    from quiz.grading.ladder import grade
    from quiz.grading.rows import source, task

    asked = task(source(row))
    verdict = grade(asked, row["response"])
    started = perf_counter()
    found = diagnosed(asked, row["response"], verdict)
    return list(found.misconceptions), (perf_counter() - started) * 1000


def _of_other_questions(count: int) -> Iterator[Figure]:
    """The key of one question given as the answer to another with the same variable."""
    from quiz.grading.rows import source, task
    from quiz.notation import ascii

    plain = [each for each in QUESTIONS if each.get("kind", "derivative") == "derivative" and "order" not in each]
    keys = [(each, ascii(task(source(each)).key)) for each in plain if each.get("wrt", "x") == "x"]
    random = Random(SEED)
    tried, explained, spent = 0, 0, []
    while tried < count:
        (asked, own), (_, other) = random.choice(keys), random.choice(keys)
        if own == other:
            continue
        found, ms = _explained({**asked, "response": other})
        tried, explained = tried + 1, explained + bool(found)
        spent.append(ms)
    yield Figure(
        "diagnosis", "answers to other questions: explained", 100 * explained / tried, count=tried, unit="%", target=1
    )
    yield spread("diagnosis", "answers to other questions", spent, target=25)
