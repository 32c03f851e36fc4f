"""Constants as decimals, as one would type them."""

import pytest

from quiz.notation import Parsed, Vocabulary, ascii, read
from quiz.notation.decimals import rounded
from quiz.notation.tree import Node


def tree(text: str) -> Node:
    found = read(text, Vocabulary(frozenset({"x"})))
    assert isinstance(found, Parsed), found
    return found.tree


@pytest.mark.parametrize(
    ("written", "four", "five"),
    [
        ("pi", "3.142", "3.1416"),
        ("-sqrt(2)", "-1.414", "-1.4142"),
        ("e^(-5)", "0.006738", "0.0067379"),
        ("2.99999 + pi/10^9", "3.000", "3.0000"),
        ("123456 sqrt(2)", "174593", "174593"),
        ("999.99 + pi/1000", "1000", "999.99"),
        ("e^20", "4.852*10^8", "4.8517*10^8"),
        ("-e^(-12)", "-6.144*10^(-6)", "-6.1442*10^(-6)"),
        ("0", "0", "0"),
    ],
)
def test_digits_are_counted_from_the_first_that_is_not_zero_and_none_is_lost_before_the_point(
    written: str, four: str, five: str
) -> None:
    shown = [rounded(tree(written), digits) for digits in (4, 5)]
    assert [ascii(each) for each in shown if each] == [four, five]


@pytest.mark.parametrize("written", ["1/0", "sqrt(-1)", "x"])
def test_what_has_no_certain_real_value_has_no_decimals(written: str) -> None:
    assert rounded(tree(written), 4) is None
