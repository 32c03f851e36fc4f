"""Where a function of one variable is considered: its own domain, cut by the item's and by `on [a, b]`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from quiz.calculus.algebra import Algebra, Expr
from quiz.calculus.problem import Problem, Stuck, is_finite
from quiz.notation.tree import Comparison, Name, names_in

HIGHEST_DEGREE = 12


@dataclass(frozen=True)
class Region:
    """A union of intervals on which the function is continuous."""

    intervals: tuple[Any, ...]

    @property
    def closed_ends(self) -> list[Expr]:
        ends = [(each.start, each.left_open) for each in self.intervals]
        ends += [(each.end, each.right_open) for each in self.intervals]
        return list(dict.fromkeys(end for end, is_open in ends if not is_open))

    def limits(self, function: Expr, symbol: Expr) -> list[Expr]:
        """What the function tends to at the open ends; the bounds of its swing where it has no limit."""
        from sympy import AccumBounds
        from sympy import limit as limit_of

        ends = [(each.start, "+") for each in self.intervals if each.left_open]
        ends += [(each.end, "-") for each in self.intervals if each.right_open]
        found = [limit_of(function, symbol, end, side) for end, side in ends]
        return [
            bound for each in found for bound in ((each.min, each.max) if isinstance(each, AccumBounds) else (each,))
        ]

    def has(self, place: Expr) -> bool:
        return any(
            _below(each.start, place, each.left_open) and _below(place, each.end, each.right_open)
            for each in self.intervals
        )

    def inside(self, place: Expr) -> bool:
        return any(_below(each.start, place, True) and _below(place, each.end, True) for each in self.intervals)

    def ascending(self, places: Iterable[Expr]) -> list[Expr]:
        return sorted(dict.fromkeys(places), key=lambda each: each.evalf(30))


def _below(low: Expr, high: Expr, strictly: bool) -> bool:
    if low == high:
        return not strictly
    return bool((high - low).evalf(30) > 0)


def region(problem: Problem, function: Expr) -> Region:
    from sympy import Interval, S, Union
    from sympy.calculus.util import continuous_domain

    symbol = problem.symbol
    bounds = S.Reals
    for each in problem.algebra.given.domain:
        bounds = bounds.intersect(_set(problem.algebra, each, problem.names[0]))
    if problem.phrase.interval:
        low, high = (problem.algebra.of(end) for end in problem.phrase.interval)
        bounds = bounds.intersect(Interval(low, high))
    if not function.is_polynomial(symbol):
        bounds = continuous_domain(function, symbol, bounds)
    pieces = bounds.args if isinstance(bounds, Union) else (bounds,)
    if bounds is S.EmptySet or not all(isinstance(each, Interval) for each in pieces):
        raise Stuck(f"{problem.phrase.of} has no interval to live on: narrow `domain`")
    return Region(tuple(pieces))


def _set(algebra: Algebra, comparison: Comparison, name: str) -> Any:
    """The reals that satisfy one comparison of the variable with a number; all of them for any other comparison."""
    from sympy import Interval, S, oo

    match comparison:
        case Comparison(Name(found), relation, bound) if found == name and not names_in(bound):
            pass
        case Comparison(bound, relation, Name(found)) if found == name and not names_in(bound):
            relation = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}.get(relation, relation)
        case _:
            return S.Reals
    value = algebra.of(bound)
    return {
        "<": lambda: Interval.open(-oo, value),
        "<=": lambda: Interval(-oo, value),
        ">": lambda: Interval.open(value, oo),
        ">=": lambda: Interval(value, oo),
        "!=": lambda: S.Reals - {value},
    }.get(relation, lambda: S.Reals)()


def real_solutions(function: Expr, symbol: Expr, where: Region) -> list[Expr]:
    """The zeros in the region, exact, ascending."""
    from sympy import fraction, together

    top = fraction(together(function))[0]
    if top.is_zero:
        raise Stuck("every point is one", "answer-not-unique")
    found = _polynomial_zeros(top, symbol) if top.is_polynomial(symbol) else _other_zeros(function, symbol)
    return where.ascending(each for each in found if where.has(each))


def _polynomial_zeros(function: Expr, symbol: Expr) -> list[Expr]:
    from sympy import Poly, roots

    polynomial = Poly(function, symbol)
    if polynomial.degree() > HIGHEST_DEGREE:
        raise Stuck(f"an equation of degree {polynomial.degree()}")
    found = [each for each in roots(polynomial) if _is_real(each)]
    if all(each.is_Rational for each in polynomial.all_coeffs()) and len(found) < polynomial.sqf_part().count_roots():
        raise Stuck("a zero that has no formula")
    return found


def _other_zeros(function: Expr, symbol: Expr) -> list[Expr]:
    from sympy import solve

    return [each for each in solve(function, symbol) if _is_real(each) and is_finite(function.subs(symbol, each))]


def _is_real(value: Expr) -> bool:
    if value.free_symbols:
        return False
    if value.is_real is not None:
        return bool(value.is_real)
    return bool(abs(value.evalf(40).as_real_imag()[1]) < 10**-30)


def kinks(function: Expr, symbol: Expr, where: Region) -> list[Expr]:
    """Where the argument of an absolute value, a sign or a step is 0."""
    from sympy import Abs, Heaviside, sign

    inner = {each.args[0] for each in function.atoms(Abs, Heaviside, sign) if each.has(symbol)}
    return [place for each in sorted(inner, key=str) for place in real_solutions(each, symbol, where)]
