"""What a question wants differentiated, its worked steps, and the pieces each rule names."""

from __future__ import annotations

import pytest
from kinds_words import question

from quiz.kinds.slopes import nudged, slopes, stages
from quiz.kinds.steps import derivations, law_of, pieces
from quiz.notation import ascii
from quiz.templatetags.steps import slope_of_curve


def asked(given, answer="derivative of f", kind="expression"):
    return question(f"kind: {kind}\ngiven: {{{given}}}\nanswer: {answer}")


def in_text(found):
    return [(ascii(each.function), each.by, each.label) for each in found]


def test_a_derivative_is_one_slope():
    assert in_text(slopes(asked("f(x): x^2*e^x"))) == [("x^2*e^x", "x", "f'(x)")]


def test_a_partial_derivative_names_what_moves():
    found = asked("'f(x, y)': x^2*y", "derivative of f by y")

    assert in_text(slopes(found)) == [("x^2*y", "y", r"\frac{\partial f}{\partial y}")]


def test_a_gradient_is_a_slope_for_each_variable():
    found = slopes(asked("'f(x, y)': x^2*y", "gradient of f", "vector"))

    assert [each.by for each in found] == ["x", "y"]


def test_a_jacobian_goes_row_by_row():
    found = slopes(asked("'F(x, y)': '(x*y, x + y)'", "jacobian of F", "vector"))

    assert [(ascii(each.function), each.by, each.symbol) for each in found] == [
        ("x*y", "x", "F_{1}"),
        ("x*y", "y", "F_{1}"),
        ("x + y", "x", "F_{2}"),
        ("x + y", "y", "F_{2}"),
    ]


def test_a_second_derivative_is_the_slope_of_the_first():
    found = asked("f(x): x^3", "second derivative of f")

    assert in_text(stages(found)) == [("x^3", "x", "f'(x)"), ("3*x^2", "x", "f''(x)")]
    assert in_text(slopes(found)) == [("3*x^2", "x", "f''(x)")]


def test_parameters_are_numbers_and_ones_are_gone():
    found = question("kind: expression\nvary: {a: [1]}\ngiven: {f(x): a*x^2 + 0}\nanswer: derivative of f")

    assert in_text(slopes(found)) == [("x^2", "x", "f'(x)")]


@pytest.mark.parametrize("answer", ["tangent of f at x = 1", "newton step of f from 3", "minimiser of f"])
def test_what_needs_a_slope_on_its_way_has_steps_but_no_nudge_test(answer):
    kind = "expression" if answer.startswith("tangent") else "number"
    found = asked("f(x): x^2 - x", answer, kind)

    assert [each.label for each in derivations(found)] == ["f'(x)"]
    assert slopes(found) == ()


def test_the_slope_of_a_curve_needs_both_partial_derivatives_of_its_equation():
    found = asked("c: x^2 + y^2 = 25", "implicit derivative of c by x")

    assert in_text(stages(found)) == [("x^2 + y^2 - 25", "x", "F_{x}"), ("x^2 + y^2 - 25", "y", "F_{y}")]
    assert [ascii(each.worked.tidied) for each in derivations(found)] == ["2*x", "2*y"]
    assert slope_of_curve(found.asked.curve) == r"\frac{dy}{dx} = -\frac{F_{x}}{F_{y}}"


@pytest.mark.parametrize("answer", ["value of f at x = 2", "limit of f at x = 1", "2*x"])
def test_other_questions_have_no_steps(answer):
    kind = "expression" if answer == "2*x" else "number"

    assert derivations(asked("f(x): x^2", answer, kind)) == ()


def test_the_nudge_test_takes_the_first_wrong_entry():
    found = asked("'f(x, y)': x^2*y^2", "gradient of f", "vector")
    response = "(2x y^2, x^2 y)"
    test = nudged(found, response, found.grade(response))

    assert (test.entry, test.test.by) == (2, "y")


def test_a_number_is_never_measured_for_the_learner():
    at_a_point = asked("f(x): x^2", "derivative of f at x = 3", "number")
    a_line = asked("f(x): 3*x + 1")

    for each in (at_a_point, a_line):
        assert nudged(each, "5", each.grade("5")) is None


def test_pieces_have_the_letters_of_the_law():
    found = asked("f(x): x^2*sin(3*x)")
    step = derivations(found)[0].worked.step
    u, v = pieces(step)

    assert [(each.letter, each.slope_letter, ascii(each.node), ascii(each.slope)) for each in (u, v)] == [
        ("u", "u'", "x^2", "2*x"),
        ("v", "v'", "sin(3*x)", "cos(3*x)*3"),
    ]
    assert u.step is None, "a power is seen at once"
    assert v.step.rule == "chain"


def test_a_composition_has_an_outside_and_an_inside():
    step = derivations(asked("f(x): sin(x^2)"))[0].worked.step

    assert [(each.letter, each.slope_letter, ascii(each.slope)) for each in pieces(step)] == [
        ("F(u)", "F'(u)", "cos(u)"),
        ("u", "u'", "2*x"),
    ]


def test_a_constant_factor_needs_no_slope():
    constant, rest = pieces(derivations(asked("f(x): 5*sin(x^2)"))[0].worked.step)

    assert constant.slope is None
    assert rest.step.rule == "chain"


def test_an_explanation_begins_behind_the_number_in_front():
    (found,) = derivations(asked("f(x): 5*x^2*e^x"))

    assert found.worked.step.rule == "multiple"
    assert found.beginning.rule == "product"


def test_the_law_of_a_known_function_is_its_row_of_the_table():
    assert law_of(derivations(asked("f(x): tan(x)"))[0].worked.step).endswith(r"\frac{1}{\cos^2 x}")


@pytest.mark.parametrize("function", ["x^x", "max(x, 2)", "abs(x)*x", "ln(x)/x", "sqrt(x^2 + 1)", "2^x", "7", "x"])
def test_every_step_can_be_shown(function):
    (found,) = derivations(asked(f"f(x): '{function}'"))

    for step in found.worked.step.walk():
        assert law_of(step)
        assert all(each.slope_letter for each in pieces(step))
