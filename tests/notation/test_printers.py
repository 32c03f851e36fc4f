"""Printing: exactly what was typed, in its order, with implied products made visible."""

from fractions import Fraction

import pytest
from math_core import LatexToMathML

from quiz.notation import Parsed, Vocabulary, ascii, latex, read
from quiz.notation.latex_printer import name_latex
from quiz.notation.tree import Name, Negative, Node, Number, Power, Product, Sum

V = Vocabulary(
    frozenset({"x", "y", "θ", "w_1", "yhat", "rate", "p"}),
    heads={"f": 1, "norm": None},
    vectors=frozenset({"grad"}),
    tuples=True,
)

ROWS = [
    ("2x", "2 x"),
    ("2*3", r"2 \cdot 3"),
    ("2*3^x", r"2 \cdot 3^{x}"),
    ("x*2", r"x \cdot 2"),
    ("x*y", "x y"),
    ("-x^2", "-x^{2}"),
    ("(-x)^2", "(-x)^{2}"),
    ("x^10", "x^{10}"),
    ("e^(2x)", "e^{2 x}"),
    ("x^(1/3)", "x^{1/3}"),
    ("x^(-1/2)", "x^{-1/2}"),
    ("x - (y - 1)", "x - (y - 1)"),
    ("x + -y", "x - y"),
    ("(x+1)(x-1)", "(x + 1) (x - 1)"),
    ("x(x+1)", r"x\,(x + 1)"),
    ("1/2x", r"\frac{1}{2} x"),
    ("x/(y+1)", r"\frac{x}{y + 1}"),
    ("(1/2 + x)^2", r"\left(\frac{1}{2} + x\right)^{2}"),
    ("2(1/2)", r"2 \cdot \frac{1}{2}"),
    ("sin(x)", r"\sin(x)"),
    ("sin(x/2)", r"\sin\left(\frac{x}{2}\right)"),
    ("sin^2 x", r"\sin(x)^{2}"),
    ("2sin(x)cos(x)", r"2 \, \sin(x) \, \cos(x)"),
    ("sin^-1 x", r"\arcsin(x)"),
    ("asinh x", r"\operatorname{arsinh}(x)"),
    ("log x", r"\ln(x)"),
    ("log_2 x", r"\log_{2}(x)"),
    ("√(x+1)", r"\sqrt{x + 1}"),
    ("∛x", r"\sqrt[3]{x}"),
    ("|x|", r"\left|x\right|"),
    ("sigmoid(x)", r"\sigma(x)"),
    ("relu(x)", r"\operatorname{ReLU}(x)"),
    ("max(x, 0)", r"\max(x, 0)"),
    ("lse(x, y)", r"\operatorname{LSE}(x, y)"),
    ("sgn x", r"\operatorname{sgn}(x)"),
    ("π", r"\pi"),
    ("0.50", "0.50"),
    ("θ", r"\theta"),
    ("w_1^2", "w_{1}^{2}"),
    ("yhat - y", r"\hat{y} - y"),
    ("rate*x", r"\mathrm{rate} \cdot x"),
    ("f(x)", "f(x)"),
    ("norm(x, y)", r"\operatorname{norm}(x, y)"),
    ("grad[1]", r"\mathrm{grad}_{1}"),
    ("(x, 1/y)", r"\left(x, \frac{1}{y}\right)"),
    ("[[x, 1], [0, y]]", r"\begin{pmatrix} x & 1 \\ 0 & y \end{pmatrix}"),
]


def tree_of(text: str, vocabulary: Vocabulary = V) -> Node:
    found = read(text, vocabulary)
    assert isinstance(found, Parsed), found
    return found.tree


@pytest.mark.parametrize(("typed", "written"), ROWS)
def test_latex_shows_what_was_typed(typed: str, written: str) -> None:
    assert latex(tree_of(typed)) == written


@pytest.mark.parametrize("written", [written for _, written in ROWS])
def test_the_page_can_show_it(written: str) -> None:
    assert LatexToMathML().convert_with_local_state(written, displaystyle=False).startswith("<math")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("2x", "2*x"),
        ("x -1", "x - 1"),
        ("x^-2", "x^(-2)"),
        ("(x^2)^3", "(x^2)^3"),
        ("(xy)x", "(x*y)*x"),
        ("(x/y)x", "x/y*x"),
        ("x(y/x)", "x*(y/x)"),
        ("-(x+y)", "-(x + y)"),
        ("(-x)y", "(-x)*y"),
        ("σ(x)", "sigmoid(x)"),
        ("θ²", "theta^2"),
        ("log_2 x", "log_2(x)"),
        ("[x; y]", "[[x], [y]]"),
    ],
)
def test_ascii_is_what_a_learner_could_type(typed: str, printed: str) -> None:
    assert ascii(tree_of(typed)) == printed


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("x", "x"),
        ("lambda", r"\lambda"),
        ("x_i", "x_{i}"),
        ("theta_1", r"\theta_{1}"),
        ("w12", "w_{12}"),
        ("ŷ", r"\hat{y}"),
        ("xbar", r"\bar{x}"),
        ("theta_hat", r"\theta_{\mathrm{hat}}"),
        ("loss", r"\mathrm{loss}"),
    ],
)
def test_a_name_is_set_as_mathematicians_set_it(name: str, written: str) -> None:
    assert name_latex(name) == written


def test_numbers_put_in_for_parameters_print_like_typed_ones() -> None:
    x = Name("x")
    assert ascii(Sum((x, Number(Fraction(-3))))) == "x - 3"
    assert latex(Sum((x, Number(Fraction(-3))))) == "x - 3"
    assert ascii(Product((Number(Fraction(-2)), x))) == "(-2)*x"
    assert ascii(Power(x, Number(Fraction(1, 2)))) == "x^(1/2)"
    assert latex(Power(Number(Fraction(1, 2)), x)) == r"\left(\frac{1}{2}\right)^{x}"
    assert ascii(Number(Fraction(-5, 4), 2)) == "-1.25"
    assert ascii(Negative(Number(Fraction(-5)))) == "-(-5)"
