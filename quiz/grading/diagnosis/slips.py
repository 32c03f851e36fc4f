"""Slips of the pen: what is left when the right answer is taken away from the given one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from typing import Any

import numpy as np

from quiz.calculus.arranged import arranged
from quiz.calculus.quantities import ZERO, added, divided, multiplied, negated, rational
from quiz.grading.diagnosis.candidate import Candidate, simple
from quiz.grading.diagnosis.places import evaluated
from quiz.notation.tree import Negative, Node, Product, Quotient, Sum

MOST_TERMS = 8
OFF_BY_A_FACTOR = 0.4
"""A factor x too many is seldom just an exponent."""
MOST_BELOW, MOST_ABOVE = 12, 150
"""A wrong number is a small fraction."""


@dataclass(frozen=True)
class SlipTable:
    """The terms of the right answer at the points: an answer is compared with all of them at once."""

    truth: Any
    terms: tuple[Node, ...]
    term_values: Any
    """One row a term, one column a point."""
    rest_values: Any
    """What the other terms add up to."""
    numbers: tuple[Fraction, ...]
    """What stands in front of each term."""
    is_whole: tuple[bool, ...]
    """Whether the term is all there is."""
    shifts: Any
    """One row for each factor x or 1/x that an exponent off by one leaves."""

    @classmethod
    def of(cls, right: Node, at: dict[str, Any], names: Sequence[str]) -> SlipTable:
        rows = [row for terms in dict.fromkeys((_terms(right), split(right))) for row in _rows(terms)]
        return cls(
            evaluated(right, at),
            tuple(term for term, _, _ in rows),
            np.stack([evaluated(term, at) for term, _, _ in rows]),
            np.stack([evaluated(rest, at) for _, rest, _ in rows]),
            tuple(coefficient(term) for term, _, _ in rows),
            tuple(is_whole for _, _, is_whole in rows),
            np.stack([shift for name in names for shift in (at[name], 1 / at[name])]),
        )

    def hits(self, given: Any) -> Iterator[Candidate]:
        """One term lost, turned, or with a wrong number or exponent; a constant too much."""
        extra = small_fraction(given - self.truth)
        if extra:
            yield simple("slip_const", given)
        shares = (given[:2] - self.rest_values[:, :2]) / self.term_values[:, :2]
        for row in np.flatnonzero(_are_near(shares[:, 0], shares[:, 1])):
            yield from self._of_number(int(row), given)
        ratios = shares[:, None, :] / self.shifts[None, :, :2]
        for row, shift in np.argwhere(_are_near(ratios, 1).all(axis=2)):
            share = (given - self.rest_values[row]) / self.term_values[row]
            if _are_near(share / self.shifts[shift], 1).all():
                yield simple("slip_exp", given, self.terms[row], more=OFF_BY_A_FACTOR)

    def _of_number(self, row: int, given: Any) -> Iterator[Candidate]:
        term, was = self.terms[row], self.numbers[row]
        share = (given - self.rest_values[row]) / self.term_values[row]
        became = small_fraction(share * float(was))
        if became is None or became == was:
            return
        if became == 0:
            if not self.is_whole[row]:
                yield simple("slip_term_lost", given, term)
        elif became == -was:
            yield simple("sign_overall" if self.is_whole[row] else "slip_sign", given, term)
        else:
            yield simple("slip_coef", given, term, more=_strangeness(became, was))


def _are_near(values: Any, others: Any) -> Any:
    return np.abs(values - others) <= 1e-8 * (1 + np.abs(others))


def _rows(terms: tuple[Node, ...]) -> Iterator[tuple[Node, Node, bool]]:
    """Each term, what is left without it, and whether it is all there is."""
    if len(terms) == 1:
        yield terms[0], ZERO, True
        return
    for place, term in enumerate(terms):
        yield term, reduce(added, [*terms[:place], *terms[place + 1 :]]), False


def _terms(node: Node) -> tuple[Node, ...]:
    return node.terms if isinstance(node, Sum) and len(node.terms) <= MOST_TERMS else (node,)


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
