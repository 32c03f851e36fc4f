"""What a plan asks for: never more than the minutes, everything met before the eve where that is possible."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.scheduling.plan import LONGEST, MOST_REST, Phase, calendar, new_share, rest_of, share
from quiz.scheduling.plan_habits import FIRST_PRIOR, PRIOR_WORTH, READING, Answered, Habits, habits_of
from quiz.scheduling.rating import Rating

MONDAY = date(2026, 1, 5)
HABITS = Habits()
DAYS = st.integers(-3, 90)
COUNTS = st.integers(0, 3000)
MINUTES = st.integers(0, 240)
OFF = st.sets(st.integers(0, 6), max_size=6)


def days_to(left, off=(), today=MONDAY):
    return calendar(today, today + timedelta(days=left), off)


def asked(left, *, unseen=0, due=0, met=0, minutes=20, off=()):
    return share(days_to(left, off), unseen=unseen, due=due, met=met, minutes=minutes, habits=HABITS)


@given(left=DAYS, unseen=COUNTS, due=COUNTS, met=COUNTS, minutes=MINUTES, off=OFF)
def test_a_day_never_asks_for_more_than_its_minutes_or_than_there_is(left, unseen, due, met, minutes, off):
    today = asked(left, unseen=unseen, due=due, met=met, minutes=minutes, off=off)

    assert 0 <= today.seconds <= minutes * 60 + 1e-6
    assert 0 <= today.new <= unseen
    assert 0 <= today.reviews <= max(due, met)
    assert 0 <= today.missing <= unseen


@given(left=st.integers(1, 60), unseen=COUNTS, minutes=MINUTES, off=OFF)
def test_all_new_items_are_met_before_the_eve_where_they_fit_and_the_plan_says_how_many_are_missing(
    left, unseen, minutes, off
):
    date_of = MONDAY + timedelta(days=left)
    at_first = asked(left, unseen=unseen, minutes=minutes, off=off)
    whole = days_to(left, off)
    fits = unseen <= len(whole.learning) * int(minutes * 60 / HABITS.new_seconds)
    still = unseen
    for number in range(left):
        days = calendar(MONDAY + timedelta(days=number), date_of, off, begun=MONDAY)
        new = new_share(days, still, minutes, HABITS)
        assert not (new and fits and number not in whole.learning)
        still -= new

    assert still == at_first.missing


@given(left=st.integers(2, 60), missed=st.integers(1, 30), unseen=st.integers(1, 300))
def test_missed_days_are_spread_over_the_days_that_remain(left, missed, unseen):
    missed, day = min(missed, left - 1), MONDAY + timedelta(days=left)
    before = calendar(MONDAY, day, begun=MONDAY)
    after = calendar(MONDAY + timedelta(days=missed), day, begun=MONDAY)

    assert after.rest == before.rest
    assert new_share(after, unseen, 6000, HABITS) == -(-unseen // len(after.learning))
    if len(after.practice) > after.rest:
        assert new_share(after, unseen, 6000, HABITS) >= new_share(before, unseen, 6000, HABITS)


@given(practice=st.integers(1, 400))
def test_the_longer_the_plan_the_longer_its_end_without_new_items_within_bounds(practice):
    assert 1 <= rest_of(practice) <= rest_of(practice + 1) <= MOST_REST
    assert rest_of(practice) <= practice


def test_new_items_come_in_equal_shares_and_stop_before_the_eve():
    first, second = (calendar(MONDAY + timedelta(days=n), MONDAY + timedelta(days=30), begun=MONDAY) for n in (0, 1))
    assert first.learning == tuple(range(24))
    assert new_share(first, 96, 60, HABITS) == 4
    assert new_share(second, 92, 60, HABITS) == 4
    assert asked(1, unseen=0, met=40, due=3, minutes=60).new == 0


def test_the_eve_is_one_pass_over_everything_that_was_met():
    eve = asked(1, met=20, due=3, minutes=60)

    assert eve.phase is Phase.EVE
    assert (eve.new, eve.reviews) == (0, 20)


def test_the_eve_takes_what_fits_when_not_everything_does():
    eve = asked(1, met=400, minutes=10)

    assert eve.reviews == int(600 / HABITS.review_seconds)


def test_with_one_day_left_new_items_come_on_the_eve_rather_than_never():
    last = asked(1, unseen=4, met=2, minutes=60)

    assert last.phase is Phase.EVE
    assert (last.new, last.reviews, last.missing) == (4, 2, 0)


def test_what_is_due_and_does_not_fit_is_said():
    full = asked(20, unseen=80, due=50, minutes=15)

    assert full.new == 5
    assert full.reviews + full.left_over == 50
    assert full.left_over > 0


def test_zero_minutes_ask_for_nothing_and_miss_everything():
    nothing = asked(20, unseen=30, due=10, met=10, minutes=0)

    assert (nothing.questions, nothing.seconds, nothing.missing) == (0, 0, 30)


def test_a_day_off_asks_for_nothing_and_the_eve_is_the_last_day_of_practice():
    assert asked(6, unseen=30, minutes=60, off={0}).phase is Phase.RESTING
    assert asked(6, unseen=30, minutes=60, off={0}).questions == 0
    assert days_to(6, off={5, 6}).eve == 4


def test_a_date_without_a_day_of_practice_before_it_misses_everything():
    none = asked(1, unseen=7, met=3, off={0})

    assert (none.phase, none.questions, none.missing) == (Phase.RESTING, 0, 7)


@pytest.mark.parametrize(("left", "phase"), [(0, Phase.THE_DAY), (-1, Phase.PASSED), (-400, Phase.PASSED)])
def test_on_the_day_and_after_it_nothing_is_asked(left, phase):
    over = asked(left, unseen=30, due=10, met=10)

    assert over.phase is phase
    assert (over.questions, over.missing) == (0, 0)


def test_a_plan_looks_a_year_ahead_at_most():
    assert len(days_to(100_000).practice) == LONGEST


def test_habits_start_from_priors_and_follow_the_log():
    log = [Answered(False, Rating.GOOD, 20_000)] * (3 * PRIOR_WORTH)
    found = habits_of(log)

    assert habits_of([]).passes == pytest.approx(Habits().passes)
    assert found.first_answer == Habits().first_answer
    assert found.later_answer == pytest.approx((Habits().later_answer + 3 * (20 + READING)) / 4)
    assert found.passes[1] > 0.9
    assert sum(found.passes) == pytest.approx(1)


def test_misses_at_first_sight_make_a_new_item_longer():
    hard_going = habits_of([Answered(True, Rating.AGAIN, None)] * 50)

    assert hard_going.first[0] > FIRST_PRIOR[0]
    assert hard_going.new_seconds > Habits().new_seconds
    assert hard_going.first_answer == Habits().first_answer


def test_a_review_without_a_time_still_counts_as_an_answer():
    assert habits_of([Answered(False, Rating.HARD, None)]).passes[0] > Habits().passes[0]
