"""The exact proof: what it can do, one line an ability, and that it never says yes to what differs."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tasks import tree

from quiz.grading.equality.facts import Facts
from quiz.grading.equality.lattice import MAX_RANK, FinerUnit, Lattice, TooFine
from quiz.grading.equality.prove import proof
from quiz.grading.ground import Scalar, ground
from quiz.grading.ladder import grade
from quiz.grading.points import Reach
from quiz.grading.prepared import prepared
from quiz.grading.rows import source, task
from quiz.grading.signs import facts


def is_proved(left: str, right: str, known: Facts | None = None) -> bool:
    return bool(proof(tree(left, "x", "y"), tree(right, "x", "y"), known or Facts()))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("e^(x/7)", "e^(400x/7)/e^(57x)"),
        ("e^(400x) e^(-399x)", "e^x"),
        ("e^(x + y) e^(x - y)", "e^(2x)"),
        ("e^(-(x + 5)^6) e^(x/2)", "e^(x/2 - (x + 5)^6)"),
        ("e^((x^2 + 1)/x)", "e^x e^(1/x)"),
        ("e^(x/(x + 1)) e^(1/(x + 1))", "e"),
        ("cos(3x/5)^2", "(1 + cos(6x/5))/2"),
        ("sin(x/7 + x/11)", "sin(18x/77)"),
        ("cos(x + pi/12)", "((sqrt(6) + sqrt(2)) cos(x) - (sqrt(6) - sqrt(2)) sin(x))/4"),
        ("sin(pi/8)^2", "(2 - sqrt(2))/4"),
        ("2 sin(11pi/24) cos(11pi/24)", "sin(pi/12)"),
        ("sin(1/x + pi/2)", "cos(1/x)"),
    ],
)
def test_arguments_are_whole_combinations_of_a_basis(left: str, right: str) -> None:
    assert is_proved(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("cos(arctan(x))^2", "1/(1 + x^2)"),
        ("sin(2 arctan(x))", "2x/(1 + x^2)"),
        ("tan(arctan(x))", "x"),
        ("cos(arcsin(x))", "sqrt(1 - x^2)"),
        ("tan(arcsin(x))", "x/sqrt(1 - x^2)"),
        ("sin(arccos(x))", "sqrt(1 - x^2)"),
        ("cos(arctan(1/x))^2", "x^2/(1 + x^2)"),
        ("arctan(1/x) + arctan(x)", "pi x/(2|x|)"),
        ("arctan(x)", "arcsin(x/sqrt(1 + x^2))"),
        ("arcsin(1/2) + arctan(sqrt(3))", "pi/2"),
        ("arsinh(-x)", "-ln(x + sqrt(x^2 + 1))"),
        ("ln(sqrt(x^2 + 1) - x)", "-arsinh(x)"),
    ],
)
def test_arcs_are_algebra(left: str, right: str) -> None:
    assert is_proved(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("sqrt(sqrt(x)) sqrt(x)", "x^(3/4)"),
        ("x^(1/2) x^(1/6)", "x^(2/3)"),
        ("1/sqrt(pi)", "sqrt(pi)/pi"),
        ("sqrt(1/pi) sqrt(2)", "sqrt(2/pi)"),
        ("1/(2 + sqrt(3))", "2 - sqrt(3)"),
        ("step(relu(x))", "1"),
        ("|x^2 + x + 1|", "x^2 + x + 1"),
        ("|e^x + x^2|", "e^x + x^2"),
    ],
)
def test_roots_and_moduli_are_reduced(left: str, right: str) -> None:
    assert is_proved(left, right)


@pytest.mark.parametrize(
    ("left", "right", "low", "high"),
    [
        ("|x^2 - x - 7|", "7 + x - x^2", "0", "3"),
        ("|x^3 - 30|", "30 - x^3", "0", "3"),
        ("|e^x - 30|", "30 - e^x", "0", "3"),
        ("|x - 2|", "2 - x", "-1", "2"),
        ("|10 - x sin(x)|", "10 - x sin(x)", "0", "3"),
    ],
)
def test_a_sign_is_certain_inside_a_domain(left: str, right: str, low: str, high: str) -> None:
    known = Facts(reaches={"x": Reach(Fraction(low), Fraction(high))})

    assert is_proved(left, right, known)
    assert not is_proved(left, right)


@pytest.mark.parametrize(
    ("function", "left", "right"),
    [
        ("1/sqrt(2x + 5)", "-1/((2x + 5) sqrt(2x + 5))", "-sqrt(2x + 5)/(2x + 5)^2"),
        ("sqrt(x^2 - 4)", "x/sqrt(x^2 - 4)", "x sqrt(x^2 - 4)/(x^2 - 4)"),
        ("arccos(x/2)", "1/sqrt(1 - x^2/4)", "2 sqrt(4 - x^2)/(4 - x^2)"),
        ("arcosh(x)", "1/sqrt(x^2 - 1)", "sqrt(x + 1)/(sqrt(x - 1) (x + 1))"),
        ("ln(x^3 - 1)", "|x^3 - 1|", "x^3 - 1"),
        ("tan(x)^(3/2)", "tan(x)^(5/2)/tan(x)", "tan(x)^(3/2)"),
        ("ln(arctan(x))", "arctan(1/x)", "pi/2 - arctan(x)"),
    ],
)
def test_where_the_question_is_real_its_roots_and_logarithms_have_a_sign(function: str, left: str, right: str) -> None:
    known = facts(ground(Scalar(tree(left), tree(function), variables=("x",))))

    assert is_proved(left, right, known)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("arctan(1/x)", "pi/2 - arctan(x)"),
        ("cos(erf(x))", "1/sqrt(1 + x^2)"),
        ("cos(arctan(x))", "1/(1 + x^2)"),
        ("|x^2 - x - 7|", "7 + x - x^2"),
        ("sin(pi/12)", "sin(pi/11)"),
        ("e^(x/7)", "e^(x/8)"),
        ("arcsin(x)", "arctan(x)"),
        ("ln(sqrt(x^2 + 1) - x)", "arsinh(x)"),
        ("sqrt(x^2)", "x"),
        ("sqrt(x^2 - 4)^2", "4 - x^2"),
        ("x^(1/3) x^(1/6)", "x^(1/3)"),
        ("tan(x)", "|tan(x)|"),
        ("cos(3x/5)", "cos(2x/5)"),
    ],
)
def test_what_differs_is_never_proved(left: str, right: str) -> None:
    assert not is_proved(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("cos(n pi)", "(-1)^n"),
        ("cos(3n pi + x)", "(-1)^n cos(x)"),
        ("sin(n pi)", "0"),
        ("(-1)^(n + 2)", "(-1)^(-n)"),
        ("(-2)^n", "(-1)^n*2^n"),
        ("n x^n/x", "n x^(n - 1)"),
        ("x^(2n)", "|x|^(2n)"),
    ],
)
def test_signs_alternate_with_whole_numbers(left: str, right: str) -> None:
    key, answer = tree(left, "n", "x"), tree(right, "n", "x")

    assert proof(key, answer, Facts(whole=frozenset({"n"})))


@pytest.mark.parametrize(
    ("left", "right"),
    [("(-2)^n", "2^n"), ("x^n", "|x|^n"), ("cos(n pi)", "1"), ("cos(x pi)", "(-1)^n"), ("arcsin((-1)^n)", "pi/2")],
)
def test_a_sign_that_alternates_is_not_lost(left: str, right: str) -> None:
    key, answer = tree(left, "n", "x"), tree(right, "n", "x")

    assert not proof(key, answer, Facts(whole=frozenset({"n"})))


@pytest.mark.parametrize(
    ("question", "typed", "outcome"),
    [
        ("cos(n pi)", "(-1)^n", "correct"),
        ("cos(n pi)", "1", "incorrect"),
        ("(-2)^n", "2^n", "incorrect"),
        ("n(n + 1)/2", "(n^2 + n)/2", "correct"),
        ("sin(n pi)", "0", "correct"),
    ],
)
def test_a_whole_variable_is_looked_at_in_whole_numbers(question: str, typed: str, outcome: str) -> None:
    asked = task(source({"kind": "expression", "answer": question, "variables": {"n": "integer"}}))

    assert str(grade(asked, typed).outcome) == outcome
    assert all(place.coordinates["n"].denominator == 1 for place in prepared(asked).ground(asked.key, asked.key).places)


def test_a_lattice_keeps_the_vectors_it_was_given_and_refines_only_what_is_not_whole() -> None:
    lattice = Lattice()
    x, long = {"x": Fraction(1, 2)}, {"x^6": Fraction(-1), "x": Fraction(-18750)}
    lattice.add(x)
    lattice.add(long)

    assert lattice.coordinates(long) == [(1, long)]
    assert lattice.coordinates({"x": Fraction(3)}) == [(6, x)]
    with pytest.raises(FinerUnit):
        lattice.coordinates({"x": Fraction(1, 3)})
    assert lattice.coordinates({"x": Fraction(1, 3)}) == [(2, {"x": Fraction(1, 6)})]


def test_a_lattice_has_a_bounded_number_of_dimensions() -> None:
    lattice = Lattice()
    for number in range(MAX_RANK):
        lattice.add({str(number): Fraction(1)})

    with pytest.raises(TooFine):
        lattice.add({"more": Fraction(1)})
