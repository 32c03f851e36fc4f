"""Which question comes next: a query, not a stored list. Learning that is due, then reviews, then new items.

Every query walks an index and stops after a few rows, however many cards a learner has.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Subquery

from quiz.models import Card, Item, User
from quiz.models.content import ItemQuerySet
from quiz.models.study import CardQuerySet
from quiz.scheduling.memory import Memory, State
from quiz.scheduling.queue import FEW_OVERDUE, LOOK_AHEAD, Candidate, after_break, first_of
from quiz.scheduling.scheduler import scheduler_for
from quiz.services import outline, plan, plan_queue
from quiz.services.day import Place, Today, today_of
from quiz.services.showing import Showing
from quiz.services.study import open_showing

LOOKED_AT = 48
"""Cards a query brings in to choose among; the choice stays fast however many are due."""
A_DAY = 8
RECENT_DAYS = (0, 1, 3)
"""Of some of the last days the least stable cards are looked at too: they are the ones most likely forgotten."""
MOST_COUNTED = 100
MOST_BACKLOG = 1000
"""Overdue cards that are counted: a longer backlog is asked no faster."""
RESUMED_WITHIN = timedelta(hours=12)
FRONTIER_STEP = 32
COLUMNS = (
    "pk", "due_day", "item__strategy", "stability", "last_review",
    "item", "item__deck", "item__topic", "item__written",
)  # fmt: skip
"""What is read of a review that waits."""


@dataclass(frozen=True, slots=True)
class Day:
    """Today in numbers. `due` stops counting at MOST_COUNTED."""

    done: int
    due: int
    new: int
    waiting: int = 0
    """Cards in their learning steps that come back today."""
    is_gentle: bool = False
    """After a break: part of what is due is left to the coming days."""

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
    item = _newcomers_item(deck) if learner is None else next_item(learner, deck=deck, at=at)
    return open_showing(learner, item, at=at) if item else None


def day_of(learner: User | None, *, deck: str = "", at: datetime) -> Day:
    if learner is None:
        return Day(done=0, due=0, new=min(User._meta.get_field("new_per_day").default, _new(None, deck).count()))
    today = today_of(learner, at=at)
    done = _done_in(learner, deck, today) if deck else len(today.answered)
    cards = _cards(learner, deck).unburied(today.day)
    ready = cards.learning_due(at)[:MOST_COUNTED].count()
    soon = cards.filter(due_at__gt=at, due_at__lte=at + LOOK_AHEAD)[:MOST_COUNTED].count()
    goals = plan.lines(learner, at=at)
    if plan_queue.time_is_up(learner, today, goals):
        return Day(done=done, due=ready, new=0, waiting=soon)
    waiting = cards.review_due(today.day)[:MOST_COUNTED].count()
    share, is_gentle = _share(learner, today)
    sources = plan_queue.new_today(learner, _new(learner, deck), today, goals)
    new = sum(items[: min(left, MOST_COUNTED)].count() for items, left in sources)
    asked = ready + min(waiting, share)
    due = min(MOST_COUNTED, asked + plan_queue.extra_today(goals, asked))
    return Day(done=done, due=due, new=new, waiting=soon, is_gentle=is_gentle)


def next_item(learner: User, *, deck: str = "", at: datetime) -> Item | None:
    """What is asked next: a question left open, learning that is due, a review, something new; else learning early."""
    started = _started(learner, deck, at)
    if started:
        return started
    today = today_of(learner, at=at)
    cards = _cards(learner, deck).unburied(today.day)
    ready = _another(cards.learning_due(at).order_by("due_at"), today)
    if ready:
        return ready.item
    planned = _reviewed_or_new(learner, deck, cards, today, at)
    if planned:
        return planned
    early = _another(cards.filter(due_at__lte=at + LOOK_AHEAD).order_by("due_at"), today)
    return early.item if early else None


def _reviewed_or_new(learner: User, deck: str, cards: CardQuerySet, today: Today, at: datetime) -> Item | None:
    """Reviews, then new items; before them the final pass of a goal, and reviews that its minutes have no room for
    after its new items."""
    goals = plan.lines(learner, at=at)
    if plan_queue.time_is_up(learner, today, goals):
        return None
    waiting = plan_queue.waiting_decks(goals)
    first = cards.exclude(item__deck__in=waiting) if waiting else cards
    return (
        _passing(learner, deck, goals, today, at)
        or _review(learner, first, today, at)
        or _something_new(learner, deck, today, goals)
        or (_review(learner, cards, today, at) if waiting else None)
    )


def _newcomers_item(deck: str) -> Item | None:
    return _new(None, deck).first()


def _done_in(learner: User, deck: str, today: Today) -> int:
    keys = set(Item.objects.filter(deck__key=deck).values_list("deck", flat=True)[:1])
    return sum(each.place.deck in keys for each in today.answered)


def _another(cards: CardQuerySet, today: Today) -> Card | None:
    """The first, but not the item just answered while another one waits too."""
    first = list(cards.select_related("item__topic")[:2])
    if len(first) == 2 and today.last and first[0].item_id == today.last.place.item:
        return first[1]
    return first[0] if first else None


def _reviews_left(learner: User, today: Today) -> int:
    return max(0, learner.reviews_per_day - today.reviewed)


def _share(learner: User, today: Today) -> tuple[int, bool]:
    """Reviews that are still asked today, and whether that is only a share of what has piled up in a break."""
    left = _reviews_left(learner, today)
    due = Card.objects.of(learner).filter(suspended=False)
    lately = today.day - timedelta(days=2)
    overdue = due.filter(due_day__lt=lately)[:MOST_BACKLOG].count()
    if overdue <= FEW_OVERDUE:
        return left, False
    recent = due.filter(due_day__gte=lately, due_day__lte=today.day)[:MOST_BACKLOG].count()
    share = after_break(overdue, recent, done=today.reviewed)
    return min(left, share), share < min(left, overdue + recent)


def _review(learner: User, cards: CardQuerySet, today: Today, at: datetime) -> Item | None:
    share, is_gentle = _share(learner, today)
    if not share:
        return None
    due = _due(cards, today.day, learner, at)
    if learner.bury_siblings:
        due = [each for each in due if not today.has_sibling_of(each.place)]
    return _pick(due, today, is_gentle=is_gentle)


def _passing(learner: User, deck: str, goals: Iterable[plan.Line], today: Today, at: datetime) -> Item | None:
    """The next of the final pass, as it would be remembered on the day."""
    passing = plan.final_pass(learner, goals, deck=deck, at=at)
    if passing is None:
        return None
    rows = Card.objects.filter(pk__in=passing.cards).values_list(*COLUMNS)
    return _pick(_as_due(rows, learner, passing.at), today)


def _pick(due: Sequence[Due], today: Today, *, is_gentle: bool = False) -> Item | None:
    """The most urgent, apart from the siblings and the strategy of the question before."""
    last = today.last.place if today.last else None
    apart = [each for each in due if last is None or not each.place.is_sibling(last)] or due
    ranked = sorted(apart, key=lambda each: each.steadiest_first if is_gentle else each.faintest_first)
    pick = first_of([each.candidate for each in ranked], today.last_strategy)
    return _item(next(each.place.item for each in ranked if each.candidate is pick)) if pick else None


@dataclass(frozen=True, slots=True)
class Due:
    """A review that waits."""

    candidate: Candidate
    stability: float
    place: Place

    @property
    def faintest_first(self) -> tuple[float, int]:
        return self.candidate.retrievability, self.candidate.card

    @property
    def steadiest_first(self) -> tuple[float, int]:
        """After a break: what took longest to learn is saved first."""
        return -self.stability, self.candidate.card


def _due(cards: CardQuerySet, today: date, learner: User, at: datetime) -> list[Due]:
    """The cards overdue longest and, where there are many, those of the last days that fade fastest."""
    waiting = cards.review_due(today).order_by("due_day", "stability")
    rows = list(waiting.values_list(*COLUMNS)[:LOOKED_AT])
    if len(rows) == LOOKED_AT:
        for days in RECENT_DAYS:
            on_day = cards.filter(due_day=today - timedelta(days=days)).order_by("stability")
            rows += on_day.values_list(*COLUMNS)[:A_DAY]
    return _as_due(dict.fromkeys(rows), learner, at)


def _as_due(rows: Iterable[tuple[Any, ...]], learner: User, at: datetime) -> list[Due]:
    recall = scheduler_for(learner.scheduling).retrievability
    return [
        Due(
            Candidate(pk, State.REVIEW, day, strategy, recall(Memory(stability=stability, last_review=last), at)),
            stability or 0.0,
            Place(*place),
        )
        for pk, day, strategy, stability, last, *place in rows
    ]


def _something_new(learner: User, deck: str, today: Today, goals: Iterable[plan.Line]) -> Item | None:
    """The next new item: after its prerequisites, in short blocks. A deck that was chosen need not wait for them."""
    for items, _ in plan_queue.new_today(learner, _new(learner, deck), today, goals):
        item = _offered(learner, items, today, waits=not deck)
        if item and not deck:
            _advance(learner)
        if item:
            return item
    return None


def _advance(learner: User) -> None:
    """Now and then remember how far everything is met, so that nobody walks over it again."""
    first = _new(learner, "").values_list("position", flat=True).first()
    if first and first >= learner.frontier + FRONTIER_STEP:
        User.objects.filter(pk=learner.pk).update(frontier=first)


def _offered(learner: User, items: ItemQuerySet, today: Today, *, waits: bool = True) -> Item | None:
    """Which of these new items is asked: the first that is open, in blocks of a topic."""
    found = list(items[:LOOKED_AT])
    if not found:
        return None
    if not waits:
        return outline.chosen(found, {item.topic_id for item in found}, today.block)
    topics = outline.open_topics(learner)
    item = outline.chosen(found, topics, today.block)
    if item is None or (today.block[1] and len({each.topic_id for each in found}) == 1):
        more = [*found, *items.filter(topic__in=topics - {each.topic_id for each in found})[:LOOKED_AT]]
        item = outline.chosen(more, topics, today.block) or more[0]
    return item


def _item(pk: int) -> Item:
    return Item.objects.select_related("topic").get(pk=pk)


def _started(learner: User, deck: str, at: datetime) -> Item | None:
    """A question that was begun and left open comes first: no answer is lost by a reload."""
    left = _cards(learner, deck).filter(opened_at__gte=at - RESUMED_WITHIN).order_by("-opened_at")
    card = left.select_related("item__topic").first()
    return card.item if card else None


def _cards(learner: User, deck: str) -> CardQuerySet:
    cards = Card.objects.of(learner).active()
    return cards.filter(item__deck__key=deck) if deck else cards


def _new(learner: User | None, deck: str) -> ItemQuerySet:
    """Live items this learner has no review of and has not set aside, in the order in which they are offered."""
    items = Item.objects.live().in_order().select_related("topic")
    if deck:
        items = items.filter(deck__key=deck)
    if learner is None:
        return items
    past = Card.objects.of(learner).filter(item=OuterRef("pk")).past()
    frontier = User.objects.filter(pk=learner.pk).values("frontier")
    return items.filter(~Exists(past), position__gte=Subquery(frontier))
