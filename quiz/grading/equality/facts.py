"""What is certain wherever a question lives: on this a proof may build."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from quiz.grading.equality.census import Census
from quiz.grading.points import Reach
from quiz.notation.tree import Node


@dataclass(frozen=True)
class Facts:
    """What is certain wherever a question lives."""

    signs: Mapping[str, str] = field(default_factory=dict)
    """`positive`, `negative`, `nonnegative` or `nonzero` by name."""
    at_least_zero: tuple[Node, ...] = ()
    """Formulas that are never negative there: what stands below an even root, inside a logarithm."""
    reaches: Mapping[str, Reach] = field(default_factory=dict)
    whole: frozenset[str] = frozenset()
    """Names that stand for whole numbers."""
    census: Census = field(default_factory=Census, compare=False)
    """Of the key and of what is never negative."""
