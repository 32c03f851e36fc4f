"""Slips of the pen: what is left when the right answer is taken away from the given one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from typing import Any

import numpy as np

from quiz.calculus.arranged import arranged
from quiz.calculus.quantities import ZERO, divided, multiplied, negated, rational
from quiz.calculus.step import Path
from quiz.grading.diagnosis.candidate import Candidate, simple
from quiz.grading.diagnosis.places import agree, evaluated
from quiz.notation.tree import Negative, Node, Product, Quotient, Sum

MOST_TERMS = 8
OFF_BY_A_FACTOR = 0.4
"""A factor x too many is seldom just an exponent."""
MOST_BELOW, MOST_ABOVE = 12, 150
"""A wrong number is a small fraction."""


@dataclass(frozen=True)
class Origin:
    """A term of the function, where it stands, and its slope."""

    function: Node | None
    path: Path | None
    slope: Node


def origins(function: Node, slope_of: Callable[[Node], Node]) -> list[Origin]:
    """The terms of a sum that move, or the function as a whole."""
    if not isinstance(function, Sum) or len(function.terms) > MOST_TERMS:
        return [Origin(function, (), slope_of(function))]
    found = [Origin(term, (place,), slope_of(term)) for place, term in enumerate(function.terms)]
    return [each for each in found if each.slope != ZERO] or [Origin(function, (), ZERO)]


@dataclass(frozen=True)
class SlipTable:
    """The terms of the right answer at the points: an answer is compared with all of them at once."""

    truth: Any
    origins: tuple[Origin, ...]
    """Where each term comes from."""
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
    def of(cls, right: Node, origins: Sequence[Origin], at: dict[str, Any], names: Sequence[str]) -> SlipTable:
        """`origins` are the terms of the function with their slopes, which add up to `right`."""
        truth = evaluated(right, at)
        cuts = (_uncut, split)
        rows = dict.fromkeys((origin, term) for cut in cuts for origin in origins for term in cut(origin.slope))
        values = [evaluated(term, at) for _, term in rows]
        return cls(
            truth,
            tuple(origin for origin, _ in rows),
            np.stack(values),
            np.stack([truth - each for each in values]),
            tuple(coefficient(term) for _, term in rows),
            tuple(agree(each, truth) for each in values),
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
                yield self._slip("slip_exp", int(row), given, OFF_BY_A_FACTOR)

    def _of_number(self, row: int, given: Any) -> Iterator[Candidate]:
        was = self.numbers[row]
        share = (given - self.rest_values[row]) / self.term_values[row]
        became = small_fraction(share * float(was))
        if became is None or became == was:
            return
        if became == 0:
            if not self.is_whole[row]:
                yield self._slip("slip_term_lost", row, given)
        elif became == -was:
            yield self._slip("sign_overall" if self.is_whole[row] else "slip_sign", row, given)
        else:
            yield self._slip("slip_coef", row, given, _strangeness(became, was))

    def _slip(self, name: str, row: int, given: Any, more: float = 0) -> Candidate:
        """Named by its place in the function: the right term would tell the answer."""
        return simple(name, given, self.origins[row].function, self.origins[row].path, more=more)


def _are_near(values: Any, others: Any) -> Any:
    return np.abs(values - others) <= 1e-8 * (1 + np.abs(others))


def _uncut(node: Node) -> tuple[Node, ...]:
    return (node,)


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
