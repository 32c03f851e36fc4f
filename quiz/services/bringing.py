"""Bringing a file back: into an empty account as it was, into a used one without doubling anything.

One transaction: a file that cannot be taken changes nothing. What this server does not know, a question or an earlier
wording of one, is left out and counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import F, Model, OuterRef, Subquery

from quiz.models import Attempt, Card, Deck, Goal, Item, Presentation, ReviewEvent, User
from quiz.services import loads
from quiz.services.claims import Elsewhere, claimed
from quiz.services.placing import Placing, Revisions
from quiz.services.relogging import Relogging, TooTangled
from quiz.takeaway.merging import Line, Weaving, by_item, woven
from quiz.takeaway.own_file import Takeaway
from quiz.takeaway.tables import ATTEMPTS, CARDS, EVENTS, GOALS, PROFILE, Row, Table, Trouble

AT_ONCE = 500
TANGLED = Trouble("events", "so much is taken back in these logs that they cannot be put together")


def _columns(table: Table, *elsewhere: str) -> tuple[str, ...]:
    return tuple(column.name for column in table.columns if column.name not in elsewhere)


OF_CARD = _columns(CARDS, "item")
OF_ATTEMPT = _columns(ATTEMPTS, "item", "presentation")
OF_GOAL = _columns(GOALS, "decks")
OF_EVENT = _columns(EVENTS, "item", "voids", "presentation", "revision")


@dataclass(frozen=True)
class Brought:
    """What a file brought, in numbers."""

    questions: int
    """Met for the first time here."""
    reviews: int
    answers: int
    unknown: tuple[str, ...]
    """Questions this server does not have: left out."""
    unshown: int
    """Showings left out: their wording is not known here, or the same question went on here."""

    @property
    def is_nothing(self) -> bool:
        return not (self.questions or self.reviews or self.answers)


def bring(learner: User, file: Takeaway) -> Brought | tuple[Trouble, ...]:
    """Take a file into this account, or say why not; then nothing has changed."""
    try:
        with transaction.atomic():
            owner = User.objects.select_for_update().get(pk=learner.pk)
            return _Bringing(owner, claimed(owner, file)).done()
    except TooTangled:
        return (TANGLED,)
    except Elsewhere as refused:
        return (refused.trouble,)


class _Bringing:
    """One file on its way into one account, table after table."""

    def __init__(self, owner: User, file: Takeaway) -> None:
        self.owner, self.file = owner, file
        keys = {row["item"] for row in file.cards}
        self.items = {item.key: item for item in Item.objects.all() if item.key in keys}
        self.revisions = Revisions.of(self.items.values())
        self.rows = {row["item"]: row for row in file.cards if row["item"] in self.items}
        self.met: set[str] = set()

    def done(self) -> Brought:
        cards = self._cards()
        keys, here = self._log_here()
        brought = [Line(row["uuid"], row["item"], row["at"]) for row in self.file.events if row["item"] in self.rows]
        order = woven(here, brought)
        weavings = by_item(self.rows, order, here, brought)
        placing = Placing(cards, weavings, self.revisions)
        placing.place(self.file.presentations)
        answers = self._answers(placing)
        fresh = self._events(placing, known=set(keys))
        voided = {row["uuid"]: row["voids"] for row in self.file.events if row["voids"] and row["uuid"] in fresh}
        Relogging(self.owner, keys, order, fresh, voided).write(cards, weavings)
        self._stand(cards, weavings)
        self._goals()
        unknown = tuple(row["item"] for row in self.file.cards if row["item"] not in self.items)
        reviews = sum(event.kind == ReviewEvent.Kind.REVIEW for event in fresh.values())
        return Brought(len(self.met), reviews, answers, unknown, placing.left_out)

    def _cards(self) -> dict[str, Card]:
        """All cards of this account by item, the new ones too; an empty account also gets the settings."""
        cards = {card.item.key: card for card in Card.objects.of(self.owner).select_related("item", "user")}
        if not cards:
            _assign(self.owner, self.file.profile, _columns(PROFILE))
            self.owner.save()
        fresh = {key: Card(user=self.owner, item=self.items[key]) for key in self.rows if key not in cards}
        for key, card in fresh.items():
            _assign(card, self.rows[key], OF_CARD)
        Card.objects.bulk_create(fresh.values(), batch_size=AT_ONCE)
        self.met = set(fresh)
        return cards | fresh

    def _log_here(self) -> tuple[dict[UUID, int], list[Line]]:
        stored = ReviewEvent.objects.of(self.owner).order_by("id").values_list("pk", "uuid", "card__item__key", "at")
        keys, lines = {}, []
        for key, uuid, item, at in stored:
            keys[uuid] = key
            lines.append(Line(uuid, item, at))
        return keys, lines

    def _answers(self, placing: Placing) -> int:
        known = set(Attempt.objects.filter(presentation__card__user=self.owner).values_list("nonce", flat=True))
        fresh = []
        for row in self.file.attempts:
            place = row["item"], row["presentation"]
            if place in placing.found and place not in placing.settled and row["nonce"] not in known:
                fresh.append(Attempt(presentation=placing.found[place]))
                _assign(fresh[-1], row, OF_ATTEMPT)
        Attempt.objects.bulk_create(fresh, batch_size=AT_ONCE)
        return len(fresh)

    def _events(self, placing: Placing, known: set[UUID]) -> dict[UUID, ReviewEvent]:
        """The lines of the log that are new here, not stored yet."""
        fresh = {}
        for row in self.file.events:
            if row["item"] in self.rows and row["uuid"] not in known:
                event = ReviewEvent(user=self.owner, card=placing.cards[row["item"]])
                _assign(event, row, OF_EVENT)
                event.presentation = placing.found.get((row["item"], row["presentation"]))
                event.revision_id = self.revisions.get(row["item"], row["revision"])
                fresh[event.uuid] = event
        return fresh

    def _goals(self) -> None:
        """Goals are known by their names."""
        known = set(Goal.objects.of(self.owner).values_list("name", flat=True))
        decks = {deck.key: deck for deck in Deck.objects.all()}
        for row in self.file.goals:
            if row["name"] not in known:
                goal = Goal(user=self.owner)
                _assign(goal, row, OF_GOAL)
                goal.save()
                goal.decks.set([decks[key] for key in row["decks"] if key in decks])

    def _stand(self, cards: dict[str, Card], weavings: dict[str, Weaving]) -> None:
        """Cards that were here stand where their longer log leaves them."""
        for key, weaving in weavings.items():
            if weaving.grows and key not in self.met:
                if weaving.is_as_brought:
                    _assign(cards[key], self.rows[key], OF_CARD)
                cards[key].save()
        self.owner.frontier = 0
        self.owner.save(update_fields=["frontier"])
        opened = Presentation.objects.filter(card__user=self.owner, closed_at=None, sequence=F("card__sequence"))
        Card.objects.of(self.owner).update(
            opened_at=Subquery(opened.filter(card=OuterRef("pk")).values("shown_at")[:1])
        )
        loads.recount(self.owner)


def _assign(row: Model, given: Row, names: tuple[str, ...]) -> None:
    for name in names:
        setattr(row, name, given[name])
