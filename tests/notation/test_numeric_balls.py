"""Numbers from trees: exact rationals, balls that hold the value, arrays for figures."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import mpmath
import numpy as np
import pytest
from flint import acb, arb
from hypothesis import given
from hypothesis import strategies as st

from quiz.notation import Parsed, Vocabulary, read
from quiz.notation.arrays import array
from quiz.notation.balls import plane, precision, real, widened
from quiz.notation.exact import exact
from quiz.notation.formula import NoValue, depth, has_typed_decimal, size
from quiz.notation.tree import Call, Name, Negative, Node, Number, Power, Quotient, Tuple

WORDS = Vocabulary(variables=frozenset("xy"))


def tree(text: str) -> Node:
    parsed = read(text, WORDS)
    assert isinstance(parsed, Parsed), parsed
    return parsed.tree


def value(text: str, x: str = "0", bits: int = 200) -> Any:
    with precision(bits):
        place = Fraction(x)
        return real(tree(text))({"x": arb(place.numerator) / place.denominator})


@pytest.mark.parametrize(
    ("text", "rational"),
    [
        ("2 + 3/4", "11/4"),
        ("0.125", "1/8"),
        ("(-8)^(1/3)", "-2"),
        ("(27/8)^(-2/3)", "4/9"),
        ("sqrt(9/4)", "3/2"),
        ("|-3|", "3"),
        ("max(2, 5)", "5"),
        ("logsumexp(3/4)", "3/4"),
        ("logsumexp(0, 0)", None),
        ("cos(0) + e^0", None),
        ("cos(0) + exp(0)", "2"),
        ("ln(1)", "0"),
        ("0^0", "1"),
        ("2^10", "1024"),
        ("sqrt(2)", None),
        ("1/0", None),
        ("0^(-1)", None),
        ("sign(0)", None),
        ("pi", None),
        ("x", None),
    ],
)
def test_the_exact_value_of_a_formula(text: str, rational: str | None) -> None:
    assert exact(tree(text)) == (None if rational is None else Fraction(rational))


def test_names_may_be_given_values() -> None:
    assert exact(tree("x^2/y"), {"x": Fraction(3), "y": Fraction(2)}) == Fraction(9, 2)


def test_a_tower_is_too_large_to_be_exact() -> None:
    nine = Number(Fraction(9))

    assert exact(Power(nine, Power(nine, Power(nine, nine)))) is None


@given(st.fractions(max_denominator=1000), st.integers(1, 7))
def test_a_root_of_a_power_comes_back(base: Fraction, degree: int) -> None:
    power = Power(
        Power(Number(base), Number(Fraction(degree))), Quotient(Number(Fraction(1)), Number(Fraction(degree)))
    )

    assert exact(power) == (base if degree % 2 else abs(base))


AT = {"1/3": mpmath.mpf(1) / 3, "-5/4": mpmath.mpf(-5) / 4, "7/3": mpmath.mpf(7) / 3}

SAMPLES = [
    ("sin(x) + cos(x)tan(x)", lambda m, x: m.sin(x) + m.cos(x) * m.tan(x)),
    ("sec(x) csc(x) cot(x)", lambda m, x: m.sec(x) * m.csc(x) * m.cot(x)),
    ("sinh(x) + cosh(x) tanh(x)", lambda m, x: m.sinh(x) + m.cosh(x) * m.tanh(x)),
    ("sech(x) csch(x) coth(x)", lambda m, x: m.sech(x) * m.csch(x) * m.coth(x)),
    ("arctan(x) + arsinh(x)", lambda m, x: m.atan(x) + m.asinh(x)),
    ("arccot(x)", lambda m, x: m.pi / 2 - m.atan(x)),
    ("exp(x) + e^x + 2^x", lambda m, x: 2 * m.exp(x) + m.power(2, x)),
    ("ln(x^2 + 1)/ln(3)", lambda m, x: m.log(x * x + 1) / m.log(3)),
    ("log2(x^2 + 1)", lambda m, x: m.log(x * x + 1) / m.log(2)),
    ("sqrt(x^2 + 2)", lambda m, x: m.sqrt(x * x + 2)),
    ("cbrt(x)", lambda m, x: m.sign(x) * m.power(abs(x), m.mpf(1) / 3)),
    ("x^(2/5)", lambda m, x: m.power(abs(x), m.mpf(2) / 5)),
    ("x^(-3)", lambda m, x: x**-3),
    ("|x| + sign(x) + relu(x) + step(x)", lambda m, x: abs(x) + m.sign(x) + max(x, 0) + (1 if x > 0 else 0)),
    ("max(x, 1/2) - min(x, 2)", lambda m, x: max(x, m.mpf(1) / 2) - min(x, 2)),
    ("sigmoid(x) + swish(x)", lambda m, x: (1 + x) / (1 + m.exp(-x))),
    ("softplus(x)", lambda m, x: m.log(1 + m.exp(x))),
    ("logsumexp(x, 1, -x)", lambda m, x: m.log(m.exp(x) + m.e + m.exp(-x))),
    ("erf(x) + pi", lambda m, x: m.erf(x) + m.pi),
]


@pytest.mark.parametrize("x", AT)
@pytest.mark.parametrize(("text", "wanted"), SAMPLES, ids=[text for text, _ in SAMPLES])
def test_a_ball_holds_the_value_and_is_tight(text: str, wanted: object, x: str) -> None:
    with mpmath.workdps(70):
        place = mpmath.mpf(Fraction(x).numerator) / Fraction(x).denominator
        expected = wanted(mpmath, place)  # type: ignore[operator]
        found = value(text, x)
        with precision(200):
            assert abs(found - arb(mpmath.nstr(expected, 60))) < arb(10) ** -50
        assert found.rel_accuracy_bits() > 150


@pytest.mark.parametrize("text", [text for text, _ in SAMPLES])
def test_an_array_agrees_with_the_balls(text: str) -> None:
    places = [float(Fraction(x)) for x in AT]
    found = array(tree(text), {"x": np.array(places)})

    assert found.shape == (3,)
    for number, x in zip(found, AT, strict=True):
        assert number == pytest.approx(float(value(text, x)), rel=1e-12)


def test_arrays_keep_silent_where_there_is_no_value() -> None:
    found = array(tree("ln(x) + 1/x + sqrt(x)"), {"x": np.array([-1.0, 0.0, 1.0])})

    assert np.isnan(found[0])
    assert not np.isfinite(found[1])
    assert found[2] == 2
    assert array(tree("3"), {"x": np.zeros((2, 2))}).shape == (2, 2)


@pytest.mark.parametrize(("text", "x"), [("ln(x)", "-1"), ("sqrt(x)", "-1"), ("x^(1/2)", "-2"), ("x^x", "-1/2")])
def test_what_is_not_real_is_not_finite(text: str, x: str) -> None:
    assert not value(text, x).is_finite()


@pytest.mark.parametrize(("text", "x"), [("sign(x)", "0"), ("step(x)", "0"), ("sign(sin(x)^2 + cos(x)^2 - 1)", "1")])
def test_a_jump_is_undecided_where_it_happens(text: str, x: str) -> None:
    assert not value(text, x).is_finite()


@pytest.mark.parametrize("text", ["1/x", "x^(-2)", "ln(x)", "1/(x - x)", "x^(-1/2)"])
def test_an_exact_zero_below_the_line_is_said_aloud(text: str) -> None:
    with pytest.raises(ZeroDivisionError):
        value(text, "0")


@pytest.mark.parametrize(
    ("text", "x", "wanted"),
    [
        ("x^(10^9)", "1", 1),
        ("|x|", "0", 0),
        ("relu(x)", "0", 0),
        ("sqrt(x)", "0", 0),
        ("x^(1/3)", "0", 0),
        ("x^pi", "0", 0),
    ],
)
def test_values_at_the_edge(text: str, x: str, wanted: int) -> None:
    assert value(text, x) == wanted


def test_an_odd_whole_power_beyond_counting_keeps_its_sign() -> None:
    huge = Power(Name("x"), Number(Fraction(10**30 + 1)))

    with precision(100):
        assert real(huge)({"x": arb(-1) / 2}) <= 0 or real(huge)({"x": arb(-1) / 2}).contains(0)
        assert real(huge)({"x": arb(-1)}).contains(-1)


def test_a_typed_decimal_can_stand_for_all_that_rounds_to_it() -> None:
    with precision(100):
        third = widened(tree("0.333 x"))({"x": arb(1)})
        assert third.contains(arb(1) / 3)
        assert not third.contains(arb(1) / 4)
        assert not widened(tree("x^0.50"))({"x": arb(-1)}).is_finite()


def test_the_plane_takes_principal_values() -> None:
    with precision(100):
        assert plane(tree("sqrt(x)^2"))({"x": acb(-2)}).real.contains(-2)
        assert plane(tree("ln(x)"))({"x": acb(-1)}).imag.contains(arb.pi())
        assert plane(tree("x^(1/3)"))({"x": acb(-8)}).real.contains(-2)
        assert not plane(tree("|x|"))({"x": acb(1, 1)}).real.is_finite()


def test_a_vector_has_no_single_value() -> None:
    with pytest.raises(NoValue):
        real(Tuple((Name("x"), Name("y"))))
    with pytest.raises(NoValue):
        real(Call("f", (Name("x"),)))


def test_size_and_depth_are_counted_without_recursion() -> None:
    deep: Node = Name("x")
    for _ in range(5_000):
        deep = Negative(deep)

    assert (size(deep), depth(deep)) == (5_001, 5_001)
    assert has_typed_decimal(tree("x + 0.5"))
    assert not has_typed_decimal(tree("x + 5/10"))


@pytest.mark.parametrize("kind", [arb, acb])
def test_logsumexp_stays_finite_where_its_exponentials_do_not(kind: Any) -> None:
    far = tree("logsumexp(x, y) - x")
    evaluator = real(far) if kind is arb else plane(far)
    with precision(128):
        for size in (1e3, 1e300, -1e300):
            found = evaluator({"x": kind(size), "y": kind(size)})
            assert found.is_finite()
            assert found.overlaps(kind(2).log())


def test_logsumexp_of_complex_numbers_is_the_principal_logarithm() -> None:
    with precision(128):
        x, y = acb(1, 2), acb(3, -1)
        assert plane(tree("logsumexp(x, y)"))({"x": x, "y": y}).overlaps((x.exp() + y.exp()).log())


@pytest.mark.parametrize("kind", [arb, acb])
@pytest.mark.parametrize("power", [1, 2, 3, 10**9])
def test_a_whole_power_of_a_ball_around_zero_is_a_ball_around_zero(kind: Any, power: int) -> None:
    evaluator = real if kind is arb else plane
    with precision(128):
        found = evaluator(tree(f"x^({power})"))({"x": kind(arb(0, 1e-30))})
        assert found.is_finite()
        assert found.contains(0)
