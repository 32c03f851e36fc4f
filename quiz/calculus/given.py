"""What is given in a problem: functions and equations by name, with numbers for the parameters, and a domain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from quiz.notation.tree import Comparison, Matrix, Node, Tuple


@dataclass(frozen=True, slots=True)
class Function:
    """`f(x, y) = body`; the body of a vector function is a Tuple. No arguments: a value with a name."""

    arguments: tuple[str, ...]
    body: Node

    @property
    def is_vector(self) -> bool:
        return isinstance(self.body, Tuple | Matrix)


@dataclass(frozen=True, slots=True)
class Equation:
    """`left = right`, a curve; `names` in the order they appear."""

    names: tuple[str, ...]
    left: Node
    right: Node


@dataclass(frozen=True)
class Given:
    """Bodies are closed: only variables are left in them, no parameters and no other heads."""

    heads: Mapping[str, Function | Equation] = field(default_factory=dict)
    domain: tuple[Comparison, ...] = ()


@dataclass(frozen=True, slots=True)
class Impossible:
    """A phrase that has no answer here, or more than one; `code` is answer-fails or answer-not-unique."""

    code: str
    message: str
