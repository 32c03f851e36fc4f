"""Step by step through a derivation, four levels at each place: which rule, which pieces, their slopes, together.

A guide is the fold of the moves a learner made, so that a reload finds it as it was. The levels may be answered, by a
choice or in fields, and are graded by the same ladder as any answer; or shown, which is stored as such.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import IntEnum, StrEnum
from functools import cached_property
from typing import Any

from quiz.calculus.step import Path, Step
from quiz.kinds.steps import Derivation, Piece, pieces
from quiz.kinds.tiny_tasks import Judged, judge_choice, judge_pieces, judge_slopes

MOST_MOVES = 80
"""Kept of one part; what comes after is not taken."""
PLACE = re.compile(r"\d{1,2}(?:\.-?\d{1,3}){0,60}", re.ASCII)


class Level(IntEnum):
    RULE = 1
    SETUP = 2
    PARTS = 3
    TOGETHER = 4


class Did(StrEnum):
    OPENED = "opened"
    SAID = "said"
    SHOWN = "shown"


@dataclass(frozen=True, slots=True)
class Place:
    """A step of one of the derivations. As text, for forms: `0`, `0.1.-2`."""

    derivation: int = 0
    path: Path = ()

    def __str__(self) -> str:
        return ".".join(map(str, (self.derivation, *self.path)))

    @classmethod
    def read(cls, text: str) -> Place | None:
        found = PLACE.fullmatch(text)
        numbers = tuple(map(int, text.split("."))) if found else ()
        return cls(numbers[0], numbers[1:]) if numbers else None


@dataclass(frozen=True, slots=True)
class Move:
    """What a learner did at one level of one place."""

    place: Place
    level: Level
    did: Did
    said: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    message: str = ""

    @property
    def is_right(self) -> bool:
        return bool(self.outcomes) and set(self.outcomes) == {"correct"}

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Move:
        place = Place(data["place"]["derivation"], tuple(data["place"]["path"]))
        said, outcomes = tuple(data["said"]), tuple(data["outcomes"])
        return cls(place, Level(data["level"]), Did(data["did"]), said, outcomes, data["message"])


@dataclass(frozen=True, slots=True)
class Rung:
    """One level at one place, as it stands."""

    place: Place
    level: Level
    step: Step
    label: str
    tries: tuple[Move, ...] = ()
    is_shown: bool = False

    @property
    def is_right(self) -> bool:
        return any(each.is_right for each in self.tries)

    @property
    def is_done(self) -> bool:
        return self.is_right or self.is_shown

    @property
    def last(self) -> Move | None:
        return self.tries[-1] if self.tries else None

    @property
    def pieces(self) -> tuple[Piece, ...]:
        return asked_pieces(self.step, self.level)


@dataclass(frozen=True)
class Guide:
    """All places opened so far, in order."""

    derivations: tuple[Derivation, ...]
    moves: tuple[Move, ...] = ()

    def step(self, place: Place) -> Step:
        return self.derivations[place.derivation].at(place.path)

    @cached_property
    def rungs(self) -> tuple[Rung, ...]:
        found: dict[tuple[Place, Level], Rung] = {}
        for move in self.moves:
            key = move.place, move.level
            rung = found.get(key) or self._rung(*key)
            if move.did is Did.SAID:
                rung = replace(rung, tries=(*rung.tries, move))
            found[key] = replace(rung, is_shown=rung.is_shown or move.did is Did.SHOWN)
            following = next_level(rung.step, move.level) if found[key].is_done else None
            if following is not None:
                found.setdefault((move.place, following), self._rung(move.place, following))
        return tuple(found.values())

    def _rung(self, place: Place, level: Level) -> Rung:
        return Rung(place, level, self.step(place), self.derivations[place.derivation].label)

    @cached_property
    def places(self) -> tuple[tuple[Rung, ...], ...]:
        """The rungs of each place, in the order the places were opened."""
        found: dict[Place, list[Rung]] = {}
        for each in self.rungs:
            found.setdefault(each.place, []).append(each)
        return tuple(tuple(sorted(rungs, key=lambda rung: rung.level)) for rungs in found.values())

    @property
    def newest(self) -> Rung | None:
        """The rung that most likely is answered next."""
        return next((each for each in reversed(self.rungs) if not each.is_done), None)

    def waiting(self, place: Place, level: int) -> Rung | None:
        """A rung by its name, as long as it is not done."""
        named = (each for each in self.rungs if (each.place, each.level) == (place, level))
        return next((each for each in named if not each.is_done), None)

    @property
    def levels_used(self) -> int:
        """How many levels helped, at whatever place; the last one of a rule says nothing until it is shown."""
        return sum(each.level < Level.TOGETHER or each.is_shown for each in self.rungs)

    @property
    def showed_a_step(self) -> bool:
        """Whether a slope, or the whole of a step, was given away."""
        return any(each.is_shown and each.level >= Level.PARTS for each in self.rungs)

    # -- moves -------------------------------------------------------------------------------------------------

    def opened(self, place: Place, level: Level) -> Guide:
        """With one more place; at the level wanted, or the first after it that this rule has."""
        step = self.step(place)
        place = replace(place, path=step.path)
        level = next(each for each in levels(step) if each >= level)
        if any((each.place, each.level) == (place, level) for each in self.rungs):
            return self
        return self.with_moves((Move(place, level, Did.OPENED),))

    def shown(self, rung: Rung) -> Guide:
        """A waiting level given away."""
        return self.with_moves((Move(rung.place, rung.level, Did.SHOWN),))

    def said(self, rung: Rung, texts: Sequence[str]) -> Guide:
        """A waiting level answered: the name of a rule, or a text for each field."""
        if rung.level is Level.TOGETHER:
            return self
        judged = _judged(rung, tuple(texts), self.derivations[rung.place.derivation].names)
        move = Move(rung.place, rung.level, Did.SAID, tuple(texts), judged.outcomes, judged.message)
        return self.with_moves((move,))

    def with_moves(self, moves: tuple[Move, ...]) -> Guide:
        return replace(self, moves=(*self.moves, *moves)[:MOST_MOVES])


def _judged(rung: Rung, texts: tuple[str, ...], names: tuple[str, ...]) -> Judged:
    match rung.level:
        case Level.RULE:
            return judge_choice(rung.step, texts)
        case Level.SETUP:
            return judge_pieces(rung.step, rung.pieces, texts, names)
        case _:
            return judge_slopes(rung.pieces, texts, names)


def levels(step: Step) -> tuple[Level, ...]:
    """The levels this rule has: one that is looked up names no pieces."""
    return tuple(each for each in Level if each not in (Level.SETUP, Level.PARTS) or asked_pieces(step, each))


def next_level(step: Step, level: Level) -> Level | None:
    return next((each for each in levels(step) if each > level), None)


def asked_pieces(step: Step, level: Level) -> tuple[Piece, ...]:
    """What is asked for at a level: pieces with a letter at SETUP, pieces with a slope at PARTS."""
    match level:
        case Level.SETUP:
            return tuple(each for each in pieces(step) if each.letter)
        case Level.PARTS:
            return tuple(each for each in pieces(step) if each.slope is not None)
        case _:
            return ()
