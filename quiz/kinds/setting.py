"""The setting of an item: its parameters, functions, equations and domain; and a case of it, with numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from quiz.calculus.given import Equation, Function, Given
from quiz.calculus.vectors import spread
from quiz.kinds.parameters import Parameter, enumerate_values
from quiz.kinds.question import CannotBuild, Values
from quiz.notation import Condition, TooManyNodes, Vocabulary, inline, substitute
from quiz.notation.tree import Comparison, Node, names_in
from quiz.reading.problems import Finding

AUTHORS_FUNCTIONS: dict[str, int | None] = {"norm": 1, "dot": 2}
"""What authors may use in formulas beside the learners' functions."""


class Keyed(Protocol):
    """An earlier part of a scenario: its answer, a tree without parameters."""

    @property
    def key(self) -> Node: ...


@dataclass(frozen=True)
class Setting:
    """Formulas are read, parameters are open. `variables` are what answers may use, in the order they appear."""

    parameters: tuple[Parameter, ...] = ()
    where: tuple[Condition, ...] = ()
    heads: Mapping[str, Function | Equation] = field(default_factory=dict)
    domain: tuple[Comparison, ...] = ()
    variables: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    """Ids of the earlier parts of a scenario, which a formula may use."""

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(each.name for each in self.parameters)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """What the author's formulas may use."""
        return author_vocabulary((*self.names, *self.variables, *map(underscored, self.parts)), self.heads)

    def variants(self) -> tuple[Values, ...]:
        """Every combination that satisfies `where`, in the order written."""
        return tuple(enumerate_values(self.parameters, self.where))

    @cached_property
    def subjects(self) -> tuple[str, ...]:
        """What an answer phrase may be about."""
        return (*self.heads, *map(underscored, self.parts))


def underscored(part: str) -> str:
    """The name of a part inside formulas, where a hyphen would be a minus."""
    return part.replace("-", "_")


def author_vocabulary(names: Iterable[str], heads: Mapping[str, Function | Equation]) -> Vocabulary:
    functions = {name: head for name, head in heads.items() if isinstance(head, Function)}
    plain = {name for name, head in functions.items() if not head.arguments}
    called = {name: len(head.arguments) for name, head in functions.items() if head.arguments}
    variables = frozenset(names) | plain
    return Vocabulary(variables=variables, heads={**AUTHORS_FUNCTIONS, **called}, vectors=variables, tuples=True)


@dataclass(frozen=True)
class Case:
    """A setting with numbers for its parameters, and the earlier parts' answers for their names."""

    setting: Setting
    values: Values
    earlier: Mapping[str, Keyed] = field(default_factory=dict)
    own: Case | None = None
    """The same case with the learner's own wrong values of earlier parts, for marking on."""
    followed: tuple[str, ...] = ()
    """The parts whose own values those are."""

    @cached_property
    def _numbers(self) -> dict[str, Node]:
        return {each.name: each.printed(self.values[each.name]) for each in self.setting.parameters}

    def parameter(self, name: str) -> Node:
        return self._numbers[name]

    @cached_property
    def _closed(self) -> dict[str, Function | Equation]:
        closed: dict[str, Function | Equation] = {}
        for name, head in self.setting.heads.items():
            match head:
                case Function(arguments, body):
                    closed[name] = Function(arguments, self._close(body, closed))
                case Equation(names, left, right):
                    closed[name] = Equation(names, self._close(left, closed), self._close(right, closed))
        return closed

    @property
    def functions(self) -> dict[str, Function]:
        """The functions with nothing left but their arguments."""
        return {name: head for name, head in self._closed.items() if isinstance(head, Function)}

    def _close(self, tree: Node, heads: Mapping[str, Function | Equation]) -> Node:
        functions = {name: head for name, head in heads.items() if isinstance(head, Function)}
        called = {name: (head.arguments, head.body) for name, head in functions.items() if head.arguments}
        plain = {name: head.body for name, head in functions.items() if not head.arguments}
        try:
            return substitute(inline(substitute(tree, self._numbers), called), plain)
        except TooManyNodes as why:
            message = "the functions grow too large when put into each other"
            raise CannotBuild(Finding(("given",), "answer-fails", message)) from why

    def printable(self, tree: Node) -> Node:
        """Parameters and heads filled in, everything else as written."""
        return self._close(tree, self._closed)

    def close(self, tree: Node) -> Node:
        """Nothing left but variables: earlier parts filled in, sums and multiples of vectors worked out."""
        used = names_in(tree)
        parts = {underscored(part): keyed for part, keyed in self.earlier.items() if underscored(part) in used}
        return spread(substitute(self.printable(tree), {name: keyed.key for name, keyed in parts.items()}))

    @cached_property
    def domain(self) -> tuple[Comparison, ...]:
        return tuple(
            Comparison(self.printable(each.left), each.relation, self.printable(each.right))
            for each in self.setting.domain
        )

    def given(self, subject: str) -> Given:
        """What a phrase about `subject` is derived from."""
        heads = dict(self._closed)
        for part, keyed in self.earlier.items():
            if underscored(part) == subject:
                found = names_in(keyed.key)
                names = tuple(name for name in self.setting.variables if name in found)
                heads[subject] = Function(names or self.setting.variables[:1], keyed.key)
        return Given(heads, self.domain)
