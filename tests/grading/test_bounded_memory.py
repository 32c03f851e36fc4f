"""What is remembered between answers is bounded in bytes too: nothing long that a stranger typed is kept."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Callable, Iterable

import pytest
from tasks import the_derivative_of, tree, verdict_on

from quiz.grading.words import stem
from quiz.notation import latex
from quiz.web.mathml import mathml
from quiz.web.prose import inline_prose, prose

TASK = the_derivative_of("x^2")
KEPT = 8_000
"""Bytes that one text may leave behind: what Python itself holds ready for the next; a tree would be ten times that."""


def left_behind(act: Callable[[str], object], texts: Iterable[str]) -> float:
    """Bytes a text, once everything is warm."""
    warm, rest = (list(texts)[half::2] for half in (0, 1))
    for text in warm:
        act(text)
    gc.collect()
    tracemalloc.start()
    try:
        for text in rest:
            act(text)
        gc.collect()
        return tracemalloc.get_traced_memory()[0] / len(rest)
    finally:
        tracemalloc.stop()


LONG_SUMS = ["+".join(["x"] * 400) + f"+{number}" for number in range(20)]
LONG_PRODUCTS = ["*".join(f"(x+{number}{place})" for place in range(100)) for number in range(1, 21)]
NESTED = ["sin(" * 60 + f"x+{number}" + ")" * 60 for number in range(20)]


@pytest.mark.parametrize("texts", [LONG_SUMS, LONG_PRODUCTS, NESTED], ids=["sums", "products", "nested"])
def test_a_long_answer_is_forgotten(texts: list[str]) -> None:
    assert left_behind(lambda text: verdict_on(text, TASK), texts) < KEPT


@pytest.mark.parametrize("texts", [LONG_SUMS, LONG_PRODUCTS], ids=["sums", "products"])
def test_how_a_long_answer_looks_is_forgotten(texts: list[str]) -> None:
    assert left_behind(lambda text: mathml(latex(tree(text))), texts) < KEPT


@pytest.mark.parametrize("show", [mathml, prose, inline_prose, stem], ids=lambda act: act.__name__)
def test_long_texts_are_forgotten(show: Callable[[str], object]) -> None:
    assert left_behind(show, ["word" * 2_000 + str(number) for number in range(20)]) < KEPT


def test_short_texts_are_remembered() -> None:
    assert mathml("x^2") is mathml("x^2")
    assert prose("*so*") is prose("*so*")
    assert inline_prose("*so*") is inline_prose("*so*")
