"""Constants, the variable itself, sums and constant factors."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import add

from quiz.calculus.quantities import Quantity
from quiz.calculus.rules.record import Misconception, Pieces, Rule, one


def constant(p: Pieces) -> Quantity:
    """c' = 0"""
    return p.number(0)


def identity(p: Pieces) -> Quantity:
    """x' = 1, or what the variable's own slope is given as"""
    return p.slopes[0]


def total(p: Pieces) -> Quantity:
    """(u + v + …)' = u' + v' + …"""
    return reduce(add, p.slopes)


def constant_multiple(p: Pieces) -> Quantity:
    """(c u)' = c u'"""
    return p.u * p.dv


CONSTANT = Rule("constant", "constant", r"c' = 0", "Does this part change at all when {wrt} moves?", constant)
IDENTITY = Rule("identity", "slope of the variable", r"x' = 1", "How fast does {wrt} grow with itself?", identity)
SUM = Rule("sum", "sum rule", r"(u + v)' = u' + v'", "Which terms may be differentiated one by one?", total)
MULTIPLE = Rule(
    "multiple", "constant factor", r"(c\,u)' = c\,u'", "Which factor does not depend on {wrt}?", constant_multiple
)


def _one_copied(p: Pieces) -> Iterator[Quantity]:
    for place, value in enumerate(p.values):
        yield reduce(add, [*p.slopes[:place], value, *p.slopes[place + 1 :]])


def _number_dropped(p: Pieces) -> Iterator[Quantity]:
    if p.is_number:
        yield p.dv


def _held_dropped(p: Pieces) -> Iterator[Quantity]:
    if not p.is_number:
        yield p.dv


RULES = (CONSTANT, IDENTITY, SUM, MULTIPLE)

MISCONCEPTIONS = (
    Misconception(
        "const_kept",
        "constant",
        "{where} does not change with {wrt}: its derivative is 0.",
        ("5x^3 + 7", "15x^2 + 7"),
        1.2,
        True,
        one(lambda p: p.u),
    ),
    Misconception(
        "const_to_one",
        "constant",
        "The constant {where} has slope 0, not 1.",
        ("5x^3 + 7", "15x^2 + 1"),
        1.6,
        False,
        one(lambda p: p.number(1)),
    ),
    Misconception(
        "x_to_zero",
        "identity",
        "The slope of {where} is 1, not 0: a linear term leaves its factor behind.",
        ("3x^4 + 5x", "12x^3"),
        1.4,
        True,
        one(lambda p: p.number(0)),
    ),
    Misconception(
        "x_kept",
        "identity",
        "{where} was copied; with respect to {wrt} its slope is 1.",
        ("x^2 + 5x", "2x + 5x"),
        1.4,
        False,
        one(lambda p: p.u),
    ),
    Misconception(
        "term_not_differentiated",
        "sum",
        "One term of {where} was copied without differentiating it.",
        ("x^2 + sin x", "2x + sin x"),
        1.5,
        False,
        _one_copied,
    ),
    Misconception(
        "coef_dropped",
        "multiple",
        "The constant factor in {where} stays in front.",
        ("6x^4", "4x^3"),
        1.4,
        True,
        _number_dropped,
    ),
    Misconception(
        "held_factor_dropped",
        "multiple",
        "A variable that is held still is a constant factor of {where}: it stays.",
        ("x^2 y", "2x"),
        1.3,
        True,
        _held_dropped,
        kind="partial",
    ),
)
