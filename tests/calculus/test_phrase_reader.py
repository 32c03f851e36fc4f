"""Every phrase of the closed list, and what an author is told about one that is nearly right."""

import pytest
from calculus_words import phrase, tree

from quiz.calculus.phrase_reader import read_answer
from quiz.calculus.phrases import PHRASES, Phrase, Unknown, Wanted
from quiz.notation import Vocabulary
from quiz.notation.tree import Name, Negative, Number, Sum

AUTHOR = Vocabulary(variables=frozenset("xya"), tuples=True)


def answer(text: str, heads=("f", "P")):
    return read_answer(text, AUTHOR, heads)


@pytest.mark.parametrize("wanted", PHRASES)
def test_the_example_of_each_phrase_is_read_as_that_phrase(wanted):
    assert phrase(PHRASES[wanted][2]).wanted is wanted


@pytest.mark.parametrize(
    ("text", "order"),
    [("derivative of f", 1), ("second derivative of f", 2), ("third derivative of f", 3), ("derivative 5 of f", 5)],
)
def test_the_order_of_a_derivative_is_a_word_or_a_number(text, order):
    found = phrase(text)
    assert (found.wanted, found.order) == (Wanted.DERIVATIVE, order)


def test_by_names_the_variable_of_a_partial():
    assert phrase("derivative of f by y").by == ("y",)


def test_by_several_names_is_a_mixed_partial():
    found = phrase("second derivative of f by x, y")
    assert (found.by, found.order) == (("x", "y"), 1)


@pytest.mark.parametrize(
    ("text", "names"),
    [("at x = 2", ["x"]), ("at 2", [None]), ("at (2, 1)", [None, None]), ("at x = 2, y = 1", ["x", "y"])],
)
def test_a_point_is_written_with_or_without_names(text, names):
    assert [name for name, _ in phrase(f"derivative of f {text}").at] == names


def test_a_point_may_be_a_formula():
    assert phrase("value of f at x = y + 1").at == (("x", Sum((Name("y"), tree("1")))),)


@pytest.mark.parametrize(("text", "side"), [("", ""), (" from the left", "left"), (" from right", "right")])
def test_a_limit_may_come_from_one_side(text, side):
    assert phrase(f"limit of f at x = 0{text}").side == side


def test_a_limit_may_go_to_infinity():
    assert phrase("limit of f at x = -infinity").at == (("x", Negative(Name("infinity"))),)


def test_an_interval_has_two_ends():
    assert phrase("maximum of f on [0, 4]").interval == (tree("0"), tree("4"))


def test_a_descent_step_has_a_start_and_a_rate():
    found = phrase("descent step of f from (2, 1) with rate 0.1")
    assert ([node for _, node in found.start], found.rate) == ([tree("2"), tree("1")], tree("0.1"))


def test_a_text_without_of_is_a_formula():
    assert answer("2*x + a") == tree("2*x + t").__class__((tree("2*x"), Name("a")))


def test_a_formula_that_cannot_be_read_says_where():
    found = answer("2*x + (a")
    assert isinstance(found, Unknown)
    assert found.code == "unreadable-formula"
    assert found.offset == 6


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("slope of f", "did you mean `derivative of f`?"),
        ("derivativ of f", "did you mean `derivative of f`?"),
        ("argmin of f", "did you mean `minimiser of f`?"),
        ("maximizer of f", "did you mean `maximiser of f`?"),
        ("roots of f", "did you mean `zero of f`?"),
        ("Tayler polynomial of f", "did you mean `taylor polynomial of f at x = 0 to order 2`?"),
    ],
)
def test_a_phrase_that_is_nearly_right_is_told_the_right_one(text, hint):
    found = answer(text)
    assert isinstance(found, Unknown)
    assert (found.code, found.hint) == ("unknown-phrase", hint)


def test_a_phrase_without_of_is_recognised_too():
    found = answer("gradient f")
    assert isinstance(found, Unknown)
    assert (found.code, found.hint) == ("unknown-phrase", "did you mean `gradient of f`?")


def test_a_word_that_resembles_nothing_gets_the_whole_list():
    found = answer("colour of f")
    assert isinstance(found, Unknown)
    assert "newton step" in found.hint


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("value of f", "'value of …' needs 'at …'"),
        ("gradient of f by x", "'by' does not go with 'gradient'"),
        ("derivative of f at x = 1 at x = 2", "'at' is written twice"),
        ("derivative 99 of f", "derivatives go from order 1 to 10, not 99"),
        ("limit of f at x = 0 from above", "a limit comes from the left or from the right, not from 'above'"),
        ("maximum of f on 3", "an interval looks like [0, 1], not 3"),
        ("taylor polynomial of f at x = 0 to order two", "the order is a whole number up to 10, not 'two'"),
        ("derivative of f by q", "'q' after 'by' is not a variable"),
    ],
)
def test_a_clause_that_does_not_fit_is_named(text, message):
    found = answer(text)
    assert isinstance(found, Unknown)
    assert found.message == message


def test_a_head_that_is_not_given_is_named_with_its_place():
    found = answer("derivative of Q")
    assert isinstance(found, Unknown)
    assert (found.code, found.offset) == ("unknown-name", 14)
    assert found.message == "there is no 'Q' to take the derivative of"
    assert found.hint == "you have f, P"


def test_words_inside_brackets_are_no_clauses():
    found = phrase("value of f at (x, y)")
    assert isinstance(found, Phrase)
    assert [node for _, node in found.at] == [Name("x"), Name("y")]


def test_numbers_keep_their_decimals():
    found = phrase("descent step of f from 2 with rate 0.10")
    assert isinstance(found.rate, Number)
    assert found.rate.decimals == 2
