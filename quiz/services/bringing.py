"""Bringing a file back: into an empty account as it was, into a used one without doubling anything.

One transaction: a file that cannot be taken changes nothing. What this server does not know, a question or an earlier
wording of one, is left out and counted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from quiz.models import Attempt, Card, Item, ReviewEvent, User
from quiz.services.claims import Elsewhere, claimed
from quiz.services.placing import Placing, Revisions
from quiz.services.relogging import ASIDE, Patience, TooTangled, fold_again
from quiz.takeaway.merging import Line, Weaving, weave
from quiz.takeaway.own_file import Takeaway
from quiz.takeaway.tables import ATTEMPTS, CARDS, EVENTS, PROFILE, Row, Table, Trouble

AT_ONCE = 500
TANGLED = Trouble("events", "so much is taken back in these logs that they cannot be put together")


def _columns(table: Table, *elsewhere: str) -> tuple[str, ...]:
    return tuple(column.name for column in table.columns if column.name not in elsewhere)


OF_CARD = _columns(CARDS, "item")
OF_ATTEMPT = _columns(ATTEMPTS, "item", "presentation")
OF_EVENT = _columns(EVENTS, "item", "sequence", "voids", "presentation", "revision")


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
        weavings = {key: weave(*logs) for key, logs in self._logs().items()}
        placing = Placing(cards, weavings, self.revisions)
        placing.place(self.file.presentations)
        answers = self._answers(placing)
        reviews = self._events(placing)
        self._stand(placing)
        unknown = tuple(row["item"] for row in self.file.cards if row["item"] not in self.items)
        return Brought(len(self.met), reviews, answers, unknown, placing.left_out)

    def _cards(self) -> dict[str, Card]:
        """All cards of this account by item, the new ones too; an empty account also gets the settings."""
        cards = {card.item.key: card for card in Card.objects.of(self.owner).select_related("item", "user")}
        if not cards:
            for name in _columns(PROFILE):
                setattr(self.owner, name, self.file.profile[name])
            self.owner.save()
        fresh = {key: Card(user=self.owner, item=self.items[key]) for key in self.rows if key not in cards}
        for key, card in fresh.items():
            _assign(card, self.rows[key], OF_CARD)
        Card.objects.bulk_create(fresh.values(), batch_size=AT_ONCE)
        self.met = set(fresh)
        return cards | fresh

    def _logs(self) -> dict[str, tuple[list[Line], list[Line]]]:
        """Of each item in the file: the events here and the events in the file."""
        logs: dict[str, tuple[list[Line], list[Line]]] = {key: ([], []) for key in self.rows}
        here = ReviewEvent.objects.of(self.owner).order_by("sequence")
        for key, uuid, at in here.values_list("card__item__key", "uuid", "at"):
            if key in logs:
                logs[key][0].append(Line(uuid, at))
        for row in self.file.events:
            if row["item"] in logs:
                logs[row["item"]][1].append(Line(row["uuid"], row["at"]))
        return logs

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

    def _events(self, placing: Placing) -> int:
        """The new lines of the log, in the order of the file; those of a woven log stand aside until it is folded."""
        places = {key: dict(zip(each.order, range(len(each.order)), strict=True)) for key, each in _new(placing)}
        fresh: list[ReviewEvent] = []
        naming: list[tuple[ReviewEvent, Row]] = []
        for row in self.file.events:
            weaving = placing.weavings.get(row["item"])
            if weaving is None or row["uuid"] not in weaving.fresh:
                continue
            event = ReviewEvent(user=self.owner, card=placing.cards[row["item"]])
            _assign(event, row, OF_EVENT)
            event.sequence = places[row["item"]][row["uuid"]] + (0 if weaving.is_as_brought else ASIDE)
            event.presentation = placing.found.get((row["item"], row["presentation"]))
            event.revision_id = self.revisions.get(row["item"], row["revision"])
            fresh.append(event)
            if row["voids"]:
                naming.append((event, row))
        ReviewEvent.objects.bulk_create(fresh, batch_size=AT_ONCE)
        self._name_voided(naming)
        return sum(event.kind == ReviewEvent.Kind.REVIEW for event in fresh)

    def _name_voided(self, naming: list[tuple[ReviewEvent, Row]]) -> None:
        if not naming:
            return
        keys = dict(ReviewEvent.objects.of(self.owner).values_list("uuid", "pk"))
        for event, row in naming:
            event.voids_id = keys[row["voids"]]
        ReviewEvent.objects.bulk_update([event for event, _ in naming], ["voids"], batch_size=AT_ONCE)

    def _stand(self, placing: Placing) -> None:
        """Cards that were here stand where their longer log leaves them."""
        patience = Patience()
        for key, weaving in _new(placing):
            if key in self.met:
                continue
            card = placing.cards[key]
            if weaving.is_as_brought:
                _assign(card, self.rows[key], OF_CARD)
            else:
                stored = {event.uuid: event for event in card.events.all()}
                fold_again(card, [stored[uuid] for uuid in weaving.order], patience)
            card.save()


def _new(placing: Placing) -> Iterable[tuple[str, Weaving]]:
    """The items whose log has grown."""
    return [(key, weaving) for key, weaving in placing.weavings.items() if weaving.fresh]


def _assign(row: Card | Attempt | ReviewEvent, given: Row, names: tuple[str, ...]) -> None:
    for name in names:
        setattr(row, name, given[name])
