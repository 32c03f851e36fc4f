"""Goals and the queue: what a plan asks for today, what is shown next, and that only the goal is stored."""

from __future__ import annotations

from datetime import timedelta

import pytest

from quiz.models import Card, Deck, Goal, Item, ReviewEvent, User
from quiz.scheduling.plan import Phase
from quiz.scheduling.plan_habits import Habits
from quiz.services import accounts, plan, queue, study


@pytest.fixture
def goal(ann):
    """Makes an interview so many days ahead, over all decks."""

    def make(days, *, minutes=60, name="Interview", **fields):
        day = ann.user.scheduling.day(ann.at) + timedelta(days=days)
        made = Goal(user=ann.user, name=name, day=day, minutes=minutes, **fields)
        return plan.set_goal(made, Deck.objects.all(), at=ann.at)

    return make


def line_of(ann):
    (line,) = plan.lines(ann.user, at=ann.at)
    return line


def known(ann, *keys, stability=30.0, due=20):
    """Cards in review, last seen two days ago."""
    day = ann.user.scheduling.day(ann.at) + timedelta(days=due)
    fields = {"state": "review", "difficulty": 5.0, "interval": 8, "reviews": 2, "due_day": day}
    for key in keys:
        item = Item.objects.get(key=key)
        last = ann.at - timedelta(days=2)
        Card.objects.create(user=ann.user, item=item, stability=stability, last_review=last, **fields)


def next_key(ann, **more):
    showing = queue.next_showing(ann.user, at=ann.at, **more)
    return showing.item.key if showing else None


def all_keys():
    return list(Item.objects.order_by("position").values_list("key", flat=True))


def test_without_a_goal_nothing_changes(ann):
    assert plan.lines(ann.user, at=ann.at) == ()
    assert queue.day_of(ann.user, at=ann.at).new == 6


def test_a_goal_paces_new_items_whatever_the_usual_limit_is(ann, goal):
    goal(4)
    assert queue.day_of(ann.user, at=ann.at).new == 2
    ann.user.new_per_day = 0
    ann.user.save()
    assert queue.day_of(ann.user, at=ann.at).new == 2


def test_the_share_of_a_day_shrinks_with_what_is_done_and_is_then_over(ann, goal):
    goal(4)
    for left in (1, 0):
        ann.answers(next_key(ann))
        assert line_of(ann).new_left == left
        assert line_of(ann).share.new == 2
    ann.waits(minutes=5)
    new = {item.key for item in Item.objects.exclude(cards__reviews__gt=0)}
    assert next_key(ann) not in new


def test_what_is_undone_is_left_to_do_again(ann, goal):
    goal(4)
    ann.answers(next_key(ann))
    study.undo(ann.user, at=ann.at)

    assert line_of(ann).new_left == 2


def test_missed_days_are_spread_over_those_that_remain(ann, goal):
    goal(9)
    assert line_of(ann).share.new == 1
    ann.waits(days=4)
    assert line_of(ann).share.new == 2


def test_all_new_items_are_met_before_the_eve_when_each_share_is_done(ann, goal):
    goal(4)
    for _ in range(3):
        while line_of(ann).new_left:
            ann.answers(next_key(ann))
        ann.waits(days=1)

    assert Card.objects.filter(reviews__gt=0).count() == len(all_keys()) == 6
    assert line_of(ann).share.phase is Phase.EVE
    assert line_of(ann).share.new == 0


def test_the_eve_asks_the_least_likely_to_be_remembered_first_though_nothing_is_due(ann, goal):
    keys = all_keys()
    for number, key in enumerate(keys):
        known(ann, key, stability=20.0 + 10 * ((number * 5) % 6))
    assert next_key(ann) is None
    goal(1)
    weakest = Card.objects.order_by("stability").first()

    assert queue.day_of(ann.user, at=ann.at).due == 6
    assert next_key(ann) == weakest.item.key


def test_the_final_pass_shows_everything_once_and_ends(ann, goal):
    known(ann, *all_keys())
    goal(1)
    seen = []
    for _ in range(6):
        seen.append(next_key(ann))
        ann.answers(seen[-1])

    assert sorted(seen) == sorted(all_keys())
    assert line_of(ann).left == 0
    assert next_key(ann) is None


def test_the_final_pass_keeps_to_its_minutes(ann, goal):
    known(ann, *all_keys())
    goal(1, minutes=3)
    line = line_of(ann)

    assert line.reviews_left == int(180 / Habits().review_seconds)
    assert queue.day_of(ann.user, at=ann.at).due == line.reviews_left


def test_reviews_without_room_wait_until_the_new_items_are_done(ann, goal):
    known(ann, "quarter", "flat-point", due=-1)
    ann.user.new_per_day = 0
    ann.user.save()
    assert next_key(ann) in ("quarter", "flat-point")
    goal(2, minutes=9)
    line = line_of(ann)
    assert (line.new_left, line.reviews_left, line.share.left_over) == (4, 0, 2)

    assert next_key(ann) not in ("quarter", "flat-point")
    for key in all_keys():
        if key not in ("quarter", "flat-point"):
            ann.answers(key)
    assert line_of(ann).new_left == 0
    assert next_key(ann) in ("quarter", "flat-point")


def test_decks_without_a_goal_keep_the_usual_limit(ann, goal):
    made = goal(10)
    made.decks.clear()

    assert queue.day_of(ann.user, at=ann.at).new == 6


def test_on_a_day_off_nothing_new_comes(ann, goal):
    goal(10, days_off=[ann.user.scheduling.day(ann.at).weekday()])

    assert queue.day_of(ann.user, at=ann.at).new == 0
    assert line_of(ann).share.phase is Phase.RESTING


def test_on_the_day_nothing_new_comes_and_afterwards_the_cards_go_on_as_before(ann, goal):
    known(ann, "quarter", due=3)
    goal(2)
    before = Card.objects.values_list("due_day", flat=True).get()
    ann.waits(days=2)
    assert queue.day_of(ann.user, at=ann.at).new == 0
    ann.waits(days=1)

    assert queue.day_of(ann.user, at=ann.at).new == 5
    assert plan.lines(ann.user, at=ann.at) == ()
    assert [goal.name for goal in plan.passed(ann.user, at=ann.at)] == ["Interview"]
    assert Card.objects.values_list("due_day", flat=True).get() == before


def test_a_deck_of_two_goals_is_asked_for_once(ann, goal):
    goal(4, name="Interview")
    goal(8, name="Exam")
    near, far = plan.lines(ann.user, at=ann.at)

    assert (near.goal.name, near.new_left, far.new_left) == ("Interview", 2, 0)
    assert queue.day_of(ann.user, at=ann.at).new == 2


def test_goals_are_their_owners_alone(ann, goal):
    goal(4)
    ben = User.objects.create(username="ben")

    assert plan.lines(ben, at=ann.at) == ()


def test_a_guests_goals_come_along_but_for_names_the_account_has(ann, goal):
    goal(4, name="Interview")
    goal(8, name="Exam")
    account = User.objects.create(username="ben")
    own = Goal(user=account, name="Exam", day=ann.at.date())
    plan.set_goal(own, [], at=ann.at)
    accounts.adopt(ann.user, account)

    assert sorted(Goal.objects.of(account).values_list("name", flat=True)) == ["Exam", "Interview"]
    assert list(Goal.objects.of(ann.user).values_list("name", flat=True)) == ["Exam"]


def test_a_learner_keeps_a_handful_of_goals(ann, goal):
    for number in range(plan.MOST_GOALS):
        assert plan.can_add(ann.user)
        goal(4, name=f"Interview {number}")

    assert not plan.can_add(ann.user)


def test_habits_come_from_the_log(ann):
    assert plan.habits_for(ann.user) == plan.habits_for(User.objects.create(username="ben"))
    ann.answers("quarter")
    found = plan.habits_for(ann.user)

    assert found.first_answer < Habits().first_answer
    assert ReviewEvent.objects.count() == 1


def test_the_forecast_starts_from_the_cards_as_they_are(ann, goal):
    goal(10)
    (fresh,) = plan.goals_shown(ann.user, at=ann.at)
    known(ann, *all_keys()[:4])
    (ahead,) = plan.goals_shown(ann.user, at=ann.at)

    assert (fresh.items, fresh.unseen, ahead.unseen) == (6, 6, 2)
    assert fresh.forecast.idle == 0
    assert ahead.forecast.idle > 0.5


def test_a_day_has_one_forecast_whatever_the_hour(ann, goal):
    known(ann, "quarter")
    goal(10)
    morning = plan.goals_shown(ann.user, at=ann.at)[0].forecast
    evening = plan.goals_shown(ann.user, at=ann.at + timedelta(hours=8))[0].forecast

    assert morning == evening


def test_a_goal_whose_decks_have_nothing_has_no_forecast(ann, goal):
    goal(10)
    Item.objects.update(retired=True)
    (shown,) = plan.goals_shown(ann.user, at=ann.at)

    assert (shown.items, shown.forecast, shown.line.left) == (0, None, 0)


def test_what_is_set_aside_is_not_asked_for(ann, goal):
    goal(4)
    for key in all_keys()[:4]:
        Card.objects.create(user=ann.user, item=Item.objects.get(key=key), suspended=True)

    assert line_of(ann).share.new == 1
    assert next_key(ann) == all_keys()[4]


def test_a_card_hidden_until_tomorrow_is_not_part_of_the_final_pass(ann, goal):
    known(ann, *all_keys())
    goal(1)
    hidden = next_key(ann)
    Card.objects.filter(item__key=hidden).update(buried_until=ann.user.scheduling.day(ann.at) + timedelta(days=1))

    assert line_of(ann).reviews_left == queue.day_of(ann.user, at=ann.at).due == 5
    assert next_key(ann) != hidden


def test_the_minutes_of_a_day_give_way_to_those_of_a_goal_until_its_share_is_done(ann, goal):
    ann.user.minutes_per_day = 1
    ann.user.save()
    ann.answers(next_key(ann))
    ReviewEvent.objects.update(ms=120_000)
    assert queue.day_of(ann.user, at=ann.at).new == 0
    goal(4)
    assert queue.day_of(ann.user, at=ann.at).new == line_of(ann).new_left > 0
    while line_of(ann).new_left:
        ann.answers(next_key(ann))

    assert queue.day_of(ann.user, at=ann.at).left <= 1


def test_the_final_pass_is_counted_where_the_limit_of_reviews_is_lower(ann, goal):
    known(ann, *all_keys(), due=-1)
    ann.user.reviews_per_day = 2
    ann.user.save()
    goal(1)

    assert queue.day_of(ann.user, at=ann.at).due == line_of(ann).reviews_left == 6
    for left in (5, 4, 3, 2, 1, 0):
        ann.answers(next_key(ann))
        assert line_of(ann).reviews_left == left
