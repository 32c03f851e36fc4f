"""What `vary` means, in which order variants come, and which of them a review shows."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.kinds.parameters import Parameter, draw, enumerate_values, read_parameter
from quiz.notation import Vocabulary, read_condition
from quiz.notation.tree import Negative, Number
from quiz.reading.problems import Finding


def parameter(written, name="a") -> Parameter:
    found = read_parameter(name, written, ("vary", name))
    assert isinstance(found, Parameter), found
    return found


@pytest.mark.parametrize(
    ("written", "values"),
    [
        (("3", "4", "5"), [3, 4, 5]),
        (("1/2", "1/3", "-2/4"), [Fraction(1, 2), Fraction(1, 3), Fraction(-1, 2)]),
        (("0.1", "0.05"), [Fraction(1, 10), Fraction(1, 20)]),
        ("2..5", [2, 3, 4, 5]),
        ("-2 .. 2", [-2, -1, 0, 1, 2]),
        ("1000..1600 step 200", [1000, 1200, 1400, 1600]),
        ("0.1..0.5 step 0.2", [Fraction(1, 10), Fraction(3, 10), Fraction(1, 2)]),
        ("-2..2 except 0", [-2, -1, 1, 2]),
        ("1..6 step 2 except 3, 5", [1]),
        ("7", [7]),
    ],
)
def test_a_list_or_a_range_gives_these_values(written, values):
    assert list(parameter(written).values) == values


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (("3", "four"), "'four' is not a number"),
        (("1", "1.0"), "a has the same value twice"),
        ("5..2", "'5..2' is empty: a range goes up"),
        ("2..x", "'2..x' is not a range"),
        ("1..9 step 0", "'1..9 step 0' is empty: a range goes up"),
        ("1..99999", "'1..99999' has 99999 values; at most 5000 are allowed"),
        ("0..0 except 0", "a has no value"),
        ((), "a has no value"),
        (("1/0",), "'1/0' is not a number"),
    ],
)
def test_values_that_cannot_be_read_say_why(written, message):
    found = read_parameter("a", written, ("vary", "a"))
    assert isinstance(found, Finding)
    assert (found.message, found.path) == (message, ("vary", "a"))


def test_decimals_are_printed_as_they_were_written():
    rate = parameter(("0.10", "-0.5"))
    assert rate.printed(Fraction(1, 10)) == Number(Fraction(1, 10), 2)
    assert rate.printed(Fraction(-1, 2)) == Negative(Number(Fraction(1, 2), 1))


def test_variants_come_in_the_order_written_the_last_name_fastest():
    values = list(enumerate_values([parameter(("2", "1"), "a"), parameter("5..6", "b")]))
    assert values == [{"a": 2, "b": 5}, {"a": 2, "b": 6}, {"a": 1, "b": 5}, {"a": 1, "b": 6}]


def test_where_filters_the_combinations():
    where = read_condition("gcd(a, b) = 1", Vocabulary(variables=frozenset("ab")))
    values = list(enumerate_values([parameter("2..4", "a"), parameter("2..4", "b")], [where]))
    assert [(v["a"], v["b"]) for v in values] == [(2, 3), (3, 2), (3, 4), (4, 3)]


def test_an_item_without_parameters_has_one_variant():
    assert list(enumerate_values([])) == [{}]


def numbered(count: int) -> list[dict[str, Fraction]]:
    return [{"n": Fraction(k)} for k in range(count)]


keys = st.text(max_size=20)
counts = st.integers(1, 60)


@given(keys, st.integers(0, 10_000), counts)
def test_a_draw_depends_on_nothing_but_card_and_review_count(key, reviews, count):
    assert draw(key, reviews, numbered(count)) == draw(key, reviews, numbered(count))


@given(keys, counts, st.integers(0, 500))
def test_a_variant_returns_only_after_all_the_others(key, count, start):
    seen = [draw(key, start + review, numbered(count))["n"] for review in range(count)]
    assert sorted(seen) == list(range(count))


@given(keys, st.integers(2, 60), st.integers(0, 500))
def test_a_review_never_shows_the_same_numbers_twice_running(key, count, review):
    assert draw(key, review, numbered(count)) != draw(key, review + 1, numbered(count))


def test_two_learners_meet_the_variants_in_different_orders():
    orders = {tuple(draw(f"card {card}", k, numbered(9))["n"] for k in range(9)) for card in range(20)}
    assert len(orders) == 20


DRAWN = [1, 0, 5, 8, 10, 11, 9, 7, 3, 2, 6, 4]


def test_the_drawn_variant_is_the_same_on_any_machine():
    assert [int(draw("card 7", review, numbered(12))["n"]) for review in range(12)] == DRAWN
