"""number: exact forms and decimals, tolerances, units."""

import pytest
from kinds_words import question, template

from quiz.grading.verdict import Outcome
from quiz.kinds import KINDS, CannotBuild

THIRD = "kind: number\nanswer: 1/3\n"


def outcome(item: str, typed: str, **more):
    return question(item, **more).grade(typed).outcome


@pytest.mark.parametrize("typed", ["1/3", "2/6", "0.3333", "0.333", "3^-1", " 1 / 3 "])
def test_exact_forms_and_close_decimals_are_correct(typed):
    assert outcome(THIRD, typed) is Outcome.CORRECT


@pytest.mark.parametrize("typed", ["333/1000", "1/4", "0.4", "-1/3"])
def test_an_exact_form_is_held_to_be_exact(typed):
    assert outcome(THIRD, typed) is Outcome.INCORRECT


def test_a_rounded_value_outside_the_tolerance_is_nearly_right():
    verdict = question(THIRD).grade("0.33")
    assert "nearly" in verdict.flags
    assert not verdict.counts


def test_a_long_whole_number_that_is_right_as_far_as_it_goes_is_nearly_right():
    compound = "kind: number\nanswer: 5000*exp(7929/10000)\ntolerance: 0.01\n"
    verdict = question(compound).grade("11049")
    assert (verdict.flags, verdict.message) == (
        ("nearly",),
        "Right to 5 digits: give more of them, or the exact value.",
    )
    assert question(compound).grade("11048").flags == ()
    assert question("kind: number\nanswer: -1000*sqrt(2)\n").grade("-1414").flags == ("nearly",)
    assert question("kind: number\nanswer: 100*sqrt(2)\n").grade("141").flags == ()
    assert question("kind: number\nanswer: 1414*sqrt(2)\n").grade("2828/sqrt(2) + 1/10").flags == ()


@pytest.mark.parametrize(
    ("answer", "tolerance", "shown"),
    [
        ("ln(100000)", "0.1 %", r"\ln(100000) \approx 11.51"),
        ("ln(100000)", "0.0001", r"\ln(100000) \approx 11.513"),
        ("10000*exp(1/10)", "0.01", r"10000 \, \exp\left(\frac{1}{10}\right) \approx 11051.7"),
        ("-2*pi", "0.001", r"-2 \pi \approx -6.283"),
        ("exp(-20)", "0.1 %", r"\exp(-20) \approx 2.061 \cdot 10^{-9}"),
        ("exp(-20)", "0", r"\exp(-20) \approx 2.0612 \cdot 10^{-9}"),
    ],
)
def test_an_irrational_answer_is_shown_with_decimals_that_would_be_correct(answer, tolerance, shown):
    asked = question(f"kind: number\nanswer: {answer}\nmodel: It is ${{answer}}$.\n", tolerance=tolerance)
    assert asked.answer_shown == shown
    assert asked.model == f"It is ${{{asked.answer_latex}}}$."
    assert asked.grade(shown.partition(r"\approx")[2]).outcome is Outcome.CORRECT or tolerance == "0"


@pytest.mark.parametrize("answer", ["1/3", "sqrt(4)", "0.25", "12", "ln(1)", "sin(pi/6)"])
def test_a_rational_answer_is_shown_as_it_is(answer):
    asked = question(f"kind: number\nanswer: {answer}\n")
    assert asked.answer_shown == asked.answer_latex


@pytest.mark.parametrize(("tolerance", "typed"), [("0.02", "0.35"), ("5 %", "0.35"), ("5%", "0.32")])
def test_a_tolerance_is_absolute_or_a_share(tolerance, typed):
    assert outcome(THIRD, typed, tolerance=tolerance) is Outcome.CORRECT
    assert outcome(THIRD, typed) is Outcome.INCORRECT


@pytest.mark.parametrize("written", ["a bit", "-1", "", "5 % or so"])
def test_a_tolerance_that_is_none_is_refused(written):
    record = KINDS["number"].record
    with pytest.raises(ValueError, match="tolerance"):
        record.model_validate({**PLAIN, "tolerance": written})


PLAIN = {
    "id": "an-item",
    "kind": "number",
    "title": "t",
    "topic": "t",
    "level": "1",
    "covers": [],
    "ask": "?",
    "answer": "1",
}

LENGTH = """
    kind: number
    answer: 3/2
    unit: m
    units_accepted: {m: 1, cm: 0.01, km: 1000}
"""


@pytest.mark.parametrize("typed", ["1.5", "1.5 m", "3/2m", "150 cm", "150cm", "0.0015 km", "(3/2) m"])
def test_units_are_read_and_converted(typed):
    assert outcome(LENGTH, typed) is Outcome.CORRECT


@pytest.mark.parametrize("typed", ["1.5 cm", "150", "150 m", "1.5 km"])
def test_a_value_in_another_unit_is_wrong(typed):
    assert outcome(LENGTH, typed) is Outcome.INCORRECT


def test_an_absolute_tolerance_is_in_the_items_own_unit():
    assert outcome(LENGTH, "149 cm", tolerance="0.02") is Outcome.CORRECT
    assert outcome(LENGTH, "145 cm", tolerance="0.02") is Outcome.INCORRECT


def test_a_currency_may_stand_in_front():
    item = "kind: number\nanswer: 20\nunit: €\n"
    assert outcome(item, "€20") is Outcome.CORRECT
    assert outcome(item, "20 €") is Outcome.CORRECT


def test_a_foreseen_mistake_is_recognised_in_any_unit():
    item = LENGTH + "    mistakes: [{answer: 3, say: Halve it.}]\n"
    assert question(item).grade("300 cm").message == "Halve it."


def test_a_number_has_no_variables_left():
    made = template("kind: number\ngiven: {f(x): x^2}\nanswer: derivative of f\n")
    with pytest.raises(CannotBuild) as caught:
        made.checked({})
    assert caught.value.finding.code == "answer-fails"


def test_two_zeros_are_not_one_number():
    made = template("kind: number\ngiven: {f(x): x^2 - 4}\nanswer: zero of f\n")
    with pytest.raises(CannotBuild) as caught:
        made.checked({})
    assert caught.value.finding.code == "answer-not-unique"


def test_a_domain_makes_a_zero_unique():
    item = "kind: number\ngiven: {f(x): x^2 - 4}\ndomain: x > 0\nanswer: zero of f\n"
    assert template(item).checked({}).key_text == "2"


SLOPE = "kind: number\ngiven: {f(x): x^3}\nanswer: derivative of f at x = 2\n"


@pytest.mark.parametrize(
    "left", ["f'(2) =", "f' =", "df/dx =", "df/dx(2) =", "dy/dx =", "d/dx f(2) =", "∂f/∂x =", r"\frac{df}{dx} ="]
)
def test_a_slope_may_be_written_with_what_it_is_the_slope_of(left):
    assert outcome(SLOPE, f"{left} 12") is Outcome.CORRECT
    assert outcome(SLOPE, f"{left} 13") is Outcome.INCORRECT


def test_a_slope_by_another_name_costs_nothing():
    verdict = question(SLOPE).grade("df/dt = 12")
    assert (verdict.outcome, verdict.message) == (Outcome.UNREADABLE, "This names t; the question asks for x.")


@pytest.mark.parametrize("typed", ["p = 105", "105", "105.0", "P'(p) = 105"])
def test_the_name_of_what_is_asked_may_be_typed_in_front(typed):
    item = "kind: number\ngiven: {P(p): (p - 10)*(1000 - 5*p)}\nanswer: maximiser of P\n"
    expected = Outcome.UNREADABLE if "'" in typed else Outcome.CORRECT
    assert outcome(item, typed) in (expected, Outcome.CORRECT)
