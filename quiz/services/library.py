"""The library: decks and their items, with where this learner stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Count, Q

from quiz.kinds.question import Question
from quiz.models import Card, Deck, Item, ReviewEvent, User
from quiz.scheduling.memory import State
from quiz.scheduling.scheduler import LEECH_LAPSES
from quiz.scheduling.words import in_words
from quiz.services.cards import is_buried
from quiz.services.progress import WELL_KNOWN
from quiz.services.questions import question_of, values_for
from quiz.services.study import draw_key, last_act
from quiz.services.why import Why, why_of


class Standing(StrEnum):
    NEW = "new"
    LEARNING = "learning"
    DUE = "due"
    KNOWN = "known"
    LEECH = "leech"
    ASIDE = "aside"
    BURIED = "buried"


WORDS = {
    Standing.NEW: "not met yet",
    Standing.LEARNING: "learning",
    Standing.DUE: "due now",
    Standing.KNOWN: "well known",
    Standing.LEECH: "keeps slipping",
    Standing.ASIDE: "set aside",
    Standing.BURIED: "waits until tomorrow",
}


@dataclass(frozen=True, slots=True)
class DeckRow:
    key: str
    title: str
    items: int
    met: int

    @property
    def share(self) -> int:
        return round(20 * self.met / self.items) if self.items else 0


@dataclass(frozen=True, slots=True)
class ItemRow:
    key: str
    title: str
    topic: str
    kind: str
    level: int
    standing: Standing
    words: str
    section: str


@dataclass(frozen=True, slots=True)
class ItemPage:
    item: Item
    question: Question
    row: ItemRow
    reviews: int
    why: Why | None = None
    suspended: bool = False
    buried: bool = False
    last_act: ReviewEvent | None = None
    """What was done to this card last, while it can be taken back and was not a review."""
    today: date | None = None


def deck_rows(learner: User | None) -> tuple[DeckRow, ...]:
    """Decks that have live items; `met` counts the items this learner has reviewed."""
    decks = Deck.objects.annotate(count=Count("items", filter=Q(items__retired=False, items__current__isnull=False)))
    decks = decks.order_by("position")  # an aggregate forgets the order of the table
    met: dict[int, int] = {}
    if learner:
        met = dict(Card.objects.of(learner).met().active().values_list("item__deck").annotate(Count("pk")))
    return tuple(DeckRow(deck.key, deck.title, deck.count, met.get(deck.pk, 0)) for deck in decks if deck.count)  # type: ignore[attr-defined]


def item_rows(learner: User | None, deck: Deck, *, at: datetime) -> tuple[ItemRow, ...]:
    items = Item.objects.live().filter(deck=deck).select_related("topic")
    cards = {card.item_id: card for card in Card.objects.of(learner).filter(item__deck=deck)} if learner else {}
    return tuple(_row(item, cards.get(item.pk), learner, at) for item in items.order_by("section", "written"))


def item_page(learner: User | None, item: Item, *, at: datetime) -> ItemPage:
    """An item to look at: its prompt with the numbers of the next review, never its answer."""
    card = Card.objects.of(learner).filter(item=item).first() if learner else None
    reviews = card.reviews if card else 0
    revision = item.current_id or 0
    question = question_of(revision, values_for(revision, draw_key(learner, item), reviews))
    row = _row(item, card, learner, at)
    if card is None or learner is None:
        return ItemPage(item, question, row, reviews)
    today, last = learner.scheduling.day(at), last_act(learner)
    is_own = last is not None and last.card_id == card.pk and last.kind != ReviewEvent.Kind.REVIEW
    return ItemPage(
        item,
        question,
        row,
        reviews,
        why=why_of(card),
        suspended=card.suspended,
        buried=is_buried(card, today),
        last_act=last if is_own else None,
        today=today,
    )


def _row(item: Item, card: Card | None, learner: User | None, at: datetime) -> ItemRow:
    standing = _standing(card, learner, at)
    return ItemRow(
        key=item.key,
        title=item.title,
        topic=item.topic.title,
        kind=item.kind,
        level=item.level,
        standing=standing,
        words=_words(standing, card, learner, at),
        section=item.section,
    )


def _standing(card: Card | None, learner: User | None, at: datetime) -> Standing:
    if card is not None and learner is not None and card.suspended:
        return Standing.ASIDE
    if card is None or learner is None or not card.reviews:
        return Standing.NEW
    if is_buried(card, learner.scheduling.day(at)):
        return Standing.BURIED
    if (card.due_at and card.due_at <= at) or (card.due_day and card.due_day <= learner.scheduling.day(at)):
        return Standing.DUE
    if card.lapses >= LEECH_LAPSES:
        return Standing.LEECH
    known = card.state == State.REVIEW and (card.stability or 0) >= WELL_KNOWN
    return Standing.KNOWN if known else Standing.LEARNING


def _words(standing: Standing, card: Card | None, learner: User | None, at: datetime) -> str:
    """Where it stands and, when it is not due yet, when it comes back."""
    if card is None or learner is None or standing not in (Standing.LEARNING, Standing.KNOWN, Standing.LEECH):
        return WORDS[standing]
    due = card.due_at or (learner.scheduling.opens(card.due_day) if card.due_day else None)
    return f"{WORDS[standing]}, back {in_words(due - at)}" if due else WORDS[standing]
