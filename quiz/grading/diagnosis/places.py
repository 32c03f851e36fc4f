"""Where wrong derivations are compared with an answer: ten fixed points, to nine digits."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from quiz.calculus.complex_values import COMPLEX_VALUES
from quiz.grading.points import Reach, reach
from quiz.notation.balls import precision, real
from quiz.notation.formula import NoValue, compiled
from quiz.notation.tree import Comparison, Node

Array = Any
POINTS, FEWEST = 10, 6
STRETCHES = (
    (0.3, 2.9, 28),
    (-2.9, 2.9, 20),
    (0.04, 0.96, 12),
    (-0.95, 0.95, 8),
    (3.0, 14.0, 12),
    (20.0, 90.0, 12),
    (100.0, 900.0, 8),
)
"""Low, high, and how many: positive first, then both signs, then smaller and larger numbers."""
TOLERANCE = 1e-9


@lru_cache(maxsize=256)
def _pool(count: int) -> Array:
    """Points by rows, a coordinate a column: an additive recurrence, the same on every machine."""
    steps = np.array([np.sqrt(prime) % 1 for prime in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)])[:count]
    rows, start = [], 1
    for low, high, many in STRETCHES:
        chances = (np.arange(start, start + many)[:, None] * steps[None, :] + 0.137) % 1
        rows.append(low + (high - low) * chances)
        start += many
    return np.concatenate(rows)


def places(names: Sequence[str], nodes: Sequence[Node], domain: Sequence[Comparison]) -> dict[str, Array] | None:
    """Ten points, by name, where all the nodes are real and finite and the domain holds; None with fewer than six."""
    if not 1 <= len(names) <= 12:
        return None
    pool = _pool(len(names))
    at = {name: _within(pool[:, place], reach(domain, name)).astype(complex) for place, name in enumerate(names)}
    good = np.ones(len(pool), dtype=bool)
    with np.errstate(all="ignore"):
        for node in nodes:
            good &= is_real(evaluated(node, at))
        for each in domain:
            good &= _holds(each, at)
    found = np.flatnonzero(good)
    if len(found) < FEWEST:
        return None
    chosen = _mixed(found, pool)
    return {name: value[chosen] for name, value in at.items()}


def _within(values: Array, open_to: Reach) -> Array:
    """Coordinates moved into the interval that the domain leaves, with their mixture of scales."""
    low, high = open_to.low, open_to.high
    if low is not None and high is not None:
        return float(low) + float(high - low) * (np.abs(values) / 3 % 1)
    if low is not None and low != 0:
        return float(low) + np.abs(values)
    if high is not None:
        return float(high) - np.abs(values)
    return np.abs(values) if low == 0 else values


def _mixed(found: Array, pool: Array) -> Array:
    """Positive points and points with a negative coordinate by turns, two to one, as far as there are any."""
    negative = (pool[found] < 0).any(axis=1)
    kinds = [list(found[~negative]), list(found[negative])]
    chosen: list[int] = []
    for turn in range(len(found)):
        if len(chosen) == POINTS:
            break
        kind = kinds[turn % 3 == 2] or kinds[turn % 3 != 2]
        chosen.append(kind.pop(0))
    return np.array(chosen)


def evaluated(node: Node, at: dict[str, Array]) -> Array:
    """Complex values; NaN where there is none."""
    shape = next(iter(at.values())).shape
    try:
        value = compiled(node, COMPLEX_VALUES)(at)
    except (NoValue, ZeroDivisionError, OverflowError, KeyError):
        return np.full(shape, complex("nan"))
    return np.broadcast_to(np.asarray(value, dtype=complex), shape)


def is_real(values: Array) -> Array:
    size = np.abs(values)
    return np.isfinite(values) & (np.abs(values.imag) <= 1e-9 * (1 + size)) & (size < 1e12)


def _holds(comparison: Comparison, at: dict[str, Array]) -> Array:
    left, right = evaluated(comparison.left, at).real, evaluated(comparison.right, at).real
    match comparison.relation:
        case "<" | "<=":
            return left < right
        case ">" | ">=":
            return left > right
        case "!=":
            return left != right
        case _:
            return np.ones(left.shape, dtype=bool)


def number(node: Node) -> complex | None:
    """The value of a closed formula; None where it has none."""
    with precision(80):
        try:
            value = real(node)({})
        except (ZeroDivisionError, NoValue, KeyError):
            return None
        return complex(float(value.mid())) if value.is_finite() else None


class Rows:
    """Many results, a row each, compared with an answer: at the first point all of them, elsewhere what is left."""

    def __init__(self, rows: Sequence[Array]) -> None:
        self.values = np.stack(rows) if rows else np.empty((0, 1), dtype=complex)
        self.first = np.ascontiguousarray(self.values[:, 0])
        self.sizes = np.abs(self.first)

    def agreeing(self, answer: Array) -> list[int]:
        """The rows that agree with the answer."""
        first = answer[0]
        with np.errstate(all="ignore"):
            near = np.abs(self.first - first) <= TOLERANCE * (self.sizes + abs(first)) + 1e-13
        return [int(row) for row in np.flatnonzero(near) if agree(self.values[row], answer)]


def agree(values: Array, answer: Array) -> bool:
    """Equal at every point, to nine digits of the larger."""
    size = np.maximum(np.abs(values), np.abs(answer))
    with np.errstate(all="ignore"):
        return bool((np.abs(values - answer) <= TOLERANCE * size + 1e-13).all())
