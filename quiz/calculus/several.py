"""Zeros, critical points and extremes of functions of several variables."""

from __future__ import annotations

from quiz.calculus.algebra import Expr
from quiz.calculus.phrases import Wanted
from quiz.calculus.problem import Problem, Stuck, put
from quiz.notation.tree import Matrix, Node

Place = dict[Expr, Expr]


def zeros_of_several(problem: Problem) -> Node:
    return _as_node(problem, _solutions(problem, problem.vector), "zero")


def critical_points_of_several(problem: Problem) -> Node:
    return _as_node(problem, _solutions(problem, _slopes(problem)), "critical point")


def extreme_of_several(problem: Problem) -> Node:
    """The only critical point, where the curvature has one sign.

    Of a quadratic function it is the extreme of the whole space; otherwise the oracle looks for better points.
    """
    wanted = problem.phrase.wanted
    found = _solutions(problem, _slopes(problem))
    if len(found) != 1 or not _bends_one_way(problem, found[0]):
        raise Stuck(f"'{wanted} of {problem.phrase.of}' is not a single critical point")
    if wanted in (Wanted.MAXIMUM, Wanted.MINIMUM):
        return problem.algebra.tree(put(problem.scalar, found[0]))
    return _as_node(problem, found, str(wanted))


def _slopes(problem: Problem) -> list[Expr]:
    return [problem.scalar.diff(each) for each in problem.symbols]


def _solutions(problem: Problem, equations: list[Expr]) -> list[Place]:
    from sympy import fraction, solve, together

    tops = [fraction(together(each))[0] for each in equations]
    if not all(each.is_polynomial(*problem.symbols) for each in tops):
        raise Stuck("equations in several variables are solved when they are polynomials")
    found = solve(tops, problem.symbols, dict=True)
    if any(set(each) != set(problem.symbols) or any(v.free_symbols for v in each.values()) for each in found):
        raise Stuck("a whole curve of points", "answer-not-unique")
    real = [each for each in found if all(value.is_real for value in each.values())]
    return sorted(real, key=lambda each: [each[symbol].evalf(30) for symbol in problem.symbols])


def _bends_one_way(problem: Problem, place: Place) -> bool:
    from sympy import Matrix as SympyMatrix

    symbols = problem.symbols
    sign = -1 if problem.phrase.wanted in (Wanted.MAXIMISER, Wanted.MAXIMUM) else 1
    rows = [[sign * put(problem.scalar.diff(row, column), place) for column in symbols] for row in symbols]
    curvature = SympyMatrix(rows)
    return all(curvature[:k, :k].det().evalf(30) > 0 for k in range(1, len(symbols) + 1))


def _as_node(problem: Problem, found: list[Place], what: str) -> Node:
    """One point is a vector; several are rows."""
    if not found:
        raise Stuck(f"{problem.phrase.of} has no {what}")
    points = [problem.algebra.trees(each[symbol] for symbol in problem.symbols) for each in found]
    return points[0] if len(points) == 1 else Matrix(tuple(each.entries for each in points))
