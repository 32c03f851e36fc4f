"""scenario: later parts use earlier ones, and are marked on the learner's own wrong value."""

import json

import pytest
from kinds_words import findings, question, template

from quiz.grading.verdict import Outcome
from quiz.kinds import CannotBuild

PRICE = """
    kind: scenario
    vary: {c: [10, 20], k: [5]}
    given: {P(p): (p - c)*(1000 - k*p)}
    domain: c < p < 1000/k
    ask: Each pair costs {c}.
    parts:
      - {id: profit-slope, kind: expression, ask: 'Give the slope.', answer: derivative of P}
      - id: best
        kind: number
        ask: Which price?
        answer: zero of profit-slope
        follows: profit-slope
        mistakes: [{answer: 1000/(2*k), say: That maximises revenue.}]
      - {id: profit, kind: number, ask: 'How much?', answer: value of P at p = best, follows: [best]}
      - id: why
        kind: choice
        ask: Why?
        options: [{text: It bends down, right: yes, say: Right.}, {text: It is flat, say: Only flat.}]
      - id: words
        kind: explain
        ask: Say it.
        model: It bends down.
        key_points: [{id: bends, say: It bends down., listen_for: [bend*]}]
"""
GRADIENT = """
    kind: scenario
    given:
      T(x, y): x^2 + x*y
    ask: A field.
    parts:
      - {id: grad, kind: vector, ask: 'The gradient?', answer: 'gradient of T at (2, 1)'}
      - {id: direction, kind: vector, ask: 'Unit direction?', answer: grad/norm(grad), follows: grad}
      - {id: first, kind: number, ask: 'Its first entry?', answer: 'grad[1]', follows: grad}
"""


def test_parts_come_in_order_with_their_kinds():
    parts = question(PRICE).parts
    assert list(parts) == ["profit-slope", "best", "profit", "why", "words"]
    assert [part.kind for part in parts.values()] == ["expression", "number", "number", "choice", "explain"]


def test_a_part_has_the_storys_title_and_level_and_its_own_id():
    part = question(PRICE).part("best")
    assert (part.id, part.title, part.level, part.prompt) == ("best", "An item", 2, "Which price?")


def test_later_answers_use_earlier_ones():
    asked = question(PRICE, {"c": 10, "k": 5})
    assert (asked.part("best").key_text, asked.part("profit").key_text) == ("105", "45125")


def test_the_right_value_is_right_whatever_came_before():
    verdict = question(PRICE).part("best", {"profit-slope": "1000 - 10*p"}).grade("105")
    assert verdict.outcome is Outcome.CORRECT
    assert "follows" not in verdict.flags


def test_an_answer_that_follows_from_the_own_wrong_slope_is_right():
    verdict = question(PRICE).part("best", {"profit-slope": "1100 - 10*p"}).grade("110")
    assert verdict.outcome is Outcome.CORRECT
    assert verdict.flags == ("follows",)
    assert verdict.message == "Right from your own profit slope."


def test_marking_on_comes_before_the_authors_mistakes():
    part = question(PRICE).part("best", {"profit-slope": "1000 - 10*p"})
    assert part.grade("100").flags == ("follows",)
    assert question(PRICE).part("best").grade("100").message == "That maximises revenue."


@pytest.mark.parametrize("slope", ["", "1050 - 10*p", "((", "1050 - 10*q"])
def test_a_right_or_unreadable_earlier_answer_is_not_carried_on(slope):
    assert question(PRICE).part("best", {"profit-slope": slope}).grade("110").outcome is Outcome.INCORRECT


def test_only_the_part_that_is_followed_is_carried_on():
    asked = question(PRICE, {"c": 10, "k": 5})
    assert asked.part("profit", {"best": "100"}).grade("45000").flags == ("follows",)
    assert asked.part("profit", {"profit-slope": "1000 - 10*p"}).grade("45000").outcome is Outcome.INCORRECT


@pytest.mark.parametrize(
    "hostile",
    ["p^p^p - 3", "(p+1)^400 - 7*p", "sin(exp(p)) - 1", "+".join(["p"] * 200), "1/(p^2+1)^9", "((p^9+1)^9+1)^9", "7"],
)
def test_what_cannot_be_solved_quickly_is_not_carried_on(hostile):
    verdict = question(PRICE).part("best", {"profit-slope": hostile}).grade("110")
    assert verdict.outcome is Outcome.INCORRECT


def test_vectors_are_carried_on_through_formulas():
    asked = question(GRADIENT)
    assert asked.part("direction").grade("(5/sqrt(29), 2/sqrt(29))").outcome is Outcome.CORRECT
    own = asked.part("direction", {"grad": "(3, 4)"}).grade("(3/5, 4/5)")
    assert (own.outcome, own.flags) == (Outcome.CORRECT, ("follows",))
    assert asked.part("first", {"grad": "(3, 4)"}).grade("3").flags == ("follows",)
    assert asked.part("first", {"grad": "(3, 4, 5)"}).grade("4").outcome is Outcome.INCORRECT


def test_the_whole_story_is_graded_from_json():
    asked = question(PRICE)
    assert asked.grade(asked.key_text).outcome is Outcome.CORRECT
    verdict = asked.grade(json.dumps({**json.loads(asked.key_text), "best": "1"}))
    assert verdict.outcome is Outcome.INCORRECT
    assert verdict.components[1] == "incorrect"


@pytest.mark.parametrize("typed", ["", "{}", "[]", "null", "{", "[" * 30_000, '{"a": {"b": [1]}}'])
def test_what_is_no_set_of_answers_is_unreadable(typed):
    assert question(PRICE).grade(typed).outcome is Outcome.UNREADABLE


def test_checking_a_story_checks_every_part():
    made = template(PRICE.replace("zero of profit-slope", "minimum of P"))
    with pytest.raises(CannotBuild) as caught:
        made.checked(made.variants()[0])
    assert caught.value.finding.path == ("parts", 1, "answer")


@pytest.mark.parametrize(
    ("old", "new", "code", "path"),
    [
        ("id: best", "id: profit-slope", "duplicate-id", ("parts", 0, "id")),
        ("id: best", "id: p", "bad-id", ("parts", 1, "id")),
        ("follows: profit-slope", "follows: profit", "unknown-id", ("parts", 1, "follows")),
        ("zero of profit-slope", "zero of profit", "unknown-name", ("parts", 1, "answer")),
        ("Give the slope.", "Give {q}.", "unknown-placeholder", ("parts", 0, "ask")),
        ("Each pair costs {c}.", "Each pair costs {z}.", "unknown-placeholder", ("ask",)),
    ],
)
def test_what_is_wrong_in_a_part_is_found_at_its_place(old, new, code, path):
    assert (code, path) in [(each.code, each.path) for each in findings(PRICE.replace(old, new))]
