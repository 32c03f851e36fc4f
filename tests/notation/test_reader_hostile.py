"""What nobody types by accident: answered by a value, within the limits, and nothing is ever run or expanded."""

import pytest

from quiz.notation import Parsed, Unreadable, Vocabulary, ascii, latex, read, tidy
from quiz.notation.tree import Node

V = Vocabulary(frozenset({"x", "y"}), tuples=True)

TOWERS = [
    "9^9^9^9",
    "((9^9)^9999)^9999",
    "2^(2^30)",
    "(1/3)^(10^8)",
    "2x + (1/3)^(10^8)",
    "10^-5000",
    "10^5000",
    "exp(exp(exp(exp(100))))",
    "2^" * 30 + "2",
    "1^(10^5000)",
    "x^(9^9^9)",
    "(e-e)^(10^9)",
    "(sin(1)/2)^(10^8)",
    "2^max(1, 10^9)",
    "2^softplus(10^9)",
    "tan(1)^(10^9)",
]
TOO_DEEP = [
    "(" * 121 + "x" + ")" * 121, "-" * 1000 + "x", "sin " * 400 + "x", "sin(" * 200 + "x" + ")" * 200, "|" * 1000,
    "1/" * 300 + "x", "x^(-" * 130, "max(" * 150, "log_(" * 130, "[[" * 500, "{" * 1500, "\\frac" * 300,
    "\\frac{" * 300, "\\left(" * 300, "\\begin{pmatrix}" * 100, "f_{" * 300, "√" * 200 + "x",
]  # fmt: skip
TOO_MUCH = [
    "(" * 10_000, "(" * 10_000 + "x" + ")" * 10_000, "-" * 10_000 + "x", "9" * 100_000, "9" * 41, "0." + "9" * 50,
    "x+" * 600 + "x", "x" * 1300, "x" * 2001, ",".join("x" * 13), "[[" + "],[".join("x" * 13) + "]]", "½" * 1900,
    "[[" + "],[".join(["x,x"] * 7) + "]]",    "²" * 1900, "₁" * 1900, "x2" * 900,
]  # fmt: skip
CODE = [
    "__import__('os').system('ls')", "().__class__.__bases__", "x.__class__", "lambda: 0", "[x for x in x]",
    "exec('1')", "open('/etc/passwd')", "Derivative(x)", "factorial(10^9)", "x!!!!", "S(1)", "<script>",
    "x\x00", "\u202ex", "\ud800", "$" * 1900, "\\" * 1900, "ﷺ" * 1900, "é" * 1900, "^T" * 500, "a" * 1900, ",",
    "(x," * 100, "x=" * 300, "<" * 300 + ">" * 300, "(((x,y),(x,y)),((x,y),(x,y)))", "&" * 99, "__",
    "\\begin", "\\left",
]  # fmt: skip


@pytest.mark.parametrize("text", [*TOWERS, *TOO_DEEP, *TOO_MUCH], ids=lambda text: text[:16])
def test_what_is_too_large_is_refused_by_the_limits(text: str) -> None:
    found = read(text, V)
    assert isinstance(found, Unreadable)
    assert found.limits
    assert found.suggestion == ""


@pytest.mark.parametrize("text", CODE, ids=lambda text: repr(text[:16]))
def test_code_and_noise_are_only_text(text: str) -> None:
    found = read(text, V)
    assert isinstance(found, Unreadable)
    assert 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("x^(10^9)", "x^(10^9)"),
        ("(x+1)^(10^9)", "(x + 1)^(10^9)"),
        ("e^-1000", "e^(-1000)"),
        ("(1+1/10^6)^(10^6)", "(1 + 1/10^6)^(10^6)"),
        ("(2-1)^(10^9)", "(2 - 1)^(10^9)"),
        ("1/0", "1/0"),
        ("0^0", "0^0"),
        ("ln(0)", "ln(0)"),
        ("9" * 40, "9" * 40),
        ("x" + "\u200b" * 1000, "x"),
        (" " * 50_000 + "x", "x"),
        ("𝟚" * 40, "2" * 40),
        ("f'(x)=" * 300 + "x", "x"),
    ],
)
def test_what_is_only_odd_is_read(text: str, read_as: str) -> None:
    found = read(text, V)
    assert isinstance(found, Parsed)
    assert ascii(found.tree) == read_as


DEEP = [
    "(" * 120 + "x" + ")" * 120,
    "sin(" * 119 + "x" + ")" * 119,
    "x^(" * 60 + "x" + ")" * 60,
    "-(" * 119 + "x" + ")" * 119,
]


def tree_of(text: str) -> Node:
    found = read(text, V)
    assert isinstance(found, Parsed)
    return found.tree


def under(frames: int, text: str) -> Parsed | Unreadable:
    """Reads with so many calls already on the stack, as inside a web server."""
    return under(frames - 1, text) if frames else read(text, V)


@pytest.mark.parametrize("text", DEEP, ids=lambda text: text[:8])
def test_the_deepest_answer_is_read_from_a_deep_stack(text: str) -> None:
    found = under(150, text)
    assert isinstance(found, Parsed)


@pytest.mark.parametrize("text", DEEP, ids=lambda text: text[:8])
def test_the_deepest_tree_is_printed_compared_and_tidied(text: str) -> None:
    tree = tree_of(text)
    assert tree_of(ascii(tree)) == tree
    assert hash(tree) == hash(tree_of(text))
    assert latex(tree)
    assert tidy(tree) is not None
