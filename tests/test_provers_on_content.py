"""FLINT and SymPy are asked apart, on every shipped item and on wrong answers labelled by hand: they never disagree."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from test_steps_of_content import ASKING

from quiz.calculus.quantities import ONE, added, multiplied, number
from quiz.grading.diagnosis.other_questions import derived
from quiz.grading.equality import prove, sympy_proof
from quiz.grading.rows import source, task
from quiz.grading.shape import entries
from quiz.notation import Parsed, Vocabulary, read
from quiz.notation.substitute import substitute
from quiz.notation.tree import Name, Node, names_in

ROWS_FILE = Path(__file__).parent / "grading" / "diagnosis_rows.jsonl"
ROWS = [json.loads(line) for line in ROWS_FILE.read_text(encoding="utf-8").splitlines()]
WRONG = [row for row in ROWS if row["kind"] in ("derivative", "partial")][::20]
SLOPES = [each for each in ASKING if each.asked.curve is None]


def pairs(question: Any) -> list[tuple[Node, Node]]:
    """SymPy's key and our own derivative, an entry each."""
    at = dict(question.asked.at)
    ours = [substitute(derived(each.function, each.by), at) for each in question.asked.slopes]
    return list(zip(entries(question.key), ours, strict=True))


def bent(key: Node) -> Node:
    """The key and a billionth more."""
    extra = Name(min(names_in(key))) if names_in(key) else ONE
    return added(key, multiplied(number(Fraction(1, 10**9)), extra))


@pytest.mark.parametrize("question", SLOPES, ids=lambda each: each.id)
def test_what_sympy_derives_is_proved_equal_to_our_derivative(question: Any) -> None:
    for key, ours in pairs(question):
        assert prove.proof(key, ours, {}) or sympy_proof.proof(key, ours, {})


@pytest.mark.parametrize("question", SLOPES[::12], ids=lambda each: each.id)
def test_neither_proves_a_shipped_key_equal_to_a_billionth_more(question: Any) -> None:
    key = pairs(question)[0][0]

    assert not prove.proof(key, bent(key), {})
    assert not sympy_proof.proof(key, bent(key), {})


@pytest.mark.parametrize("row", WRONG, ids=lambda row: f"{row['function']} -> {row['response']}")
def test_neither_proves_an_answer_that_is_labelled_wrong(row: dict[str, Any]) -> None:
    asked = task(source(row))
    found = read(row["response"], Vocabulary(variables=frozenset(asked.variables)))
    assert isinstance(found, Parsed)

    assert not prove.proof(asked.key, found.tree, {})
    assert not sympy_proof.proof(asked.key, found.tree, {})
