"""Which question comes next: a query, not a stored list. Learning that is due, then reviews, then new items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from quiz.models import Card, Item, Presentation, ReviewEvent, User
from quiz.models.content import ItemQuerySet
from quiz.models.study import CardQuerySet
from quiz.scheduling.queue import LOOK_AHEAD, Candidate, mixed
from quiz.scheduling.scheduler import scheduler_for
from quiz.services import plan
from quiz.services.showing import Showing
from quiz.services.study import open_showing

LOOKED_AT = 64
"""Cards a query brings in to choose among; the choice stays fast however many are due."""
MOST_COUNTED = 100
RESUMED_WITHIN = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Day:
    """Today in numbers. `due` stops counting at MOST_COUNTED."""

    done: int
    due: int
    new: int
    waiting: int = 0
    """Cards in their learning steps that come back today."""

    @property
    def left(self) -> int:
        return self.due + self.new

    @property
    def total(self) -> int:
        return self.done + self.left

    @property
    def number(self) -> int:
        """Number of the question that is asked now."""
        return min(self.done + 1, self.total) or 1

    @property
    def due_words(self) -> str:
        return f"{MOST_COUNTED - 1}+" if self.due >= MOST_COUNTED else str(self.due)


def next_showing(learner: User | None, *, deck: str = "", at: datetime) -> Showing | None:
    """The question to show now, or None when nothing is left for today."""
    item = _newcomers_item(deck) if learner is None else _next_item(learner, deck, at)
    return open_showing(learner, item, at=at) if item else None


def day_of(learner: User | None, *, deck: str = "", at: datetime) -> Day:
    if learner is None:
        return Day(done=0, due=0, new=min(User._meta.get_field("new_per_day").default, _new(None, deck).count()))
    today = learner.scheduling.day(at)
    events = ReviewEvent.objects.of(learner).standing().filter(study_day=today)
    begun = events.filter(first=True).count()
    reviewed = events.count() - begun
    done = events.filter(card__item__deck__key=deck).count() if deck else begun + reviewed
    cards = _cards(learner, deck)
    ready = cards.learning_due(at)[:MOST_COUNTED].count()
    due = min(cards.review_due(today)[:MOST_COUNTED].count(), max(0, learner.reviews_per_day - reviewed))
    soon = cards.filter(due_at__gt=at, due_at__lte=at + LOOK_AHEAD)[:MOST_COUNTED].count()
    goals = plan.lines(learner, at=at)
    due += plan.extra_today(goals)
    new = sum(items[: min(left, MOST_COUNTED)].count() for items, left in _new_today(learner, deck, begun, goals))
    return Day(done=done, due=min(MOST_COUNTED, ready + due), new=new, waiting=soon)


def _newcomers_item(deck: str) -> Item | None:
    return _new(None, deck).first()


def _next_item(learner: User, deck: str, at: datetime) -> Item | None:
    started = _started(learner, deck, at)
    if started:
        return started
    last, cards = _last_strategy(learner), _cards(learner, deck)
    ready = cards.learning_due(at).order_by("due_at").first()
    if ready:
        return ready.item
    planned = _reviewed_or_new(learner, cards, deck, last, at)
    if planned:
        return planned
    early = cards.filter(due_at__lte=at + LOOK_AHEAD).order_by("due_at").first()
    return early.item if early else None


def _reviewed_or_new(learner: User, cards: CardQuerySet, deck: str, last: str, at: datetime) -> Item | None:
    """Reviews, then new items; before them the final pass of a goal, and reviews that its minutes have no room for
    after its new items."""
    goals = plan.lines(learner, at=at)
    passing = plan.final_pass(learner, goals, deck=deck, at=at)
    if passing:
        return _most_urgent(list(passing.cards), learner, last, passing.at)
    today = learner.scheduling.day(at)
    done = ReviewEvent.objects.of(learner).standing().filter(study_day=today)
    begun = done.filter(first=True).count()
    due = cards.review_due(today).order_by("due_day", "stability")
    if done.count() - begun >= learner.reviews_per_day:
        due = due.none()
    waiting = plan.waiting_decks(goals)
    first = list((due.exclude(item__deck__in=waiting) if waiting else due)[:LOOKED_AT])
    if first:
        return _most_urgent(first, learner, last, at)
    for items, _ in _new_today(learner, deck, begun, goals):
        new = _apart(items[:LOOKED_AT], last)
        if new:
            return new
    rest = list(due[:LOOKED_AT]) if waiting else []
    return _most_urgent(rest, learner, last, at) if rest else None


def _started(learner: User, deck: str, at: datetime) -> Item | None:
    """A question that was begun and left open comes first: no answer is lost by a reload."""
    left = Presentation.objects.filter(
        card__user=learner, closed_at=None, shown_at__gte=at - RESUMED_WITHIN, card__item__retired=False
    ).select_related("card__item__topic")
    if deck:
        left = left.filter(card__item__deck__key=deck)
    for presentation in left.order_by("-id")[:5]:
        if presentation.sequence == presentation.card.sequence:
            return presentation.card.item
    return None


def _cards(learner: User, deck: str) -> CardQuerySet:
    cards = Card.objects.of(learner).active().select_related("item__topic", "item__deck")
    return cards.filter(item__deck__key=deck) if deck else cards


def _new(learner: User | None, deck: str) -> ItemQuerySet:
    """Live items this learner has no review of, in the order in which they are offered."""
    items = Item.objects.live().in_order().select_related("topic")
    if deck:
        items = items.filter(deck__key=deck)
    if learner is None:
        return items
    return items.filter(~Exists(Card.objects.of(learner).met().filter(item=OuterRef("pk"))))


def _new_today(learner: User, deck: str, begun: int, goals: Iterable[plan.Line]) -> Iterator[tuple[ItemQuerySet, int]]:
    """Where today's new items come from, and how many: what each goal asks of its decks, then the other decks up to
    the day's limit. Without a goal, all decks up to the limit."""
    items, planned, held = _new(learner, deck), 0, set[int]()
    for line in goals:
        planned, held = planned + line.new_left, held | line.decks
        if line.new_left:
            yield items.filter(deck__in=line.decks), line.new_left
    left = learner.new_per_day - begun - planned
    if left > 0:
        yield items.exclude(deck__in=held) if held else items, left


def _last_strategy(learner: User) -> str:
    event = ReviewEvent.objects.of(learner).standing().select_related("card__item").order_by("-id").first()
    return event.card.item.strategy if event else ""


def _most_urgent(due: list[Card], learner: User, last: str, at: datetime) -> Item:
    """The least likely to be remembered, but not of the strategy just practised where that can be avoided."""
    scheduler = scheduler_for(learner.scheduling)
    found = {card.pk: card for card in due}
    candidates = [
        Candidate(
            card=card.pk,
            state=card.memory.state,
            due=card.due_day,
            strategy=card.item.strategy,
            retrievability=scheduler.retrievability(card.memory, at),
        )
        for card in due
    ]
    ranked = sorted(candidates, key=lambda candidate: (candidate.retrievability, candidate.card))
    return found[mixed(ranked, last)[0].card].item


def _apart(items: Iterable[Item], last: str) -> Item | None:
    """The first new item of another strategy than the last; the first of all when there is none."""
    offered = list(items)
    return next((item for item in offered if item.strategy != last), offered[0] if offered else None)
