"""Rung of the exact proof: key and answer as ratios in one ring; the cross difference reduces to 0."""

from __future__ import annotations

from collections.abc import Mapping

from quiz.grading.equality.normal import normal_form
from quiz.grading.equality.ring import FinerUnit, GaveUp, Ring, Units
from quiz.notation.formula import size
from quiz.notation.tree import Node

MAX_NODES = 600
ATTEMPTS = 8


def proof(key: Node, answer: Node, signs: Mapping[str, str]) -> str:
    """How it was proved, or nothing; a non-zero difference refutes nothing."""
    if size(key) + size(answer) > MAX_NODES:
        return ""
    units = Units()
    for _ in range(ATTEMPTS):
        try:
            return _attempt(key, answer, Ring(signs, units))
        except FinerUnit:
            continue
        except GaveUp:
            return ""
    return ""


def _attempt(key: Node, answer: Node, ring: Ring) -> str:
    left, right = normal_form(ring, key), normal_form(ring, answer)
    difference = ring.reduced(ring.times(left.num, right.den) - ring.times(right.num, left.den))
    return f"normal form over {len(ring.generators)} generators" if difference.is_zero() else ""
