"""Many simulated learners practise towards one date: the ground under the forecast and under `simulate_plan`.

All arrays have the shape (learners, items). Each learner has true weights of their own, drawn around the given ones
(`Doubt`), so that the scheduler is wrong about everybody, as in life. It sees only answers and keeps its own state.
Chance comes from one seed: the same cards on the same day meet the same luck whatever the policy, so that policies are
compared, not dice.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from math import ceil

import numpy as np
from numpy.typing import NDArray

from quiz.scheduling import many
from quiz.scheduling.many import Array
from quiz.scheduling.plan import Calendar
from quiz.scheduling.plan_habits import Habits
from quiz.scheduling.rating import Rating
from quiz.scheduling.weights import DEFAULT_WEIGHTS, Weights

Places = NDArray[np.int64]
Truths = NDArray[np.bool_]

NEVER = 10**9
_ALL_RATINGS = np.array([float(rating) for rating in Rating])


class Policy(StrEnum):
    PLAIN = "plain"
    """Cards that are due, then new ones up to a number a day."""
    NEW_FIRST = "new-first"
    """New ones up to the number first, then cards that are due."""
    EVE = "eve"
    """As plain, but the eve is one pass over everything."""
    SHARES = "shares"
    """New items in equal shares, then cards that are due; nothing special on the eve."""
    PLAN = "plan"
    """Shares and final pass."""

    @property
    def has_pass(self) -> bool:
        return self in (Policy.EVE, Policy.PLAN)

    @property
    def has_shares(self) -> bool:
        return self in (Policy.SHARES, Policy.PLAN)


@dataclass(frozen=True, slots=True)
class Known:
    """A card already met, as the plan sees it: its memory, the days since its last review, the days until it is due."""

    stability: float
    difficulty: float
    since: float
    due: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """How far a learner's true memory may lie from the weights: standard deviations, of logarithms but for `growth`."""

    first: float = 0.35
    growth: float = 0.15
    forgetting: float = 0.25
    present: float = 0.25


CERTAIN = Doubt(0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Terms:
    """What the crowd starts from."""

    cards: tuple[Known, ...]
    unseen: int
    days: Calendar
    minutes: float
    habits: Habits = field(default_factory=Habits)
    retention: float = 0.9
    weights: Weights = DEFAULT_WEIGHTS
    new_a_day: int = 12
    """For plain practice."""

    @property
    def items(self) -> int:
        return len(self.cards) + self.unseen


class Crowd:
    """The learners with their cards. Days are lived one after the other by `live`."""

    def __init__(self, terms: Terms, learners: int, seed: int, doubt: Doubt = Doubt()) -> None:
        self.terms, self.learners, self.seed = terms, learners, seed
        self.chance = np.random.default_rng(seed)
        self.believed = np.array(terms.weights)
        self.w = _true_weights(self.believed, learners, self.chance, doubt)
        known, shape = terms.cards, (learners, terms.items)
        self.seen = np.zeros(shape, dtype=bool)
        self.seen[:, : len(known)] = True
        self.guess = _row(shape, [card.stability for card in known], 1.0)
        self.difficulty = _row(shape, [card.difficulty for card in known], 5.0)
        self.last = _row(shape, [-card.since for card in known], 0.0)
        self.due = _row(shape, [float(card.due) for card in known], NEVER)
        self.stability = self.guess * np.exp(self.chance.normal(0, doubt.present, (learners, 1)))
        self.spent = np.zeros(learners)
        self.asked = 0

    def live(self, day: int, policy: Policy) -> None:
        """One day of practice, within its minutes. On days off only chance goes on."""
        luck = self.chance.random((2, *self.seen.shape))
        self.spent = np.zeros(self.learners)
        if day not in self.terms.days.practice:
            return
        rank = self._ranks(day, policy)
        habits, seconds = self.terms.habits, self.terms.minutes * 60
        most = ceil(seconds / min(habits.later_answer, habits.first_answer)) + 1
        item = np.argsort(rank, axis=1, kind="stable")[:, :most]
        who = np.arange(self.learners)[:, None] + np.zeros_like(item)
        right = luck[0][who, item] < self._true_recall(day, who, item)
        rating_luck = luck[1][who, item]
        costs = self._costs(self.seen[who, item], right, rating_luck)
        done = (np.cumsum(costs, axis=1) <= seconds) & np.isfinite(rank[who, item])
        self.spent = (costs * done).sum(axis=1)
        self.asked += int(done.sum())
        self._answer(day, who[done], item[done], right[done], rating_luck[done])

    def recall(self, day: float) -> Array:
        """Expected share of all items that each learner would know on a day; unseen ones count as not known."""
        return np.asarray((self._true_recalls(day) * self.seen).mean(axis=1))

    def known(self, day: int) -> Array:
        """The share that each learner knows on a day, drawn from the chances of recall."""
        luck = np.random.default_rng((self.seed, day)).random(self.seen.shape)
        return np.asarray(((luck < self._true_recalls(day)) & self.seen).mean(axis=1))

    def unseen(self) -> Places:
        """Items each learner has not met."""
        return np.asarray((~self.seen).sum(axis=1))

    def _ranks(self, day: int, policy: Policy) -> Array:
        """The order of the day, lowest first; infinite: not today. Reviews lie within [0, 1] by predicted recall."""
        days = self.terms.days
        is_eve = day == days.eve and policy.has_pass
        at = days.left if is_eve else day
        wanted = self.seen if is_eve else self.seen & (self.due <= day)
        reviews = np.where(wanted, many.recall(self.believed, self.guess, np.maximum(at - self.last, 0)), np.inf)
        number = np.cumsum(~self.seen, axis=1)
        first = -1.0 if policy.has_shares or policy is Policy.NEW_FIRST else 2.0
        usual = np.full(self.learners, 0 if is_eve else self.terms.new_a_day)
        new = self._shares(day) if policy.has_shares else usual
        offered = ~self.seen & (number <= new[:, None])
        return np.where(offered, first + number / (number.max() + 1), reviews)

    def _shares(self, day: int) -> Places:
        left = sum(day <= each for each in self.terms.days.learning)
        return np.asarray(-(-self.unseen() // max(1, left)))

    def _true_recall(self, day: float, who: Places, item: Places) -> Array:
        return many.recall(self.w[:, who], self.stability[who, item], np.maximum(day - self.last[who, item], 0))

    def _true_recalls(self, day: float) -> Array:
        return many.recall(self.w[:, :, None], self.stability, np.maximum(day - self.last, 0))

    def _costs(self, seen: Truths, right: Truths, luck: Array) -> Array:
        """Seconds: a lapse and a first answer are repeated the same day, a missed first answer twice."""
        habits = self.terms.habits
        first = habits.first_answer + habits.later_answer * (1 + (luck < habits.first[0]))
        return np.where(seen, habits.later_answer * (1 + ~right), first)

    def _answer(self, day: int, who: Places, what: Places, right: Truths, luck: Array) -> None:
        new = ~self.seen[who, what]
        self._meet(who[new], what[new], luck[new])
        self._review(day, who[~new], what[~new], right[~new], luck[~new])
        guess, kept = self.guess[who, what], self.last[who, what]
        wait = np.maximum(np.round(many.interval(self.believed, guess, self.terms.retention)), 1)
        passed = ~new & right
        wait = np.where(passed, np.maximum(wait, np.minimum(day - kept, wait + 1)), wait)
        self.due[who, what], self.last[who, what], self.seen[who, what] = day + wait, day, True

    def _meet(self, who: Places, what: Places, luck: Array) -> None:
        ratings = _drawn(luck, self.terms.habits.first, _ALL_RATINGS)
        for state, w in ((self.stability, self.w[:, who]), (self.guess, self.believed)):
            stability, difficulty = many.first(w, ratings)
            state[who, what] = many.repeated(w, stability)
            self.difficulty[who, what] = difficulty

    def _review(self, day: int, who: Places, what: Places, right: Truths, luck: Array) -> None:
        ratings = np.where(right, _drawn(luck, self.terms.habits.passes, _ALL_RATINGS[1:]), float(Rating.AGAIN))
        days, difficulty = np.maximum(day - self.last[who, what], 0), self.difficulty[who, what]
        for state, w in ((self.stability, self.w[:, who]), (self.guess, self.believed)):
            before = state[who, what]
            recalled = many.recall(w, before, days)
            lapsed = many.repeated(w, many.forgotten(w, before, difficulty, recalled))
            state[who, what] = np.where(right, many.remembered(w, before, difficulty, recalled, ratings), lapsed)
        self.difficulty[who, what] = many.harder(self.believed, difficulty, ratings)


def _true_weights(weights: Array, learners: int, chance: np.random.Generator, doubt: Doubt) -> Array:
    """(21, learners)"""
    w = np.repeat(weights[:, None], learners, axis=1)
    w[:4] *= np.exp(chance.normal(0, doubt.first, learners))
    w[8] += chance.normal(0, doubt.growth, learners)
    w[11] *= np.exp(chance.normal(0, doubt.forgetting, learners))
    return w


def _row(shape: tuple[int, int], known: list[float], otherwise: float) -> Array:
    values = np.full(shape, otherwise, dtype=np.float64)
    values[:, : len(known)] = known
    return values


def _drawn(luck: Array, shares: tuple[float, ...], ratings: Array) -> Array:
    """One rating for each number in [0, 1)."""
    places = np.searchsorted(np.cumsum(shares), luck, side="right")
    return ratings[np.minimum(places, len(ratings) - 1)]
