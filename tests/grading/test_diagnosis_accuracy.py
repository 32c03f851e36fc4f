"""How often the diagnosis is right, on answers labelled by hand: a ratchet that only goes up.

A row of `diagnosis_rows.jsonl` is a question, a wrong answer, and the labels that count as right for it (`a+b` is two
at once); no label means that nothing must be found.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from quiz.grading.diagnosis import diagnosed
from quiz.grading.ladder import grade
from quiz.grading.rows import source, task
from quiz.grading.verdict import Outcome, Verdict

ROWS = tuple(json.loads(line) for line in (Path(__file__).parent / "diagnosis_rows.jsonl").read_text().splitlines())


@cache
def verdicts() -> tuple[tuple[dict[str, Any], Verdict], ...]:
    return tuple(_judged())


def _judged() -> Iterator[tuple[dict[str, Any], Verdict]]:
    for row in ROWS:
        asked = task(source(row))
        yield row, diagnosed(asked, row["response"], grade(asked, row["response"]))


def labelled() -> list[tuple[list[frozenset[str]], list[dict[str, Any]]]]:
    """The accepted labels and what was found, of all rows that have a label."""
    return [
        ([frozenset(each.split("+")) for each in row["accepted"]], list(verdict.misconceptions))
        for row, verdict in verdicts()
        if row["accepted"]
    ]


def kinds(found: dict[str, Any]) -> frozenset[str]:
    return frozenset(found["id"].split("+"))


def test_every_answer_is_read_and_found_wrong() -> None:
    others = [row["response"] for row, verdict in verdicts() if verdict.outcome is not Outcome.INCORRECT]
    assert others == []


@pytest.mark.parametrize(("first", "share"), [(1, 1.0), (3, 1.0)])
def test_what_went_wrong_is_found_first_or_among_the_first_three(first: int, share: float) -> None:
    hits = [any(kinds(each) in accepted for each in found[:first]) for accepted, found in labelled()]
    assert sum(hits) / len(hits) >= share


def test_whoever_is_sure_is_right_and_speaks_often() -> None:
    sure = [(accepted, found[0]) for accepted, found in labelled() if found and found[0]["certainty"] == "sure"]
    assert all(kinds(found) in accepted for accepted, found in sure)
    assert len(sure) / len(labelled()) >= 0.75


def test_answers_that_no_mistake_explains_stay_unexplained() -> None:
    explained = [row["response"] for row, verdict in verdicts() if not row["accepted"] and verdict.misconceptions]
    assert explained == []
