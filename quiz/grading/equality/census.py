"""A count of all different parts of some trees: equal parts get one number, so that each is worked out once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from quiz.notation.exact import exact
from quiz.notation.tree import Call, Const, Name, Node, Number, Power, parts

EXPONENTIALS = frozenset(
    {"exp", "sinh", "cosh", "tanh", "sech", "csch", "coth", "sigmoid", "softplus", "swish", "logsumexp"}
)
ANGLES = frozenset({"sin", "cos", "tan", "cot", "sec", "csc"})
E = Const("e")


@dataclass
class Census:
    numbers: dict[int, int] = field(default_factory=dict)
    """The number of a node by its identity."""
    functions: set[str] = field(default_factory=set)
    arguments: dict[int, list[Node]] = field(default_factory=dict)
    """Exponentials and angles by how many of their kind they have inside; of equal arguments one."""
    _found: dict[tuple[Any, ...], int] = field(default_factory=dict)
    """The number by structure."""
    _levels: list[int] = field(default_factory=list)
    _arguments: set[tuple[bool | int, ...]] = field(default_factory=set)

    def copy(self) -> Census:
        """One that may count more trees; what was counted must stay alive."""
        arguments = {level: list(nodes) for level, nodes in self.arguments.items()}
        return Census(
            dict(self.numbers),
            set(self.functions),
            arguments,
            dict(self._found),
            list(self._levels),
            set(self._arguments),
        )

    def count(self, node: Node) -> int:
        """How many exponentials and angles lie on top of one another in the node."""
        return self._levels[self._number(node)]

    def _number(self, node: Node) -> int:
        known = self.numbers.get(id(node))
        if known is None:
            inner = [self._number(each) for each in parts(node)]
            kind = type(node)
            structure = (kind, _OWN.get(kind, _nothing)(node), *inner)
            known = self._found.get(structure)
            if known is None:
                known = self._found[structure] = self._settled(node, inner)
            self.numbers[id(node)] = known
        return known

    def _settled(self, node: Node, inner: list[int]) -> int:
        levels = self._levels
        level = max([levels[each] for each in inner], default=0)
        if isinstance(node, Call):
            self.functions.add(node.function)
        if has_argument(node):
            self._note(node, level, inner)
            level += 1
        number = len(levels)
        levels.append(level)
        return number

    def _note(self, node: Node, level: int, inner: list[int]) -> None:
        is_angle = isinstance(node, Call) and node.function in ANGLES
        argument = (is_angle, *(inner[1:] if isinstance(node, Power) and node.base == E else inner))
        if argument not in self._arguments:
            self._arguments.add(argument)
            self.arguments.setdefault(level, []).append(node)


_OWN: dict[type, Callable[[Any], Any]] = {
    Number: lambda node: node.value,
    Name: lambda node: node.name,
    Const: lambda node: node.name,
    Call: lambda node: (node.function, node.base is None),
}
"""What a node says besides its parts."""


def _nothing(node: Node) -> None:
    return None


def has_argument(node: Node) -> bool:
    """An exponential or an angle."""
    if isinstance(node, Power):
        return node.base == E or exact(node.exponent) is None
    return isinstance(node, Call) and (node.function in EXPONENTIALS or node.function in ANGLES)
