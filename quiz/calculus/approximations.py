"""Local models and the steps they suggest.

tangent: f(a) + ∇f(a)·(x − a)        taylor: Σ_k D^k f(a)(x − a)^k / k!
descent step: x − η∇f(x)             newton step: x − H(x)⁻¹∇f(x), the minimum of the second-order model
"""

from __future__ import annotations

from quiz.calculus.algebra import Expr
from quiz.calculus.problem import Problem, Stuck, as_vector, put
from quiz.notation.tree import Node


def tangent(problem: Problem) -> Node:
    return problem.algebra.tree(_model(problem, 1))


def taylor_polynomial(problem: Problem) -> Node:
    return problem.algebra.tree(_model(problem, problem.phrase.degree))


def _model(problem: Problem, degree: int) -> Expr:
    """The polynomial in t of f(a + t(x − a)), taken at t = 1."""
    from sympy import Dummy, S, factorial

    centre, symbols, t = problem.everywhere(problem.phrase.at), problem.symbols, Dummy("t", real=True)
    away = [symbol - value for symbol, value in zip(symbols, centre, strict=True)]
    where = dict(zip(symbols, centre, strict=True))
    if len(symbols) == 1:
        function, step = problem.scalar, away[0]
        terms = [put(function.diff(symbols[0], k), where) * step**k / factorial(k) for k in range(degree + 1)]
        return sum(terms)
    along = {symbol: value + t * step for symbol, value, step in zip(symbols, centre, away, strict=True)}
    line = problem.scalar.subs(along, simultaneous=True)
    return sum(put(line.diff(t, k) if k else line, {t: S.Zero}) / factorial(k) for k in range(degree + 1))


def descent_step(problem: Problem) -> Node:
    assert problem.phrase.rate is not None
    rate, start = problem.algebra.of(problem.phrase.rate), problem.everywhere(problem.phrase.start)
    slopes = _slopes(problem, start)
    return as_vector(problem.algebra, [x - rate * slope for x, slope in zip(start, slopes, strict=True)])


def newton_step(problem: Problem) -> Node:
    from sympy import Matrix

    start, symbols = problem.everywhere(problem.phrase.start), problem.symbols
    where = dict(zip(symbols, start, strict=True))
    curvature = Matrix([[put(problem.scalar.diff(row, column), where) for column in symbols] for row in symbols])
    if curvature.det().is_zero is not False:
        raise Stuck("the second derivative there is 0 or has no inverse: no Newton step")
    step = curvature.LUsolve(Matrix(_slopes(problem, start)))
    return as_vector(problem.algebra, [x - each for x, each in zip(start, step, strict=True)])


def _slopes(problem: Problem, start: list[Expr]) -> list[Expr]:
    where = dict(zip(problem.symbols, start, strict=True))
    return [put(problem.scalar.diff(each), where) for each in problem.symbols]
