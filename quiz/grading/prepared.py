"""A task, prepared once for all its answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from quiz.grading.ground import Ground, Scalar, ground
from quiz.grading.shape import entries
from quiz.grading.verdict import Task
from quiz.notation import Vocabulary
from quiz.notation.substitute import arities
from quiz.notation.tree import Matrix, Node, Sum, Tuple, names_in


@dataclass(frozen=True)
class Prepared:
    """What all answers to a task have in common; found again by the task's identity, which costs nothing."""

    task: Task
    grounds: dict[int, tuple[Node, bool, Ground]] = field(default_factory=dict)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        return vocabulary(self.task)

    def ground(self, key: Node, answer: Node) -> Ground:
        """A question without names asks for a number; where the function lives does not matter then."""
        known = self.grounds.get(id(key))
        if known is None or known[0] is not key:
            task = self.task
            made = ground(Scalar(key, _single(task.function), task.domain, task.variables, task.whole))
            known = self.grounds[id(key)] = (key, not names_in(key), made)
        _, is_number, usual = known
        return ground(Scalar(key)) if is_number and not names_in(answer) else usual


class _Same:
    """Equal to itself alone, so that finding it again does not look at its trees."""

    __slots__ = ("task",)

    def __init__(self, task: Task) -> None:
        self.task = task

    def __hash__(self) -> int:
        return id(self.task)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.task is self.task


@lru_cache(maxsize=4_096)
def _prepared(same: _Same) -> Prepared:
    return Prepared(same.task)


def prepared(task: Task) -> Prepared:
    return _prepared(_Same(task))


def vocabulary(task: Task) -> Vocabulary:
    """What an answer to this task may be written with."""
    return Vocabulary(
        variables=frozenset(task.variables),
        heads=arities(task.heads),
        bare=task.bare,
        left_sides=task.left_sides,
        wrt=task.wrt or task.variables,
        tuples=isinstance(task.key, Tuple | Matrix),
        alternatives=task.any_order,
    )


def _single(function: Node | None) -> Node | None:
    """A vector function is real where the sum of its entries is."""
    if isinstance(function, Tuple | Matrix):
        return _added(entries(function))
    return function


def _added(nodes: tuple[Node, ...]) -> Node:
    return nodes[0] if len(nodes) == 1 else Sum(nodes)
