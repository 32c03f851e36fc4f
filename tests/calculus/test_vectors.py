"""Vectors in authors' formulas are worked out entry by entry; what does not fit is seen."""

import pytest

from quiz.calculus.vectors import is_spread, spread
from quiz.notation import Parsed, Vocabulary, ascii, read, substitute
from quiz.notation.tree import Node

VECTORS = {"u": "(x, 1)", "v": "(y, 2)", "w": "(1, 2, 3)", "n": "(3, 4)", "A": "[[x, 1], [0, y]]"}
AUTHOR = Vocabulary(
    variables=frozenset("xy") | frozenset(VECTORS),
    heads={"norm": 1, "dot": 2},
    vectors=frozenset(VECTORS),
    tuples=True,
)


def tree(text: str) -> Node:
    """A formula in which u, v, w, n and A stand for their entries."""
    found = read(text, AUTHOR)
    assert isinstance(found, Parsed), found
    entries = {name: read(written, AUTHOR) for name, written in VECTORS.items()}
    return substitute(found.tree, {name: each.tree for name, each in entries.items() if isinstance(each, Parsed)})


@pytest.mark.parametrize(
    ("written", "worked_out"),
    [
        ("2*u", "(2*x, 2*1)"),
        ("u*y", "(x*y, 1*y)"),
        ("u - v", "(x - y, 1 - 2)"),
        ("u/2", "(x/2, 1/2)"),
        ("-u", "(-x, -1)"),
        ("norm(n)", "sqrt(3^2 + 4^2)"),
        ("n/norm(n)", "(3/sqrt(3^2 + 4^2), 4/sqrt(3^2 + 4^2))"),
        ("norm(n)^2", "sqrt(3^2 + 4^2)^2"),
        ("dot(n, v)", "3*y + 4*2"),
        ("n[2] + 1", "4 + 1"),
        ("2*A", "[[2*x, 2*1], [2*0, 2*y]]"),
        ("A[2]", "(0, y)"),
        ("x + y", "x + y"),
    ],
)
def test_a_formula_of_vectors_is_worked_out(written, worked_out):
    assert ascii(spread(tree(written))) == ascii(tree(worked_out))
    assert is_spread(spread(tree(written)))


@pytest.mark.parametrize("written", ["u + w", "u + 1", "dot(u, w)", "norm(x)", "sin(u)", "u*v", "w[4]", "2/u"])
def test_vectors_that_do_not_fit_are_seen(written):
    assert not is_spread(spread(tree(written)))
