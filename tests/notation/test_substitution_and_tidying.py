"""Parameters put into an author's formula, functions into each other, and what is left tidied for the page."""

from fractions import Fraction

import pytest

from quiz.notation import Parsed, TooManyNodes, Vocabulary, ascii, inline, read, spelled_out, substitute, tidy
from quiz.notation.formula import size
from quiz.notation.tree import Name, Node, Number, Sum

V = Vocabulary(frozenset("abcknmpxy"), heads={"f": 1, "g": 1, "F": 2})


def tree(text: str) -> Node:
    found = read(text, V)
    assert isinstance(found, Parsed), found
    return found.tree


def with_numbers(text: str, **values: int | str) -> str:
    numbers = {name: Number(Fraction(value)) for name, value in values.items()}
    return ascii(tidy(substitute(tree(text), numbers)))


@pytest.mark.parametrize(
    ("formula", "values", "printed"),
    [
        ("a*x", {"a": 1}, "x"),
        ("a*x", {"a": -1}, "-x"),
        ("a*x", {"a": -2}, "-2*x"),
        ("x*a", {"a": -1}, "-x"),
        ("-a*x", {"a": -2}, "2*x"),
        ("a*x*y", {"a": 0}, "0"),
        ("x^n", {"n": 1}, "x"),
        ("x^n", {"n": 0}, "1"),
        ("a*x^n", {"a": -1, "n": 0}, "-1"),
        ("x + b", {"b": 0}, "x"),
        ("x + b", {"b": -3}, "x - 3"),
        ("x - b", {"b": -3}, "x + 3"),
        ("(a*x + b)^n", {"a": 1, "b": -3, "n": 2}, "(x - 3)^2"),
        ("a*x^n + b*x", {"a": 2, "n": 3, "b": 0}, "2*x^3"),
        ("n*a*x^(n-1)", {"a": 3, "n": 3}, "9*x^2"),
        ("(p - c)*(m - k*p)", {"c": 10, "m": 1000, "k": 5}, "(p - 10)*(1000 - 5*p)"),
        ("x/a", {"a": 1}, "x"),
        ("x/a", {"a": -2}, "-x/2"),
        ("a*x/b", {"a": -1, "b": -2}, "x/2"),
        ("a/b*x", {"a": 2, "b": 4}, "1/2*x"),
        ("a*x", {"a": "1/2"}, "1/2*x"),
        ("x^a", {"a": "-1/2"}, "x^(-1/2)"),
        ("0.5*a*x", {"a": 3}, "1.5*x"),
        ("0.5*a*x", {"a": 2}, "x"),
        ("2^n*x", {"n": 10}, "1024*x"),
        ("2^n*x", {"n": 100}, "2^100*x"),
        ("sin(a*x)", {"a": 1}, "sin(x)"),
        ("log_a(b*x)", {"a": 2, "b": 1}, "log_2(x)"),
        ("x*a + a", {"a": 3}, "x*3 + 3"),
        ("a/b", {"a": 1, "b": 0}, "1/0"),
        ("a^b", {"a": 0, "b": 0}, "0^0"),
    ],
)
def test_ones_and_zeros_vanish_and_nothing_is_reordered(
    formula: str, values: dict[str, int | str], printed: str
) -> None:
    assert with_numbers(formula, **values) == printed


def test_what_is_put_in_is_not_looked_into() -> None:
    swapped = substitute(tree("x + y"), {"x": Name("y"), "y": Name("x")})
    assert swapped == Sum((Name("y"), Name("x")))


def test_a_tree_without_the_name_stays_the_same_object() -> None:
    formula = tree("sin(x) + 1")
    assert substitute(formula, {"a": Number(Fraction(2))}) is formula


def test_a_function_is_replaced_by_its_body() -> None:
    heads = {"f": (("x",), tree("x^2 + a"))}
    assert ascii(inline(tree("2*f(y+1)"), heads)) == "2*((y + 1)^2 + a)"


def test_a_body_may_call_the_functions_before_it() -> None:
    heads = {"f": (("x",), tree("x^2")), "g": (("x",), tree("f(x) + f(2)"))}
    assert ascii(inline(tree("g(f(y))"), heads)) == "(y^2)^2 + 2^2"


def test_parameters_are_put_in_all_at_once() -> None:
    heads = {"F": (("x", "y"), tree("x - y"))}
    assert ascii(inline(tree("F(y, x)"), heads)) == "y - x"


def test_a_function_that_calls_itself_is_left_alone_inside() -> None:
    heads = {"f": (("x",), tree("f(x) + 1"))}
    assert ascii(inline(tree("f(y)"), heads)) == "f(y) + 1"


def test_functions_of_functions_cannot_grow_without_end() -> None:
    heads = {"f": (("x",), tree("x*x*x*x*x*x*x*x"))}
    with pytest.raises(TooManyNodes):
        inline(tree("f(f(f(f(f(f(f(f(x))))))))"), heads)


BODIES = {"f": (("x",), tree("x*(x + k)")), "F": (("x", "y"), tree("x/y"))}


@pytest.mark.parametrize(
    ("typed", "spelled"),
    [
        ("2f(a)", "2*(a*(a + k))"),
        ("f(f(x))", "(x*(x + k))*(x*(x + k) + k)"),
        ("F(y, x) + x", "y/x + x"),
    ],
)
def test_an_answer_is_spelled_out_without_the_functions_of_the_question(typed: str, spelled: str) -> None:
    found = spelled_out(tree(typed), BODIES)
    assert (ascii(found), size(found)) == (ascii(tree(spelled)), size(inline(tree(typed), BODIES)))


def test_a_function_that_stands_alone_is_its_body() -> None:
    assert spelled_out(Name("f"), BODIES) == tree("x*(x + k)")


def test_what_would_grow_too_large_is_refused_before_it_is_made() -> None:
    whole = spelled_out(tree("f(f(f(x)))"), BODIES)
    assert spelled_out(tree("f(f(f(x)))"), BODIES, size(whole)) == whole
    with pytest.raises(TooManyNodes):
        spelled_out(tree("f(f(f(x)))"), BODIES, size(whole) - 1)
    with pytest.raises(TooManyNodes):
        spelled_out(tree("f(" * 100 + "x" + ")" * 100), BODIES)
