"""A part that is marked on the learner's own earlier value works with what a stranger typed: it stays bounded."""

import time

import pytest
from kinds_words import question

from quiz.grading.verdict import Outcome

STORY = """
    kind: scenario
    given: {P(p): (p - 10)*(1000 - 5*p)}
    domain: 10 < p < 200
    ask: A shop.
    parts:
      - {id: profit, kind: expression, ask: 'The profit?', answer: P(p)}
      - {id: slope, kind: expression, ask: 'Its slope?', answer: derivative of profit, follows: profit}
      - {id: best, kind: number, ask: 'The best price?', answer: zero of slope, follows: slope}
      - {id: most, kind: number, ask: 'The best profit?', answer: value of profit at p = best, follows: [profit, best]}
"""
GROWING = [
    "p^(10^9)",
    "(p + 1)^(10^9)",
    "p^(10^40)",
    "2^(p^9)",
    "9^(9^p)",
    "p^p^p",
    "(p^2 + 1)^5000",
    "(p + 1/3)^20000",
    "max(p, 1)^(10^7)",
    "|p|^(10^8)",
    "sqrt(p)^(10^9 + 1)",
    "(2 sqrt(p))^(10^8)",
    "((p + 1)/(p + 2))^(10^6)",
    "((p + 1)/(p + 2))^50000",
    "(p - 17)^(10^8) (p - 19)^(10^8)",
]
"""Harmless as formulas; with a number for p, numbers that fill a machine."""


@pytest.fixture(scope="module")
def story():
    asked = question(STORY)
    asked.part("most", {"profit": "p^2", "best": "7"}).grade("49")  # loads the algebra system
    return asked


@pytest.mark.parametrize("best", ["7", "1 + 10^(-30)", "10^3000"])
@pytest.mark.parametrize("profit", GROWING)
def test_a_value_that_no_machine_can_write_down_is_not_worked_out(story, profit, best):
    started = time.process_time()
    verdict = story.part("most", {"profit": profit, "best": best}).grade("5")

    assert verdict.outcome is Outcome.INCORRECT
    assert time.process_time() - started < 3, "a bound far above the usual milliseconds: nothing may hang"


@pytest.mark.parametrize("part", ["slope", "best"])
@pytest.mark.parametrize("own", GROWING)
def test_growing_formulas_may_be_differentiated_and_solved_for(story, part, own):
    assert story.part(part, {"profit": own, "slope": own}).grade("1") is not None


def test_modest_values_are_still_carried_on(story):
    own = {"profit": "1000 (1 + 1/50)^p", "best": "12"}
    verdict = story.part("most", own).grade("1000 (51/50)^12")

    assert verdict.outcome is Outcome.CORRECT
    assert "follows" in verdict.flags
