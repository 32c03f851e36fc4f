"""The corpus of the benchmark: the same for the same seed, and each answer labelled by its values at other points."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from quiz.grading.ladder import grade
from quiz.grading.prepared import vocabulary
from quiz.grading.rows import source, task
from quiz.grading.verdict import Outcome
from quiz.notation import Parsed, read
from tests.bench.corpus import Case, Examined, cases
from tests.bench.corpus_functions import QUESTIONS
from tests.bench.corpus_random import random_questions
from tests.bench.shapes_wrong import NOISE

SAMPLE = tuple(cases(5, right=2, wrong=2, questions=QUESTIONS[::4]))


@pytest.mark.parametrize("case", SAMPLE, ids=lambda case: f"{case.how[:24]}")
def test_an_answer_is_what_its_label_says_at_points_it_was_not_made_at(case: Case) -> None:
    examined = Examined.of(case.question, None, Random("other points"))
    typed = read(case.response, vocabulary(examined.task))

    assert isinstance(typed, Parsed), typed
    hidden = any(noise in case.how for noise, _ in NOISE)
    assert hidden or examined.equals(typed.tree, digits=80) is case.is_right


def test_no_answer_of_the_sample_gets_the_verdict_that_its_label_forbids() -> None:
    verdicts = Counter((case.is_right, grade(task(source(case.question)), case.response).outcome) for case in SAMPLE)

    assert verdicts[True, Outcome.INCORRECT] == verdicts[False, Outcome.CORRECT] == 0
    assert verdicts[True, Outcome.CORRECT] >= 0.99 * sum(case.is_right for case in SAMPLE)


def test_the_same_seed_gives_the_same_cases() -> None:
    assert tuple(cases(5, right=2, wrong=2, questions=QUESTIONS[:12])) == tuple(
        cases(5, right=2, wrong=2, questions=QUESTIONS[:12])
    )
    assert random_questions(1, 6) == random_questions(1, 6)
    assert random_questions(1, 6) != random_questions(2, 6)


def test_the_corpus_covers_every_kind_of_row() -> None:
    assert {each["kind"] for each in QUESTIONS} == {
        "derivative", "partial", "gradient", "implicit", "at_point", "expression", "number", "vector",
    }  # fmt: skip
    assert len(QUESTIONS) > 180
