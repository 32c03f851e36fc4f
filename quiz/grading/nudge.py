"""The nudge test: move a variable a little, see how much the function moves, and compare with the slope of an answer.

    slope ≈ (f(x + h/2) − f(x − h/2)) / h

Evidence, not help: it uses the function and the answer, never the key. The measured slope is shown only where a second,
ten times smaller nudge agrees with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache, partial
from itertools import chain, islice

from flint import arb

from quiz.grading.ground import Ground, Scalar, ground
from quiz.grading.points import Coordinates, rounded
from quiz.grading.values import inside, value_at
from quiz.grading.witness import beside, decimal, number
from quiz.notation.balls import ball, precision, real
from quiz.notation.formula import Evaluator
from quiz.notation.tree import Comparison, Node, names_in

STEPS = (Fraction(1, 1_000), Fraction(1, 100_000))
"""The nudge; the finer one where the function bends too fast for the other."""
STEADY = arb(0.01)
"""Two nudges may differ by this share of the slope."""
CLEAR = arb(0.05)
"""A gap worth showing: a share of the larger of the two slopes."""
MOST_POINTS = 16
BITS = 160
DIGITS = 3
LARGEST, SMALLEST = arb(10**7), arb(10) ** -5
REACH = Fraction(2)
HALF = 16
"""Points of the drawn curve on each side."""
BEND = 0.6
"""How far the drawn curve may leave its tangent, as a share of what the steeper line climbs."""

Curve = tuple[tuple[float, float], ...]
Along = Callable[[Fraction], arb | None]
"""The function along the line on which one variable moves; None where it is not real."""


@dataclass(frozen=True, slots=True)
class Nudge:
    """Decimal text, ready to show, and the curve around the point for a figure."""

    at: dict[str, str]
    by: str
    h: str
    moved: str
    slope: str
    given: str
    curve: Curve
    """Points (x, f), left to right, the place of the test in the middle; the other variables stay put."""
    rate: float
    own: float
    """Measured slope and the answer's, for the two lines of the figure."""

    @property
    def here(self) -> str:
        """The value of the variable that is moved."""
        return self.at[self.by]

    @property
    def middle(self) -> tuple[float, float]:
        return self.curve[len(self.curve) // 2]


@lru_cache(maxsize=64)
def nudge(function: Node, by: str, answer: Node, domain: tuple[Comparison, ...] = ()) -> Nudge | None:
    """The test of an answer for ∂function/∂by at a round point where it clearly fails; None where none is found."""
    names = tuple(sorted(names_in(function) | names_in(answer) | {by}))
    here = ground(Scalar(function, function, domain, names))
    tested = partial(_tested, here, by, real(answer))
    with precision(BITS):
        return next((test for point in _points(here) if (test := tested(point)) is not None), None)


def _points(here: Ground) -> Iterator[Coordinates]:
    """Round points first; then points of the domain, rounded."""
    points = chain(rounded(here.names), *map(beside, here.places[:3]))
    return islice((each for each in points if inside(here.scalar.domain, _balls(each))), MOST_POINTS)


def _balls(point: Coordinates) -> dict[str, arb]:
    return {name: ball(value) for name, value in point.items()}


def _tested(here: Ground, by: str, answer: Evaluator, point: Coordinates) -> Nudge | None:
    given = value_at(answer, _balls(point))
    if given is None or not _is_modest(given):
        return None
    along = partial(_value, here.real_key, _balls(point), by)
    for step in STEPS:
        slope = _steady_slope(along, point[by], step)
        if slope is not None and _is_modest(slope):
            return _shown(along, by, point, step, (slope, given)) if _differs(slope, given) else None
    return None


def _is_modest(value: arb) -> bool:
    """Of a size that people read as a number."""
    return bool(value.is_finite()) and bool(abs(value) < LARGEST) and bool(value.is_zero() or abs(value) > SMALLEST)


def _differs(slope: arb, given: arb) -> bool:
    return bool(abs(slope - given) > CLEAR * max(abs(slope), abs(given), key=float))


def _steady_slope(along: Along, middle: Fraction, step: Fraction) -> arb | None:
    """The measured slope, if a nudge of a tenth agrees with it."""
    coarse, fine = (_measured(along, middle, each) for each in (step, step / 10))
    if coarse is None or fine is None or not abs(coarse - fine) <= STEADY * abs(fine):
        return None
    return coarse


def _measured(along: Along, middle: Fraction, step: Fraction) -> arb | None:
    right, left = along(middle + step / 2), along(middle - step / 2)
    return None if right is None or left is None else (right - left) / ball(step)


def _value(function: Evaluator, at: dict[str, arb], by: str, value: Fraction) -> arb | None:
    """The function with one variable moved."""
    found = value_at(function, {**at, by: ball(value)})
    return found if found is not None and found.is_finite() else None


def _shown(along: Along, by: str, point: Coordinates, step: Fraction, slopes: tuple[arb, arb]) -> Nudge | None:
    slope, given = slopes
    rate, own = float(slope.mid()), float(given.mid())
    curve = _curve(along, point[by], rate, own)
    if not curve:
        return None
    return Nudge(
        at={name: decimal(value) for name, value in point.items()},
        by=by,
        h=decimal(step),
        moved=number(slope * ball(step), DIGITS),
        slope=number(slope, DIGITS),
        given=number(given, DIGITS),
        curve=curve,
        rate=rate,
        own=own,
    )


def _curve(along: Along, middle: Fraction, rate: float, own: float) -> Curve:
    """As wide as the function is real and stays near its tangent: the bend is seen, and the tangent recognised."""
    reach = REACH
    while reach > STEPS[-1]:
        points = _sampled(along, middle, reach)
        if points and _bend(points, rate) <= BEND * float(reach) * max(abs(rate), abs(own)):
            return points
        reach /= 2
    return ()


def _sampled(along: Along, middle: Fraction, reach: Fraction) -> Curve:
    """Points on both sides; none where the function is not real all the way."""
    places = [middle + reach * each / HALF for each in range(-HALF, HALF + 1)]
    values = [value for each in places if (value := along(each)) is not None]
    if len(values) < len(places):
        return ()
    return tuple((float(x), float(y.mid())) for x, y in zip(places, values, strict=True))


def _bend(points: Curve, rate: float) -> float:
    """How far the curve leaves its tangent at most."""
    x0, y0 = points[len(points) // 2]
    return max(abs(y - y0 - rate * (x - x0)) for x, y in points)
