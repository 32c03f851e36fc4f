"""A question that keeps slipping sends its learner to what it rests on."""

from __future__ import annotations

import pytest

from quiz.models import Card, ReviewEvent
from quiz.scheduling.memory import State
from quiz.scheduling.scheduler import LEECH_LAPSES
from quiz.services.leeches import rests_on
from quiz.services.why import why, why_of


def slipping(ann, lapses):
    ann.answers("square-times-exp")
    Card.objects.update(
        state=State.REVIEW, due_at=None, due_day=ann.at.date(), lapses=lapses, interval=5, stability=5.0
    )
    ann.waits(days=2)
    return ann.answers("square-times-exp", right=False)


def test_a_leech_that_slips_offers_its_prerequisites(ann):
    offered = rests_on(ann.user, slipping(ann, LEECH_LAPSES - 1))

    assert offered
    assert {item.topic.key for item in offered} == {"powers"}


def test_what_slips_now_and_then_offers_nothing(ann):
    assert rests_on(ann.user, slipping(ann, 1)) == ()


def test_a_leech_that_was_known_offers_nothing(ann):
    ann.answers("square-times-exp")
    Card.objects.update(lapses=LEECH_LAPSES)

    assert rests_on(ann.user, ann.waits(minutes=20).answers("square-times-exp")) == ()
    assert rests_on(ann.user, None) == ()


@pytest.mark.parametrize("right", [True, False])
def test_why_tells_the_same_days_as_the_log(ann, right):
    for _ in range(4):
        event = ann.answers("quarter", right=right).event
        told = why(ReviewEvent.objects.get(pk=event.pk))
        card = Card.objects.get()

        assert why_of(card) == told
        assert told.day == (card.due_day or card.due_at.date())
        assert told.stability == card.stability
        assert told.in_steps is (card.due_day is None)
        if not told.in_steps:
            assert told.low <= (told.day - event.study_day).days <= told.high
        ann.waits(days=max(1, card.interval))


def test_nothing_is_said_about_a_card_that_waits_for_nothing(ann):
    ann.answers("quarter")
    Card.objects.update(due_at=None, due_day=None)

    assert why_of(Card.objects.get()) is None
