"""Practising: answers in, verdicts out, one review at the end. Grading happens before the transaction."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from quiz.grading.verdict import Verdict
from quiz.kinds.question import Question, Values
from quiz.kinds.scenario import ScenarioQuestion
from quiz.models import Attempt, Card, Item, ItemRevision, Presentation, ReviewEvent, User
from quiz.scheduling.rating import Rating
from quiz.services import log, reviews
from quiz.services.explained import ExplainPartShown
from quiz.services.parts import Act, PartShown, Stage
from quiz.services.questions import is_variant, question_of, values_as_text, values_for, values_from_text
from quiz.services.showing import Showing, fresh_ticket, shown, ticket_of
from quiz.services.ticket import Ticket, TicketError

NEWCOMER = "newcomer"
ALREADY = "You have answered this one already. Here is how it stands."
WRITE_FIRST = "Write a sentence first, or say that you said it aloud."


def open_showing(learner: User | None, item: Item, *, at: datetime, note: str = "") -> Showing:
    """The question of an item for this learner: the open one as it was left, else a fresh variant."""
    card = Card.objects.of(learner).filter(item=item).first() if learner else None
    if card:
        started = card.presentations.filter(sequence=card.sequence, closed_at=None).first()
        if started:
            return shown(item, ticket_of(item, started), started, note=note)
    values = next_values(learner, item, card)
    return shown(item, fresh_ticket(item, card.sequence if card else 0, values, at), None, note=note)


def next_values(learner: User | None, item: Item, card: Card | None) -> Values:
    """The numbers of the next review: others than last time, but the same again when that review was taken back."""
    revision, reviews_so_far = item.current_id or 0, card.reviews if card else 0
    latest = card.presentations.order_by("-sequence").first() if card else None
    last = values_from_text(latest.values) if latest else None
    if latest and last is not None and latest.review_count == reviews_so_far and is_variant(revision, last):
        return last
    return values_for(revision, draw_key(learner, item), reviews_so_far, last=last)


def draw_key(learner: User | None, item: Item) -> str:
    return f"{learner.pk if learner else NEWCOMER}:{item.key}"


def seen(learner: User, key: str, sequence: int, *, at: datetime, note: str = "") -> Showing | None:
    """A showing by its number, open or over; None when this learner never had it."""
    presentation = (
        Presentation.objects.filter(card__user=learner, card__item__key=key, sequence=sequence)
        .select_related("card__item__topic", "card__user")
        .first()
    )
    return _as_it_stands(presentation, note) if presentation else None


def part_of(ticket: Ticket, part_id: str) -> Question | None:
    """The question a preview is about; it is only read, so a part stands without the earlier answers."""
    try:
        question = question_of(ticket.revision_id, ticket.values)
    except ItemRevision.DoesNotExist as unknown:
        raise TicketError(f"there is no revision {ticket.revision_id}") from unknown
    return question.parts.get(part_id) if isinstance(question, ScenarioQuestion) else question


def answer(
    learner: User,
    ticket: Ticket,
    *,
    act: Act = Act.ANSWER,
    part_id: str = "",
    response: str = "",
    confidence: str = "",
    nonce: uuid.UUID,
    at: datetime,
) -> Showing:
    """Take one act on a question: grade it, store it, and close the review when the question is over.

    The same nonce twice is one attempt; a ticket whose review is over changes nothing.
    """
    before = stored(learner, ticket)
    part = next((each for each in before.parts if each.id == part_id), None)
    if part is None or not _fits(act, part):
        return already(learner, ticket, at)
    if part.kind == "explain" and act in (Act.ANSWER, Act.PROBE) and not response.strip():
        return replace(before, note=WRITE_FIRST)
    verdict = part.question.grade(response) if act is Act.ANSWER and part.kind != "explain" else None
    with transaction.atomic():
        card = locked_card(learner, before.item)
        if card.sequence != ticket.sequence or Attempt.objects.filter(nonce=nonce).exists():
            return already(learner, ticket, at)
        presentation = presented(card, ticket, confidence)
        _store(presentation, part_id, act, response, verdict, nonce, at)
        return _settled(card, presentation, at)


def tick(learner: User, ticket: Ticket, part_id: str, point: str, *, said: bool, at: datetime) -> Showing:
    """The learner's own judgement of a key point or of a misheard claim. The last one ends the review."""
    with transaction.atomic():
        card = locked_card(learner, item_of(ticket))
        presentation = card.presentations.filter(sequence=ticket.sequence, closed_at=None).first()
        if card.sequence != ticket.sequence or presentation is None:
            return already(learner, ticket, at)
        part = next((each for each in shown(card.item, ticket, presentation).parts if each.id == part_id), None)
        if isinstance(part, ExplainPartShown) and part.stage is Stage.REVEALING and point in part.may_tick:
            ticks = presentation.ticks.get(part_id, {})
            presentation.ticks = {**presentation.ticks, part_id: {**ticks, point: "said" if said else "missed"}}
            presentation.save(update_fields=["ticks"])
        return _settled(card, presentation, at)


@transaction.atomic
def rate(learner: User, event_id: uuid.UUID, rating: Rating, *, nonce: uuid.UUID, at: datetime) -> ReviewEvent | None:
    """Put another rating in place of the last one: the old event is voided, both stay in the log.

    Only the learner's latest review can be changed; anything else is left alone and gives None.
    """
    event = last_review(learner)
    if event is None or event.uuid != event_id or event.rating == rating:
        return None
    if ReviewEvent.objects.filter(uuid=nonce).exists():
        return None
    card = _locked(event.card_id)
    if log.standing_after(event, (ReviewEvent.Kind.RESET, ReviewEvent.Kind.RESCHEDULE)):
        return None
    before = ReviewEvent.objects.select_related("presentation").get(pk=event.pk)
    reviews.void(before, card, nonce=uuid.uuid4(), at=at)
    return reviews.record_again(before, card, rating, nonce=nonce)


@transaction.atomic
def undo(learner: User, *, event_id: uuid.UUID | None = None, at: datetime) -> Item | None:
    """Take back the latest act that stands, a review or another; returns its item. Can be repeated, back to the first.

    `event_id` says which act the learner saw as the latest: sent twice, it is taken back once; when another has
    come since, nothing is.
    """
    event = last_act(learner)
    mine = ReviewEvent.objects.of(learner).select_related("card__item__topic")
    meant = mine.filter(uuid=event_id).first() if event_id else None
    if meant and (event is None or not _same_act(event, meant)):
        return None if _stands(meant) else meant.card.item
    if event is None:
        return None
    reviews.void(event, _locked(event.card_id), nonce=uuid.uuid4(), at=at)
    return event.card.item


def _same_act(event: ReviewEvent, meant: ReviewEvent) -> bool:
    """The same event, or the same review under another rating."""
    return event.pk == meant.pk or (
        event.presentation_id is not None and event.presentation_id == meant.presentation_id
    )


def _stands(event: ReviewEvent) -> bool:
    acts = ReviewEvent.objects.acts()
    if event.presentation_id is None:
        return acts.filter(pk=event.pk).exists()
    return acts.filter(presentation=event.presentation_id).exists()


def last_review(learner: User) -> ReviewEvent | None:
    """The latest review that stands: what a rating key changes."""
    return ReviewEvent.objects.of(learner).standing().select_related("card__item__topic").order_by("-id").first()


def last_act(learner: User) -> ReviewEvent | None:
    """The latest act that stands, a review or another: what undo takes back."""
    return ReviewEvent.objects.of(learner).acts().select_related("card__item__topic").order_by("-id").first()


def item_of(ticket: Ticket) -> Item:
    """What a ticket shows, under the id it has today. Raises TicketError when this text was never published here."""
    item = Item.objects.select_related("topic").filter(revisions=ticket.revision_id).first()
    if item is None:
        raise TicketError(f"there is no revision {ticket.revision_id}")
    return item


def stored(learner: User, ticket: Ticket) -> Showing:
    """What is stored for a ticket so far."""
    item = item_of(ticket)
    presentation = Presentation.objects.filter(card__user=learner, card__item=item, sequence=ticket.sequence).first()
    return shown(item, ticket_of(item, presentation) if presentation else ticket, presentation)


def _fits(act: Act, part: PartShown) -> bool:
    """Whether this act makes sense now: a late double click or an old page asks for what is past."""
    if part.stage is Stage.PROBING:
        return act in (Act.PROBE, Act.SKIPPED)
    if part.stage is not Stage.ASKING:
        return False
    if act is Act.WENT_ON:
        return bool(part.id and part.last_wrong)
    return act in (Act.ANSWER, Act.GAVE_UP) or (act is Act.THOUGHT and part.kind == "explain")


def already(learner: User, ticket: Ticket, at: datetime) -> Showing:
    """The state of a showing that this act came too late for, or twice."""
    item = item_of(ticket)
    stands = seen(learner, item.key, ticket.sequence, at=at)
    if stands is None:
        return open_showing(learner, item, at=at)
    return replace(stands, note=ALREADY) if stands.is_over else stands


def locked_card(learner: User, item: Item) -> Card:
    """The learner's card of an item, made at the first answer, locked until the transaction ends."""
    card, _ = Card.objects.get_or_create(user=learner, item=item)
    return _locked(card.pk)


def _locked(card_id: int) -> Card:
    return Card.objects.select_for_update(of=("self",)).select_related("item__topic", "user").get(pk=card_id)


def presented(card: Card, ticket: Ticket, confidence: str) -> Presentation:
    """The pinned showing of this review; the first confidence stays."""
    presentation, made = Presentation.objects.get_or_create(
        card=card,
        sequence=ticket.sequence,
        defaults={
            "revision_id": ticket.revision_id,
            "values": values_as_text(ticket.values),
            "shown_at": ticket.shown_at,
            "review_count": card.reviews,
            "confidence": confidence,
        },
    )
    if made:
        card.opened_at = presentation.shown_at
        card.save(update_fields=["opened_at"])
    elif confidence and not presentation.confidence and presentation.answered_at is None:
        presentation.confidence = confidence
        presentation.save(update_fields=["confidence"])
    return presentation


def _store(
    presentation: Presentation,
    part_id: str,
    act: Act,
    response: str,
    verdict: Verdict | None,
    nonce: uuid.UUID,
    at: datetime,
) -> None:
    counts = verdict.counts if verdict else True
    Attempt.objects.create(
        presentation=presentation,
        nonce=nonce,
        part=part_id,
        act=act,
        response=response,
        outcome=verdict.outcome if verdict else "",
        counts=counts,
        verdict=verdict.to_json() if verdict else {},
        at=at,
    )
    if counts and presentation.answered_at is None:
        presentation.answered_at = at
        presentation.save(update_fields=["answered_at"])


def _settled(card: Card, presentation: Presentation, at: datetime) -> Showing:
    """Close the review when nothing is left to answer; the proposed rating counts until another is chosen."""
    showing = shown(card.item, ticket_of(card.item, presentation), presentation)
    if not showing.is_over:
        return showing
    if presentation.closed_at is None:
        presentation.closed_at = at
        presentation.save(update_fields=["closed_at"])
        reviews.record(showing, card, presentation, at=at)
    return _as_it_stands(presentation)


def _as_it_stands(presentation: Presentation, note: str = "") -> Showing:
    """A showing with the review that closed it and what each rating would have done."""
    item = presentation.card.item
    event = presentation.events.standing().order_by("-id").first()
    showing = shown(item, ticket_of(item, presentation), presentation, event=event, note=note)
    return replace(showing, ratings=reviews.buttons(event)) if event else showing
