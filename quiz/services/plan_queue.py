"""What the goals ask of the day's queue: how many new items of which decks, what waits for them, and the minutes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quiz.models import User
from quiz.models.content import ItemQuerySet
from quiz.services.day import Today
from quiz.services.plan import Line


def new_today(
    learner: User, items: ItemQuerySet, today: Today, goals: Iterable[Line]
) -> Iterator[tuple[ItemQuerySet, int]]:
    """Where today's new items come from, and how many: what each goal asks of its decks, then the other decks up to
    the day's limit. Without a goal, all decks up to the limit."""
    planned, held = 0, set[int]()
    for line in goals:
        planned, held = planned + line.new_left, held | line.decks
        if line.new_left:
            yield items.filter(deck__in=line.decks), line.new_left
    left = learner.new_per_day - today.begun - planned
    if left > 0:
        yield items.exclude(deck__in=held) if held else items, left


def time_is_up(learner: User, today: Today, goals: Iterable[Line]) -> bool:
    """Whether the day's minutes are over. They are never fewer than those of a goal that has something left today."""
    wanted = max((line.goal.minutes for line in goals if line.left), default=0)
    return learner.minutes_per_day > 0 and max(learner.minutes_per_day, wanted) <= today.minutes


def extra_today(goals: Iterable[Line], asked: int) -> int:
    """Cards that the final pass brings today beyond the `asked` reviews: they are not due, or above the limit."""
    eves = [line for line in goals if line.is_eve]
    return max(0, sum(line.reviews_left for line in eves) - min(asked, sum(line.due for line in eves)))


def waiting_decks(goals: Iterable[Line]) -> frozenset[int]:
    """Decks whose further reviews wait for new items: the minutes of the plan have no room for both."""
    full = (line.decks for line in goals if line.new_left and not line.reviews_left)
    return frozenset[int]().union(*full)
