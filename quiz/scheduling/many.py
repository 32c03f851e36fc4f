"""FSRS-6 over arrays, in double precision: for simulating many cards at once, never for scheduling one.

The formulas are those of `fsrs6`. `w` is indexed by weight number and gives a number, or an array that fits the cards
(each card with the weights of its own learner). Arrays of one shape go in and come out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quiz.scheduling.fsrs6 import EASIEST, HARDEST, LEAST_STABILITY, MOST_STABILITY
from quiz.scheduling.rating import Rating

Array = NDArray[np.float64]
Weighted = Sequence[Any] | Array


def recall(w: Weighted, stability: Array, days: Array | float) -> Array:
    """R(t, S)"""
    factor = 0.9 ** (-1 / w[20]) - 1
    return np.asarray((1 + factor * days / stability) ** -w[20])


def interval(w: Weighted, stability: Array, retention: float) -> Array:
    """I(r, S), in days and not rounded."""
    return np.asarray(stability * (retention ** (-1 / w[20]) - 1) / (0.9 ** (-1 / w[20]) - 1))


def first(w: Weighted, ratings: Array) -> tuple[Array, Array]:
    """Stability and difficulty after the first answer."""
    stability = np.select([ratings == rating for rating in Rating], [w[rating - 1] for rating in Rating])
    return _stability(stability), np.clip(_first_difficulty(w, ratings), EASIEST, HARDEST)


def remembered(w: Weighted, stability: Array, difficulty: Array, recalled: Array, ratings: Array) -> Array:
    """S'recall"""
    gain = np.exp(w[8]) * (11 - difficulty) * stability ** -w[9] * (np.exp(w[10] * (1 - recalled)) - 1)
    gain = gain * np.where(ratings == Rating.HARD, w[15], 1) * np.where(ratings == Rating.EASY, w[16], 1)
    return _stability(stability * (1 + gain))


def forgotten(w: Weighted, stability: Array, difficulty: Array, recalled: Array) -> Array:
    """S'forget"""
    after = w[11] * difficulty ** -w[12] * ((stability + 1) ** w[13] - 1) * np.exp(w[14] * (1 - recalled))
    return _stability(np.minimum(after, stability / np.exp(w[17] * w[18])))


def repeated(w: Weighted, stability: Array) -> Array:
    """S'same day of a good answer: the repetition minutes after a first answer or a lapse."""
    return _stability(stability * np.maximum(np.exp(w[17] * w[18]) * stability ** -w[19], 1))


def harder(w: Weighted, difficulty: Array, ratings: Array) -> Array:
    """D'"""
    moved = difficulty - w[6] * (ratings - 3) * (10 - difficulty) / 9
    easiest = _first_difficulty(w, np.asarray(4.0))
    return np.asarray(np.clip(w[7] * easiest + (1 - w[7]) * moved, EASIEST, HARDEST))


def _first_difficulty(w: Weighted, ratings: Array) -> Array:
    return np.asarray(w[4] - np.exp(w[5] * (ratings - 1)) + 1)


def _stability(stability: Array) -> Array:
    return np.clip(stability, LEAST_STABILITY, MOST_STABILITY)
