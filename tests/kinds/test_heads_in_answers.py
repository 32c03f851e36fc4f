"""The item's own functions in an answer: `s(x) (1 - s(x))`, or `s (1 - s)`, for the slope of s."""

import pytest
from kinds_words import question

from quiz.grading.verdict import Outcome
from quiz.notation import Parsed, ascii

SIGMOID = """
    kind: expression
    vary: {a: [2]}
    given: {s(x): 1/(1 + exp(-a*x))}
    ask: Differentiate $s(x) = {s(x)}$.
    answer: derivative of s
"""
PRODUCT = """
    kind: expression
    given: {s(x): 1/(1 + exp(-x)), f(x): x*s(x)}
    ask: Differentiate $f(x) = x\\,s(x)$, where $s(x) = {s(x)}$.
    answer: derivative of f
"""
INSIDE = """
    kind: expression
    given: {s(x): 1/(1 + exp(-x)), f(x): s(3*x)}
    ask: Differentiate $f(x) = s(3x)$, where $s(x) = {s(x)}$.
    answer: derivative of f
"""


def verdict(item, typed, **more):
    return question(item, **more).grade(typed)


@pytest.mark.parametrize(
    ("item", "typed"),
    [
        (SIGMOID, "2 s(x)(1-s(x))"),
        (SIGMOID, "2s(1-s)"),
        (SIGMOID, "s'(x) = 2 s (1-s)"),
        (SIGMOID, "2s - 2s^2"),
        (SIGMOID, "2 s(x) s(-x)"),
        (PRODUCT, "s + x s (1-s)"),
        (PRODUCT, "f(x)/x + f(1 - s)"),
        (INSIDE, "3 s(3x)(1 - s(3x))"),
        (INSIDE, "3f(1-f)"),
    ],
)
def test_a_slope_may_be_written_with_the_functions_of_the_question(item, typed):
    assert verdict(item, typed).outcome is Outcome.CORRECT


@pytest.mark.parametrize("typed", ["s(1-s)", "s", "s(x)", "2 s(1-x)", "2s(1+s)"])
def test_such_an_answer_is_judged_like_any_other(typed):
    assert verdict(SIGMOID, typed).outcome is Outcome.INCORRECT


def test_a_function_that_is_its_own_slope_is_an_answer():
    item = "kind: expression\ngiven: {f(x): exp(x)}\nask: '?'\nanswer: derivative of f\n"
    assert verdict(item, "f(x)").outcome is Outcome.CORRECT


def test_the_preview_shows_what_was_typed():
    found = question(SIGMOID).read("2 s(x)(1-s)")
    assert isinstance(found, Parsed)
    assert ascii(found.tree) == "2*s(x)*(1 - s)"
    assert verdict(SIGMOID, "2s(1-s)").reading.ascii == "2*s*(1 - s)"


def test_a_bracket_that_may_be_an_argument_is_asked_about():
    found = verdict(SIGMOID, "2s(1-s(x))")
    assert (found.outcome, found.message) == (Outcome.UNREADABLE, "Did you mean 2*s*(1 - s(x))?")


def test_the_slope_itself_still_has_to_be_worked_out():
    assert verdict(SIGMOID, "s'(x)").message == "Work the derivative out."


def test_a_function_that_the_item_puts_something_else_into_needs_its_argument():
    assert verdict(INSIDE, "3s(1-s)").message == "s needs an argument."


def test_where_a_letter_was_not_shown_it_means_nothing():
    hidden = PRODUCT.replace("x\\,s(x)$, where $s(x) = {s(x)}$", "{f(x)}$")
    assert verdict(hidden, "s + x s(1-s)").message == "s is not in this question. Did you mean x?"


def test_a_vector_entry_may_use_a_function_of_two_variables():
    item = "kind: vector\ngiven:\n  f(x, y): exp(x*y)\nask: '?'\nanswer: gradient of f\n"
    assert verdict(item, "(y f(x, y), x f(x, y))").outcome is Outcome.CORRECT
    assert verdict(item, "(y f, x f)").outcome is Outcome.UNREADABLE


def test_a_slope_at_a_point_takes_values_and_no_variable():
    item = "kind: number\ngiven: {s(x): 1/(1 + exp(-x))}\nask: '?'\nanswer: derivative of s at x = 0\n"
    assert verdict(item, "s(0)(1 - s(0))").outcome is Outcome.CORRECT
    assert verdict(item, "s(x)").outcome is Outcome.UNREADABLE
    assert verdict(item, "s").outcome is Outcome.UNREADABLE


@pytest.mark.parametrize("answer", ["value of f at x = 2", "f(2)", "maximum of f on [0, 2]"])
def test_only_slopes_may_be_written_so_a_value_cannot_be_asked_back(answer):
    item = f"kind: number\ngiven: {{f(x): x^2}}\nask: Take $f(x) = {{f(x)}}$.\nanswer: '{answer}'\n"
    assert verdict(item, "4").outcome is Outcome.CORRECT
    assert verdict(item, "f(2)").outcome is Outcome.UNREADABLE


def test_where_the_form_is_the_skill_the_functions_are_not_used():
    assert verdict(SIGMOID, "2s(1-s)", form="expanded").outcome is Outcome.UNREADABLE


@pytest.mark.parametrize("name", ["e", "sigma", "d"])
def test_a_letter_whose_meaning_is_settled_keeps_it(name):
    item = f"kind: expression\ngiven: {{{name}(x): x^2}}\nask: 'Take ${name}(x)$.'\nanswer: derivative of {name}\n"
    assert question(item).heads == {}
    assert verdict(item, "2x").outcome is Outcome.CORRECT


def test_a_cost_called_c_does_not_hide_a_constant_of_integration():
    item = "kind: expression\ngiven: {C(q): q^2}\nask: Costs are $C(q)$.\nanswer: derivative of C\n"
    said = "C is not in this question; a derivative needs no constant of integration."
    assert verdict(item, "2q + C").message == said
    assert verdict(item, "2C/q").outcome is Outcome.CORRECT


@pytest.mark.parametrize("typed", ["s(" * 60 + "x" + ")" * 60, "s(" * 400 + "s", " + ".join(["s(s(s(s(x))))"] * 120)])
def test_functions_put_into_each_other_stay_bounded(typed):
    found = verdict(SIGMOID, typed)
    assert (found.outcome, found.decided_by) == (Outcome.UNREADABLE, "limits")


def test_a_number_that_only_grows_once_it_is_spelled_out_is_refused():
    item = "kind: expression\ngiven: {f(x): exp(exp(x))}\nask: '?'\nanswer: derivative of f\n"
    found = verdict(item, "f(20)")
    assert (found.outcome, found.decided_by) == (Outcome.UNREADABLE, "limits")


def test_an_answer_in_functions_is_carried_on_without_them():
    value = question(SIGMOID).own_value("s(1-s)")
    assert ascii(value) == "1/(1 + exp(-2*x))*(1 - 1/(1 + exp(-2*x)))"
    doubled = "kind: expression\ngiven: {f(x): x*exp(x)}\nask: '?'\nanswer: derivative of f\n"
    assert question(doubled).own_value("f(" * 40 + "x" + ")" * 40) is None
