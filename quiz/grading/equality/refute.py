"""Rung by balls: a finite ball around `answer - key` that leaves out 0 refutes, rigorously, at any precision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from flint import acb

from quiz.grading.canonical import Canonical, canonical
from quiz.grading.ground import AT_LEAST, CLOSE, Ground, Place
from quiz.grading.kinks import kinks
from quiz.grading.values import value_at
from quiz.notation.balls import plane, precision, real
from quiz.notation.formula import Evaluator
from quiz.notation.tree import Node


class Sight(StrEnum):
    DIFFERS = "differs"
    DIFFERS_IN_PLANE = "differs in the plane"
    UNDEFINED = "undefined"
    AGREES = "agrees"
    AGREES_IN_PLANE = "agrees in the plane"
    UNCLEAR = "unclear"


REFUTES = (Sight.DIFFERS, Sight.DIFFERS_IN_PLANE, Sight.UNDEFINED)


@dataclass(frozen=True)
class Answer:
    """A scalar answer, compiled once."""

    node: Node

    @cached_property
    def canonical(self) -> Canonical:
        return canonical(self.node)

    @cached_property
    def real(self) -> Evaluator:
        return real(self.node)

    @cached_property
    def plane(self) -> Evaluator:
        return plane(self.node)


@dataclass(frozen=True)
class Survey:
    """What was seen at the places, up to the first that refutes."""

    sights: tuple[Sight, ...]
    refuted_at: Place | None = None
    one_sided: bool = False
    """Some kink of key or answer showed only one of its sides."""

    @property
    def agrees(self) -> bool:
        """Every place agrees, and there are enough of them: worth a proof."""
        return bool(self.sights) and all(each in (Sight.AGREES, Sight.AGREES_IN_PLANE) for each in self.sights)

    @property
    def left_the_line(self) -> bool:
        return Sight.AGREES_IN_PLANE in self.sights


def glance(answer: Answer, ground: Ground) -> Sight:
    """A first look, at 64 bits: most wrong answers end here."""
    place = ground.first_place
    if place is None:
        return Sight.UNCLEAR
    with precision(64):
        return _look(answer, ground, place, 64)


def survey(answer: Answer, ground: Ground, seen: Sight = Sight.UNCLEAR) -> Survey:
    """Look at every place of the question, then at places that straddle the answer's own kinks; `seen` is what a
    glance has found."""
    if seen in REFUTES:
        return Survey((seen,), ground.first_place)
    if not ground.places and ground.names:
        return _survey_plane(answer, ground)
    first = survey_at(answer, ground, ground.places)
    if first.refuted_at is not None:
        return first
    known = frozenset(ground.kinks)
    extra, one_sided = ground.straddling([each for each in kinks(answer.node) if each not in known], ground.places)
    second = survey_at(answer, ground, extra, at_least=0)
    sights = (*first.sights, *second.sights)
    return Survey(sights, second.refuted_at, bool(one_sided) or ground.one_sided)


def survey_at(answer: Answer, ground: Ground, places: Sequence[Place], at_least: int = AT_LEAST) -> Survey:
    sights: list[Sight] = []
    for place in places:
        sights.append(look(answer, ground, place))
        if sights[-1] in REFUTES:
            return Survey(tuple(sights), place)
    if ground.names and len(sights) < at_least:
        sights.append(Sight.UNCLEAR)
    return Survey(tuple(sights))


def look(answer: Answer, ground: Ground, place: Place) -> Sight:
    """Compare at one place: with 256 bits, then with 1,024."""
    for bits in (256, 1_024):
        with precision(bits):
            sight = _look(answer, ground, place, bits)
        if sight is not Sight.UNCLEAR:
            return sight
    return Sight.UNCLEAR


def _look(answer: Answer, ground: Ground, place: Place, bits: int) -> Sight:
    value = value_at(answer.real, place.at)
    if value is None:
        return Sight.UNDEFINED
    key = ground.key_at(place, bits)
    if value.is_finite():
        difference = value - key
        if not difference.contains(0):
            return Sight.DIFFERS
        return Sight.AGREES if difference.rad() < CLOSE * (1 + abs(key)) else Sight.UNCLEAR
    if bits == 64:
        return Sight.UNCLEAR
    return _in_plane(value_at(answer.plane, place.in_plane), acb(key))


def _in_plane(value: Any, key: acb) -> Sight:
    """Principal values, where the answer leaves the line but the function does not."""
    if value is None:
        return Sight.UNDEFINED
    if not (value.real.is_finite() and value.imag.is_finite()):
        return Sight.UNCLEAR
    difference = value - key
    if not (difference.real.contains(0) and difference.imag.contains(0)):
        return Sight.DIFFERS_IN_PLANE
    near = CLOSE * (1 + abs(key))
    close = difference.real.rad() < near and difference.imag.rad() < near
    return Sight.AGREES_IN_PLANE if close else Sight.UNCLEAR


def _survey_plane(answer: Answer, ground: Ground) -> Survey:
    """A function that is real nowhere: six places in the plane, principal branches on both sides."""
    sights: list[Sight] = []
    for place in ground.lost_places:
        with precision(256):
            key = value_at(ground.plane_key, place.in_plane)
            if key is None or not (key.real.is_finite() and key.imag.is_finite()):
                continue
            sights.append(_in_plane(value_at(answer.plane, place.in_plane), key))
        if sights[-1] in REFUTES:
            return Survey(tuple(sights), place)
    return Survey(tuple(sights) if len(sights) >= AT_LEAST else (Sight.UNCLEAR,))
