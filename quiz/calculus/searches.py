"""Looking for extremes and zeros with numbers only, to confirm what algebra found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import islice, pairwise
from typing import Any

from flint import arb, arb_mat

from quiz.calculus.differences import agree, difference, value
from quiz.calculus.samples import Box, Point
from quiz.notation import balls
from quiz.notation.formula import Evaluator
from quiz.notation.tree import Node

GRID = 160
SPREADS = (0.01, 1.0, 100.0)
HALVINGS = 40
STARTS = 5
NEWTON_STEPS = 40


@dataclass(frozen=True)
class Line:
    """A function of one variable on the stretch where it is searched."""

    name: str
    function: Evaluator
    box: Box
    interval: tuple[Node, Node] | None
    around: tuple[Any, ...]
    """The places the key names: the search is finest there."""

    def at(self, place: Any) -> Any:
        return value(self.function, {self.name: place})

    def slope(self, place: Any) -> Any:
        return difference(self.function, {self.name: place}, [self.name])

    def allows(self, place: Any) -> bool:
        """Whether the place lies in the domain and in the interval, ends included."""
        low, high = self._interval
        inside = (low is None or not place < low) and (high is None or not place > high)
        return inside and self.box.allows({self.name: place})

    @cached_property
    def _interval(self) -> tuple[Any | None, Any | None]:
        if self.interval is None:
            return None, None
        return balls.real(self.interval[0])({}), balls.real(self.interval[1])({})

    @cached_property
    def grid(self) -> list[Any]:
        """Places of the region in ascending order: close around each key, and over the whole stretch or far out."""
        low, high = self._interval if self.interval else self.box.bounds(self.name)
        shares = [balls.ball(_share(k)) for k in range(GRID)]
        is_bounded = low is not None and high is not None
        places = [low + (high - low) * each for each in shares] if low is not None and high is not None else []
        spreads = SPREADS[:2] if is_bounded else SPREADS
        centres = [*self.around, *([] if is_bounded else [arb(0)])]
        places += [c + (2 * share - 1) * spread for c in centres for spread in spreads for share in shares[::3]]
        ascending = sorted(places, key=lambda each: float(each.mid()))
        return [each for each in ascending if self.allows(each) and self.at(each).is_finite()]


def _share(k: int) -> Fraction:
    return Fraction(2 * k + 1, 2 * GRID + 1)


def better_place(line: Line, best: Any, sign: int) -> Any | None:
    """A place whose value beats `best`, None when the search finds none."""
    for place in line.grid:
        if sign * (line.at(place) - best) > abs(best) * 1e-12 + 1e-12:
            return place
    return None


def reaches(line: Line, best: Any, sign: int) -> bool:
    """Whether values come as close to `best` as a millionth: the best of the grid, then a golden-section climb."""
    places = line.grid
    if not places:
        return False
    values = [sign * line.at(place) for place in places]
    top = max(range(len(places)), key=lambda index: float(values[index].mid()))
    low, high = places[max(top - 1, 0)], places[min(top + 1, len(places) - 1)]
    for _ in range(HALVINGS):
        first, second = low + (high - low) * 0.382, low + (high - low) * 0.618
        if sign * line.at(first) < sign * line.at(second):
            low = first
        else:
            high = second
    ends = [balls.real(end)({}) for end in line.interval or ()]
    return any(agree(line.at(place), best, 6) for place in [low, high, *ends])


def missed_zero(line: Line, function: Callable[[Any], Any], known: tuple[Any, ...]) -> Any | None:
    """A place where `function` passes through 0 that is not known; poles, where it only jumps, do not count."""
    for low, high in pairwise(line.grid):
        if any(low <= each and each <= high for each in known):
            continue
        first, second = function(low), function(high)
        if first * second < 0 and (found := _crossing(function, low, high)) is not None:
            return found
    return None


def _crossing(function: Callable[[Any], Any], low: Any, high: Any) -> Any | None:
    start = max(abs(function(low)), abs(function(high)), key=lambda each: float(each.mid()))
    rises = function(low) < 0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        here = function(middle)
        if not here.is_finite():
            return None
        low, high = (middle, high) if (here < 0) == rises else (low, middle)
    return low if abs(function(low)) < start * 1e-6 else None


def better_point(function: Evaluator, place: Point, box: Box, sign: int) -> Point | None:
    """For several variables: a point of the domain whose value beats the one at `place`."""
    best = value(function, place)
    names = list(place)
    for point in box.points(names, GRID):
        for candidate in (point, {name: place[name] + point[name] for name in names}):
            if box.allows(candidate) and sign * (value(function, candidate) - best) > abs(best) * 1e-12 + 1e-12:
                return candidate
    return None


def flat_point(function: Evaluator, names: Sequence[str], box: Box) -> Point | None:
    """Where Newton's method on the gradient comes to rest, from the first starts that lead anywhere."""
    for start in islice(box.points(names), STARTS):
        point = start
        for _ in range(NEWTON_STEPS):
            slopes = [difference(function, point, [name]) for name in names]
            if all(abs(each) < 1e-40 for each in slopes):
                return point
            rows = [[difference(function, point, [first, second]) for second in names] for first in names]
            try:
                step = arb_mat(rows).solve(arb_mat([[each] for each in slopes]))
            except ZeroDivisionError:
                break
            point = {name: (point[name] - step[k, 0]).mid() for k, name in enumerate(names)}
    return None
