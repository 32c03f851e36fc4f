"""A learner's cards as Anki decks, with the wording and the numbers that were met last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import IO

from quiz.kinds.question import Values
from quiz.models import Card, Item, Presentation, ReviewEvent, User
from quiz.scheduling.memory import Memory
from quiz.services.questions import question_of, values_for, values_from_text
from quiz.services.reviews import from_json
from quiz.services.study import draw_key
from quiz.services.takeaway import IN_MEMORY
from quiz.takeaway.anki_html import back, front
from quiz.takeaway.anki_package import AnkiCard, Review, write_package

Shown = tuple[int, Values]


def own_decks(learner: User, *, at: datetime, with_new: bool = False) -> IO[bytes]:
    """An `.apkg`, at its beginning; `with_new` adds live questions that were never met."""
    out = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed by who sends it
    write_package(anki_cards(learner, with_new=with_new), learner.scheduling, out, at=at)  # type: ignore[arg-type]
    out.seek(0)
    return out  # type: ignore[return-value]


def anki_cards(learner: User, *, with_new: bool) -> Iterator[AnkiCard]:
    """In the order in which new ones are offered."""
    cards = {card.item_id: card for card in Card.objects.of(learner)}
    reviews, shown = _reviews(learner), _shown(learner)
    for item in Item.objects.filter(current__isnull=False).in_order().select_related("topic", "deck"):
        card = cards.get(item.pk)
        if (card and card.reviews) or (with_new and not item.retired):
            meant = shown.get(card.pk) if card else None
            yield _anki_card(item, card, meant or _first(learner, item), tuple(reviews[card.pk]) if card else ())


def _first(learner: User, item: Item) -> Shown:
    revision = item.current_id or 0
    return revision, values_for(revision, draw_key(learner, item), 0)


def _shown(learner: User) -> dict[int, Shown]:
    """By card, the wording and numbers it was last asked with."""
    found = Presentation.objects.filter(card__user=learner).order_by("card", "sequence")
    rows = found.values_list("card", "revision", "values")
    return {card: (revision, values_from_text(values)) for card, revision, values in rows}


def _reviews(learner: User) -> dict[int, list[Review]]:
    found: dict[int, list[Review]] = defaultdict(list)
    rows = ReviewEvent.objects.of(learner).standing().order_by("card", "sequence")
    for card, at, rating, ms, before, after in rows.values_list("card", "at", "rating", "ms", "before", "after"):
        found[card].append(Review(at, rating or 1, ms or 0, from_json(before), from_json(after)))
    return found


def _anki_card(item: Item, card: Card | None, shown: Shown, reviews: tuple[Review, ...]) -> AnkiCard:
    question = question_of(*shown)
    return AnkiCard(
        key=item.key,
        deck=item.deck.title,
        front=front(question),
        back=back(question),
        tags=(f"topic::{item.topic.key}", f"kind::{item.kind}", f"level::{item.level}"),
        memory=card.memory if card else Memory(),
        reviews=reviews,
        is_suspended=bool(card and card.suspended),
    )
