"""The second opinion on every derived key: numbers instead of algebra.

Derivatives are compared with central differences at fifty digits, extremes and zeros with a search, models with the
slopes they must share. Nothing here uses SymPy.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from typing import Any

from flint import arb

from quiz.calculus.claim import ENOUGH_POINTS, Claim, at_point, short
from quiz.calculus.differences import agree, bits_for, difference, value
from quiz.calculus.given import Given
from quiz.calculus.phrases import INFINITY, Phrase, Wanted
from quiz.calculus.problem import entries
from quiz.calculus.samples import Box, Point
from quiz.calculus.searched import wrong_extreme, wrong_roots
from quiz.notation import balls
from quiz.notation.formula import Evaluator
from quiz.notation.tree import Name, Negative, Node


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
                return f"key and finite differences differ{at_point(point)}: {short(found)} and {short(wanted)}"
    return None if tried else f"{claim.phrase.of} has no real value at any point tried: narrow `domain`"


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
                    f"close to the place the function is {short(found)}, the key {short(value(claim.keys[0], point))}"
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
                return f"derivative {order} at the centre: the key gives {short(ours)}, the function {short(theirs)}"
    return None


def _along(function: Evaluator, centre: Point, weights: Sequence[int], order: int) -> Any:
    def line(at: Mapping[str, Any]) -> Any:
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
            return f"the key gives {short(value(each, {}))}, {what} {short(expected)}"
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
    **dict.fromkeys((Wanted.MAXIMISER, Wanted.MINIMISER, Wanted.MAXIMUM, Wanted.MINIMUM), wrong_extreme),
    **dict.fromkeys((Wanted.CRITICAL, Wanted.ZERO), wrong_roots),
    Wanted.DESCENT: _descent,
    Wanted.NEWTON: _newton,
}
