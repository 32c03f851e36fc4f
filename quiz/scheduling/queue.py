"""What comes next: pure pieces that order the cards a query brought in.

Learning cards whose minutes are over come first, then reviews, then new cards. Only when nothing else is left does a
learning card come early, by twenty minutes at most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from quiz.scheduling.memory import Due, State

LOOK_AHEAD = timedelta(minutes=20)
FEW_OVERDUE = 20
"""Overdue cards that are simply asked today."""
RETURN_DAYS = 5
"""Days over which a greater backlog is spread."""
LEAST_SHARE = 10


@dataclass(frozen=True, slots=True)
class Candidate:
    """A card as the queue sees it."""

    card: int
    state: State
    due: Due | None
    """None for a new card."""
    strategy: str = ""
    """What a solver must choose here, such as a rule; empty mixes with everything."""
    retrievability: float = 0.0
    position: tuple[int, ...] = ()
    """Place in the order of topics, for new cards."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Cards a day, or what is left of them."""

    new: int = 10
    reviews: int = 200

    def less(self, *, new: int = 0, reviews: int = 0) -> Limits:
        """What is left when so many have been answered today."""
        return Limits(max(0, self.new - new), max(0, self.reviews - reviews))


def order(
    candidates: Iterable[Candidate],
    *,
    at: datetime,
    today: date,
    left: Limits = Limits(),
    last_strategy: str = "",
) -> tuple[Candidate, ...]:
    """The cards to be shown now, first to last; `left` is what the day's limits still allow."""
    found = tuple(candidates)
    waiting = sorted((c for c in found if isinstance(c.due, datetime)), key=_by_due)
    ready = [c for c in waiting if _instant(c) <= at]
    reviews = sorted((c for c in found if _is_due_today(c, today)), key=_by_recall)[: left.reviews]
    new = sorted((c for c in found if c.state is State.NEW), key=lambda c: (c.position, c.card))[: left.new]
    last = ready[-1].strategy if ready else last_strategy
    now = (*ready, *mixed(reviews, last), *new)
    return now or tuple(c for c in waiting if _instant(c) <= at + LOOK_AHEAD)


def mixed(cards: Sequence[Candidate], last_strategy: str = "") -> tuple[Candidate, ...]:
    """The most urgent first, but no two of one strategy in a row wherever that can be avoided.

    With n cards left, a strategy that holds more than n / 2 of them has to be taken now, or it will meet itself later.
    """
    rest, last, chosen = list(cards), last_strategy, []
    counts = Counter(card.strategy for card in rest if card.strategy)
    while rest:
        pick = _pick(rest, counts, last)
        rest.remove(pick)
        counts[pick.strategy] -= 1
        chosen.append(pick)
        last = pick.strategy
    return tuple(chosen)


def first_of(ranked: Sequence[Candidate], last_strategy: str = "") -> Candidate | None:
    """The first card of `mixed`, without ordering the others."""
    counts = Counter(card.strategy for card in ranked if card.strategy)
    return _pick(ranked, counts, last_strategy) if ranked else None


def after_break(overdue: int, recent: int, *, done: int) -> int:
    """Reviews still asked today by a learner who comes back: a fifth of the backlog, and what came due lately."""
    if overdue <= FEW_OVERDUE:
        return overdue + recent
    share = max(LEAST_SHARE, -(-(overdue + done) // RETURN_DAYS))
    return max(0, share + recent - done)


def _pick(rest: Sequence[Candidate], counts: Counter[str], last: str) -> Candidate:
    pressing = next((s for s, count in counts.items() if s != last and 2 * count > len(rest)), None)
    for card in rest:
        if card.strategy == pressing if pressing is not None else (not last or card.strategy != last):
            return card
    return rest[0]


def _is_due_today(card: Candidate, today: date) -> bool:
    return card.due is not None and not isinstance(card.due, datetime) and card.due <= today


def _instant(card: Candidate) -> datetime:
    if not isinstance(card.due, datetime):
        raise TypeError("only a card in its steps is due at an instant")
    return card.due


def _by_due(card: Candidate) -> tuple[datetime, int]:
    return _instant(card), card.card


def _by_recall(card: Candidate) -> tuple[float, int]:
    return card.retrievability, card.card
