"""What a learner does to a card is an event: it can be taken back, and the log alone gives the same card."""

from __future__ import annotations

import uuid
from datetime import timedelta
from random import Random

import pytest

from quiz.models import Card, DayLoad, Item, ReviewEvent
from quiz.scheduling.memory import Memory
from quiz.scheduling.rating import Rating
from quiz.scheduling.words import short
from quiz.services import cards, loads, queue, study
from quiz.services.cards import CardAct
from quiz.services.rebuild import rebuild

KEYS = ["quarter", "square-times-exp", "two-slopes", "flat-point"]


def does(ann, what, key="quarter", **more):
    item = Item.objects.get(key=key)
    return cards.act(ann.user, item, what, nonce=uuid.uuid4(), at=ann.at, **more)


def card(key="quarter"):
    return Card.objects.get(item__key=key)


def next_key(ann):
    showing = queue.next_showing(ann.user, at=ann.at)
    return showing.item.key if showing else None


def assert_nothing_differs():
    found = rebuild(mend=False)
    assert (found.differences, found.days) == ((), 0)


def test_what_is_set_aside_is_not_asked_until_it_is_brought_back(ann):
    ann.answers("quarter", right=False)
    ann.waits(minutes=5)
    assert next_key(ann) == "quarter"
    does(ann, CardAct.SUSPEND)
    assert next_key(ann) != "quarter"
    does(ann, CardAct.UNSUSPEND)
    assert next_key(ann) == "quarter"
    assert_nothing_differs()


def test_a_new_item_can_be_set_aside_and_comes_back_as_new(ann):
    first = next_key(ann)
    does(ann, CardAct.SUSPEND, first)
    assert next_key(ann) != first
    does(ann, CardAct.UNSUSPEND, first)
    assert next_key(ann) == first


def test_a_buried_card_comes_back_tomorrow(ann):
    ann.answers("quarter")
    Card.objects.update(due_at=None, due_day=ann.at.date(), state="review", interval=1)
    assert next_key(ann) == "quarter"
    does(ann, CardAct.BURY)
    assert next_key(ann) != "quarter"
    ann.waits(days=1)
    assert next_key(ann) == "quarter"


def test_reset_forgets_and_undo_remembers(ann):
    ann.answers("quarter")
    known = card().memory
    does(ann, CardAct.RESET)
    assert card().memory == Memory()
    assert_nothing_differs()
    assert study.undo(ann.user, at=ann.at).key == "quarter"
    assert card().memory == known
    assert_nothing_differs()


def test_a_day_can_be_set_and_the_rest_of_the_memory_stays(ann):
    ann.answers("quarter")
    before, day = card(), ann.at.date() + timedelta(days=5)
    does(ann, CardAct.RESCHEDULE, day=day)
    after = card()

    assert (after.due_day, after.due_at, after.state) == (day, None, "review")
    assert (after.stability, after.reviews) == (before.stability, before.reviews)
    assert_nothing_differs()


@pytest.mark.parametrize("days", [-1, cards.MOST_DAYS + 1])
def test_a_day_out_of_range_is_refused(ann, days):
    ann.answers("quarter")

    assert does(ann, CardAct.RESCHEDULE, day=ann.at.date() + timedelta(days=days)) is None


@pytest.mark.parametrize("what", [CardAct.RESET, CardAct.BURY, CardAct.DIG_UP, CardAct.UNSUSPEND])
def test_what_makes_no_sense_for_a_new_card_is_not_written(ann, what):
    assert does(ann, what) is None
    assert not ReviewEvent.objects.exists()


def test_the_same_form_twice_is_one_act(ann):
    ann.answers("quarter")
    item, nonce = Item.objects.get(key="quarter"), uuid.uuid4()
    for _ in range(3):
        cards.act(ann.user, item, CardAct.SUSPEND, nonce=nonce, at=ann.at)

    assert ReviewEvent.objects.filter(kind="suspend").count() == 1


def test_undo_takes_back_acts_and_reviews_in_their_order(ann):
    ann.answers("quarter")
    does(ann, CardAct.BURY)
    ann.answers("flat-point")
    does(ann, CardAct.SUSPEND, "quarter")
    taken = []
    while item := study.undo(ann.user, at=ann.at):
        taken.append(item.key)
        assert_nothing_differs()

    assert taken == ["quarter", "flat-point", "quarter", "quarter"]
    assert (card().suspended, card().buried_until, card().memory) == (False, None, Memory())


def test_another_rating_after_setting_aside_keeps_it_set_aside(ann):
    event = ann.answers("quarter").event
    does(ann, CardAct.SUSPEND)
    study.rate(ann.user, event.uuid, Rating.EASY, nonce=uuid.uuid4(), at=ann.at)

    assert card().suspended
    assert card().state == "review"
    assert_nothing_differs()


def test_a_review_cannot_be_rated_anew_once_its_card_is_reset(ann):
    event = ann.answers("quarter").event
    does(ann, CardAct.RESET)

    assert study.rate(ann.user, event.uuid, Rating.EASY, nonce=uuid.uuid4(), at=ann.at) is None


def test_an_open_question_survives_an_act(ann):
    showing = ann.opens("quarter")
    study.answer(ann.user, showing.ticket, response="1/2", nonce=uuid.uuid4(), at=ann.at)
    does(ann, CardAct.SUSPEND)

    assert ann.opens("quarter").parts[0].wrong_tries == 1


@pytest.mark.parametrize("seed", range(4))
def test_whatever_a_learner_does_the_log_gives_the_same_cards(ann, seed):
    random = Random(seed)
    ann.user.easy_days = [5, 6]
    ann.user.save()
    for _ in range(30):
        key = random.choice(KEYS)
        match random.choices(["answer", "act", "undo"], [10, 6, 4])[0]:
            case "answer":
                ann.answers(key, right=random.random() < 0.8)
            case "act":
                day = ann.at.date() + timedelta(days=random.randrange(40))
                does(ann, random.choice(list(CardAct)), key, day=day)
            case "undo":
                study.undo(ann.user, at=ann.at)
        ann.waits(minutes=random.choice([1, 12, 600, 2000, 9000]))
        assert_nothing_differs()


def test_differences_are_told_and_mended(ann):
    ann.answers("quarter")
    Card.objects.update(stability=99.0, lapses=7, suspended=True)
    told = rebuild(mend=False)
    assert {each.field for each in told.differences} == {"stability", "lapses", "suspended"}
    assert not told.mended
    assert rebuild(mend=True).mended
    assert_nothing_differs()
    assert card().stability != 99.0


def test_counters_are_mended_too(ann):
    ann.answers("quarter")
    rated = study.last_review(ann.user)
    study.rate(ann.user, rated.uuid, Rating.EASY, nonce=uuid.uuid4(), at=ann.at)
    assert list(DayLoad.objects.values_list("day", "cards")) == [(card().due_day, 1)]
    DayLoad.objects.update(cards=5)

    assert rebuild(mend=True).days == 1
    assert DayLoad.objects.get().cards == 1


def test_a_full_day_is_left_for_an_emptier_one_and_the_preview_keeps_its_word(ann):
    for _ in range(2):
        ann.answers("quarter")
        ann.waits(days=6)
    seed = study.last_review(ann.user).seed + 1
    drawn = queue.scheduler_for(ann.user.scheduling).preview(card().memory, ann.at, seed).good.memory.due_day
    DayLoad.objects.update_or_create(user=ann.user, day=drawn, defaults={"cards": 30})
    showing = ann.answers("quarter")
    event = showing.event

    assert card().due_day != drawn
    assert event.load is not None
    button = next(each for each in showing.ratings if each.is_chosen)
    assert button.interval == short(card().due_day - event.study_day)
    loads.recount(ann.user)
    assert_nothing_differs()


def test_a_learner_can_be_looked_at_alone(ann, django_user_model):
    ann.answers("quarter")
    Card.objects.update(step=9)
    ben = django_user_model.objects.create(username="ben")

    assert rebuild(ben, mend=False).differences == ()
    assert len(rebuild(ann.user, mend=False).differences) == 1
