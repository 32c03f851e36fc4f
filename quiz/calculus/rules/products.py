"""The product rule, for two factors or more."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import add, mul

from quiz.calculus.quantities import Quantity
from quiz.calculus.rules.record import Misconception, Pieces, Rule, one


def _halves(p: Pieces) -> list[Quantity]:
    """u'v and uv'; for more factors, one term for each."""
    return [reduce(mul, [*p.values[:place], slope, *p.values[place + 1 :]]) for place, slope in enumerate(p.slopes)]


def product_rule(p: Pieces) -> Quantity:
    """(uv)' = u'v + uv'"""
    return reduce(add, _halves(p))


PRODUCT = Rule(
    "product",
    "product rule",
    r"(u\,v)' = u'\,v + u\,v'",
    "Which factors depend on {wrt}, and what happens to the others while one of them moves?",
    product_rule,
)


def _one_missing(p: Pieces) -> Iterator[Quantity]:
    halves = _halves(p)
    for place in range(len(halves)):
        yield reduce(add, [*halves[:place], *halves[place + 1 :]])
    if len(halves) > 2:
        yield from halves


def _one_subtracted(p: Pieces) -> Iterator[Quantity]:
    halves = _halves(p)
    for place, half in enumerate(halves):
        yield reduce(add, [*halves[:place], *halves[place + 1 :]]) - half


def _paired_with_themselves(p: Pieces) -> Quantity:
    return reduce(add, [value * slope for value, slope in zip(p.values, p.slopes, strict=True)])


RULES = (PRODUCT,)

MISCONCEPTIONS = (
    Misconception(
        "product_of_derivs",
        "product",
        "The slope of the product {where} is not the product of the slopes: each factor stays once.",
        ("x^2 sin x", "2x cos x"),
        1.0,
        True,
        one(lambda p: reduce(mul, p.slopes)),
    ),
    Misconception(
        "product_term_missing",
        "product",
        "Only one half of the product rule is there for {where}.",
        ("x^2 sin x", "2x sin x"),
        1.2,
        True,
        _one_missing,
    ),
    Misconception(
        "product_sign",
        "product",
        "The product rule adds its parts; in {where} one was subtracted.",
        ("x ln x", "ln x - 1"),
        1.3,
        True,
        _one_subtracted,
    ),
    Misconception(
        "product_sum_of_derivs",
        "product",
        "You added the slopes of the factors of {where}, as if it were a sum.",
        ("x sin x", "1 + cos x"),
        1.3,
        True,
        one(lambda p: reduce(add, p.slopes)),
    ),
    Misconception(
        "product_wrong_pairing",
        "product",
        "In {where} each slope belongs with the other factor, not with its own.",
        ("x sin x", "x + sin x cos x"),
        1.5,
        False,
        one(_paired_with_themselves),
    ),
)
