"""Wrong answers that look right to numbers, and right answers that look wrong: none may get through."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tasks import outcome_of, the_derivative_of, the_formula, tree, verdict_on

from quiz.grading.equality.prove import proof
from quiz.grading.ground import Ground, Scalar, ground
from quiz.grading.ladder import judge
from quiz.grading.verdict import Outcome
from quiz.notation.tree import Name, Negative, Number, Product, Sum


@pytest.mark.parametrize(
    ("key", "typed", "outcome"),
    [
        ("x/|x|", "1", "incorrect"),
        ("1", "x/|x|", "incorrect"),
        ("x/|x|", "sign(x)", "correct"),
        ("x", "sqrt(x^2)", "incorrect"),
        ("|x|", "sqrt(x^2)", "correct"),
        ("sign(x - 1.9)", "1", "incorrect"),
        ("sign(x - 1.9)", "-1", "incorrect"),
        ("sign(x - 50)", "-1", "incorrect"),
        ("|x - 1.9|", "x - 1.9", "incorrect"),
        ("|x - 1.9|", "1.9 - x", "incorrect"),
        ("relu(x - 20)", "0", "incorrect"),
        ("2 ln(x)", "ln(x^2)", "correct"),
        ("ln(x^2)", "2 ln(x)", "incorrect"),
        ("ln(x^2)", "2 ln|x|", "correct"),
        ("(x^2)^(1/3)", "x^(2/3)", "correct"),
        ("x^(2/3)", "(x^(1/3))^2", "correct"),
        ("x^(1/3)", "|x|^(1/3)", "incorrect"),
        ("pi/2", "arctan(x) + arctan(1/x)", "incorrect"),
        ("arctan(x) + arctan(1/x)", "pi/2", "incorrect"),
        ("x + 1", "(x^2 - 1)/(x - 1)", "correct"),
        ("1", "sin(x)^2 + cos(x)^2", "correct"),
        ("cosh(x)^2 - sinh(x)^2", "1", "correct"),
        ("tan(x)", "1/tan(x)", "incorrect"),
        ("e^x", "1 + x + x^2/2 + x^3/6", "incorrect"),
    ],
)
def test_traps(key: str, typed: str, outcome: str) -> None:
    assert outcome_of(typed, the_formula(key)) == outcome


@pytest.mark.parametrize("noise", ["e^(-1000)", "10^(-300)", "(1/3)^5000", "2^(-9000)"])
def test_a_constant_too_small_for_doubles_is_still_seen(noise: str) -> None:
    assert outcome_of(f"2x + {noise}", the_derivative_of("x^2")) == "incorrect"


@pytest.mark.parametrize(
    "hidden",
    [
        "e^(-1000000000x^2)",
        "(1 - tanh(1000000000x^2))",
        "(x/1000)^(100000)",
        "relu(0.000000001 - |x - 1.7|)",
        "max(0, 0.0001 - |x - 1/3|)",
        "(0.0001 - sqrt((x-1/3)^2) + sqrt((0.0001 - sqrt((x-1/3)^2))^2))",
        "e^(-e^(x^2 + 10))",
        "sigmoid(-1000000x^2 - 1000)",
    ],
)
def test_a_difference_that_hides_from_numbers_is_never_accepted(hidden: str) -> None:
    for function in ("x^2", "ln(x)"):
        task = the_derivative_of(function)
        key = "2x" if function == "x^2" else "1/x"
        assert verdict_on(f"{key} + {hidden}", task).outcome in (Outcome.UNDECIDED, Outcome.INCORRECT)


def test_nothing_divided_by_a_hidden_nothing_is_never_accepted() -> None:
    task = the_derivative_of("7")

    assert outcome_of("0/(sin(x)^2 + cos(x)^2 - 1)", task) != "correct"
    assert outcome_of("0/(x - x)", task) == "incorrect"


def test_adding_a_product_over_the_known_points_does_not_help() -> None:
    task = the_derivative_of("x^3")
    points = known_points(ground(Scalar(task.key, task.function, task.domain, task.variables)))
    vanishing = Product(tuple(Sum((Name("x"), Negative(Number(each)))) for each in points))

    verdict = judge(task, Sum((task.key, vanishing)))

    assert verdict.outcome is not Outcome.CORRECT


def known_points(prepared: Ground) -> list[Fraction]:
    return [place.coordinates["x"] for place in prepared.places]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("x", "|x|"),
        ("sqrt(x^2)", "x"),
        ("ln(x^2)", "2 ln(x + 0.000001)"),
        ("sin(2x)", "2 sin(x)"),
        ("e^(x/7)", "e^(x/7.0000001)"),
        ("x^(1/3)", "|x|^(1/3)"),
        ("sin(pi x)", "0"),
        ("cos(1)", "0.5403"),
        ("arcsin(sin(x))", "x"),
        ("tan(x)", "sin(x)"),
        ("ln(2) + ln(3)", "ln(5)"),
        ("sqrt(2) + sqrt(3)", "sqrt(5)"),
        ("2^x", "3^x"),
        ("max(x, 2)", "x"),
    ],
)
def test_the_exact_proof_alone_never_proves_a_false_claim(left: str, right: str) -> None:
    assert proof(tree(left), tree(right), {}) == ""


@pytest.mark.parametrize(
    ("left", "right", "signs"),
    [
        ("e^(x/7)", "e^(400x/7)/e^(57x)", {}),
        ("sin(x/5 + x/3)", "sin(8x/15)", {}),
        ("cos(x + pi/3)", "cos(x)/2 - sqrt(3) sin(x)/2", {}),
        ("sqrt(8x)", "2 sqrt(2) sqrt(x)", {}),
        ("sqrt(sqrt(x))", "x^(1/4)", {}),
        ("x^(1/6) x^(1/3)", "sqrt(x)", {"x": "positive"}),
        ("|x|", "x", {"x": "positive"}),
        ("|x|", "-x", {"x": "negative"}),
        ("|2 + sin(x)|", "2 + sin(x)", {}),
        ("|x^2 + 1|", "x^2 + 1", {}),
        ("ln(x^3 e^x)", "3 ln(x) + x", {}),
        ("e^(2 ln(x))", "x^2", {}),
        ("4^x", "2^(2x)", {}),
        ("6^x", "2^x*3^x", {}),
        ("log2(x)", "ln(x)/ln(2)", {}),
        ("(x+1)^20 (x+1)^10", "(x+1)^30", {}),
        ("artanh(x)", "ln((1+x)/(1-x))/2", {}),
        ("arccos(x)", "pi/2 - arcsin(x)", {}),
        ("arctan(-x)", "-arctan(x)", {}),
    ],
)
def test_what_the_exact_proof_can_do(left: str, right: str, signs: dict[str, str]) -> None:
    assert proof(tree(left), tree(right), signs)
