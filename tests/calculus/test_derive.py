"""Every phrase has the answer a textbook gives, and the second opinion agrees with it."""

import pytest
from calculus_words import given, phrase, tree

from quiz.calculus.derive import derive
from quiz.calculus.given import Impossible
from quiz.calculus.oracle import disagreement
from quiz.grading.ladder import grade
from quiz.grading.verdict import Outcome, Task
from quiz.notation import ascii
from quiz.notation.tree import Matrix, Negative, Node, Number, Sum, Tuple

TEXTBOOK = [
    # phrase, what is given, answer
    ("derivative of f", {"f": "x^3 - 2*x"}, "3*x^2 - 2"),
    ("derivative of f", {"f": "x^2*exp(x)"}, "2*x*exp(x) + x^2*exp(x)"),
    ("derivative of f", {"f": "sin(x)/x"}, "(x*cos(x) - sin(x))/x^2"),
    ("derivative of f", {"f": "sigmoid(3*x)"}, "3*sigmoid(3*x)*(1 - sigmoid(3*x))"),
    ("derivative of f", {"f": "relu(x - 1)"}, "step(x - 1)"),
    ("derivative of f", {"f": "abs(x)"}, "sign(x)"),
    ("derivative of f", {"f": "softplus(x)"}, "sigmoid(x)"),
    ("derivative of f", {"f": "max(x, 2*x - 3)"}, "2 - step(3 - x)"),
    ("derivative of f", {"f": "x^x", "domain": "x > 0"}, "x^x*(ln(x) + 1)"),
    ("second derivative of f", {"f": "abs(x)"}, "0"),
    ("second derivative of f", {"f": "x*exp(x)"}, "(x + 2)*exp(x)"),
    ("derivative 4 of f", {"f": "sin(2*x)"}, "16*sin(2*x)"),
    ("derivative of f at x = 2", {"f": "x^3"}, "12"),
    ("derivative of f at pi/3", {"f": "sin(x)"}, "1/2"),
    ("derivative of f by y", {"f": "x^2*y^3"}, "3*x^2*y^2"),
    ("second derivative of f by x, y", {"f": "x^2*y^3"}, "6*x*y^2"),
    ("derivative of f by y at (2, 1)", {"f": "x^2*y^3"}, "12"),
    ("derivative of F", {"F": "(cos(t), sin(t))"}, "(-sin(t), cos(t))"),
    ("gradient of f", {"f": "x^2*y + y"}, "(2*x*y, x^2 + 1)"),
    ("gradient of f at (2, 1)", {"f": "x^2*y + y"}, "(4, 5)"),
    ("jacobian of F", {"F": "(x^2*y, x + 3*y)"}, "[[2*x*y, x^2], [1, 3]]"),
    ("jacobian of f", {"f": "x*y"}, "[[y, x]]"),
    ("hessian of f", {"f": "x^3*y"}, "[[6*x*y, 3*x^2], [3*x^2, 0]]"),
    ("hessian of f at x = 1, y = 2", {"f": "x^3*y"}, "[[12, 3], [3, 0]]"),
    ("directional derivative of f along (3, 4) at (1, 0)", {"f": "x^2 + x*y"}, "2"),
    ("implicit derivative of circle by x", {"circle": "x^2 + y^2 = 25"}, "-x/y"),
    ("implicit derivative of circle by x at (3, 4)", {"circle": "x^2 + y^2 = 25"}, "-3/4"),
    ("implicit derivative of circle by y", {"circle": "x^2 + y^2 = 25"}, "-y/x"),
    ("value of f at x = 3", {"f": "x^2 + 1"}, "10"),
    ("value of F at (1, 2)", {"F": "(x + y, x*y)"}, "(3, 2)"),
    ("limit of f at x = 0", {"f": "sin(x)/x"}, "1"),
    ("limit of f at x = 0 from the right", {"f": "abs(x)/x"}, "1"),
    ("limit of f at x = infinity", {"f": "(2*x + 1)/(x - 1)"}, "2"),
    ("limit of f at t = 0", {"f": "((x + t)^2 - x^2)/t"}, "2*x"),
    ("tangent of f at x = 3", {"f": "x^2"}, "6*x - 9"),
    ("tangent of f at (1, 2)", {"f": "x^2 + y^2"}, "2*x + 4*y - 5"),
    ("taylor polynomial of f at x = 0 to order 3", {"f": "exp(x)"}, "1 + x + x^2/2 + x^3/6"),
    ("taylor polynomial of f at (0, 0) to order 2", {"f": "exp(x*y)"}, "1 + x*y"),
    ("maximiser of f", {"f": "(p - 10)*(1000 - 5*p)"}, "105"),
    ("maximum of f", {"f": "x*exp(-x)"}, "exp(-1)"),
    ("maximiser of f on [0, 2]", {"f": "x^3 - 3*x"}, "2"),
    ("minimum of f on [0, 2]", {"f": "x^3 - 3*x"}, "-2"),
    ("minimiser of f", {"f": "x + 4/x", "domain": "x > 0"}, "2"),
    ("minimiser of f", {"f": "abs(x - 3)"}, "3"),
    ("minimiser of f", {"f": "(x - 1)^2 + x*y + y^2"}, "(4/3, -2/3)"),
    ("minimum of f", {"f": "(x - 1)^2 + 2*y^2"}, "0"),
    ("maximiser of f", {"f": "3*ln(p) + 7*ln(1 - p)", "domain": "0 < p < 1"}, "3/10"),
    ("critical points of f", {"f": "x^3 - 3*x"}, "(-1, 1)"),
    ("critical points of f", {"f": "x^2*y - 2*x*y + y^3 - 3*y"}, "[[-1, 0], [1, -2/sqrt(3)], [1, 2/sqrt(3)], [3, 0]]"),
    ("zero of f", {"f": "2*x - 7"}, "7/2"),
    ("zero of f on [0, 5]", {"f": "x^2 - 2"}, "sqrt(2)"),
    ("zero of f", {"f": "ln(x) - 1"}, "exp(1)"),
    ("descent step of f from 3 with rate 0.1", {"f": "x^2"}, "2.4"),
    ("descent step of f from (2, 1) with rate 0.1", {"f": "x^2 + 3*y^2"}, "(1.6, 0.4)"),
    ("newton step of f from 1", {"f": "x^4 - 3*x"}, "11/12"),
    ("newton step of f from (5, 7)", {"f": "x^2 + x*y + y^2"}, "(0, 0)"),
]


def case(text: str, heads: dict[str, str]):
    heads = dict(heads)
    domain = heads.pop("domain", "")
    return phrase(text, tuple(heads)), given(domain, **heads)


def is_equal(key: Node, wanted: Node, domain=()) -> bool:
    task = Task(key=key, variables=tuple("xytp"), domain=domain)
    return grade(task, ascii(wanted)).outcome is Outcome.CORRECT


@pytest.mark.parametrize(("text", "heads", "answer"), TEXTBOOK)
def test_the_key_is_the_textbook_answer(text, heads, answer):
    wanted, known = case(text, heads)
    key = derive(wanted, known)
    assert not isinstance(key, Impossible), key
    assert is_equal(key, tree(answer), known.domain), ascii(key)


@pytest.mark.parametrize(("text", "heads", "answer"), TEXTBOOK)
def test_the_second_opinion_agrees_with_every_key(text, heads, answer):
    wanted, known = case(text, heads)
    assert disagreement(wanted, known, derive(wanted, known)) is None


EXACTLY_COMPARED = [row for row in TEXTBOOK if "infinity" not in row[0]]
"""A limit far out is only compared roughly."""


@pytest.mark.parametrize(("text", "heads", "answer"), EXACTLY_COMPARED)
def test_the_second_opinion_sees_a_key_that_is_off_by_a_thousandth(text, heads, answer):
    wanted, known = case(text, heads)
    assert disagreement(wanted, known, nudged(derive(wanted, known))) is not None


def nudged(key: Node) -> Node:
    """The key with a thousandth added to its first entry."""
    match key:
        case Tuple(entries):
            return Tuple((nudged(entries[0]), *entries[1:]))
        case Matrix(rows):
            return Matrix(((nudged(rows[0][0]), *rows[0][1:]), *rows[1:]))
        case _:
            return Sum((key, tree("0.001")))


@pytest.mark.parametrize(
    ("text", "heads", "code", "words"),
    [
        ("maximiser of f", {"f": "x^2"}, "answer-fails", "does not exist"),
        ("maximum of f", {"f": "sin(x)"}, "answer-fails", "swings without end"),
        ("critical points of f", {"f": "x*sin(x)"}, "answer-fails", "no method finds"),
        ("minimiser of f", {"f": "x^4 + exp(x)"}, "answer-fails", "no notation for LambertW"),
        ("maximum of f", {"f": "1/x"}, "answer-fails", "does not exist"),
        ("maximum of f", {"f": "x/(1 + x)", "domain": "x > 0"}, "answer-fails", "does not exist"),
        ("minimiser of f", {"f": "x^2 - y^2"}, "answer-fails", "not a single critical point"),
        ("zero of f", {"f": "x^2 + 1"}, "answer-fails", "has no zero"),
        ("zero of f", {"f": "0*x"}, "answer-not-unique", "every point"),
        ("critical points of f", {"f": "(x - y)^2"}, "answer-not-unique", "a whole curve"),
        ("limit of f at x = 0", {"f": "abs(x)/x"}, "answer-fails", "differ"),
        ("limit of f at x = 0", {"f": "1/x^2"}, "answer-fails", "no finite limit"),
        ("derivative of f at x = 0", {"f": "ln(x)"}, "answer-fails", "no value at x = 0"),
        ("derivative of f at x = 0", {"f": "relu(x)"}, "answer-fails", "no value at this point"),
        ("value of f at x = -1", {"f": "sqrt(x)"}, "answer-fails", "no value at x = -1"),
        ("derivative of f", {"f": "x*y"}, "answer-fails", "several variables"),
        ("gradient of F", {"F": "(x, y)"}, "answer-fails", "several"),
        ("gradient of circle", {"circle": "x^2 + y^2 = 1"}, "answer-fails", "is an equation"),
        ("implicit derivative of f by x", {"f": "x*y"}, "answer-fails", "is a function"),
        ("implicit derivative of circle by x at (1, 1)", {"circle": "x^2 + y^2 = 25"}, "answer-fails", "on the curve"),
        ("value of f at (1, 2, 3)", {"f": "x*y"}, "answer-fails", "3 coordinates"),
        ("newton step of f from 1", {"f": "3*x"}, "answer-fails", "no Newton step"),
        ("directional derivative of f along (0, 0) at (1, 1)", {"f": "x*y"}, "answer-fails", "not all 0"),
    ],
)
def test_a_phrase_without_an_answer_says_why(text, heads, code, words):
    found = derive(*case(text, heads))
    assert isinstance(found, Impossible)
    assert found.code == code
    assert words in found.message


def test_two_equally_good_places_are_both_given():
    key = derive(*case("maximiser of f on [-2, 2]", {"f": "x^2"}))
    assert key == Tuple((Negative(Number(tree("2").value)), tree("2")))


def test_a_derivation_says_the_same_every_time():
    wanted, known = case("critical points of f", {"f": "x^4 - 4*x^2 + x^3"})
    assert len({ascii(derive(wanted, known)) for _ in range(3)}) == 1
