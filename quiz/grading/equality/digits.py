"""Rung of many digits: no proof, but fresh points that nobody could know before, 50 digits, and nothing hidden.

A difference can hide from numbers in three ways, and each is refused here: too small to be seen (`exp(-10^9 x)`), in a
window between the points (`relu`, `abs` of the answer's own), behind a root that folds (`sqrt` of a square).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import chain, islice
from typing import Any

from flint import arb

from quiz.grading.equality.refute import Answer, Sight, Survey, look
from quiz.grading.ground import ENOUGH, Ground, Place
from quiz.grading.kinks import folds
from quiz.grading.points import seed
from quiz.grading.values import value_at
from quiz.notation.balls import REAL, precision
from quiz.notation.formula import Evaluator, compiled, size

MAX_NODES = 150
DEEP = (4_096, 16_384)
PATIENCE = {256: 10_000, 4_096: 800, 16_384: 100}
"""How many nodes may be evaluated with so many bits: a few milliseconds each."""
OUT_OF_SIGHT = arb(2) ** 200


class OutOfSight(ArithmeticError):
    """A value so large, small or saturated that digits say nothing about what it hides."""


def agree(answer: Answer, ground: Ground, seen: Survey) -> bool:
    """The answer equals the key to 50 digits at places drawn from question *and* answer."""
    if seen.one_sided:
        return False
    places = second_batch(answer, ground)
    if len(places) < (ENOUGH // 2 if ground.names else 1) or not nothing_hides(answer, ground, places):
        return False
    return all(look(answer, ground, place) in (Sight.AGREES, Sight.AGREES_IN_PLANE) for place in places)


def nothing_hides(answer: Answer, ground: Ground, places: tuple[Place, ...]) -> bool:
    """None of the three ways is open to the answer at these places."""
    if max(size(answer.node), size(ground.scalar.key)) > MAX_NODES:
        return False
    if ground.names and not ground.folds.issuperset(folds(answer.node)):
        return False
    return _in_sight(answer, ground, places)


def second_batch(answer: Answer, ground: Ground) -> tuple[Place, ...]:
    if not ground.names:
        return ground.places
    start = seed(ground.digest.hex(), repr(answer.canonical))
    candidates = chain(ground.near(start, 60), ground.far(start, 60))
    mixed = chain(ground.far(start, 8), candidates)
    return tuple(islice(ground.usable(mixed), ENOUGH))


def differ(answer: Answer, ground: Ground) -> bool:
    """At places far out, or with thousands of bits, the difference is surely not 0."""
    sizes = size(answer.node), size(ground.scalar.key)
    if max(sizes) > MAX_NODES:
        return False
    near, far = ground.places, ground.far_places
    looks = {256: far, DEEP[0]: (*near[:1], *far, *near[1:2]), DEEP[1]: (*far[:1], *near[:1])}
    return any(
        _differs(answer, ground, place, bits)
        for bits, places in looks.items()
        for place in places[: max(1, PATIENCE[bits] // sum(sizes))]
    )


def _differs(answer: Answer, ground: Ground, place: Place, bits: int) -> bool:
    with precision(bits):
        value = value_at(answer.real, place.at)
        if value is None or not value.is_finite():
            return False
        difference = value - ground.real_key(place.at)
        return bool(difference.is_finite()) and not difference.contains(0)


def _in_sight(answer: Answer, ground: Ground, places: tuple[Place, ...]) -> bool:
    """No exponential, power or saturating function goes beyond 2^200, below 2^-200, or close to where it levels off."""
    evaluators = [compiled(node, WATCHED) for node in (answer.node, ground.scalar.key)]
    with precision(256):
        return all(_is_in_sight(evaluate, place) for evaluate in evaluators for place in places)


def _is_in_sight(evaluate: Evaluator, place: Place) -> bool:
    try:
        value_at(evaluate, place.at)
    except OutOfSight:
        return False
    return True


def _watch_value(function: Callable[..., Any]) -> Callable[..., Any]:
    def watched(*arguments: Any) -> Any:
        value = function(*arguments)
        if value.is_finite() and not value.is_zero() and not 1 / OUT_OF_SIGHT < abs(value) < OUT_OF_SIGHT:
            raise OutOfSight
        return value

    return watched


def _watch_argument(function: Callable[..., Any]) -> Callable[..., Any]:
    def watched(*arguments: Any) -> Any:
        if any(abs(argument) > 64 for argument in arguments):
            raise OutOfSight
        return function(*arguments)

    return watched


SATURATING = ("tanh", "coth", "sech", "csch", "sigmoid", "softplus", "logsumexp", "swish", "erf")
WATCHED = replace(
    REAL,
    functions={
        **REAL.functions,
        **{name: _watch_argument(REAL.functions[name]) for name in SATURATING},
        **{name: _watch_value(REAL.functions[name]) for name in ("exp", "sinh", "cosh")},
    },
    root_power=_watch_value(REAL.root_power),
    power=_watch_value(REAL.power),
)
