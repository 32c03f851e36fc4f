"""The quotient rule, and one over something."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from quiz.calculus.quantities import Quantity, raised
from quiz.calculus.rules.record import Forms, Misconception, Pieces, Rule, one

TWO = Fraction(2)


def _square(z: Quantity) -> Quantity:
    return raised(z, TWO)


def quotient_rule(p: Pieces) -> Quantity:
    """(u/v)' = (u'v − uv')/v²"""
    return (p.du * p.v - p.u * p.dv) / _square(p.v)


QUOTIENT = Rule(
    "quotient",
    "quotient rule",
    r"\left(\frac{u}{v}\right)' = \frac{u'\,v - u\,v'}{v^2}",
    "What is on top, what is below, and which of the two comes first?",
    quotient_rule,
)


def _of_the_bottom_alone(p: Pieces) -> Iterator[Quantity]:
    if p.is_number:
        yield p.u / p.dv


def _of_both(form: Callable[[Pieces], Quantity]) -> Forms:
    """A twin that shows only where the top moves as well."""
    return lambda p: () if p.is_number else (form(p),)


def _half_missing(p: Pieces) -> Iterator[Quantity]:
    yield p.du / p.v
    yield -(p.u * p.dv / _square(p.v))
    yield p.du * p.v / _square(p.v) - p.u * p.dv


RULES = (QUOTIENT,)

MISCONCEPTIONS = (
    Misconception(
        "quotient_of_derivs",
        "quotient",
        "Top and bottom of {where} cannot be differentiated separately: use the quotient rule.",
        ("x/(x^2 + 1)", "1/(2x)"),
        1.0,
        True,
        _of_both(lambda p: p.du / p.dv),
    ),
    Misconception(
        "quotient_flipped",
        "quotient",
        "The two parts of the numerator are swapped in {where}: the slope of the top comes first.",
        ("x/(x + 1)", "-1/(x + 1)^2"),
        1.2,
        True,
        _of_both(lambda p: (p.u * p.dv - p.du * p.v) / _square(p.v)),
    ),
    Misconception(
        "quotient_plus",
        "quotient",
        "The numerator of the quotient rule is a difference, also in {where}.",
        ("sin x/x", "(x cos x + sin x)/x^2"),
        1.2,
        True,
        _of_both(lambda p: (p.du * p.v + p.u * p.dv) / _square(p.v)),
    ),
    Misconception(
        "quotient_den_unsquared",
        "quotient",
        "The denominator of {where} has to be squared.",
        ("sin x/x", "(x cos x - sin x)/x"),
        1.2,
        True,
        one(lambda p: (p.du * p.v - p.u * p.dv) / p.v),
    ),
    Misconception(
        "quotient_den_numerator",
        "quotient",
        "In {where} you divided by the top squared; it is the bottom that is squared.",
        ("x/(x + 1)", "1/x^2"),
        1.6,
        False,
        one(lambda p: (p.du * p.v - p.u * p.dv) / _square(p.u)),
    ),
    Misconception(
        "quotient_den_dropped",
        "quotient",
        "The squared denominator of {where} is missing.",
        ("sin x/x", "x cos x - sin x"),
        1.4,
        False,
        one(lambda p: p.du * p.v - p.u * p.dv),
    ),
    Misconception(
        "quotient_term_missing",
        "quotient",
        "Top and bottom of {where} both move; only one of them was differentiated.",
        ("sin x/x", "cos x/x"),
        1.4,
        True,
        _half_missing,
    ),
    Misconception(
        "reciprocal_of_deriv",
        "quotient",
        "One over something is not one over its slope: write {where} with a negative exponent first.",
        ("1/x^3", "1/(3x^2)"),
        1.1,
        True,
        _of_the_bottom_alone,
    ),
)
