"""Texts that once broke a law of reading; `python3 -m tests.bench.fuzz` and the second reader look for more."""

from __future__ import annotations

import pytest

from quiz.notation import Parsed, Unreadable, ascii, latex, read
from tests.bench.fuzz import MOST_LINES, Trace, broken
from tests.bench.fuzz_texts import SEEDS, VOCABULARIES

NESTED = "\\left[\\begin{matrix}" * 20 + "x" + "\\end{matrix} x\\right]" * 20

FOUND = [
    ("lists", "grad[1]norm(y)"),  # its LaTeX, grad_1, could not be read
    ("lists", "[[x, y]]"),  # its LaTeX read as a list, not as a row
    ("lists", "[[2x]]"),
    ("lists", "((x, 1))^T"),
    ("scalar", r"\\si\\i\\nɁ(\\̂t)divides {10}x"),  # fifty attempts at a suggestion
    ("scalar", r"\si\i\nɁ(\̂t)divides {10}x"),
    ("scalar", "2sinhinhinhhinhinhinhinhinhe 1/22=∂2"),  # many near names, tried again and again
    ("heads", "s(e-3)g(x,2)"),  # a head that stands alone before a bracket
    ("scalar", "sin ½x"),  # read as sin(½)x, unlike sin 2x
    ("scalar", "√sin ½^2x"),
    ("scalar", "sin^2 sin^-1(x - x)"),  # the square of a ball around zero had no value
    ("scalar", NESTED),  # was gone through twice at each level
    ("scalar", "“2x”"),  # was told to work a derivative out
    ("lists", "[1,2],[3,4]"),  # was told to use a point for decimals
]


@pytest.mark.parametrize(("words", "text"), FOUND)
def test_what_was_found_keeps_the_laws(words: str, text: str) -> None:
    assert broken((text, words), Trace()) == ""


@pytest.mark.parametrize("words", VOCABULARIES)
@pytest.mark.parametrize("text", SEEDS, ids=lambda text: ascii_id(text))
def test_what_the_fuzz_begins_with_keeps_the_laws(words: str, text: str) -> None:
    assert broken((text, words), Trace()) == ""


def ascii_id(text: str) -> str:
    return text[:20].encode("ascii", "replace").decode()


def test_the_fuzz_sees_what_a_text_reaches_and_what_it_costs() -> None:
    short, long = Trace(), Trace()
    broken(("x", "scalar"), short)
    broken(("2sin(x)^2 + |x|", "scalar"), long)
    assert short.edges < short.edges | long.edges
    assert 0 < short.lines < long.lines < MOST_LINES


def test_the_fuzz_tells_a_broken_law(monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.bench import fuzz

    monkeypatch.setattr(fuzz, "read", lambda text, words: Unreadable("Nothing here.", 5, 9, "x +"))
    assert broken(("x", "scalar"), Trace()) == "the caret is outside"
    monkeypatch.setattr(fuzz, "read", lambda text, words: 1 / 0)
    assert broken(("x", "scalar"), Trace()).startswith("ZeroDivisionError")


def test_the_entry_of_a_vector_is_read_as_it_is_shown() -> None:
    found = read("grad[2]^3", VOCABULARIES["lists"])
    assert isinstance(found, Parsed)
    shown = read(latex(found.tree), VOCABULARIES["lists"])
    assert isinstance(shown, Parsed)
    assert ascii(shown.tree) == "grad[2]^3"
