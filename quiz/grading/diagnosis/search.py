"""The search for what went wrong with one slope: every derivation with one kind of mistake, then with two."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

import numpy as np

from quiz.calculus.applying import Moving
from quiz.calculus.arranged import arranged
from quiz.calculus.derivations import Derivation, Values, derivations
from quiz.calculus.differentiate import Choice, Ground, derivative
from quiz.calculus.rules.record import Misconception
from quiz.calculus.step import Path
from quiz.grading.asked import Slope
from quiz.grading.diagnosis.candidate import Candidate, of_derivation, pair, simple
from quiz.grading.diagnosis.other_questions import derived, other_questions
from quiz.grading.diagnosis.places import FIRST, agree, agreeing, evaluated, places
from quiz.grading.diagnosis.slips import rebracketed, slips
from quiz.notation.formula import size
from quiz.notation.tree import Comparison, Node, names_in, parts, walk

At = dict[str, Any]
MOST_NODES = 200
"""Of the function and of the answer: longer ones are not searched."""
CHEAP, PLAIN, FREE = 2.4, 1.7, 1.3
"""Costs up to which a second mistake is not looked for, a far too short answer is explained, and the answer 0 is."""
DEAREST = 4.05
"""Beyond, an explanation is far-fetched."""
EARLIER = 40
"""Of a higher derivative: wrong first steps that are followed further."""


@dataclass(frozen=True)
class Scene:
    """One wrong slope, and the points at which it is looked at."""

    slope: Slope
    answer: Node
    domain: tuple[Comparison, ...]

    @cached_property
    def right(self) -> Node:
        return derived(self.slope.function, self.slope.by)

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(sorted(names_in(self.slope.function) | set(self.slope.by) | names_in(self.answer)))

    @cached_property
    def points(self) -> At | None:
        return places(self.names, (self.slope.function, self.right), self.domain)

    @cached_property
    def at(self) -> At:
        return {name: values[:FIRST] for name, values in (self.points or {}).items()}

    @cached_property
    def fresh(self) -> At:
        return {name: values[FIRST:] for name, values in (self.points or {}).items()}

    @cached_property
    def given(self) -> Any:
        """Values of the answer."""
        with np.errstate(all="ignore"):
            return evaluated(self.answer, self.at)

    @cached_property
    def truth(self) -> Any:
        return evaluated(self.right, self.at)

    @cached_property
    def turns(self) -> list[Turn]:
        """All derivations with one kind of mistake."""
        return list(wrong_turns(self.slope, self.at, kinds=1))


def explanations(slope: Slope, answer: Node, domain: tuple[Comparison, ...], *, most_kinds: int = 2) -> list[Candidate]:
    """What explains the answer, in no order; raises NoRule."""
    scene = Scene(slope, answer, domain)
    if size(slope.function) > MOST_NODES or size(answer) > MOST_NODES or scene.points is None:
        return []
    if not np.isfinite(scene.given).all() or agree(scene.truth, scene.given):
        return []
    found = [each for each in _one_kind(scene) if _explains(each, scene) and is_admitted(each, answer, scene.right)]
    if most_kinds > 1 and not any(each.cost <= CHEAP for each in found) and may_be_two(answer, scene.right):
        found += [each for each in _two_kinds(scene) if _explains(each, scene) and _may_pair(each, scene)]
    return found


def _explains(candidate: Candidate, scene: Scene) -> bool:
    """Equal to the answer and not to the truth, here and at fresh points."""
    if not agree(candidate.values, scene.given) or agree(candidate.values, scene.truth):
        return False
    if candidate.formula is None or not len(next(iter(scene.fresh.values()))):
        return True
    with np.errstate(all="ignore"):
        wrong, given = evaluated(candidate.formula(), scene.fresh), evaluated(scene.answer, scene.fresh)
    known = np.isfinite(wrong) & np.isfinite(given)
    return agree(wrong[known], given[known])


# -- candidates ------------------------------------------------------------------------------------------------


def _one_kind(scene: Scene) -> Iterator[Candidate]:
    yield from _hits(scene.turns, scene.given)
    yield from other_questions(scene.slope, scene.right, scene.answer, scene.at)
    yield from slips(scene.right, scene.given, scene.at, scene.names)
    for answer, bracket in rebracketed(scene.answer):
        if agree(evaluated(answer, scene.at), scene.truth):
            yield simple("slip_bracket", scene.given, None, bracket)


@dataclass(frozen=True)
class Turn:
    """A wrong derivation, what comes out of it, and how to write that down."""

    derivation: Derivation
    values: Any
    formula: Callable[[], Node]

    @property
    def candidate(self) -> Candidate:
        return of_derivation(self.derivation, self.values, self.formula)


def _hits(turns: Sequence[Turn], given: Any) -> Iterator[Candidate]:
    """The wrong derivations that come out as given."""
    return (turns[each].candidate for each in agreeing([turn.values for turn in turns], given))


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
    ground = Ground(Values(at), Moving(by), {by: ones})
    return derivations(function, ground, kinds=kinds, allowed=_any if kinds == 1 else _common)[1:]


def _same(node: Node) -> Node:
    return node


def _any(misconception: Misconception) -> bool:
    return True


def _common(misconception: Misconception) -> bool:
    return misconception.is_common


def choices(derivation: Derivation) -> Mapping[Path, Choice]:
    return {each.path: each.choice for each in derivation.mistakes}


def _replayed(function: Node, by: str, derivation: Derivation) -> Node:
    return derivative(function, by, choices=choices(derivation))


def _two_kinds(scene: Scene) -> Iterator[Candidate]:
    if len(scene.slope.by) == 1:
        pairs = [each for each in wrong_turns(scene.slope, scene.at, kinds=2) if len(each.derivation.ids) == 2]
        yield from _hits(pairs, scene.given)
    for each in _hits(scene.turns, -scene.given):
        yield pair(each, "sign_overall", -each.values)


# -- gates -----------------------------------------------------------------------------------------------------


def leaves(node: Node) -> int:
    return sum(not parts(each) for each in walk(node))


def is_admitted(candidate: Candidate, answer: Node, right: Node) -> bool:
    """Short answers fit too much: they are explained only by what is very common."""
    if not names_in(answer) and names_in(right):
        if np.abs(candidate.values).max() < 1e-12:
            return candidate.cost <= FREE
        return candidate.cost <= PLAIN
    if leaves(answer) <= 2 and leaves(right) > 5:
        return candidate.cost <= PLAIN
    return True


def may_be_two(answer: Node, right: Node) -> bool:
    """Whether an answer is long enough to show two kinds of mistake."""
    return (leaves(arranged(answer)) >= 3 or leaves(right) <= 4) and bool(names_in(answer) or not names_in(right))


def _may_pair(candidate: Candidate, scene: Scene) -> bool:
    return candidate.cost <= DEAREST and is_admitted(candidate, scene.answer, scene.right)
