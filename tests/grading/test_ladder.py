"""The decision ladder, by example: what is accepted, what is refused, and by which rung."""

from __future__ import annotations

import pytest
from tasks import outcome_of, the_derivative_of, the_formula, the_number, verdict_on

from quiz.grading import worker
from quiz.grading.verdict import Outcome, Verdict

EQUIVALENT = [
    ("sin(3x)", "3cos(3x)"),
    ("sin(3x)", "3(4cos(x)^3 - 3cos(x))"),
    ("sin(x)^2", "sin(2x)"),
    ("sin(x)^2", "2 sin x cos x"),
    ("tan(x)", "1 + tan(x)^2"),
    ("tan(x)", "sec(x)^2"),
    ("ln(cos(x))", "-tan(x)"),
    ("x^2 e^x", "x e^x (x + 2)"),
    ("x^2 e^x", "2x e^x + x^2 e^x"),
    ("e^(2x)", "2 e^x e^x"),
    ("e^(-x^2/2)", "-x/e^(x^2/2)"),
    ("2^x", "ln(2)*2^x"),
    ("2^x", "e^(x ln 2) ln 2"),
    ("x^x", "x^x (1 + ln x)"),
    ("ln(x^2)", "2/x"),
    ("ln(3x)", "1/x"),
    ("log10(x)", "1/(x ln 10)"),
    ("x ln(x)", "ln(x) + 1"),
    ("x ln(x)", "ln(e x)"),
    ("sqrt(x)", "1/(2 sqrt(x))"),
    ("sqrt(x)", "0.5 x^(-1/2)"),
    ("sqrt(x^2 + 1)", "x (x^2 + 1)^(-1/2)"),
    ("cbrt(x)", "1/(3 x^(2/3))"),
    ("x^(3/2)", "3 sqrt(x)/2"),
    ("cosh(x)", "(e^x - e^(-x))/2"),
    ("tanh(x)", "1 - tanh(x)^2"),
    ("tanh(x)", "4/(e^x + e^(-x))^2"),
    ("arsinh(x)", "1/sqrt(x^2 + 1)"),
    ("arctan(x)", "1/(1 + x^2)"),
    ("arcsin(x)", "1/sqrt((1-x)(1+x))"),
    ("1/(1 + e^(-x))", "sigmoid(x)(1 - sigmoid(x))"),
    ("sigmoid(x)", "e^(-x)/(1 + e^(-x))^2"),
    ("sigmoid(x)", "e^x/(1 + e^x)^2"),
    ("sigmoid(x)", "1/(2 + 2cosh(x))"),
    ("sigmoid(x)", "(1 - tanh(x/2)^2)/4"),
    ("softplus(x)", "sigmoid(x)"),
    ("softplus(x)", "1/(1 + e^(-x))"),
    ("swish(x)", "sigmoid(x) + x sigmoid(x)(1 - sigmoid(x))"),
    ("ln(1 + e^x)", "1 - 1/(1 + e^x)"),
    ("relu(x)^2", "2 relu(x)"),
    ("relu(x)", "step(x)"),
    ("relu(x)", "(1 + x/|x|)/2"),
    ("|x|", "x/|x|"),
    ("|x|", "sign(x)"),
    ("max(x, 1 - x)", "sign(2x - 1)"),
    ("x/(x + 1)", "1/(x+1)^2"),
    ("x/(x + 1)", "1/(x+1) - x/(x+1)^2"),
    ("(x^2 + 1)^3", "6x^5 + 12x^3 + 6x"),
    ("(2x + 3)^5", "10(2x+3)^4"),
    ("x^2/2", "(x^2 - 1)/(x - 1) - 1"),
    ("sin(x) cos(x)", "cos(2x)"),
    ("e^(sin(x))", "cos(x) exp(sin x)"),
    ("erf(x)", "2 e^(-x^2)/sqrt(pi)"),
    ("sin(x/2)", "cos(x/2)/2"),
    ("ln(x + sqrt(x^2 + 1))", "1/sqrt(1 + x^2)"),
]


@pytest.mark.parametrize(("function", "typed"), EQUIVALENT)
def test_any_equivalent_form_is_correct_without_sympy(function: str, typed: str) -> None:
    verdict = verdict_on(typed, the_derivative_of(function))

    assert verdict.outcome is Outcome.CORRECT
    assert verdict.decided_by in ("identical", "exact")


@pytest.mark.parametrize(
    ("function", "typed"),
    [
        ("sin(3x)", "cos(3x)"),
        ("sin(3x)", "-3cos(3x)"),
        ("x^3", "3x"),
        ("x^2 e^x", "2x e^x"),
        ("x ln(x)", "ln(x)"),
        ("sigmoid(x)", "sigmoid(x)"),
        ("sigmoid(x)", "1 - sigmoid(x)"),
        ("tanh(x)", "1 - tanh(x)"),
        ("x/(x + 1)", "1"),
        ("2^x", "x*2^(x-1)"),
        ("relu(x)", "1"),
        ("relu(x)", "relu(x)"),
        ("sqrt(x)", "1/sqrt(x)"),
    ],
)
def test_a_different_function_is_incorrect_with_a_point_that_shows_it(function: str, typed: str) -> None:
    verdict = verdict_on(typed, the_derivative_of(function))

    assert (verdict.outcome, verdict.decided_by) == (Outcome.INCORRECT, "balls")
    assert verdict.witness is not None
    assert set(verdict.witness.point) == {"x"}
    assert len(verdict.witness.point["x"]) <= 6
    assert verdict.witness.expected != verdict.witness.given


@pytest.mark.parametrize("error", ["1e-6", "1e-12"])
@pytest.mark.parametrize("function", ["x^3", "sin(3x)", "e^(2x)", "sigmoid(x)", "ln(x)"])
def test_a_coefficient_that_is_off_by_a_hair_is_incorrect(function: str, error: str) -> None:
    task = the_derivative_of(function)
    digits = "0." + "0" * (int(error[3:]) - 1) + "1"
    key = verdict_on("0", task)
    assert key.outcome is Outcome.INCORRECT

    from quiz.notation import ascii as plain

    assert outcome_of(f"({plain(task.key)})*(1 + {digits})", task) == "incorrect"


def test_the_point_shows_as_many_digits_as_it_takes() -> None:
    verdict = verdict_on("3.000001 cos(3x)", the_derivative_of("sin(3x)"))

    assert verdict.witness is not None
    assert verdict.witness.expected[:6] == verdict.witness.given[:6]


def test_an_open_bracket_costs_nothing_and_is_pointed_at() -> None:
    verdict = verdict_on("2x cos(x^2", the_derivative_of("sin(x^2)"))

    assert verdict.outcome is Outcome.UNREADABLE
    assert verdict.decided_by == "reader"
    assert not verdict.counts
    assert verdict.span is not None
    assert verdict.message


def test_how_the_answer_was_read_comes_back() -> None:
    verdict = verdict_on("2x e^x", the_derivative_of("sin(x)"))

    assert verdict.reading is not None
    assert verdict.reading.ascii.replace(" ", "") == "2*x*e^x"
    assert "e^{x}" in verdict.reading.latex


def test_a_value_where_the_function_has_a_slope_may_not_be_missing() -> None:
    verdict = verdict_on("x/(x - x)", the_derivative_of("x^2"))

    assert (verdict.outcome, verdict.decided_by) == (Outcome.INCORRECT, "domain")
    assert "undefined at x =" in verdict.message


def test_a_form_that_leaves_the_real_line_on_the_way_is_correct_and_says_so() -> None:
    verdict = verdict_on("ln(e) * sqrt(x)^2", the_derivative_of("x^2/2"))

    assert verdict.outcome is Outcome.CORRECT
    assert "domain" in verdict.flags


def test_a_form_that_is_real_on_one_side_only_is_incorrect_when_its_value_differs() -> None:
    verdict = verdict_on("e^(-2/3 ln(x))/3", the_derivative_of("cbrt(x)"))

    assert (verdict.outcome, verdict.decided_by) == (Outcome.INCORRECT, "domain")


def test_a_declared_domain_limits_where_it_must_be_equal() -> None:
    assert outcome_of("|x|", the_formula("x", domain="x > 0")) == "correct"
    assert outcome_of("-|x|", the_formula("x", domain="x < 0")) == "correct"
    assert outcome_of("|x|", the_formula("x")) == "incorrect"


def test_a_domain_far_from_zero_is_found() -> None:
    task = the_formula("1000 - 10p", "p", domain="20 < p < 200")

    assert outcome_of("10(100 - p)", task) == "correct"
    assert outcome_of("10(101 - p)", task) == "incorrect"
    assert outcome_of("1/(2(x - 500))", the_derivative_of("ln(sqrt(x - 500))")) == "correct"


def test_a_function_without_a_domain_is_compared_in_the_plane() -> None:
    task = the_formula("x arcsin(2)")

    right, wrong = verdict_on("arcsin(2) x + 0x", task), verdict_on("x", task)
    assert (right.outcome, right.flags[0]) == (Outcome.CORRECT, "empty_domain")
    assert (wrong.outcome, wrong.flags) == (Outcome.INCORRECT, ("empty_domain",))


def test_several_variables_are_compared_together() -> None:
    task = the_derivative_of("x^2 y + ln(x y)", "x", "y")

    assert outcome_of("2xy + 1/x", task) == "correct"
    assert outcome_of("2xy + y/(xy)", task) == "correct"
    assert outcome_of("2xy + 1/y", task) == "incorrect"
    assert outcome_of("x^2 + 1/y", task) == "incorrect"


def test_only_names_of_the_question_may_be_used() -> None:
    assert verdict_on("2z", the_derivative_of("x^2")).outcome is Outcome.UNREADABLE


def test_an_ambiguous_answer_that_is_right_the_other_way_gets_a_question() -> None:
    verdict = verdict_on("1/2x", the_derivative_of("ln(x)/2"))

    assert verdict.outcome is Outcome.UNREADABLE
    assert verdict.flags == ("ambiguous",)
    assert verdict.message == f"Did you mean {verdict.suggestion}?"
    assert outcome_of(verdict.suggestion, the_derivative_of("ln(x)/2")) == "correct"


@pytest.mark.parametrize(
    ("function", "typed", "meant"), [("3x^(1/3)", "x^-2/3", "x^(-2/3)"), ("3/5 x^(5/3)", "x^2/3", "x^(2/3)")]
)
def test_an_exponent_that_lost_its_brackets_is_asked_for(function: str, typed: str, meant: str) -> None:
    verdict = verdict_on(typed, the_derivative_of(function))

    assert (verdict.outcome, verdict.message) == (Outcome.UNREADABLE, f"Did you mean {meant}?")


def test_an_ambiguous_answer_that_is_right_as_read_is_correct() -> None:
    assert outcome_of("x^2/3", the_derivative_of("x^3/9")) == "correct"
    assert outcome_of("1/2x", the_derivative_of("x^2/4")) == "correct"


def test_an_ambiguous_answer_that_is_wrong_either_way_is_incorrect() -> None:
    assert outcome_of("1/2x", the_derivative_of("x^7")) == "incorrect"


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("sqrt(2)/2", "1/sqrt(2)"),
        ("sqrt(2)/2", "cos(pi/4)"),
        ("sqrt(2)/2", "2^(-1/2)"),
        ("1/4", "0.25"),
        ("1/4", "2/8"),
        ("1/4", "1/2 - 0.25"),
        ("-2", "(-8)^(1/3)"),
        ("ln(8)", "3 ln 2"),
        ("e^2", "e*e"),
        ("sqrt(12)", "2 sqrt(3)"),
        ("1/(1 + e)", "sigmoid(-1)"),
        ("sin(pi/3)", "sqrt(3)/2"),
    ],
)
def test_exact_numbers_may_be_written_in_any_form(key: str, typed: str) -> None:
    assert outcome_of(typed, the_number(key)) == "correct"


@pytest.mark.parametrize(("key", "typed"), [("1/4", "1/5"), ("sqrt(2)", "7/5"), ("pi", "22/7"), ("ln 2", "ln 3")])
def test_a_different_number_is_incorrect_and_the_key_stays_secret(key: str, typed: str) -> None:
    verdict = verdict_on(typed, the_number(key))

    assert verdict.outcome is Outcome.INCORRECT
    assert verdict.witness is None


def test_a_number_may_be_asked_for_with_a_variable_about() -> None:
    task = the_derivative_of("3x + 2")

    assert outcome_of("3", task) == "correct"
    assert outcome_of("6/2", task) == "correct"
    assert outcome_of("3 + x", task) == "incorrect"
    assert outcome_of("3 + 0x", task) == "correct"


@pytest.mark.parametrize(("typed", "says"), [("1/0", "This divides by zero."), ("sqrt(-2)", "not a real number")])
def test_what_is_no_number_is_incorrect_with_the_reason(typed: str, says: str) -> None:
    verdict = verdict_on(typed, the_number("2"))

    assert verdict.outcome is Outcome.INCORRECT
    assert says in verdict.message


def test_an_implicit_derivative_need_only_be_right_on_its_curve() -> None:
    from tasks import tree

    task = the_formula("-x/y", "x", "y", curve=tree("x^2 + y^2 - 25", "x", "y"))

    on_the_curve = verdict_on("-x y/(25 - x^2)", task)
    assert (on_the_curve.outcome, on_the_curve.decided_by) == (Outcome.CORRECT, "exact")
    assert outcome_of("-2x/(2y)", task) == "correct"
    assert outcome_of("x/y", task) == "incorrect"
    assert outcome_of("-x/|y|", task) == "incorrect"
    assert outcome_of("-x/y + 0.000001(x^2 + y^2 - 24)", task) == "incorrect"


def test_grading_twice_gives_equal_records() -> None:
    task = the_derivative_of("x^2 sin(x)")
    answers = ["2x sin x + x^2 cos x", "2x cos x", "x(2 sin x + x cos x)", "2x sin(x", "x^2 cos(x) + 2 x sin(x)"]

    first = [verdict_on(each, task) for each in answers]
    assert [verdict_on(each, task) for each in answers] == first


def test_a_verdict_survives_its_journey_through_json() -> None:
    import json

    task = the_derivative_of("x^2 sin(x)")
    vector = the_formula("(2x, x^2)")
    verdicts = [verdict_on(each, task) for each in ("2x cos x", "2x sin(x", "x(2 sin x + x cos x)")]
    verdicts += [verdict_on("(2x, x)", vector), Verdict(Outcome.CORRECT, "choice", misconceptions=({"id": "a"},))]

    for verdict in verdicts:
        assert Verdict.from_json(json.loads(json.dumps(verdict.to_json()))) == verdict


def test_the_ladder_decides_without_a_worker() -> None:
    assert worker.health().mode is worker.Mode.OFF
    assert outcome_of("2 sin(x) cos(x)", the_derivative_of("sin(x)^2")) == "correct"
    assert outcome_of("cos(arctan(x))^2", the_derivative_of("arctan(x)")) == "correct"


def test_threads_get_the_same_verdicts_as_one_after_another() -> None:
    from concurrent.futures import ThreadPoolExecutor

    task = the_derivative_of("x^2 sin(x) e^(-x)")
    answers = [f"{n} x e^(-x) sin(x) + x^2 e^(-x) (cos(x) - sin(x))" for n in (1, 2, 3)] * 12

    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(lambda typed: verdict_on(typed, task), answers))

    assert together == [verdict_on(typed, task) for typed in answers]
    assert [str(each.outcome) for each in together[:3]] == ["incorrect", "correct", "incorrect"]
