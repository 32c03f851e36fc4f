"""The second opinion on every derived key: numbers instead of algebra.

Derivatives are compared with central differences at fifty digits, extremes and zeros with a search, models with the
slopes they must share. Nothing here uses SymPy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from flint import arb

from quiz.calculus.differences import agree, bits_for, difference, value
from quiz.calculus.given import Equation, Function, Given
from quiz.calculus.phrases import INFINITY, Phrase, Wanted
from quiz.calculus.problem import entries
from quiz.calculus.samples import Box, Point
from quiz.calculus.searches import Line, better_place, better_point, missed_zero, reaches
from quiz.notation import balls
from quiz.notation.formula import Evaluator
from quiz.notation.tree import Name, Negative, Node

ENOUGH_POINTS = 3


@dataclass(frozen=True)
class Claim:
    """A phrase, what it is about, and the key that was derived."""

    phrase: Phrase
    given: Given
    key: Node

    @cached_property
    def subject(self) -> Function | Equation:
        return self.given.heads[self.phrase.of]

    @property
    def names(self) -> tuple[str, ...]:
        return self.subject.names if isinstance(self.subject, Equation) else self.subject.arguments

    @cached_property
    def functions(self) -> list[Evaluator]:
        if isinstance(self.subject, Equation):
            left, right = balls.real(self.subject.left), balls.real(self.subject.right)
            return [lambda at: left(at) - right(at)]
        return [balls.real(each) for each in entries(self.subject.body)]

    @cached_property
    def keys(self) -> list[Evaluator]:
        return [balls.real(each) for each in entries(self.key)]

    def located(self, coordinates: Any) -> Point:
        """A phrase's point with every coordinate as a ball."""
        plain = [node for name, node in coordinates if name is None]
        plain = entries(plain[0]) if len(plain) == 1 else plain
        point = dict(zip(self.names, plain, strict=False))
        point |= {name: node for name, node in coordinates if name is not None}
        return {name: balls.real(node)({}) for name, node in point.items()}

    def points(self) -> Iterator[Point]:
        """The phrase's own point, or points of the domain where the function is real."""
        fixed = self.located(self.phrase.at) if self.phrase.at else {}
        loose = [name for name in self.names if name not in fixed]
        if not loose:
            yield fixed
            return
        found = ({**fixed, **point} for point in Box(self.given).points(loose))
        real = (point for point in found if all(value(each, point).is_finite() for each in self.functions))
        yield from islice(real, ENOUGH_POINTS)


def disagreement(phrase: Phrase, given: Given, key: Node) -> str | None:
    """How the key and the numbers differ, in one sentence; None when they agree."""
    claim = Claim(phrase, given, key)
    with balls.precision(bits_for(phrase.order * max(1, len(phrase.by)) + phrase.degree)):
        return CHECKS[phrase.wanted](claim)


def _compared(claim: Claim, expected: Callable[[Point], Sequence[Any]]) -> str | None:
    """Every entry of the key against what the differences say, at each point."""
    tried = 0
    for point in claim.points():
        tried += 1
        for found, wanted in zip([value(each, point) for each in claim.keys], expected(point), strict=True):
            if not agree(found, wanted):
                return f"key and finite differences differ{_at(point)}: {_short(found)} and {_short(wanted)}"
    return None if tried else f"{claim.phrase.of} has no real value at any point tried: narrow `domain`"


def _at(point: Point) -> str:
    return " at " + ", ".join(f"{name} = {_short(found)}" for name, found in point.items()) if point else ""


def _short(found: Any) -> str:
    return f"{float(found.mid()):.6g}" if found.is_finite() else "no value"


def _derivative(claim: Claim) -> str | None:
    by = [name for name in claim.phrase.by or claim.names for _ in range(claim.phrase.order)]
    return _compared(claim, lambda at: [difference(each, at, by) for each in claim.functions])


def _jacobian(claim: Claim) -> str | None:
    return _compared(claim, lambda at: [difference(each, at, [by]) for each in claim.functions for by in claim.names])


def _hessian(claim: Claim) -> str | None:
    pairs = [(first, second) for first in claim.names for second in claim.names]
    return _compared(claim, lambda at: [difference(claim.functions[0], at, pair) for pair in pairs])


def _directional(claim: Claim) -> str | None:
    assert claim.phrase.along is not None
    direction = [balls.real(each)({}) for each in entries(claim.phrase.along)]
    length = sum((each * each for each in direction), arb(0)).sqrt()

    def slope(at: Point) -> list[Any]:
        slopes = [difference(claim.functions[0], at, [name]) for name in claim.names]
        return [sum((s * u for s, u in zip(slopes, direction, strict=True)), arb(0)) / length]

    return _compared(claim, slope)


def _implicit(claim: Claim) -> str | None:
    x = claim.phrase.by[0]
    (y,) = (name for name in claim.names if name != x)
    curve = claim.functions[0]
    return _compared(claim, lambda at: [-difference(curve, at, [x]) / difference(curve, at, [y])])


def _value(claim: Claim) -> str | None:
    return _compared(claim, lambda at: [value(each, at) for each in claim.functions])


def _limit(claim: Claim) -> str | None:
    """Close to the place the function must be close to the key."""
    name, place = claim.phrase.at[0]
    name = name or claim.names[0]
    others = [each for each in claim.names if each != name]
    signs = {"left": [-1], "right": [1], "": [-1, 1]}[claim.phrase.side]
    near, digits = arb(2) ** -80, 12
    if _is_infinity(place):
        far = arb(2) ** 200 * (-1 if isinstance(place, Negative) else 1)
        spots, digits = [far], 2
    else:
        spots = [balls.real(place)({}) + sign * near for sign in signs]
    for point in islice(Box(claim.given).points(others), ENOUGH_POINTS) if others else [{}]:
        for spot in spots:
            found = value(claim.functions[0], {**point, name: spot})
            if not agree(found, value(claim.keys[0], point), digits):
                return (
                    f"close to the place the function is {_short(found)}, the key {_short(value(claim.keys[0], point))}"
                )
    return None


def _is_infinity(place: Node) -> bool:
    inner = place.operand if isinstance(place, Negative) else place
    return isinstance(inner, Name) and inner.name == INFINITY


def _model(claim: Claim) -> str | None:
    """The polynomial has the function's derivatives at the centre, along each axis and one slanted line."""
    centre = claim.located(claim.phrase.at)
    degree = 1 if claim.phrase.wanted is Wanted.TANGENT else claim.phrase.degree
    for weights in [[int(name == axis) for name in claim.names] for axis in claim.names] + [
        [*range(1, len(claim.names) + 1)]
    ]:
        for order in range(degree + 1):
            ours, theirs = (_along(each, centre, weights, order) for each in (claim.keys[0], claim.functions[0]))
            if not agree(ours, theirs):
                return f"derivative {order} at the centre is {_short(ours)} for the key, {_short(theirs)} for the function"
    return None


def _along(function: Evaluator, centre: Point, weights: Sequence[int], order: int) -> Any:
    def line(at: Point) -> Any:
        return function({name: x + w * at["t"] for (name, x), w in zip(centre.items(), weights, strict=True)})

    return difference(line, {"t": arb(0)}, ["t"] * order)


def _descent(claim: Claim) -> str | None:
    assert claim.phrase.rate is not None
    start, rate = claim.located(claim.phrase.start), balls.real(claim.phrase.rate)({})
    wanted = [x - rate * difference(claim.functions[0], start, [name]) for name, x in start.items()]
    return _same(claim, wanted, "a numerical descent step")


def _newton(claim: Claim) -> str | None:
    """H(x − key) = ∇f, so that nothing needs to be inverted."""
    start = claim.located(claim.phrase.start)
    moved = [x - value(each, {}) for x, each in zip(start.values(), claim.keys, strict=True)]
    for row in start:
        curved = [
            difference(claim.functions[0], start, [row, column]) * step
            for column, step in zip(start, moved, strict=True)
        ]
        if not agree(sum(curved, arb(0)), difference(claim.functions[0], start, [row])):
            return "the step does not solve H·step = gradient"
    return None


def _same(claim: Claim, wanted: Sequence[Any], what: str) -> str | None:
    for each, expected in zip(claim.keys, wanted, strict=True):
        if not agree(value(each, {}), expected):
            return f"the key gives {_short(value(each, {}))}, {what} {_short(expected)}"
    return None


def _extreme(claim: Claim) -> str | None:
    sign = 1 if claim.phrase.wanted in (Wanted.MAXIMISER, Wanted.MAXIMUM) else -1
    is_place = claim.phrase.wanted in (Wanted.MAXIMISER, Wanted.MINIMISER)
    if len(claim.names) > 1:
        return _extreme_of_several(claim, sign) if is_place else None
    places = tuple(value(each, {}) for each in claim.keys) if is_place else ()
    line = _line(claim, places)
    bests = [line.at(each) for each in places] or [value(claim.keys[0], {})]
    for best in bests:
        if (found := better_place(line, best, sign)) is not None:
            return f"{claim.phrase.of} is {_short(best)} at the key and {_short(line.at(found))} at {_short(found)}"
    return None if is_place or reaches(line, bests[0], sign) else f"no search comes close to {_short(bests[0])}"


def _extreme_of_several(claim: Claim, sign: int) -> str | None:
    place = {name: value(each, {}) for name, each in zip(claim.names, claim.keys, strict=True)}
    found = better_point(claim.functions[0], place, Box(claim.given), sign)
    return f"{claim.phrase.of} has a better value{_at(found)}" if found else None


def _line(claim: Claim, places: tuple[Any, ...]) -> Line:
    return Line(claim.names[0], claim.functions[0], Box(claim.given), claim.phrase.interval, places)


def _roots(claim: Claim) -> str | None:
    """The key solves the equation, and a search finds no further solution."""
    is_critical = claim.phrase.wanted is Wanted.CRITICAL
    if len(claim.names) > 1:
        return _roots_of_several(claim, is_critical)
    places = tuple(value(each, {}) for each in claim.keys)
    line = _line(claim, places)
    measured = line.slope if is_critical else line.at
    for place in places:
        here = measured(place)
        if here.is_finite() and not agree(here, arb(0), 30) and not _is_kink(line, place):
            return f"at {_short(place)} it is {_short(here)}, not 0"
    found = missed_zero(line, measured, places)
    return f"there is another one at {_short(found)}" if found is not None else None


def _is_kink(line: Line, place: Any) -> bool:
    step = arb(2) ** -20
    return not agree(line.slope(place - step), line.slope(place + step), 3)


def _roots_of_several(claim: Claim, is_critical: bool) -> str | None:
    flat = [value(each, {}) for each in claim.keys]
    width = len(claim.names)
    for start in range(0, len(flat), width):
        point = dict(zip(claim.names, flat[start : start + width], strict=True))
        slopes = [difference(claim.functions[0], point, [name]) for name in claim.names]
        for here in slopes if is_critical else [value(each, point) for each in claim.functions]:
            if not agree(here, arb(0), 30):
                return f"it is {_short(here)}, not 0{_at(point)}"
    return None


CHECKS: dict[Wanted, Callable[[Claim], str | None]] = {
    Wanted.DERIVATIVE: _derivative,
    Wanted.GRADIENT: _jacobian,
    Wanted.JACOBIAN: _jacobian,
    Wanted.HESSIAN: _hessian,
    Wanted.DIRECTIONAL: _directional,
    Wanted.IMPLICIT: _implicit,
    Wanted.VALUE: _value,
    Wanted.LIMIT: _limit,
    Wanted.TANGENT: _model,
    Wanted.TAYLOR: _model,
    **dict.fromkeys((Wanted.MAXIMISER, Wanted.MINIMISER, Wanted.MAXIMUM, Wanted.MINIMUM), _extreme),
    **dict.fromkeys((Wanted.CRITICAL, Wanted.ZERO), _roots),
    Wanted.DESCENT: _descent,
    Wanted.NEWTON: _newton,
}
