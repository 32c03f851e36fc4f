"""What comes next: what was begun, then what is due, then what is new, mixed, within the day's limits."""

from __future__ import annotations

import itertools
import uuid
from datetime import timedelta

import pytest
from django.db.models import F

from quiz.models import Card, Item, ReviewEvent, Topic, User
from quiz.services import outline, queue, study


def next_key(ann, **more):
    showing = queue.next_showing(ann.user, at=ann.at, **more)
    return showing.item.key if showing else None


def card_of(ann, key, **fields):
    """A card in review, as if it had been reviewed ten days ago."""
    known = {"state": "review", "stability": 8.0, "difficulty": 5.0, "interval": 8, "reviews": 3}
    item = Item.objects.get(key=key)
    due = ann.user.scheduling.day(ann.at)
    last = ann.at - timedelta(days=10)
    return Card.objects.create(user=ann.user, item=item, last_review=last, **{**known, "due_day": due, **fields})


def test_a_newcomer_gets_the_first_item_in_order(published):
    from tests.services.conftest import START

    assert queue.next_showing(None, at=START).item.key == "quarter"


def test_what_is_due_comes_before_what_is_new(ann):
    card_of(ann, "why-minus")

    assert next_key(ann) == "why-minus"


def test_learning_whose_minutes_are_over_comes_before_reviews(ann):
    card_of(ann, "why-minus")
    ann.answers("quarter", right=False)
    ann.waits(minutes=2)

    assert next_key(ann) == "quarter"


def test_learning_that_still_waits_lets_new_items_pass(ann):
    ann.answers("quarter", right=False)

    assert next_key(ann) not in ("quarter", None)


def test_with_nothing_else_left_learning_comes_early_by_twenty_minutes_at_most(ann):
    ann.user.new_per_day = 1
    ann.user.save()
    ann.answers("quarter")
    wait = Card.objects.get().due_at - ann.at

    assert timedelta(0) < wait <= timedelta(minutes=20)
    assert next_key(ann) == "quarter"
    Card.objects.update(due_at=ann.at + timedelta(minutes=21))
    assert next_key(ann) is None


def test_the_review_least_likely_remembered_comes_first(ann):
    card_of(ann, "why-minus", stability=30.0)
    card_of(ann, "square-times-exp", stability=2.0)

    assert next_key(ann) == "square-times-exp"


def test_no_two_of_one_strategy_in_a_row_among_reviews(ann):
    for key, stability in (("square-times-exp", 2.0), ("two-slopes", 3.0), ("flat-point", 9.0), ("why-minus", 9.5)):
        card_of(ann, key, stability=stability)
    strategies = []
    while len(strategies) < 4:
        key = next_key(ann)
        strategies.append(Item.objects.get(key=key).strategy)
        ann.answers(key)

    assert all(one != other for one, other in itertools.pairwise(strategies))


def test_new_items_come_in_short_blocks_of_a_topic(ann):
    topics = []
    for _ in range(5):
        key = next_key(ann)
        topics.append(Item.objects.get(key=key).topic.key)
        ann.answers(key)
    blocks = [len(list(block)) for _, block in itertools.groupby(topics)]

    assert max(blocks) <= outline.BLOCK
    assert len(blocks) > 1


def test_a_topic_waits_for_the_first_items_of_what_it_needs(ann):
    first, second = Topic.objects.order_by("position")[:2]
    Topic.objects.filter(pk=second.pk).update(needs=[first.key])
    outline.forget()
    heads = outline.outline().heads[first.pk]
    assert second.pk not in outline.open_topics(ann.user)
    for item in Item.objects.filter(pk__in=heads):
        ann.answers(item.key)

    assert second.pk in outline.open_topics(ann.user)
    outline.forget()


def test_the_item_just_answered_does_not_come_again_while_another_waits(ann):
    for key in ("quarter", "flat-point"):
        ann.answers(key, right=False)
    Card.objects.update(due_at=ann.at)

    assert next_key(ann) == "quarter"
    Card.objects.filter(item__key="quarter").update(due_at=ann.at - timedelta(minutes=1))
    ann.answers("quarter", right=False)
    Card.objects.filter(item__key="quarter").update(due_at=ann.at - timedelta(minutes=9))
    assert next_key(ann) == "flat-point"


def test_minutes_end_a_day_as_cards_do(ann):
    ann.user.minutes_per_day = 1
    ann.user.save()
    assert next_key(ann) is not None
    ann.answers("quarter")
    ReviewEvent.objects.update(ms=60_000)
    Card.objects.update(due_at=None, due_day=ann.at.date() + timedelta(days=9))

    assert next_key(ann) is None
    assert queue.day_of(ann.user, at=ann.at).left == 0


def test_after_a_break_the_backlog_is_spread_over_days(ann):
    item = Item.objects.get(key="quarter")
    copies = []
    for number in range(100):
        copy = Item.objects.get(pk=item.pk)
        copy.pk, copy.key, copy.position, copy.written = None, f"copy-{number}", 900 + number, 900 + 10 * number
        copies.append(copy)
    Item.objects.bulk_create(copies)
    day = ann.at.date() - timedelta(days=20)
    for copy in copies:
        card_of(ann, copy.key, due_day=day, stability=1.0 + copy.written)
    found = queue.day_of(ann.user, at=ann.at)

    assert (found.due, found.is_gentle) == (20, True)
    assert next_key(ann) == "copy-47", "of the cards looked at, the steadiest first"


@pytest.mark.parametrize(("apart", "expected"), [(True, None), (False, "why-minus")])
def test_siblings_come_at_most_once_a_day_for_whoever_wants_it_so(ann, apart, expected):
    ann.user.bury_siblings, ann.user.new_per_day = apart, 1
    ann.user.save()
    ann.answers("quarter")
    Card.objects.update(due_at=None, due_day=ann.at.date() + timedelta(days=9))
    Item.objects.filter(key="why-minus").update(
        topic=Item.objects.get(key="quarter").topic, written=Item.objects.get(key="quarter").written + 1
    )
    card_of(ann, "why-minus")

    assert next_key(ann) == expected


def test_what_is_met_is_not_walked_over_again(ann):
    copies = []
    for number in range(40):
        copy = Item.objects.get(key="quarter")
        copy.pk, copy.key, copy.position = None, f"copy-{number}", 0
        copies.append(copy)
    for copy in Item.objects.bulk_create(copies):
        card_of(ann, copy.key, due_day=ann.at.date() + timedelta(days=9))
    Item.objects.exclude(key__startswith="copy").update(position=F("position") + 100)
    key = next_key(ann)
    ann.user.refresh_from_db()
    assert ann.user.frontier == Item.objects.get(key=key).position


def test_what_is_new_again_is_offered_again_however_far_one_has_come(ann):
    ann.answers("quarter")
    User.objects.update(frontier=10**6)
    assert queue.day_of(ann.user, at=ann.at).new == 0
    study.undo(ann.user, at=ann.at)

    assert next_key(ann) == "quarter"


def test_new_items_stop_at_the_days_limit(ann):
    ann.user.new_per_day = 2
    ann.user.save()
    met = []
    while (key := next_key(ann)) and key not in met:
        met.append(key)
        ann.answers(key)

    assert len(met) == 2
    assert ReviewEvent.objects.filter(first=True).count() == 2


def test_the_next_study_day_brings_new_items_again(ann):
    ann.user.new_per_day = 1
    ann.user.save()
    ann.answers("quarter")
    Card.objects.update(due_at=None, due_day=ann.at.date() + timedelta(days=9))
    assert next_key(ann) is None

    ann.waits(hours=18)  # 03:00: still the same study day
    assert next_key(ann) is None
    ann.waits(hours=2)
    assert next_key(ann) is not None


def test_reviews_stop_at_the_days_limit_and_new_items_go_on(ann):
    ann.user.reviews_per_day = 1
    ann.user.save()
    card_of(ann, "why-minus")
    card_of(ann, "quarter")
    first = next_key(ann)
    ann.answers(first)

    assert first in ("why-minus", "quarter")
    assert next_key(ann) not in ("why-minus", "quarter", None)
    assert queue.day_of(ann.user, at=ann.at).due == 0


def test_an_undone_review_gives_its_place_back(ann):
    ann.user.new_per_day = 1
    ann.user.save()
    ann.answers("quarter")
    study.undo(ann.user, at=ann.at)

    assert queue.day_of(ann.user, at=ann.at).new == 1


def test_a_question_that_was_begun_is_resumed(ann):
    card_of(ann, "why-minus")
    showing = ann.opens("two-slopes")
    study.answer(ann.user, showing.ticket, response="(0, 0)", nonce=uuid.uuid4(), at=ann.at)

    assert next_key(ann) == "two-slopes"
    assert queue.next_showing(ann.user, at=ann.at).parts[0].wrong_tries == 1


def test_a_question_left_open_for_a_day_waits_its_turn(ann):
    card_of(ann, "why-minus")
    showing = ann.opens("two-slopes")
    study.answer(ann.user, showing.ticket, response="(0, 0)", nonce=uuid.uuid4(), at=ann.at)
    ann.waits(hours=13)

    assert next_key(ann) == "why-minus"


@pytest.mark.parametrize("field", ["suspended", "retired"])
def test_what_is_suspended_or_retired_is_not_asked(ann, field):
    card = card_of(ann, "why-minus", suspended=field == "suspended")
    if field == "retired":
        Item.objects.filter(pk=card.item_id).update(retired=True)

    assert next_key(ann) != "why-minus"


def test_a_deck_asks_only_its_own(ann):
    assert next_key(ann, deck="practice") == "quarter"
    assert next_key(ann, deck="another") is None


def test_the_day_in_numbers(ann):
    ann.user.new_per_day = 3
    ann.user.save()
    card_of(ann, "why-minus")
    ann.answers("quarter")
    day = queue.day_of(ann.user, at=ann.at)

    assert (day.done, day.due, day.new, day.waiting) == (1, 1, 2, 1)
    assert (day.left, day.total, day.number) == (3, 4, 2)
