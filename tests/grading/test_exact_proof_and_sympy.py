"""Two provers, made apart: our own and SymPy never contradict one another. The benchmark asks for the whole corpus."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from quiz.grading import worker
from quiz.grading.ladder import grade
from quiz.grading.rows import source, task
from quiz.grading.verdict import Outcome
from tests.bench.corpus import Case, cases
from tests.bench.corpus_functions import QUESTIONS

SAMPLE = tuple(cases(11, right=2, wrong=1, questions=QUESTIONS[3::14]))


@pytest.fixture(scope="module")
def sympy_here() -> Iterator[None]:
    worker.prove_here()
    yield
    worker.stop()


@pytest.mark.usefixtures("sympy_here")
@pytest.mark.parametrize("case", SAMPLE, ids=lambda case: case.response[:30])
def test_our_proofs_and_those_of_sympy_never_contradict_one_another(case: Case) -> None:
    asked = source(case.question)
    ours, theirs = (
        grade(task(asked), case.response),
        grade(task(replace(asked, by_sympy=True)), case.response),
    )

    assert Outcome.INCORRECT not in (ours.outcome, theirs.outcome) or ours.outcome is theirs.outcome
    assert theirs.decided_by not in ("identical", "exact")


@pytest.mark.usefixtures("sympy_here")
def test_sympy_alone_proves_and_balls_refute() -> None:
    asked = task(replace(source({"function": "sin(x)^2"}), by_sympy=True))

    assert grade(asked, "sin(2x)").decided_by == "sympy"
    assert grade(asked, "2 sin(x) cos(x)").decided_by == "sympy"
    assert grade(asked, "sin(x)").decided_by == "balls"
    assert grade(asked, "sin(x").decided_by == "reader"
