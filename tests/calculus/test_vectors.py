"""Vectors in authors' formulas are worked out entry by entry; what does not fit is seen."""

import pytest

from quiz.calculus.vectors import is_spread, spread
from quiz.notation import Parsed, Vocabulary, ascii, read
from quiz.notation.tree import Node

AUTHOR = Vocabulary(variables=frozenset("xy"), heads={"norm": 1, "dot": 2}, vectors=frozenset("xy"), tuples=True)


def tree(text: str) -> Node:
    found = read(text, AUTHOR)
    assert isinstance(found, Parsed), found
    return found.tree


@pytest.mark.parametrize(
    ("written", "worked_out"),
    [
        ("2*(x, 3)", "(2*x, 2*3)"),
        ("(x, 1)*y", "(x*y, 1*y)"),
        ("(x, 1) - (y, 2)", "(x - y, 1 - 2)"),
        ("(x, 1)/2", "(x/2, 1/2)"),
        ("-(x, 1)", "(-x, -1)"),
        ("norm((3, 4))", "sqrt(3^2 + 4^2)"),
        ("(3, 4)/norm((3, 4))", "(3/sqrt(3^2 + 4^2), 4/sqrt(3^2 + 4^2))"),
        ("norm((3, 4))^2", "sqrt(3^2 + 4^2)^2"),
        ("dot((1, 2), (x, y))", "1*x + 2*y"),
        ("2*[[x, 1], [0, y]]", "[[2*x, 2*1], [2*0, 2*y]]"),
        ("x + y", "x + y"),
    ],
)
def test_a_formula_of_vectors_is_worked_out(written, worked_out):
    assert ascii(spread(tree(written))) == ascii(tree(worked_out))
    assert is_spread(spread(tree(written)))


@pytest.mark.parametrize("written", ["(1, 2) + (1, 2, 3)", "(1, 2) + 1", "dot((1, 2), (1, 2, 3))", "norm(x)", "sin((1, 2))"])
def test_vectors_that_do_not_fit_are_seen(written):
    assert not is_spread(spread(tree(written)))
