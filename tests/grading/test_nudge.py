"""The nudge test: evidence that an answer is wrong, measured on the function alone."""

from __future__ import annotations

import json
import math

import pytest
from tasks import the_domain, tree

from quiz.grading.nudge import BEND, nudge


def measured(function, answer, *names, domain=""):
    names = names or ("x",)
    comparisons = the_domain(domain, *names) if domain else ()
    return nudge(tree(function, *names), names[0], tree(answer, *names), comparisons)


def test_it_says_how_far_the_function_moves_and_what_slope_that_is():
    found = measured("x^2", "x")

    assert (found.at, found.by, found.h) == ({"x": "1.3"}, "x", "0.001")
    assert (found.moved, found.slope, found.given) == ("0.0026", "2.6", "1.3")


@pytest.mark.parametrize(
    ("function", "answer", "slope"),
    [
        ("x^2 e^x", "2x e^x", lambda x: (x * x + 2 * x) * math.exp(x)),
        ("sin(3x)", "cos(3x)", lambda x: 3 * math.cos(3 * x)),
        ("sqrt(x)", "1/sqrt(x)", lambda x: 1 / (2 * math.sqrt(x))),
        ("ln(x - 500)", "1/x", lambda x: 1 / (x - 500)),
        ("abs(x - 1.3)", "1", lambda x: math.copysign(1, x - 1.3)),
        ("arcsin(x)", "1/(1 + x^2)", lambda x: 1 / math.sqrt(1 - x * x)),
    ],
)
def test_the_measured_slope_is_the_slope(function, answer, slope):
    found = measured(function, answer)

    assert float(found.slope) == pytest.approx(slope(float(found.here)), rel=0.01)
    assert abs(found.rate - found.own) > 0.05 * max(abs(found.rate), abs(found.own))


@pytest.mark.parametrize("answer", ["2x", "x + x", "2x + 10^(-6)", "1.99 x"])
def test_a_right_answer_or_one_too_close_to_be_seen_is_not_measured(answer):
    assert measured("x^2", answer) is None


def test_a_fast_function_is_nudged_less_or_elsewhere():
    found = measured("sin(2000x)", "cos(2000x)")

    assert found.h == "0.00001"
    assert found.rate == pytest.approx(2000 * math.cos(2000 * float(found.here)), rel=0.01)


def test_the_other_variables_stay_put():
    found = measured("x^2 y + y^3", "2x", "x", "y")

    x, y = (float(found.at[name]) for name in "xy")
    assert found.rate == pytest.approx(2 * x * y, rel=0.001)


def test_the_domain_of_the_question_is_kept():
    found = measured("x^3", "x^2", domain="x > 40")

    assert float(found.here) > 40


@pytest.mark.parametrize("answer", ["1/0", "ln(-x^2 - 1)", "x/(x - x)"])
def test_an_answer_without_values_is_not_measured(answer):
    assert measured("x^2", answer) is None


def test_the_curve_is_whole_and_stays_near_its_tangent():
    found = measured("ln(x)", "x")
    (x0, y0), (last, _) = found.middle, found.curve[-1]

    assert x0 == pytest.approx(float(found.here))
    assert all(a[0] < b[0] for a, b in zip(found.curve, found.curve[1:], strict=False))
    away = max(abs(y - y0 - found.rate * (x - x0)) for x, y in found.curve)
    assert away <= BEND * (last - x0) * max(abs(found.rate), abs(found.own))


def test_the_same_answer_gives_the_same_test():
    assert json.dumps(measured("x^2 e^x", "x").curve) == json.dumps(measured("x^2 e^x", "x").curve)
