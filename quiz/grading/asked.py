"""What a question asks to differentiate: known to diagnosis, hints and worked steps, never needed for a verdict."""

from __future__ import annotations

from dataclasses import dataclass

from quiz.calculus.quantities import added, negated
from quiz.notation.tree import Node


@dataclass(frozen=True, slots=True)
class Slope:
    """One value of the answer: `function` differentiated by each name in turn; by none it is the function's value."""

    function: Node
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Curve:
    """An equation between `by` and `dependent`, of which dy/dx is asked."""

    left: Node
    right: Node
    by: str
    dependent: str

    @property
    def equation(self) -> Node:
        """F of F(x, y) = 0."""
        return added(self.left, negated(self.right))


@dataclass(frozen=True, slots=True)
class Asked:
    """The slopes of an answer, one an entry, in order; or the slope of a curve."""

    slopes: tuple[Slope, ...] = ()
    curve: Curve | None = None
    at: tuple[tuple[str, Node], ...] = ()
    """The point, where the answer is a number."""

    @property
    def function(self) -> Node:
        """What is differentiated first."""
        return self.curve.left if self.curve else self.slopes[0].function

    @property
    def by(self) -> str:
        return self.curve.by if self.curve else self.slopes[0].by[0]
