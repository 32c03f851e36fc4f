"""What a wrong answer is taken for, how sure we are, and when we keep silent."""

from __future__ import annotations

import pytest
from diagnosis_words import asked, found, ids, tree

from quiz.calculus.differentiate import derivative
from quiz.calculus.rules.record import Misconception
from quiz.calculus.tables import MISCONCEPTIONS
from quiz.grading.diagnosis import diagnosed, misconceptions
from quiz.grading.ladder import grade
from quiz.grading.verdict import Outcome, Task
from quiz.notation import ascii

CATALOGUE = tuple(MISCONCEPTIONS.values())
TWINS = {  # examples in which two names fit the very same mistake, and the other one is said first
    "x_to_zero": "slip_term_lost",
    "slip_exp": "slip_exp",
    "log_one_over_x": "chain_inner_ignored",
    "exp_keeps_exponent": "chain_times_inner",
}


def name_of(misconception: Misconception) -> str:
    return misconception.id


@pytest.mark.parametrize("misconception", CATALOGUE, ids=name_of)
def test_every_misconception_is_found_first_in_its_own_example(misconception: Misconception) -> None:
    function, wrong = misconception.example
    said = ids(function, wrong, misconception.kind)
    assert said, f"nothing was found in {misconception.example}"
    assert said[0] in (misconception.id, TWINS.get(misconception.id)), said


@pytest.mark.parametrize("misconception", CATALOGUE, ids=name_of)
def test_no_misconception_is_found_in_an_answer_that_only_looks_like_its_example(misconception: Misconception) -> None:
    function, wrong = misconception.example
    if wrong.startswith("("):
        near = wrong.replace("(", "(17x^3 + 1.37 + ", 1)
    else:
        near = f"{wrong} + 17/13 x^5 - 3/19" if misconception.kind != "at_point" else f"{wrong} + 17/1009"
    assert ids(function, near, misconception.kind) == []


@pytest.mark.parametrize(
    ("function", "wrong", "where"),
    [
        ("x^2 sin(3x)", "2x sin(3x) + x^2 cos(3x)", "sin(3*x)"),
        ("3x^4 + 5x + 7", "12x^4 + 5", "x^4"),
        ("e^x + ln(x^2 + 1)", "e^x + 1/(x^2 + 1)", "ln(x^2 + 1)"),
        ("4x^3 - sin(2x)/x", "12x^2 - 2cos(2x)", "sin(2*x)/x"),
        ("5x^3 + 7", "15x^2 + 7", "7"),
    ],
)
def test_the_place_in_the_learners_function_is_named(function: str, wrong: str, where: str) -> None:
    first = found(function, wrong)[0].candidate
    assert first.where is not None
    assert ascii(first.where) == where


def test_the_same_mistake_at_two_places_counts_once() -> None:
    assert ids("e^(2x) cos(3x)", "e^(2x)(cos(3x) - sin(3x))")[0] == "chain_inner_dropped"


@pytest.mark.parametrize(
    ("function", "wrong", "both"),
    [
        ("cos(2x)", "sin(2x)", {"trig_sign", "chain_inner_dropped"}),
        ("x^2 cos(3x)", "-2x sin(3x)", {"product_of_derivs", "chain_inner_dropped"}),
        ("sin(3x)^2", "2 cos(3x)", {"chain_deriv_inside", "chain_inner_dropped"}),
    ],
)
def test_two_different_mistakes_are_found_together(function: str, wrong: str, both: set[str]) -> None:
    assert set(ids(function, wrong)[0].split("+")) == both


# -- kinds of question -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("function", "wrong", "expected"),
    [
        ("x^2 y + 3y^2", "x^2 + 6y", "wrong_variable"),
        ("x^2 y + 3y^2", "2xy + x^2 + 6y", "not_held_constant"),
        ("x^2 y + 3y^2", "2x", "held_factor_dropped"),
        ("x^2 y + 3y^2", "2xy + 3y^2", "const_kept"),
        ("ln(x^2 + y^2)", "1/(x^2 + y^2)", "chain_inner_dropped"),
    ],
)
def test_partial_derivatives_are_diagnosed(function: str, wrong: str, expected: str) -> None:
    assert ids(function, wrong)[0] == expected


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [("4x^3 + 3", "order_too_low"), ("24x", "second_derivative"), ("12x^3", "power_keep_exp"), ("12x^2 + 3", "x_kept")],
)
def test_higher_derivatives_are_diagnosed_at_each_order(wrong: str, expected: str) -> None:
    assert expected in ids("x^4 + 3x", wrong, order=2)


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        ("x/y", "implicit_sign_lost"),
        ("-y/x", "implicit_flipped"),
        ("-2x - 2y", "dydx_missing"),
        ("(25 - 2x)/(2y)", "const_kept"),
        ("-x/(2y)", "power_drop_coef"),
    ],
)
def test_implicit_derivatives_are_diagnosed(wrong: str, expected: str) -> None:
    assert ids("x^2 + y^2 = 25", wrong, "implicit")[0] == expected


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [("x^x ln x", "exp_rule_on_var_base"), ("ln x + 1", "logdiff_y_missing"), ("x^x (ln x - 1)", "product_sign")],
)
def test_logarithmic_differentiation_is_diagnosed(wrong: str, expected: str) -> None:
    assert ids("x^x", wrong)[0] == expected


def test_a_mistake_that_runs_through_all_wrong_entries_of_a_gradient_is_named_once() -> None:
    assert ids("(3x + y)^2 + (x - 2y)^4", "(2(3x + y) + 4(x - 2y)^3, 2(3x + y) + 4(x - 2y)^3)", "gradient")[0] == (
        "chain_inner_dropped"
    )


def test_a_number_is_never_explained_for_sure() -> None:
    said = found("(3x + 1)^2", "8", "at_point", at="1")
    assert said[0].candidate.ids == ("chain_inner_dropped",)
    assert said[0].certainty != "sure"


# -- answers to other questions --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("function", "wrong", "expected"),
    [
        ("x^3 - 2x", "x^4/4 - x^2", "integrated"),
        ("x ln x", "x ln x", "not_differentiated"),
        ("x^3 - 2x", "6x", "second_derivative"),
        ("sin(x y)", "x cos(xy)", "wrong_variable"),
    ],
)
def test_a_right_answer_to_another_question_is_recognised(function: str, wrong: str, expected: str) -> None:
    assert ids(function, wrong)[0] == expected


# -- gates -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("wrong", ["x^5 + 1/(x + 4)", "e^(-7x) + x", "sinh(x) + 6", "19x + 23", "tan(x)/x^3"])
@pytest.mark.parametrize("function", ["x^2 e^x", "(2x + 1)/(3x + 5)", "ln(x^2 + 1)", "sigmoid(x)", "x^x", "sqrt(x)"])
def test_an_answer_out_of_the_blue_is_not_explained(function: str, wrong: str) -> None:
    assert ids(function, wrong) == []


def test_a_bare_zero_is_explained_only_by_what_is_very_common() -> None:
    assert ids("x^2 sin(3x) + e^x", "0") == []
    assert ids("relu(x)", "0")[0] == "relu_always_zero"


def test_a_number_for_a_long_function_is_not_explained_by_two_mistakes() -> None:
    assert ids("x^3 ln(x^2 + 1)", "6") == []


def test_a_coincidence_to_seven_digits_is_no_explanation() -> None:
    assert ids("sin(3x)", "1.0001 cos(3x) + x^7/10^3") == []


def test_what_equals_the_truth_is_no_mistake() -> None:
    assert ids("e^x", "e^x") == []


def test_functions_we_have_no_rule_for_are_left_alone() -> None:
    assert misconceptions(asked("x^2"), tree("(x, 2)")) == ()


def test_a_bend_is_looked_at_on_both_sides() -> None:
    assert ids("relu(x - 1)", "1")[0] == "relu_always_one"
    assert ids("abs(x)", "x")[:1] != ["abs_always_one"]


def test_the_domain_of_the_question_is_kept() -> None:
    assert ids("ln(x - 50)", "1/x", domain="x > 50")[0] in ("chain_outer_at_x", "log_one_over_x", "chain_inner_ignored")


# -- words -----------------------------------------------------------------------------------------------------


def verdict_on(function: str, response: str):  # type: ignore[no-untyped-def]
    question = asked(function)
    task = Task(derivative(tree(function), "x"), ("x",), tree(function), asked=question)
    return diagnosed(task, response, grade(task, response))


def test_a_sure_finding_is_one_plain_sentence_with_the_place() -> None:
    verdict = verdict_on("sin(3x)", "cos 3x")
    assert verdict.outcome is Outcome.INCORRECT
    assert verdict.misconceptions[0]["id"] == "chain_inner_dropped"
    assert verdict.misconceptions[0]["certainty"] == "sure"
    assert verdict.misconceptions[0]["where"] == "sin(3*x)"
    assert verdict.misconceptions[0]["path"] == []
    assert verdict.message.startswith("You differentiated the outside of sin(3*x)")
    assert "$\\sin" in verdict.misconceptions[0]["say"]


def test_no_message_gives_the_answer_away() -> None:
    for misconception in CATALOGUE:
        function, wrong = misconception.example
        if misconception.kind == "derivative":
            right = ascii(derivative(tree(function), "x"))
            assert len(right) < 3 or right not in verdict_on(function, wrong).message


def test_two_explanations_that_fit_alike_are_a_question_and_no_claim() -> None:
    verdict = verdict_on("e^(2x)", "e^(2x)")
    assert [each["certainty"] for each in verdict.misconceptions[:2]] == ["ambiguous", "ambiguous"]
    assert verdict.message == ""


def test_a_right_answer_has_no_diagnosis() -> None:
    assert verdict_on("sin(3x)", "3cos(3x)").misconceptions == ()


@pytest.mark.parametrize(
    ("wrong", "expected"), [("12x^3 - 5", "slip_sign"), ("12x^3 + 9", "slip_coef"), ("12x^3 + 5x", "x_kept")]
)
def test_a_slip_is_named_by_its_place_in_the_function_and_not_by_the_right_term(wrong: str, expected: str) -> None:
    verdict = verdict_on("3x^4 + 5x + 7", wrong)
    assert verdict.misconceptions[0]["id"] == expected
    assert verdict.misconceptions[0]["where"] in ("5*x", "x")
