"""vector: brackets of every sort, boxes, sets in any order, matrices."""

import pytest
from kinds_words import question

from quiz.grading.verdict import Outcome

GRADIENT = "kind: vector\ngiven:\n  f(x, y): x^2*y + y\nanswer: gradient of f\n"
JACOBIAN = "kind: vector\ngiven:\n  F(x, y): (x^2*y, x + 3*y)\nanswer: jacobian of F\n"


@pytest.mark.parametrize("typed", ["(2*x*y, x^2 + 1)", "[2xy, x^2+1]", "2xy, 1 + x^2"])
def test_a_vector_is_read_from_any_bracket(typed):
    assert question(GRADIENT).grade(typed).outcome is Outcome.CORRECT


def test_each_entry_has_its_own_verdict():
    verdict = question(GRADIENT).grade("(2*x*y, x^2)")
    assert verdict.outcome is Outcome.INCORRECT
    assert verdict.components == ("correct", "incorrect")


def test_a_matrix_is_read_row_by_row():
    assert question(JACOBIAN).grade("[[2xy, x^2], [1, 3]]").outcome is Outcome.CORRECT
    assert question(JACOBIAN).grade("[[2xy, 1], [x^2, 3]]").outcome is Outcome.INCORRECT


def test_a_foreseen_matrix_gets_the_authors_sentence():
    item = JACOBIAN + "mistakes:\n  - {answer: [[2*x*y, 1], [x^2, 3]], say: Rows and columns are exchanged.}\n"
    assert question(item).grade("[[2xy, 1], [x^2, 3]]").message == "Rows and columns are exchanged."


@pytest.mark.parametrize(
    ("item", "shape"),
    [
        (GRADIENT, (1, 2)),
        (JACOBIAN, (2, 2)),
        ("kind: vector\ngiven:\n  f(x, y, z): x*y*z\nanswer: hessian of f\n", (3, 3)),
        ("kind: vector\ngiven: {f(x): x^3 - 3*x}\nanswer: critical points of f\n", (1, 2)),
        ("kind: vector\nanswer: [1, 2, 3]\n", (1, 3)),
    ],
)
def test_boxes_know_their_shape(item, shape):
    assert question(item).shape == shape


def test_rows_in_boxes_are_graded_as_one_matrix():
    asked = question(JACOBIAN, boxes="yes")
    assert asked.boxes
    assert asked.grade("[[2xy, x^2], [1, 3]]").outcome is Outcome.CORRECT


def test_an_empty_box_is_unreadable():
    asked = question(GRADIENT, boxes="yes")
    assert asked.grade("(2xy, )").outcome is Outcome.UNREADABLE
    assert asked.grade("(, )").outcome is Outcome.UNREADABLE


def test_a_set_may_come_in_any_order():
    item = "kind: vector\ngiven: {f(x): x^3 - 3*x}\nanswer: critical points of f\n"
    assert question(item, any_order="yes").grade("(1, -1)").outcome is Outcome.CORRECT
    assert question(item).grade("(1, -1)").outcome is Outcome.INCORRECT


@pytest.mark.parametrize(
    "typed",
    ["x = -2, x = 2", "x = 2 or x = -2", "x=2 or -2", "2 and -2", "{x = 2; x = -2}", "x_1 = 2, x_2 = -2", "x = 2, -2"],
)
def test_the_values_of_a_set_may_each_have_their_name(typed):
    item = "kind: vector\ngiven: {f(x): x^3 - 12*x}\nanswer: critical points of f\n"
    assert question(item, any_order="yes").grade(typed).outcome is Outcome.CORRECT
    assert question(item, any_order="yes").read(typed).text == typed


@pytest.mark.parametrize("typed", ["x = 2, y = -2", "x = 2 or", "x = 2 or x = -2 = 3"])
def test_other_names_and_loose_ends_cost_nothing(typed):
    item = "kind: vector\ngiven: {f(x): x^3 - 12*x}\nanswer: critical points of f\nany_order: yes\n"
    assert question(item).grade(typed).outcome is Outcome.UNREADABLE


def test_an_ordered_list_has_no_alternatives():
    item = "kind: vector\ngiven: {f(x): x^3 - 12*x}\nanswer: critical points of f\n"
    assert question(item).grade("-2 or 2").outcome is Outcome.UNREADABLE


def test_one_value_is_a_list_of_one():
    item = "kind: vector\ngiven: {f(x): x^2}\nanswer: critical points of f\n"
    assert question(item).shape == (1, 1)
    assert question(item).grade("(0)").outcome in (Outcome.CORRECT, Outcome.UNREADABLE)


def test_vectors_are_added_and_scaled_in_formulas():
    item = "kind: vector\nvary: {a: [3]}\ngiven:\n  u: (1, 2)\n  v: (a, 4)\nanswer: 2*u - v/2\n"
    assert question(item).grade("(1/2, 2)").outcome is Outcome.CORRECT


def test_norm_dot_and_entries_give_numbers():
    item = "kind: number\ngiven:\n  u: (3, 4)\nanswer: norm(u) + dot(u, u) + u[2]\n"
    assert question(item).grade("34").outcome is Outcome.CORRECT
