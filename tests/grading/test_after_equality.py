"""What is judged beside equality: typed decimals, the form asked for, vectors and matrices."""

from __future__ import annotations

import pytest
from tasks import outcome_of, the_derivative_of, the_formula, the_number, verdict_on

from quiz.grading.verdict import Outcome, Tolerance

USUAL = Tolerance(0.001, relative=True, decimals_only=True)


@pytest.mark.parametrize(
    ("typed", "outcome"),
    [
        ("0.7071", "correct"),
        ("0.7075", "correct"),
        ("0.71", "incorrect"),
        ("7/10", "incorrect"),
        ("sqrt(0.5)", "correct"),
    ],
)
def test_the_usual_tolerance_is_for_typed_decimals_only(typed: str, outcome: str) -> None:
    assert outcome_of(typed, the_number("sqrt(2)/2", tolerance=USUAL)) == outcome


def test_a_declared_tolerance_is_for_every_answer() -> None:
    task = the_number("sqrt(2)/2", tolerance=Tolerance(0.01))

    assert outcome_of("7/10", task) == "correct"
    assert outcome_of("69/100", task) == "incorrect"


def test_the_edge_of_the_tolerance_belongs_to_it() -> None:
    assert outcome_of("3.01", the_number("3", tolerance=Tolerance(0.01))) == "correct"
    assert outcome_of("2.99", the_number("3", tolerance=Tolerance(0.01))) == "correct"
    assert outcome_of("3.0101", the_number("3", tolerance=Tolerance(0.01))) == "incorrect"


def test_zero_has_no_relative_tolerance() -> None:
    assert outcome_of("0.0001", the_number("0", tolerance=USUAL)) == "incorrect"
    assert outcome_of("0.0", the_number("0", tolerance=USUAL)) == "correct"


@pytest.mark.parametrize(("typed", "digits"), [("0.333x", 3), ("0.33x", 2)])
def test_a_rounded_value_is_nearly_right_and_costs_nothing(typed: str, digits: int) -> None:
    verdict = verdict_on(typed, the_formula("x/3"))

    assert verdict.outcome is Outcome.INCORRECT
    assert verdict.flags == ("nearly",)
    assert f"{digits} digits" in verdict.message
    assert not verdict.counts


@pytest.mark.parametrize("typed", ["0.3x", "0.334x", "0.34x", "x/4"])
def test_a_wrongly_rounded_value_is_wrong(typed: str) -> None:
    verdict = verdict_on(typed, the_formula("x/3"))

    assert verdict.outcome is Outcome.INCORRECT
    assert verdict.flags == ()
    assert verdict.counts


def test_a_typed_decimal_is_an_exact_fraction() -> None:
    assert outcome_of("0.5x", the_formula("x/2")) == "correct"
    assert outcome_of("0.125", the_number("1/8")) == "correct"


@pytest.mark.parametrize(
    ("form", "good", "other"),
    [
        ("expanded", "x^2 + 3x + 2", "(x+1)(x+2)"),
        ("expanded", "2 + x^2 + 3x", "x^2 + x + 2x + 2"),
        ("expanded", "x^2 + 3x + 2", "(x + 3/2)^2 - 1/4"),
        ("factored", "(x+1)(x+2)", "x^2 + 3x + 2"),
        ("factored", "(x+2)(1+x)", "x(x+3) + 2"),
        ("factored", "2(x/2 + 1)(x + 1)", "(x^2 + 3x + 2)*1"),
        ("simplified", "x^2 + 3x + 2", "x^2 + x + 2x + 2"),
        ("simplified", "(x+1)(x+2)", "(x+1)^1 (x+2)"),
        ("simplified", "(x+2)(x+1)", "(x+1)(x+1)(x+2)/(x+1)"),
        ("simplified", "x^2 + 3x + 2", "x^2 + (6/2)x + 2"),
    ],
)
def test_another_form_is_equivalent_and_asked_for_again(form: str, good: str, other: str) -> None:
    task = the_formula("x^2 + 3x + 2", form=form)
    right, again = verdict_on(good, task), verdict_on(other, task)

    assert (right.outcome, right.flags) == (Outcome.CORRECT, ())
    assert right.counts
    assert (again.outcome, again.flags) == (Outcome.CORRECT, ("form",))
    assert again.message.startswith("Equivalent.")
    assert not again.counts


def test_a_sum_with_a_common_factor_is_not_factored_whatever_the_factor() -> None:
    task = the_formula("x e^x + e^x", form="factored")

    assert verdict_on("e^x (x + 1)", task).flags == ()
    assert verdict_on("x e^x + e^x", task).flags == ("form",)


def test_an_irreducible_sum_is_factored_as_it_stands() -> None:
    assert verdict_on("x^2 + 1", the_formula("x^2 + 1", form="factored")).flags == ()


@pytest.mark.parametrize(
    ("typed", "flags"),
    [
        ("sigmoid(x)(1 - sigmoid(x))", ()),
        ("σ(x) - σ(x)^2", ()),
        ("e^x/(1 + e^x)^2", ("form",)),
        ("sigmoid(x)/(1 + e^x)", ("form",)),
    ],
)
def test_an_answer_in_terms_of_sigmoid_holds_x_only_inside_it(typed: str, flags: tuple[str, ...]) -> None:
    task = the_derivative_of("sigmoid(x)", form="in sigmoid(x)")

    assert verdict_on(typed, task).flags == flags


def test_a_wrong_answer_hears_nothing_about_form() -> None:
    verdict = verdict_on("(x+1)(x+3)", the_formula("x^2 + 3x + 2", form="expanded"))

    assert (verdict.outcome, verdict.flags) == (Outcome.INCORRECT, ())


GRADIENT = "(2x y, x^2)"


@pytest.mark.parametrize("typed", ["(2xy, x^2)", "[2xy, x^2]", "2xy, x x", "⟨2xy, x^2⟩"])
def test_a_vector_is_right_entry_by_entry(typed: str) -> None:
    verdict = verdict_on(typed, the_formula(GRADIENT, "x", "y"))

    assert verdict.outcome is Outcome.CORRECT
    assert verdict.components == ("correct", "correct")


@pytest.mark.parametrize(
    ("typed", "components", "says"),
    [
        ("(2xy, x)", ("correct", "incorrect"), "Entry 2 is not right."),
        ("(y, x^2)", ("incorrect", "correct"), "Entry 1 is not right."),
        ("(x^2, 2xy)", ("incorrect", "incorrect"), "Neither entry is right."),
    ],
)
def test_each_wrong_entry_is_named(typed: str, components: tuple[str, ...], says: str) -> None:
    verdict = verdict_on(typed, the_formula(GRADIENT, "x", "y"))

    assert verdict.outcome is Outcome.INCORRECT
    assert verdict.components == components
    assert verdict.message == says


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("(1, 2, 3)", "Your answer is a list of 3 entries; the question asks for a list of 2 entries."),
        ("2xy + x^2", "Your answer is a single value; the question asks for a list of 2 entries."),
        ("[[1, 2], [3, 4]]", "Your answer is 2 by 2; the question asks for a list of 2 entries."),
    ],
)
def test_the_shape_is_judged_before_the_values(typed: str, says: str) -> None:
    verdict = verdict_on(typed, the_formula(GRADIENT, "x", "y"))

    assert (verdict.outcome, verdict.decided_by, verdict.message) == (Outcome.INCORRECT, "shape", says)


def test_a_row_a_column_and_a_list_are_the_same_vector() -> None:
    task = the_formula(GRADIENT, "x", "y")

    assert outcome_of("[[2xy], [x^2]]", task) == "correct"
    assert outcome_of("[[2xy, x^2]]", task) == "correct"


def test_wrong_places_of_a_matrix_are_named_by_row_and_column() -> None:
    verdict = verdict_on("[[2xy, x^2], [1, 2]]", the_formula("[[2x y, x^2], [1, 3]]", "x", "y"))

    assert verdict.message == "Row 2, column 2 is not right."


def test_a_set_of_points_may_come_in_any_order() -> None:
    task = the_formula("(1, sqrt(2), -1)", any_order=True)

    assert outcome_of("(-1, 1, 2/sqrt(2))", task) == "correct"
    twice = verdict_on("(1, 1, -1)", task)
    assert (twice.outcome, twice.components) == (Outcome.INCORRECT, ("correct", "incorrect", "correct"))


def test_entries_that_are_all_nearly_right_cost_nothing() -> None:
    task = the_number("(1/3, 2/3)")

    assert verdict_on("(0.33, 0.67)", task).flags == ("nearly",)
    assert verdict_on("(0.33, 0.5)", task).flags == ()


def test_numbers_of_a_vector_have_the_tolerance_of_the_task() -> None:
    assert outcome_of("(0.3333, 0.6667)", the_number("(1/3, 2/3)", tolerance=USUAL)) == "correct"
