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

from quiz.scheduling.fuzz import half_up
from quiz.scheduling.rating import Rating
from quiz.scheduling.singles import Single, exp, power
from quiz.scheduling.weights import DEFAULT_WEIGHTS, Weights, why_not_weights

ALGORITHM = "fsrs-6"

LEAST_STABILITY, MOST_STABILITY = 0.001, 36_500.0
EASIEST, HARDEST = 1.0, 10.0


class Fsrs6:
    """The formulas for one set of weights. A state goes in as kept; what comes out is not rounded yet."""

    def __init__(self, weights: Weights = DEFAULT_WEIGHTS) -> None:
        if problem := why_not_weights(weights):
            raise ValueError(problem)
        self.w = w = tuple(Single(weight) for weight in weights)
        self.decay = -w[20]
        self.root = 1 / self.decay
        self.factor = exp(Single(log(Single(0.9))) * self.root) - 1
        self.growth = exp(w[8])
        self.drop = exp(w[17] * w[18])
        self.easiest = self._first_difficulty(Rating.EASY)
        self.has_short_term = bool(w[17] > 0 and w[18] > 0)

    def recall(self, stability: float, days: float) -> float:
        """R(t, S): the chance of recall after `days`, 1.0 at once."""
        return float(self._recall(Single(stability), days))

    def interval(self, stability: float, retention: float) -> float:
        """I(r, S), in days and not rounded."""
        return min(float(Single(stability) / self.factor * _rise(retention, self.root)), MOST_STABILITY)

    def first(self, rating: Rating) -> tuple[float, float]:
        """Stability and difficulty after the first answer."""
        return float(self.w[rating - 1]), _within(self._first_difficulty(rating), EASIEST, HARDEST)

    def next(self, stability: float, difficulty: float, rating: Rating, days: int) -> tuple[float, float]:
        """Stability and difficulty after an answer given `days` study days after the last one."""
        s, d = Single(stability), Single(difficulty)
        if days == 0:
            after = self._same_day(s, rating)
        elif rating is Rating.AGAIN:
            after = self._forgotten(s, d, self._recall(s, days))
        else:
            after = self._recalled(s, d, self._recall(s, days), rating)
        return _within(after, LEAST_STABILITY, MOST_STABILITY), self._next_difficulty(d, rating)

    def _recall(self, s: Single, days: float) -> Single:
        return power(days / s * self.factor + 1, self.decay)

    def _first_difficulty(self, rating: Rating) -> Single:
        return self.w[4] - exp(self.w[5] * (rating.value - 1)) + 1

    def _next_difficulty(self, d: Single, rating: Rating) -> float:
        w = self.w
        moved = d + (10 - d) * (-w[6] * (rating.value - 3)) / 9
        return _within(w[7] * (self.easiest - moved) + moved, EASIEST, HARDEST)

    def _recalled(self, s: Single, d: Single, r: Single, rating: Rating) -> Single:
        w = self.w
        gain = self.growth * (11 - d) * power(s, -w[9]) * (exp((1 - r) * w[10]) - 1)
        if rating is Rating.HARD:
            gain *= w[15]
        if rating is Rating.EASY:
            gain *= w[16]
        return s * (gain + 1)

    def _forgotten(self, s: Single, d: Single, r: Single) -> Single:
        w = self.w
        after = w[11] * power(d, -w[12]) * (power(s + 1, w[13]) - 1) * exp((1 - r) * w[14])
        return min(after, s / self.drop)

    def _same_day(self, s: Single, rating: Rating) -> Single:
        w = self.w
        gain = exp(w[17] * (rating.value - 3 + w[18])) * power(s, -w[19])
        return s * (gain if rating is Rating.AGAIN else max(gain, Single(1)))


def kept(stability: float, difficulty: float) -> tuple[float, float]:
    """A state as it is stored: stability with 4 decimals, difficulty with 3."""
    return _decimals(stability, 4), _decimals(difficulty, 3)


def _decimals(value: float, places: int) -> float:
    scale = Single(10**places)
    return round(float(half_up(float(Single(value) * scale)) / scale), places)


@lru_cache(maxsize=256)
def _rise(retention: float, root: Single) -> Single:
    """r ** (-1 / w20) - 1"""
    return power(Single(retention), root) - 1


def _within(value: Single, low: float, high: float) -> float:
    return min(max(float(value), low), high)
