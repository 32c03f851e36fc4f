"""Limits: from one side, from both, or far out."""

from __future__ import annotations

from dataclasses import replace

from quiz.calculus.algebra import Algebra, Expr
from quiz.calculus.phrases import INFINITY
from quiz.calculus.problem import Problem, Stuck, is_finite
from quiz.notation.tree import Name, Negative, Node


def limit(problem: Problem) -> Node:
    """The limit in one variable; the others stay in the answer."""
    problem = replace(problem, algebra=Algebra(problem.algebra.given, defined=True))
    if len(problem.phrase.at) != 1:
        raise Stuck("a limit is taken in one variable, as in `limit of f at x = 0`")
    name, place = problem.phrase.at[0]
    symbol = problem.symbol if name is None else problem.algebra.symbol(name)
    return problem.algebra.tree(_limit(problem.scalar, symbol, _target(problem.algebra, place), problem.phrase.side))


def _target(algebra: Algebra, place: Node) -> Expr:
    from sympy import oo

    match place:
        case Name(name) if name == INFINITY:
            return oo
        case Negative(Name(name)) if name == INFINITY:
            return -oo
        case _:
            return algebra.of(place)


def _limit(function: Expr, symbol: Expr, target: Expr, side: str) -> Expr:
    from sympy import limit as limit_of

    signs = {"left": "-", "right": "+"}
    sides = [signs[side]] if side else ["+"] if target.is_infinite else ["+", "-"]
    found = [limit_of(function, symbol, target, each) for each in sides]
    for each in found:
        if not is_finite(each) or each.func.__name__ in ("Limit", "AccumulationBounds"):
            raise Stuck(f"there is no finite limit at {symbol} = {target}")
    if (found[0] - found[-1]).equals(0) is not True:
        raise Stuck(f"the limits from the left ({found[1]}) and from the right ({found[0]}) differ")
    return found[0]
