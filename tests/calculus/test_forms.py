"""How our own answer is printed: short, with signs where people write them, in decimals where the item does."""

import pytest
from calculus_words import tree

from quiz.calculus.forms import ShowAs, shapes, shown
from quiz.calculus.signs import with_signs_inside
from quiz.notation import ascii


@pytest.mark.parametrize(
    ("key", "printed"),
    [
        ("2*x*(x^2 + 1)^-2*(x^2 + 1) - 2*x^3/(x^2 + 1)^2", "2*x/(x^2 + 1)^2"),
        ("9*x - (3*x^3 + 6)/x^2", "6*x - 6/x^2"),
        ("x*(2*x*exp(x^2))", "x*(2*x*exp(x^2))"),
        ("-2*t*(2*t - 1)*exp(-4*t)", "2*t*(1 - 2*t)*exp(-4*t)"),
        ("-6/(p*(p - 1))", "6/(p*(1 - p))"),
        ("-(sigmoid(x) - 1)*sigmoid(x)", "(1 - sigmoid(x))*sigmoid(x)"),
        ("12*(sigmoid(x) - 1)*sigmoid(x)", "-12*(1 - sigmoid(x))*sigmoid(x)"),
        ("x*sign(x) + 6", "abs(x) + 6"),
        ("sign(8)*(abs(8) - 2)", "6"),
        ("(x + 1)^3", "(x + 1)^3"),
        ("(2*x, (x*y + x)/(x*y + x))", "(2*x, 1)"),
    ],
)
def test_the_answer_is_printed_short(key, printed):
    assert ascii(shown(tree(key))) == printed


@pytest.mark.parametrize(
    ("form", "printed"),
    [(ShowAs.FACTORED, "(x - 1)*(x + 1)"), (ShowAs.EXPANDED, "x^2 - 1"), (ShowAs.SIMPLIFIED, "x^2 - 1")],
)
def test_the_author_may_choose_the_form(form, printed):
    assert ascii(shown(tree("(x - 1)*(x + 1)"), form)) == printed


@pytest.mark.parametrize(
    ("key", "printed"),
    [
        ("3/10", "0.3"),
        ("3*x/10", "0.3*x"),
        ("-x/4", "-0.25*x"),
        ("x/3", "x/3"),
        ("(1/2, 2/3)", "(0.5, 2/3)"),
        ("10/5", "2"),
    ],
)
def test_fractions_that_end_are_decimals_where_the_item_writes_decimals(key, printed):
    assert ascii(shown(tree(key), decimals=True)) == printed


def test_the_shapes_are_different_ways_to_write_one_key():
    found = [ascii(each) for each in shapes(tree("x/(x + 1) + (x + 1)*(x - 1)"))]
    assert len(found) == len(set(found)) >= 4


@pytest.mark.parametrize("text", ["a - b", "x", "-x", "-(x + 1)", "x*(x - 1)", "-x*y", "x - 2*(x - 1)"])
def test_signs_stay_where_no_factor_wants_them(text):
    written = tree(text.replace("a", "x").replace("b", "y"))
    assert with_signs_inside(written) == written
