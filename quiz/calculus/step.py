"""A worked derivation as data: one record for each rule that is applied, addressed by the path to its function."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quiz.notation.tree import Node

Path = tuple[int, ...]
"""Child numbers from the root of the function down, as `notation.tree.parts` numbers them."""


@dataclass(frozen=True)
class Step:
    """d/d`by` of `function` by one rule."""

    rule: str
    """Name of the rule in `tables.RULES`: product, quotient, chain, power, …"""
    path: Path
    function: Node
    """What is differentiated here, as the author wrote it."""
    by: str
    setup: tuple[tuple[str, Node], ...]
    """What the rule calls the pieces, in order: `("u", x^2), ("v", sin x)`; empty where there is nothing to name."""
    inner: tuple[Step, ...]
    """The derivatives the rule needs, each a step of its own, in the order of the pieces they belong to."""
    result: Node
    """The pieces put together: ones and zeros dropped and constants folded, nothing reordered."""

    def walk(self) -> Iterator[Step]:
        """This step and all below, outside in."""
        yield self
        for each in self.inner:
            yield from each.walk()


@dataclass(frozen=True)
class Worked:
    """A whole derivation: the tree of steps, and the result once more, tidied up."""

    step: Step
    tidied: Node
