"""Placeholders in texts: what is filled in, what stays LaTeX's, and what is refused with its place."""

import pytest
from kinds_words import findings, question

from quiz.notation import latex, tidy

ITEM = """
    kind: expression
    vary: {a: [1, -2, 3], b: [-5, 0, 4], n: [1, 3], r: [0.10], q: [1/2]}
    given:
      f(x): (a*x + b)^n
      F(x, y): (x*y, a*x)
      circle: x^2 + y^2 = a
    answer: derivative of f
"""


YOU_HAVE = "you have a, b, n, r, q, f(x), F(x, y), circle"
USUAL = {"a": 3, "b": 4, "n": 3, "r": "0.1", "q": "1/2"}


def prompt(ask: str, **values: object) -> str:
    return question(ITEM, {**USUAL, **values}, ask=ask).prompt


@pytest.mark.parametrize(
    ("ask", "shown"),
    [
        ("A factor {a} here", "A factor 3 here"),
        ("A rate of {r}", "A rate of 0.10"),
        ("A share of {q}", "A share of 1/2"),
        ("3 {+b}", "3 + 4"),
        ("Twice is {= 2*a}", "Twice is 6"),
        ("Cost \\$5, then {a}", "Cost \\$5, then 3"),
    ],
)
def test_outside_mathematics_the_braces_vanish(ask, shown):
    assert prompt(ask) == shown


def test_a_negative_value_in_prose_has_a_true_minus():
    assert prompt("{a} and 3 {+b}", a=-2, b=-5) == "−2 and 3 − 5"


def test_a_formula_in_prose_brings_its_dollars():
    assert prompt("Take {f(x)} now") == f"Take ${latex_of()}$ now"


def latex_of(**values: object) -> str:
    case = question(ITEM, {**USUAL, **values}).case
    return latex(tidy(case.printable(case.setting.heads["f"].body)))


@pytest.mark.parametrize(
    ("ask", "shown"),
    [
        ("$x^{n}$", "$x^{3}$"),
        (r"$\frac{a}{b}$", r"$\frac{3}{4}$"),
        ("$e^{-{a} x}$", "$e^{-{3} x}$"),
        ("$3x {+b}$", "$3x + 4$"),
        ("$$y = {= a + b}$$", "$$y = {7}$$"),
    ],
)
def test_inside_mathematics_the_braces_stay(ask, shown):
    assert prompt(ask) == shown


@pytest.mark.parametrize(
    "ask",
    [
        r"$\text{a}$",
        r"$\mathrm{a}$",
        "$x^{k}$",
        r"$\frac{x}{y}$",
        "$x_{i}$",
        r"$\begin{cases} x \end{cases}$",
        "$1{,}0$",
    ],
)
def test_braces_that_hold_no_placeholder_are_latex(ask):
    assert prompt(ask) == ask


def test_ones_and_zeros_are_tidied_away():
    assert prompt("${f(x)}$", a=1, b=0, n=1) == "${x}$"


def test_a_function_of_several_variables_is_printed():
    assert "x" in prompt("${F(x, y)}$")


def test_an_equation_is_printed_by_its_name():
    assert prompt("${circle}$").count("=") == 1


@pytest.mark.parametrize(
    ("ask", "offset", "message", "hint"),
    [
        ("Take {c} now", 5, "{c} is not a parameter", YOU_HAVE),
        ("Take $y = {c}$", 10, "{c} is not a parameter", YOU_HAVE),
        ("Take $x^{= q*z}$", 8, "{= q*z}: z is not in this question.", YOU_HAVE),
        ("Take {g(x)}", 5, "{g(x)} is not a parameter", "did you mean {f(x)}?"),
        ("Take {+k}", 5, "{+k} is not a parameter", YOU_HAVE),
        ("It is {answer}", 6, "{answer} would give the answer away here", YOU_HAVE),
    ],
)
def test_an_unknown_placeholder_is_shown_at_its_place(ask, offset, message, hint):
    (finding,) = findings(ITEM, ask=ask)
    assert (finding.code, finding.path, finding.offset) == ("unknown-placeholder", ("ask",), offset)
    assert (finding.message, finding.hint) == (message, hint)


def test_the_answer_may_be_shown_in_the_model_the_hints_and_the_feedback():
    asked = question(
        """
        kind: expression
        given: {f(x): x^2}
        answer: derivative of f
        model: It is ${answer}$.
        hints: ['Nearly {answer}']
        mistakes: [{answer: x, say: 'Not {answer}'}]
        """
    )
    assert (asked.model, asked.hints[0]) == ("It is ${" + asked.answer_latex + "}$.", f"Nearly ${asked.answer_latex}$")
    assert asked.mistakes[0].say == f"Not ${asked.answer_latex}$"
