"""One slope that is asked for, prepared: all wrong derivations at a few points, ready for any answer.

Nothing here depends on the answer, so a question is prepared once and an answer costs a comparison of arrays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from typing import Any

import numpy as np

from quiz.calculus.applying import Moving
from quiz.calculus.complex_values import ValuesAt
from quiz.calculus.derivations import derivations
from quiz.calculus.differentiate import Choice, Ground, derivative
from quiz.calculus.mistakes import Derivation
from quiz.calculus.rules.record import Misconception
from quiz.calculus.step import Path
from quiz.grading.asked import Slope
from quiz.grading.diagnosis.candidate import Candidate, of_derivation, pair
from quiz.grading.diagnosis.other_questions import derived, other_questions
from quiz.grading.diagnosis.places import Rows, evaluated, places
from quiz.grading.diagnosis.slips import SlipTable, origins
from quiz.notation.formula import size
from quiz.notation.tree import Comparison, Node

At = dict[str, Any]
EARLIER = 40
"""Of a higher derivative: wrong first steps that are followed further."""
NUDGE = 1e-5
PREPARED = 256
"""Slopes that stay prepared, a quarter of a megabyte each."""


@dataclass(frozen=True)
class Turn:
    """A wrong derivation, what comes out of it, and how to write that down."""

    derivation: Derivation
    values: Any
    formula: Callable[[], Node]

    @cached_property
    def candidate(self) -> Candidate:
        return of_derivation(self.derivation, self.values)


class Table:
    """Wrong results, compared with an answer all at once."""

    def __init__(self, turns: Sequence[Turn], others: Sequence[Candidate] = ()) -> None:
        self.turns, self.others = turns, others
        self.rows = Rows([*(each.values for each in turns), *(each.values for each in others)])

    def hits(self, given: Any) -> Iterator[Candidate]:
        count = len(self.turns)
        for row in self.rows.agreeing(given):
            yield self.turns[row].candidate if row < count else self.others[row - count]


class Scene:
    """One slope and the points at which answers to it are looked at; raises NoRule when it has no rule."""

    def __init__(self, slope: Slope, names: tuple[str, ...], domain: tuple[Comparison, ...]) -> None:
        self.slope = slope
        self.names = names
        self.right = derived(slope.function, slope.by)
        points = places(names, (slope.function, self.right), domain)
        self.is_open = points is not None
        """Whether there are points to look at."""
        self.at: At = points or {}
        self.length = size(slope.function)

    @cached_property
    def everywhere(self) -> At:
        """The points, and the points nudged ahead and back."""
        by = self.slope.by[0]
        steps = {name: NUDGE * (1 + np.abs(values)) if name == by else 0 * values for name, values in self.at.items()}
        return {
            name: np.concatenate([values, values + steps[name], values - steps[name]])
            for name, values in self.at.items()
        }

    @cached_property
    def count(self) -> int:
        return len(self.at[self.slope.by[0]])

    @cached_property
    def truth(self) -> Any:
        return evaluated(self.right, self.at)

    @cached_property
    def height(self) -> Any:
        return evaluated(self.slope.function, self.at)

    @cached_property
    def turns(self) -> list[Turn]:
        """All derivations with one kind of mistake."""
        return list(wrong_turns(self.slope, self.at, kinds=1))

    @cached_property
    def singles(self) -> Table:
        return Table(self.turns, list(other_questions(self.slope, self.right, self.at)))

    @cached_property
    def pairs(self) -> Table:
        """Derivations with two kinds of mistake."""
        if len(self.slope.by) > 1:
            return Table([])
        return Table([each for each in wrong_turns(self.slope, self.at, kinds=2) if len(each.derivation.ids) == 2])

    @cached_property
    def slips(self) -> SlipTable:
        terms = origins(self.slope.function, partial(derived, by=self.slope.by))
        return SlipTable.of(self.right, terms, self.at, self.names)

    def is_slope_of(self, everywhere: Any) -> bool:
        """Whether the function is, roughly, the slope of the answer, whose values everywhere are given."""
        ahead, back = everywhere[self.count : 2 * self.count], everywhere[2 * self.count :]
        if not self._is_rough(ahead[0], back[0], 0):
            return False
        return all(self._is_rough(ahead[place], back[place], place) for place in range(1, self.count))

    def _is_rough(self, ahead: complex, back: complex, place: int) -> bool:
        step = 2 * NUDGE * (1 + abs(self.at[self.slope.by[0]][place]))
        height = self.height[place]
        return bool(abs((ahead - back) / step - height) <= 1e-4 * (1 + abs(height)))

    def two_kinds(self, given: Any) -> Iterator[Candidate]:
        yield from self.pairs.hits(given)
        for row in self.singles.rows.agreeing(-given):
            if row < len(self.turns):
                each = self.turns[row].candidate
                yield pair(each, "sign_overall", -each.values)


@lru_cache(maxsize=PREPARED)
def scene(slope: Slope, names: tuple[str, ...], domain: tuple[Comparison, ...]) -> Scene:
    return Scene(slope, names, domain)


# -- derivations -----------------------------------------------------------------------------------------------


def wrong_turns(slope: Slope, at: At, *, kinds: int) -> Iterator[Turn]:
    """Wrong derivations of the last order; of a higher derivative also wrong first steps, followed rightly."""
    function, last = derived(slope.function, slope.by[:-1]), slope.by[-1]
    for each in _derivations(function, last, at, kinds):
        yield Turn(each, each.values, partial(_replayed, function, last, each))
    for order in range(len(slope.by) - 1):
        earlier = derived(slope.function, slope.by[:order])
        for each in _derivations(earlier, slope.by[order], at, 1)[:EARLIER]:
            wrong = derived(_replayed(earlier, slope.by[order], each), slope.by[order + 1 :])
            with np.errstate(all="ignore"):
                yield Turn(each, evaluated(wrong, at), partial(_same, wrong))


def _derivations(function: Node, by: str, at: At, kinds: int) -> list[Derivation]:
    ones = np.ones_like(next(iter(at.values())))
    ground = Ground(ValuesAt(at), Moving(by), {by: ones})
    return derivations(function, ground, kinds=kinds, allowed=any_mistake if kinds == 1 else common_mistakes)[1:]


def _same(node: Node) -> Node:
    return node


def any_mistake(misconception: Misconception) -> bool:
    return True


def common_mistakes(misconception: Misconception) -> bool:
    return misconception.is_common


def choices(derivation: Derivation) -> Mapping[Path, Choice]:
    return {each.path: each.choice for each in derivation.mistakes}


def _replayed(function: Node, by: str, derivation: Derivation) -> Node:
    return derivative(function, by, choices=choices(derivation))
