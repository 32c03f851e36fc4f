"""Extremes, critical points and zeros held against a search."""

from __future__ import annotations

from typing import Any

from flint import arb

from quiz.calculus.claim import Claim, at_point, short
from quiz.calculus.differences import agree, difference, value
from quiz.calculus.phrases import Wanted
from quiz.calculus.samples import Box
from quiz.calculus.searches import Line, better_place, better_point, flat_point, missed_zero, reaches


def wrong_extreme(claim: Claim) -> str | None:
    sign = 1 if claim.phrase.wanted in (Wanted.MAXIMISER, Wanted.MAXIMUM) else -1
    is_place = claim.phrase.wanted in (Wanted.MAXIMISER, Wanted.MINIMISER)
    if len(claim.names) > 1:
        return _extreme_of_several(claim, sign, is_place)
    places = tuple(value(each, {}) for each in claim.keys) if is_place else ()
    line = _line(claim, places)
    for place in places:
        if not line.allows(place):
            return f"{short(place)} lies outside"
    bests = [line.at(each) for each in places] or [value(claim.keys[0], {})]
    for best in bests:
        if (found := better_place(line, best, sign)) is not None:
            return f"{claim.phrase.of} is {short(best)} at the key and {short(line.at(found))} at {short(found)}"
    return None if is_place or reaches(line, bests[0], sign) else f"no search comes close to {short(bests[0])}"


def _extreme_of_several(claim: Claim, sign: int, is_place: bool) -> str | None:
    """Flat at the place, nothing better in the samples; a value alone is reached by Newton's method."""
    function, box = claim.functions[0], Box(claim.given)
    keys = [value(each, {}) for each in claim.keys]
    found = dict(zip(claim.names, keys, strict=True)) if is_place else flat_point(function, claim.names, box)
    if found is None:
        return "no search finds a flat point"
    best = value(function, found) if is_place else keys[0]
    if not is_place and not agree(value(function, found), best, 30):
        return f"{claim.phrase.of} is {short(value(function, found))} at the flat point that a search finds"
    if any(not agree(difference(function, found, [name]), arb(0), 30) for name in claim.names):
        return f"{claim.phrase.of} is not flat{at_point(found)}"
    better = better_point(function, found, box, sign)
    return f"{claim.phrase.of} has a better value{at_point(better)}" if better else None


def _line(claim: Claim, places: tuple[Any, ...]) -> Line:
    return Line(claim.names[0], claim.functions[0], Box(claim.given), claim.phrase.interval, places)


def wrong_roots(claim: Claim) -> str | None:
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
            return f"at {short(place)} it is {short(here)}, not 0"
    found = missed_zero(line, measured, places)
    return f"there is another one at {short(found)}" if found is not None else None


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
                return f"it is {short(here)}, not 0{at_point(point)}"
    return None
