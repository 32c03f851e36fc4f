"""Slips of the pen: what is left when the right answer is taken away from the given one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import reduce
from typing import Any

import numpy as np

from quiz.calculus.arranged import arranged
from quiz.calculus.quantities import added, divided, multiplied, negated, number, rational
from quiz.grading.diagnosis.candidate import Candidate, simple
from quiz.grading.diagnosis.places import evaluated
from quiz.notation.tree import Name, Negative, Node, Power, Product, Quotient, Sum

MOST_TERMS = 8
MOST_BELOW, MOST_ABOVE = 12, 150
"""A wrong number is a small fraction."""


def slips(right: Node, answer: Any, at: dict[str, Any], names: Sequence[str]) -> Iterator[Candidate]:
    """One term lost, turned, or with a wrong number or exponent; a constant too much."""
    truth = evaluated(right, at)
    with np.errstate(all="ignore"):
        extra = small_fraction(answer - truth)
        if extra:
            yield simple("slip_const", answer, added(right, number(extra)))
        for terms in dict.fromkeys((_terms(right), split(right))):
            for place, term in enumerate(terms):
                rest = reduce(added, [*terms[:place], *terms[place + 1 :]]) if len(terms) > 1 else number(Fraction(0))
                share = (answer - evaluated(rest, at)) / evaluated(term, at)
                yield from _of_term(term, rest, share, answer, is_only=len(terms) == 1)
                for name in names:
                    yield from _of_exponent(term, rest, share, answer, at, name)


def _terms(node: Node) -> tuple[Node, ...]:
    return node.terms if isinstance(node, Sum) and len(node.terms) <= MOST_TERMS else (node,)


def _of_term(term: Node, rest: Node, share: Any, answer: Any, *, is_only: bool) -> Iterator[Candidate]:
    in_front = coefficient(term)
    became = small_fraction(share * float(in_front))
    if became is None or became == in_front:
        return
    factor = became / in_front
    formula = added(rest, multiplied(number(factor), term))
    if factor == 0:
        if not is_only:
            yield simple("slip_term_lost", answer, formula, term)
    elif factor == -1:
        yield simple("sign_overall" if is_only else "slip_sign", answer, formula, term)
    else:
        yield simple("slip_coef", answer, formula, term, _strangeness(became, in_front))


def _strangeness(became: Fraction, was: Fraction) -> float:
    """A number that is gone, or has turned its sign as well, is seldom a slip of the pen."""
    if became * was < 0 or abs(became) == 1:
        return 2.2
    return 0.6 if max(became.denominator, abs(became.numerator)) > 60 else 0.0


def coefficient(term: Node) -> Fraction:
    """The number in front of a term."""
    match arranged(term):
        case Negative(operand):
            return -coefficient(operand)
        case Quotient(over, under):
            return coefficient(over) / coefficient(under)
        case Product(factors):
            return rational(factors[0]) or Fraction(1)
        case node:
            return rational(node) or Fraction(1)


def _of_exponent(term: Node, rest: Node, share: Any, answer: Any, at: dict[str, Any], name: str) -> Iterator[Candidate]:
    for power, turned in ((at[name], multiplied(term, Name(name))), (1 / at[name], divided(term, Name(name)))):
        if small_fraction(share / power) == 1:
            yield simple("slip_exp", answer, added(rest, turned), term)


def small_fraction(values: Any) -> Fraction | None:
    """The one small fraction that all the values are, if they are."""
    first = complex(values.flat[0])
    if not np.isfinite(first) or abs(first.imag) > 1e-9 * (1 + abs(first)) or abs(first.real) > MOST_ABOVE:
        return None
    if not (np.abs(values - first) <= 1e-8 * (1 + abs(first))).all():
        return None
    near = Fraction(first.real).limit_denominator(MOST_BELOW)
    is_near = abs(float(near) - first.real) <= 1e-8 * (1 + abs(first)) and abs(near.numerator) <= MOST_ABOVE
    return near if is_near else None


# -- terms -----------------------------------------------------------------------------------------------------


def split(node: Node) -> tuple[Node, ...]:
    """The terms of a sum, with what stands in front of it or below it taken to each of them."""
    terms = _split(node)
    return terms if len(terms) <= MOST_TERMS else (node,)


def _split(node: Node) -> tuple[Node, ...]:
    match node:
        case Sum(terms):
            return tuple(part for each in terms for part in _split(each))
        case Negative(operand):
            return tuple(negated(each) for each in _split(operand))
        case Quotient(over, under):
            return tuple(divided(each, under) for each in _split(over))
        case Product(factors):
            for place, factor in enumerate(factors):
                if isinstance(factor, Sum):
                    others = (*factors[:place], *factors[place + 1 :])
                    return tuple(reduce(multiplied, [*others, each]) for each in factor.terms)
            return (node,)
        case _:
            return (node,)


# -- brackets --------------------------------------------------------------------------------------------------


def rebracketed(answer: Node) -> Iterator[tuple[Node, Node]]:
    """The answer with brackets set around a sum that was broken up, and that sum: `a*2x + 3` as `a*(2x + 3)`."""
    if not isinstance(answer, Sum) or len(answer.terms) > MOST_TERMS:
        return
    terms = answer.terms
    for place in range(len(terms) - 1):
        for made, bracket in _opened(terms[place], terms[place + 1 :]):
            yield (made if place == 0 else Sum((*terms[:place], made))), bracket
    for place in range(1, len(terms)):
        for made, bracket in _closed(terms[:place], terms[place]):
            yield (made if place == len(terms) - 1 else Sum((made, *terms[place + 1 :]))), bracket


def _opened(term: Node, behind: tuple[Node, ...]) -> Iterator[tuple[Node, Node]]:
    """The bracket begins inside this term and takes the terms behind it in."""
    match term:
        case Product(factors):
            for place in range(1, len(factors)):
                inside = factors[place] if place == len(factors) - 1 else Product(factors[place:])
                bracket = Sum((inside, *behind))
                yield Product((*factors[:place], bracket)), bracket
        case Quotient(over, under):
            bracket = Sum((under, *behind))
            yield Quotient(over, bracket), bracket
        case Power(base, exponent):
            bracket = Sum((exponent, *behind))
            yield Power(base, bracket), bracket
        case Negative(operand):
            bracket = Sum((operand, *behind))
            yield Negative(bracket), bracket
            for made, inner in _opened(operand, behind):
                yield Negative(made), inner


def _closed(before: tuple[Node, ...], term: Node) -> Iterator[tuple[Node, Node]]:
    """The bracket ends inside this term and takes the terms before it in."""
    match term:
        case Product(factors):
            for place in range(1, len(factors)):
                inside = factors[0] if place == 1 else Product(factors[:place])
                bracket = Sum((*before, inside))
                yield Product((bracket, *factors[place:])), bracket
        case Negative(Product(factors)):
            bracket = Sum((*before, Negative(factors[0])))
            yield Product((bracket, *factors[1:])), bracket
        case Quotient(over, under) if not isinstance(over, Sum):
            bracket = Sum((*before, over))
            yield Quotient(bracket, under), bracket
