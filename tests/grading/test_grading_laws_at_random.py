"""Laws of grading on functions put together by chance; answers are reshaped by forty laws and bent by sixteen slips."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from quiz.grading.equality.prove import proof
from quiz.grading.ground import Ground
from quiz.grading.ladder import grade, judge
from quiz.grading.prepared import prepared, vocabulary
from quiz.grading.rows import source, task
from quiz.grading.signs import facts
from quiz.grading.values import value_at
from quiz.grading.verdict import Outcome
from quiz.notation import Parsed, read
from quiz.notation.balls import precision, real
from quiz.notation.tree import Node
from tests.bench.corpus import Case, cases
from tests.bench.corpus_random import random_questions

SEEDS = st.integers(0, 10_000)


def some(seed: int, *, right: int = 0, wrong: int = 0) -> list[Case]:
    return list(cases(seed, right=right, wrong=wrong, questions=tuple(random_questions(seed, 2))))


def is_real(answer: Node, here: Ground) -> bool:
    """A proof speaks of where both have a real value: of an answer that has none, anything may be said."""
    evaluate = real(answer)
    with precision(256):
        values = [value_at(evaluate, place.at) for place in here.places]
    return any(value is not None and value.is_finite() for value in values)


@settings(max_examples=20)
@given(SEEDS)
def test_a_reshaped_answer_is_never_wrong(seed: int) -> None:
    for case in some(seed, right=4):
        assert grade(task(source(case.question)), case.response).outcome is not Outcome.INCORRECT, case


@settings(max_examples=20)
@given(SEEDS)
def test_an_answer_of_another_value_is_never_right_and_never_proved(seed: int) -> None:
    for case in some(seed, wrong=4):
        asked = task(source(case.question))
        typed = read(case.response, vocabulary(asked))

        assert isinstance(typed, Parsed)
        here = prepared(asked).ground(asked.key, typed.tree)

        assert grade(asked, case.response).outcome is not Outcome.CORRECT, case
        assert not is_real(typed.tree, here) or not proof(asked.key, typed.tree, facts(here)), case


@settings(max_examples=12)
@given(SEEDS)
def test_key_and_answer_change_places_on_the_domain_of_both(seed: int) -> None:
    for case in some(seed, right=2, wrong=2):
        asked = task(source(case.question))
        typed = read(case.response, vocabulary(asked))
        assert isinstance(typed, Parsed)
        there, back = judge(asked, typed.tree), judge(replace(asked, key=typed.tree), asked.key)
        assume("domain" not in (*there.flags, *back.flags, there.decided_by, back.decided_by))

        assert {there.outcome, back.outcome} != {Outcome.CORRECT, Outcome.INCORRECT}, case
