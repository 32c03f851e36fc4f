"""`where:` lines and domains: exact comparisons, read with the reader of formulas."""

from fractions import Fraction

import pytest

from quiz.notation import Unreadable, Vocabulary, ascii, holds, read_condition, read_domain

V = Vocabulary(frozenset("abckmnpxy"))


def true_for(text: str, **values: int | str) -> bool:
    condition = read_condition(text, V)
    assert not isinstance(condition, Unreadable), condition
    return holds(condition, {name: Fraction(value) for name, value in values.items()})


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("a = 1", {"a": 1}),
        ("a != 1", {"a": 2}),
        ("a ≠ b", {"a": 2, "b": 3}),
        ("a < b", {"a": 1, "b": 2}),
        ("a <= b", {"a": 2, "b": 2}),
        ("a ≥ b", {"a": 2, "b": 2}),
        ("1 < a < b <= 5", {"a": 2, "b": 5}),
        ("gcd(a, b) = 1", {"a": 4, "b": 9}),
        ("gcd(a, b, c) = 2", {"a": 4, "b": 6, "c": 10}),
        ("a != abs(b)", {"a": 4, "b": -3}),
        ("|b| = 3", {"b": -3}),
        ("mod(a, 3) = 1", {"a": 10}),
        ("max(a, b) = 3", {"a": 1, "b": 3}),
        ("2*k divides m + k*c", {"k": 5, "m": 1000, "c": 10}),
        ("a/b is integer", {"a": 6, "b": 3}),
        ("a/b is not integer", {"a": 6, "b": 4}),
        ("a/b is an integer", {"a": 6, "b": 3}),
        ("a = 1 or b = 1", {"a": 2, "b": 1}),
        ("a = 1 and b = 2", {"a": 1, "b": 2}),
        ("not a = 1", {"a": 2}),
        ("not (a = 1 and b = 2)", {"a": 1, "b": 3}),
        ("(a = 1 or a = 2) and b = 3", {"a": 2, "b": 3}),
        ("(a + 1)*(b) = 2", {"a": 1, "b": 1}),
        ("a^2 + b^2 = c^2", {"a": 3, "b": 4, "c": 5}),
        ("2a > b", {"a": "1/2", "b": 0}),
    ],
)
def test_a_condition_holds(text: str, values: dict[str, int | str]) -> None:
    assert true_for(text, **values)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("a = 1", {"a": 2}),
        ("1 < a < b", {"a": 2, "b": 2}),
        ("gcd(a, b) = 1", {"a": 4, "b": 6}),
        ("2*k divides m", {"k": 5, "m": 12}),
        ("a = 1 and b = 2", {"a": 1, "b": 1}),
        ("a = 1 or b = 1", {"a": 2, "b": 2}),
        ("a/b is integer", {"a": 1, "b": 2}),
    ],
)
def test_a_condition_fails(text: str, values: dict[str, int | str]) -> None:
    assert not true_for(text, **values)


def test_or_is_looser_than_and() -> None:
    assert true_for("a = 1 or a = 2 and b = 9", a=1, b=0)


def test_what_is_undefined_neither_holds_nor_fails() -> None:
    assert not true_for("a/b = 1", a=1, b=0)
    assert not true_for("not a/b = 1", a=1, b=0)
    assert not true_for("b divides a", a=1, b=0)
    assert true_for("a/b = 1 or a = 1", a=1, b=0)
    assert not true_for("gcd(a, b) = 1", a="1/2", b=1)


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [
        ("", "Write a condition, such as a < b.", (0, 0)),
        ("a", "A condition compares: write a = 1, a < b, a divides b, or a is integer.", (0, 1)),
        ("gcd(a", "This bracket is never closed.", (3, 4)),
        ("a) = 1", "This bracket was never opened.", (1, 2)),
        ("a = ", "Write a condition, such as a < b.", (2, 3)),
        ("a = 1 and", "Write a condition, such as a < b.", (8, 9)),
        ("b < 2 and q = 1", "q is not in this question; it uses 9 names.", (10, 11)),
        ("a = sin(b)", "Conditions compare exact numbers: only gcd, mod, abs, min and max can be used here.", (4, 10)),
        ("a < pi", "Conditions compare exact numbers: only gcd, mod, abs, min and max can be used here.", (4, 6)),
        ("b = 2 and (a = 1", "This bracket is never closed.", (10, 11)),
    ],
)
def test_a_condition_that_cannot_be_read_says_where(text: str, message: str, place: tuple[int, int]) -> None:
    found = read_condition(text, V)
    assert isinstance(found, Unreadable)
    assert (found.start, found.end) == place
    assert found.message == message.replace("; it uses 9 names.", ".")


@pytest.mark.parametrize(
    ("text", "comparisons"),
    [
        ("", []),
        ("x > 0", ["x > 0"]),
        ("x>0, y != 0", ["x > 0", "y != 0"]),
        ("c < p < m/k", ["c < p", "p < m/k"]),
        ("-1 <= x ≤ 1", ["-1 <= x", "x <= 1"]),
        ("x > 0 and y > 0", ["x > 0", "y > 0"]),
        ("|x| < 1", ["abs(x) < 1"]),
    ],
)
def test_a_domain_is_a_list_of_comparisons(text: str, comparisons: list[str]) -> None:
    found = read_domain(text, V)
    assert not isinstance(found, Unreadable)
    assert [f"{ascii(each.left)} {each.relation} {ascii(each.right)}" for each in found] == comparisons


@pytest.mark.parametrize("text", ["x", "x > 0,", "a divides b", "x is integer", "x >> 0", "0 < "])
def test_a_domain_holds_only_comparisons(text: str) -> None:
    assert isinstance(read_domain(text, V), Unreadable)
