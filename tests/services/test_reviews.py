"""A card is the fold of its log, whatever the learner does; undo and double posts leave no trace but the log."""

from __future__ import annotations

import itertools
import uuid
from random import Random

import pytest

from quiz.models import Attempt, Card, Item, Presentation, ReviewEvent
from quiz.scheduling.fold import Event, EventKind, fold
from quiz.scheduling.memory import Memory
from quiz.scheduling.rating import Rating
from quiz.scheduling.scheduler import Settings
from quiz.services import study
from quiz.services.parts import Act
from quiz.services.questions import values_as_text
from quiz.services.reviews import from_json

KEYS = ["quarter", "square-times-exp", "two-slopes", "flat-point", "why-minus", "best-price"]
USUAL = Settings()


def log_of(card):
    """The stored log as the core reads it."""
    for event in card.events.order_by("sequence"):
        settings = Settings(event.retention, rollover_hour=event.rollover_hour, timezone=event.timezone)
        if event.kind == ReviewEvent.Kind.VOID:
            yield Event(str(event.uuid), EventKind.VOID, event.at, names=str(event.voids.uuid))
        else:
            kind, rating = EventKind.REVIEW, Rating(event.rating)
            yield Event(str(event.uuid), kind, event.at, rating, seed=event.seed, settings=settings)


def assert_folded():
    for card in Card.objects.all():
        assert card.memory == fold(log_of(card), USUAL)
        assert card.sequence == card.events.count()
        assert list(card.events.order_by("sequence").values_list("sequence", flat=True)) == list(range(card.sequence))


def rated(ann, rating):
    event = study.last_review(ann.user)
    return study.rate(ann.user, event.uuid, rating, nonce=uuid.uuid4(), at=ann.at) if event else None


@pytest.mark.parametrize("seed", range(8))
def test_a_card_is_the_fold_of_its_events(ann, seed):
    random = Random(seed)
    for _ in range(25):
        match random.choices(["answer", "rate", "undo", "zone"], [10, 4, 4, 1])[0]:
            case "answer":
                ann.answers(random.choice(KEYS[:4]), right=random.random() < 0.7)
            case "rate":
                rated(ann, random.choice(list(Rating)))
            case "undo":
                study.undo(ann.user, at=ann.at)
            case "zone":
                ann.user.timezone, ann.user.retention = random.choice(["Asia/Tokyo", "America/Lima"]), 0.85
                ann.user.save()
        ann.waits(minutes=random.choice([1, 12, 600, 2000, 9000, 60000]))
        assert_folded()

    assert ReviewEvent.objects.exists()


@pytest.mark.parametrize("key", KEYS)
def test_every_kind_ends_in_one_review(ann, key):
    showing = ann.answers(key)

    assert showing.event.rating == 3
    assert ReviewEvent.objects.count() == 1
    assert Presentation.objects.get().closed_at == ann.at
    assert_folded()


def test_each_event_says_what_was_before_and_after(ann):
    for _ in range(4):
        ann.answers("quarter").event.refresh_from_db()
        ann.waits(days=3)
    events = list(ReviewEvent.objects.order_by("id"))

    assert from_json(events[0].before) == Memory()
    assert all(earlier.after == later.before for earlier, later in itertools.pairwise(events))
    assert from_json(events[-1].after) == Card.objects.get().memory
    assert [event.first for event in events] == [True, False, False, False]


def test_undo_of_any_depth_leads_back_to_the_beginning(ann):
    memories = [Memory()]
    for days in (0, 1, 4):
        ann.waits(days=days).answers("quarter")
        memories.append(Card.objects.get().memory)
    for expected in reversed(memories[:-1]):
        assert study.undo(ann.user, at=ann.at).key == "quarter"
        assert Card.objects.get().memory == expected
        assert_folded()

    assert study.undo(ann.user, at=ann.at) is None
    assert ReviewEvent.objects.count() == 6, "nothing is deleted"
    assert not ReviewEvent.objects.standing().exists()


def test_undo_goes_back_through_the_cards_in_the_order_of_the_answers(ann):
    for key in ("quarter", "flat-point", "two-slopes"):
        ann.answers(key)

    assert [study.undo(ann.user, at=ann.at).key for _ in range(3)] == ["two-slopes", "flat-point", "quarter"]


def test_after_an_undo_the_same_numbers_are_asked_and_the_answer_counts_anew(ann):
    first = ann.answers("square-times-exp")
    study.undo(ann.user, at=ann.at)
    again = ann.opens("square-times-exp")

    assert values_as_text(again.ticket.values) == values_as_text(first.ticket.values)
    assert ann.answers("square-times-exp", right=False).event.rating == 1
    assert Card.objects.get().reviews == 1
    assert_folded()


def test_the_same_undo_sent_twice_takes_back_one_review(ann):
    ann.answers("quarter")
    seen = ann.answers("flat-point").event.uuid

    assert [study.undo(ann.user, event_id=seen, at=ann.at).key for _ in range(2)] == ["flat-point", "flat-point"]
    assert ReviewEvent.objects.standing().get().card.item.key == "quarter"


def test_an_undo_from_an_old_page_takes_nothing_back(ann):
    seen = ann.answers("quarter").event.uuid
    ann.answers("flat-point")

    assert study.undo(ann.user, event_id=seen, at=ann.at) is None
    assert ReviewEvent.objects.standing().count() == 2


def test_an_undo_after_another_rating_takes_the_review_back(ann):
    seen = ann.answers("quarter").event.uuid
    rated(ann, Rating.EASY)

    assert study.undo(ann.user, event_id=seen, at=ann.at).key == "quarter"
    assert Card.objects.get().memory == Memory()


@pytest.mark.parametrize("rating", list(Rating))
def test_another_rating_is_as_if_it_had_been_the_first(ann, rating):
    button = next(each for each in ann.answers("quarter").ratings if each.rating == rating)
    answered_at = ann.at
    rated(ann.waits(minutes=5), rating)
    event = ReviewEvent.objects.standing().get()

    assert (event.rating, event.at, event.proposed) == (rating, answered_at, 3)
    assert button.is_proposed is (rating == 3)
    assert Card.objects.get().reviews == 1
    assert_folded()


def test_only_the_latest_review_can_be_rated_anew(ann):
    old = ann.answers("quarter").event
    ann.answers("flat-point")

    assert study.rate(ann.user, old.uuid, Rating.EASY, nonce=uuid.uuid4(), at=ann.at) is None
    assert ReviewEvent.objects.count() == 2


@pytest.mark.parametrize("act", [Act.ANSWER, Act.GAVE_UP])
def test_the_same_form_twice_is_one_attempt_and_one_review(ann, act):
    showing, nonce = ann.opens("quarter"), uuid.uuid4()
    replies = [
        study.answer(ann.user, showing.ticket, act=act, response="1/4", nonce=nonce, at=ann.at) for _ in range(3)
    ]

    assert all(reply.is_over for reply in replies)
    assert len({reply.event.uuid for reply in replies}) == 1
    assert (Attempt.objects.count(), ReviewEvent.objects.count()) == (1, 1)


def test_a_second_tab_changes_nothing_once_the_review_is_over(ann):
    tab = ann.opens("quarter")
    ann.answers("quarter")
    late = study.answer(ann.user, tab.ticket, response="0", nonce=uuid.uuid4(), at=ann.at)

    assert late.note == study.ALREADY
    assert (Attempt.objects.count(), ReviewEvent.objects.count()) == (1, 1)


def test_one_learners_ticket_makes_another_learners_own_review(ann, django_user_model):
    ben = django_user_model.objects.create(username="ben")
    showing = ann.opens("quarter")
    study.answer(ben, showing.ticket, response="1/4", nonce=uuid.uuid4(), at=ann.at)

    assert not Card.objects.of(ann.user).exists()
    assert Card.objects.of(ben).get().item == Item.objects.get(key="quarter")
