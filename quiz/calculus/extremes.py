"""Zeros, critical points and extremes, exact, on a domain or an interval.

An extreme is sought among the zeros of f', the kinks, and the ends that belong to the region; it exists only if no
open end of the region is approached by a better value.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from quiz.calculus.algebra import Algebra, Expr
from quiz.calculus.phrases import Wanted
from quiz.calculus.problem import Problem, Stuck, as_vector, put
from quiz.calculus.region import Region, region
from quiz.calculus.several import critical_points_of_several, extreme_of_several, zeros_of_several
from quiz.calculus.solutions import branches, kinks, real_solutions
from quiz.notation.tree import Node

Value = tuple[Expr, Expr]
"""A place and the function's value there."""


def _defined(problem: Problem) -> Problem:
    return replace(problem, algebra=Algebra(problem.algebra.given, defined=True))


def zeros(problem: Problem) -> Node:
    """Where the function is 0, in ascending order."""
    problem = _defined(problem)
    if len(problem.names) > 1:
        return zeros_of_several(problem)
    function = problem.scalar
    return _places(problem, real_solutions(function, problem.symbol, region(problem, function)), "zero")


def critical_points(problem: Problem) -> Node:
    """Where the derivative is 0 or, inside the region, does not exist."""
    problem = _defined(problem)
    if len(problem.names) > 1:
        return critical_points_of_several(problem)
    function, symbol = problem.scalar, problem.symbol
    return _places(problem, _inner_candidates(function, symbol, region(problem, function)), "critical point")


def _places(problem: Problem, found: list[Expr], what: str) -> Node:
    if not found:
        raise Stuck(f"{problem.phrase.of} has no {what} there")
    return as_vector(problem.algebra, found)


def _inner_candidates(function: Expr, symbol: Expr, where: Region, flat: bool = False) -> list[Expr]:
    """Kinks and zeros of the derivative inside the region; with `flat`, a sample of each level stretch."""
    inner = kinks(function, symbol, where)
    for piece, branch in branches(function, symbol, where):
        slope = branch.diff(symbol)
        inner += [piece.sample] if flat and slope.is_zero else real_solutions(slope, symbol, piece)
    return where.ascending(each for each in inner if where.inside(each))


def extreme(problem: Problem) -> Node:
    """The place of the best value, or the best value itself; both places of a tie."""
    problem = _defined(problem)
    if len(problem.names) > 1:
        return extreme_of_several(problem)
    sign = 1 if problem.phrase.wanted in (Wanted.MAXIMISER, Wanted.MAXIMUM) else -1
    function, symbol = problem.scalar, problem.symbol
    where = region(problem, function)
    places = [*_inner_candidates(function, symbol, where, flat=True), *where.closed_ends]
    best = _best([(place, put(function, {symbol: place})) for place in places], sign)
    beyond = [limit for limit in where.limits(function, symbol) if best and _above(limit, best[0][1], sign)]
    if not best or beyond:
        raise Stuck(f"'{problem.phrase.wanted} of {problem.phrase.of}' does not exist")
    if problem.phrase.wanted in (Wanted.MAXIMUM, Wanted.MINIMUM):
        return problem.algebra.tree(best[0][1])
    return as_vector(problem.algebra, where.ascending(place for place, _ in best))


def _best(values: Iterable[Value], sign: int) -> list[Value]:
    """All values that no other exceeds."""
    best: list[Value] = []
    for place, value in values:
        if not best or _above(value, best[0][1], sign):
            best = [(place, value)]
        elif not _above(best[0][1], value, sign):
            best.append((place, value))
    return best


def _above(value: Expr, other: Expr, sign: int) -> bool:
    """Strictly better, to thirty digits."""
    from sympy import oo

    if value in (oo, -oo):
        return bool(value == sign * oo)
    gap = sign * (value - other).evalf(40)
    return bool(gap > 10**-30 * (1 + abs(other.evalf(40))))
