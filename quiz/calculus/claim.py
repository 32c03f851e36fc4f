"""A key under examination: the phrase, what it is about, and all of it as functions on balls."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from quiz.calculus.differences import value
from quiz.calculus.given import Equation, Function, Given
from quiz.calculus.phrases import Phrase
from quiz.calculus.problem import entries
from quiz.calculus.samples import Box, Point
from quiz.notation import balls
from quiz.notation.formula import Evaluator
from quiz.notation.tree import Node

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


def at_point(point: Point) -> str:
    return " at " + ", ".join(f"{name} = {short(found)}" for name, found in point.items()) if point else ""


def short(found: Any) -> str:
    return f"{float(found.mid()):.6g}" if found.is_finite() else "no value"
