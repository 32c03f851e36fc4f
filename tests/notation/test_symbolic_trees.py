"""Trees to SymPy and back, by constructors only."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction

import pytest
import sympy

from quiz.notation import Parsed, Vocabulary, ascii, read
from quiz.notation.balls import precision, rational, real
from quiz.notation.symbolic import TooLarge, Unsayable, from_sympy, symbol, to_sympy
from quiz.notation.tree import Name, Node, Number, Power, Tuple

WORDS = Vocabulary(variables=frozenset({"x", "y", "S", "N", "lambda"}))


def tree(text: str) -> Node:
    parsed = read(text, WORDS)
    assert isinstance(parsed, Parsed), parsed
    return parsed.tree


@pytest.mark.parametrize(
    "text",
    [
        "x^2 + 3x - 1/2",
        "sin(x)cos(x)/tan(x) + sec(x)csc(x)cot(x)",
        "sinh(x)cosh(x)tanh(x)sech(x)csch(x)coth(x)",
        "arcsin(x/4) + arccos(x/4) + arctan(x) + arccot(x)",
        "arsinh(x) + arcosh(x + 2) + artanh(x/4)",
        "arcsec(x + 2) + arccsc(x + 2)",
        "e^(2x) ln(x + 2) sqrt(x + 2) - pi",
        "log2(x) + log10(x)",
        "cbrt(x) + x^(2/5) + x^x",
        "sigmoid(x) softplus(x) swish(x) relu(x) step(x)",
        "|x| sign(x) max(x, 1/4) min(x, 3)",
        "erf(x) - 1/x^3",
        "logsumexp(x, -x, 1/2) + logsumexp(x)",
        "|ln(x)| + sign(ln(x))",
        "S N lambda",
    ],
)
@pytest.mark.parametrize("defined", [False, True])
def test_the_way_there_and_back_keeps_the_value(text: str, defined: bool) -> None:
    node = tree(text)
    again = from_sympy(to_sympy(node, defined=defined))

    with precision(128):
        at = {name: real(Number(Fraction(k, 7)))({}) for k, name in enumerate(("x", "y", "S", "N", "lambda"), start=5)}
        difference = real(node)(at) - real(again)(at)
        assert difference.is_finite()
        assert abs(difference) < rational(Fraction(1, 10**30))


@pytest.mark.parametrize(
    ("function", "derivative"),
    [
        ("relu(x)", "step(x)"),
        ("|x|", "sign(x)"),
        ("|ln(x)|", "sign(ln(x))/x"),
        ("sign(x) x", "sign(x)"),
        ("softplus(2x)", "2*sigmoid(2*x)"),
        ("sigmoid(x)", "sigmoid(x)*(1 - sigmoid(x))"),
        ("step(x)", "0"),
        ("logsumexp(x)", "1"),
        ("max(x, 2)", "step(x - 2)"),
    ],
)
def test_derivatives_keep_the_names_people_use(function: str, derivative: str) -> None:
    found = from_sympy(sympy.diff(to_sympy(tree(function)), symbol("x")))

    wanted = tree(derivative)
    with precision(128):
        for x in (Fraction(5, 7), Fraction(19, 7)):
            at = {"x": real(Number(x))({})}
            assert real(found)(at).overlaps(real(wanted)(at))
    assert "exp" not in ascii(found)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("x^2 + 3x - 1", "x^2 + 3*x - 1"),
        ("1 - x", "1 - x"),
        ("-x", "-x"),
        ("-2x/3", "-2*x/3"),
        ("x/(2y)", "x/(2*y)"),
        ("1/sqrt(x)", "1/sqrt(x)"),
        ("e^(-x)/(1 + e^(-x))^2", "e^(-x)/(1 + e^(-x))^2"),
        ("x^(3/2)", "x^(3/2)"),
    ],
)
def test_a_derived_key_reads_as_people_write(text: str, printed: str) -> None:
    assert ascii(from_sympy(to_sympy(tree(text)))) == printed


def test_text_never_reaches_sympy() -> None:
    assert to_sympy(Name("S")) == symbol("S")
    assert to_sympy(Name("__import__('os')")).is_Symbol


def test_what_sympy_knows_about_a_name() -> None:
    assert symbol("x").is_real
    assert not symbol("x").is_positive
    assert to_sympy(tree("sqrt(x^2)"), {"x": "positive"}) == symbol("x", {"x": "positive"})
    assert to_sympy(tree("|x|"), {"x": "negative"}) == -symbol("x", {"x": "negative"})


def test_roots_of_negatives_are_real_in_a_proof() -> None:
    value = to_sympy(tree("x^(1/3)"), defined=True).subs(symbol("x"), -8)

    assert sympy.simplify(value) == -2


def test_what_is_too_large_is_not_handed_over() -> None:
    nine = Number(Fraction(9))
    wide = tree("+".join(["x"] * 300))

    for node in (Power(nine, Number(Fraction(10**6))), Number(Fraction(10**2000))):
        with pytest.raises(TooLarge):
            to_sympy(node)
    assert to_sympy(wide) == 300 * symbol("x")


@pytest.mark.parametrize("expression", [sympy.I, sympy.gamma(sympy.Symbol("x")), sympy.oo, sympy.Float(0.5), sympy.zoo])
def test_what_has_no_notation_is_said(expression: object) -> None:
    with pytest.raises(Unsayable):
        from_sympy(expression)


def test_a_vector_is_no_expression() -> None:
    with pytest.raises(Unsayable):
        to_sympy(Tuple((Name("x"),)))


def test_reading_and_refuting_never_load_sympy() -> None:
    program = (
        "import sys; from quiz.grading.ladder import grade; from quiz.grading.verdict import Task;"
        "from quiz.notation import read, Vocabulary;"
        "key = read('2x e^x', Vocabulary(variables=frozenset('x'))).tree;"
        "print(grade(Task(key, ('x',)), '2 e^x x').outcome, grade(Task(key, ('x',)), '2x + e^x').outcome,"
        " grade(Task(key, ('x',)), 'x e^x + x e^x').outcome, 'sympy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["correct", "incorrect", "correct", "False"]
