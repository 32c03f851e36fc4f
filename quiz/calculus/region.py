"""Where a function of one variable is considered: its own domain, cut by the item's and by `on [a, b]`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from quiz.calculus.algebra import Algebra, Expr
from quiz.calculus.problem import Problem, Stuck
from quiz.notation.tree import Comparison, Name, names_in


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
        """What the function tends to at the open ends."""
        from sympy import AccumBounds
        from sympy import limit as limit_of

        ends = [(each.start, "+") for each in self.intervals if each.left_open]
        ends += [(each.end, "-") for each in self.intervals if each.right_open]
        found = [limit_of(function, symbol, end, side) for end, side in ends]
        if any(isinstance(each, AccumBounds) for each in found):
            raise Stuck("it swings without end: say where, as in `on [0, 3]`")
        return found

    def has(self, place: Expr) -> bool:
        return any(
            _below(each.start, place, each.left_open) and _below(place, each.end, each.right_open)
            for each in self.intervals
        )

    def inside(self, place: Expr) -> bool:
        return any(_below(each.start, place, True) and _below(place, each.end, True) for each in self.intervals)

    def cut(self, places: Iterable[Expr]) -> list[Region]:
        """The intervals between the places, without them."""
        from sympy import Interval, Union

        pieces = []
        for each in self.intervals:
            rest = Union(each) - Union(*[Interval(place, place) for place in places])
            pieces += [Region((piece,)) for piece in (rest.args if isinstance(rest, Union) else (rest,))]
        return [piece for piece in pieces if isinstance(piece.intervals[0], Interval)]

    @property
    def sample(self) -> Expr:
        """Some place inside the first interval."""
        from sympy import Integer

        low, high = self.intervals[0].start, self.intervals[0].end
        if high.is_infinite:
            return Integer(0) if low.is_infinite else low + 1
        return high - 1 if low.is_infinite else (low + high) / 2

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
