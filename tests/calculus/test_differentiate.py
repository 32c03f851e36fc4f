"""The table of rules: derivatives, worked steps, and the wrong turns beside them."""

from __future__ import annotations

import pytest
from flint import arb

from quiz.calculus.applying import NoRule
from quiz.calculus.differentiate import derivative, worked
from quiz.calculus.tables import MISCONCEPTIONS, RULES
from quiz.notation import Parsed, Vocabulary, ascii, read
from quiz.notation.balls import precision, real
from quiz.notation.symbolic import from_sympy, to_sympy
from quiz.notation.tree import Node, names_in

WORDS = Vocabulary(variables=frozenset("xyabcwbp"))
FUNCTIONS = (
    "7", "x", "3x^4 + 5x + 7", "x^2 e^x", "(3x + 1)^5", "1/x^2", "sqrt(x)", "x^(1/3)", "1/sqrt(x)", "3/(x + 2)",
    "sin(e^(2x))", "x/(x^2 + 1)", "1/(1 + e^(-x))", "x^x", "x^(2x)", "(2x)^(sin x)", "2^(3x)", "10^x", "1/2^x",
    "log2(x)", "log_3(2x + 1)", "ln(3x + 1)/ln(x + 3)", "x sin x cos x", "|x - 5|", "max(x, 2x - 1)", "min(x^2, x)",
    "arctan(x/2)", "arcsin(x/9)", "arccos(x/9)", "arccot(x)", "arcsec(x + 2)", "arccsc(x + 2)", "sinh(x) cosh(2x)",
    "tanh(2x)", "coth(x)", "sech(x)", "csch(x)", "arsinh(x)", "arcosh(x + 2)", "artanh(x/9)", "tan(2x)", "cot(x)",
    "sec(x)", "csc(x)", "sigmoid(3x)", "softplus(x)", "relu(x - 1)", "x sigmoid(x)", "swish(2x)", "erf(x)",
    "e^(-x^2/2)", "(y - w x - b)^2", "x^2 y + 3 y^2", "a x/(b + c)", "x^a", "a^x", "ln(x^2 + y^2)", "-x/4",
    "x^3/(2y) - 1/(3x)", "(x + 1)/(x + 2)/(x + 3)", "cbrt(x)", "exp(exp(x))", "sin(x)^2 + cos(x)^2", "step(x) x",
)  # fmt: skip


def tree(text: str) -> Node:
    found = read(text, WORDS)
    assert isinstance(found, Parsed), found
    return found.tree


def value(node: Node, at: dict[str, arb]) -> arb:
    return real(node)(at)


@pytest.mark.parametrize("text", FUNCTIONS)
def test_our_derivative_is_sympys(text: str) -> None:
    function = tree(text)
    ours = derivative(function, "x")
    symbols = to_sympy(function)
    symbol = next((each for each in symbols.free_symbols if each.name == "x"), None)
    theirs = from_sympy(symbols.diff(symbol)) if symbol is not None else from_sympy(symbols * 0)
    with precision(256):
        for place in (1.375, 2.6875):
            at = {name: arb(place) + arb(number) / 8 for number, name in enumerate("xyabcwp")}
            gap = value(ours, at) - value(theirs, at)
            assert gap.contains(0) and gap.rad() < 1e-40


@pytest.mark.parametrize("text", FUNCTIONS)
def test_a_worked_solution_ends_in_the_derivative(text: str) -> None:
    function = tree(text)
    solution = worked(function, "x")
    with precision(256):
        at = {name: arb(1.375) + arb(number) / 8 for number, name in enumerate("xyabcwp")}
        assert (value(solution.tidied, at) - value(derivative(function, "x"), at)).contains(0)
        for step in solution.step.walk():
            assert step.rule in RULES
            assert (value(step.result, at) - value(derivative(step.function, "x"), at)).contains(0)


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        ("(3x+1)^5", "15*(3*x + 1)^4"),
        ("1/x^2", "-2/x^3"),
        ("e^(-x^2/2)", "-x*e^(-x^2/2)"),
        ("x^2 e^x", "2*x*e^x + x^2*e^x"),
        ("cos(3x)", "-3*sin(3*x)"),
        ("x^x", "x^x*(ln(x) + 1)"),
    ],
)
def test_the_last_line_is_written_as_one_would_write_it(text: str, tidied: str) -> None:
    assert ascii(worked(tree(text), "x").tidied) == tidied


def test_the_steps_of_a_composition_name_the_outside_and_the_inside() -> None:
    step = worked(tree("sin(3x)"), "x").step
    assert step.rule == "chain"
    assert [(name, ascii(node)) for name, node in step.setup] == [("F(u)", "sin(u)"), ("u", "3*x")]
    assert [ascii(each.result) for each in step.inner] == ["3"]


def test_the_steps_of_a_product_lead_to_both_factors() -> None:
    step = worked(tree("x^2 sin(5x)"), "x").step
    assert step.rule == "product"
    assert [name for name, _ in step.setup] == ["u", "v"]
    assert [each.rule for each in step.inner] == ["power", "chain"]
    assert [each.path for each in step.inner] == [(0,), (1,)]


def test_a_function_that_does_not_move_has_slope_0() -> None:
    assert ascii(derivative(tree("a^2 + sin b"), "x")) == "0"


def test_there_is_no_rule_for_a_vector() -> None:
    found = read("(x, y)", Vocabulary(variables=frozenset("xy"), tuples=True))
    assert isinstance(found, Parsed)
    with pytest.raises(NoRule):
        derivative(found.tree, "x")


def test_every_misconception_belongs_to_a_rule_and_speaks_in_one_sentence() -> None:
    for misconception in MISCONCEPTIONS.values():
        assert misconception.says.endswith((".", "?")), misconception.id
        assert 1.0 <= misconception.cost <= 3.0
        assert names_in(tree(misconception.example[0])) if misconception.kind == "derivative" else True
