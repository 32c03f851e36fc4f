"""FSRS-6: how stability and difficulty change with an answer.

    R(t, S)  = (1 + F t / S) ** -w20              F = 0.9 ** (-1 / w20) - 1, so that R(S, S) = 90 %
    I(r, S)  = S (r ** (-1 / w20) - 1) / F        days until recall has fallen to r
    S0(G)    = w[G - 1]
    D0(G)    = w4 - exp(w5 (G - 1)) + 1
    D'       = w7 D0(4) + (1 - w7) (D - w6 (G - 3) (10 - D) / 9)
    S'recall = S (1 + exp(w8) (11 - D) S ** -w9 (exp(w10 (1 - R)) - 1) [w15 if hard] [w16 if easy])
    S'forget = min(w11 D ** -w12 ((S + 1) ** w13 - 1) exp(w14 (1 - R)),  S / exp(w17 w18))
    S'same day = S max(exp(w17 (G - 3 + w18)) S ** -w19, 1 unless again)

Anki computes these in single precision. A state is kept with 3 or 4 decimals and intervals are rounded to days, so the
last bit decides now and then: the same arithmetic, in the same order, is used here.
"""

from __future__ import annotations

from functools import lru_cache
from math import log

from fsrs.scheduler import DEFAULT_PARAMETERS, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS

from quiz.scheduling.fuzz import half_up
from quiz.scheduling.rating import Rating
from quiz.scheduling.singles import exp, power, single

Weights = tuple[float, ...]
DEFAULT_WEIGHTS: Weights = tuple(DEFAULT_PARAMETERS)
ALGORITHM = "fsrs-6"

LEAST_STABILITY, MOST_STABILITY = 0.001, 36_500.0


def why_not_weights(weights: Weights) -> str:
    """Why these numbers cannot be weights; empty when they can."""
    if len(weights) != len(DEFAULT_WEIGHTS):
        return f"FSRS-6 has {len(DEFAULT_WEIGHTS)} weights, not {len(weights)}"
    bounds = zip(weights, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS, strict=True)
    for number, (weight, low, high) in enumerate(bounds, start=1):
        # a bound that went through single precision may lie a bit beyond itself
        if not low * (1 - 1e-7) <= weight <= high * (1 + 1e-7):
            return f"weight {number} of {len(weights)} must lie between {low} and {high}, not {weight}"
    return ""


class Fsrs6:
    """The formulas for one set of weights. States go in as kept and come out unrounded, in single precision."""

    def __init__(self, weights: Weights = DEFAULT_WEIGHTS) -> None:
        if problem := why_not_weights(weights):
            raise ValueError(problem)
        self.w = w = tuple(single(weight) for weight in weights)
        self.root = single(-1 / w[20])
        self.factor = single(exp(single(single(log(single(0.9))) * self.root)) - 1)
        self.growth = exp(w[8])
        self.drop = exp(single(w[17] * w[18]))
        self.easiest = self._first_difficulty(Rating.EASY)
        self.has_short_term = w[17] > 0 and w[18] > 0

    def recall(self, stability: float, days: float) -> float:
        """R(t, S): the chance of recall after `days`, 1.0 at once."""
        return power(single(single(single(days / stability) * self.factor) + 1), -self.w[20])

    def interval(self, stability: float, retention: float) -> float:
        """I(r, S), in days and not rounded."""
        return min(max(single(single(stability / self.factor) * _rise(retention, self.root)), 0.0), MOST_STABILITY)

    def first(self, rating: Rating) -> tuple[float, float]:
        """Stability and difficulty after the first answer."""
        return self.w[rating - 1], _within(self._first_difficulty(rating), 1.0, 10.0)

    def next(self, stability: float, difficulty: float, rating: Rating, days: int) -> tuple[float, float]:
        """Stability and difficulty after an answer given `days` study days after the last one."""
        s, d = single(stability), single(difficulty)
        if days == 0:
            after = self._same_day(s, rating)
        elif rating is Rating.AGAIN:
            after = self._forgotten(s, d, self.recall(s, days))
        else:
            after = self._recalled(s, d, self.recall(s, days), rating)
        return _within(after, LEAST_STABILITY, MOST_STABILITY), self._next_difficulty(d, rating)

    def _first_difficulty(self, rating: Rating) -> float:
        return single(single(self.w[4] - exp(single(self.w[5] * (rating - 1)))) + 1)

    def _next_difficulty(self, d: float, rating: Rating) -> float:
        w = self.w
        change = single(-w[6] * (rating - 3))
        moved = single(d + single(single(single(10 - d) * change) / 9))
        return _within(single(single(w[7] * single(self.easiest - moved)) + moved), 1.0, 10.0)

    def _recalled(self, s: float, d: float, r: float, rating: Rating) -> float:
        w = self.w
        gain = single(self.growth * single(11 - d))
        gain = single(gain * power(s, -w[9]))
        gain = single(gain * single(exp(single(single(1 - r) * w[10])) - 1))
        if rating is Rating.HARD:
            gain = single(gain * w[15])
        if rating is Rating.EASY:
            gain = single(gain * w[16])
        return single(s * single(gain + 1))

    def _forgotten(self, s: float, d: float, r: float) -> float:
        w = self.w
        after = single(w[11] * power(d, -w[12]))
        after = single(after * single(power(single(s + 1), w[13]) - 1))
        after = single(after * exp(single(single(1 - r) * w[14])))
        return min(after, single(s / self.drop))

    def _same_day(self, s: float, rating: Rating) -> float:
        w = self.w
        gain = single(exp(single(w[17] * single(rating - 3 + w[18]))) * power(s, -w[19]))
        return single(s * (max(gain, 1.0) if rating >= Rating.HARD else gain))


@lru_cache(maxsize=256)
def _rise(retention: float, root: float) -> float:
    """r ** (-1 / w20) - 1"""
    return single(power(single(retention), root) - 1)


def kept(stability: float, difficulty: float) -> tuple[float, float]:
    """A state as it is stored: stability with 4 decimals, difficulty with 3."""
    return _decimals(stability, 4), _decimals(difficulty, 3)


def _decimals(value: float, places: int) -> float:
    scale = 10.0**places
    return round(single(half_up(single(value * scale)) / scale), places)


def _within(value: float, low: float, high: float) -> float:
    return single(min(max(value, low), high))
