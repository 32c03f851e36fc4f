"""Simulated learners: the formulas over arrays are those of the scheduler, the budget holds, the seed repeats."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.scheduling import many
from quiz.scheduling.fsrs6 import Fsrs6
from quiz.scheduling.plan import calendar
from quiz.scheduling.plan_crowd import CERTAIN, Crowd, Known, Policy, Terms
from quiz.scheduling.plan_forecast import MOST_LEARNERS, crowd_size, forecast, thinned
from quiz.scheduling.plan_trial import trial
from quiz.scheduling.rating import Rating
from quiz.scheduling.weights import DEFAULT_WEIGHTS

MONDAY = date(2026, 1, 5)
W = np.array(DEFAULT_WEIGHTS)
EXACT = Fsrs6()


def days_to(left, off=()):
    return calendar(MONDAY, MONDAY + timedelta(days=left), off)


def terms(items=60, left=20, minutes=20, cards=(), **more):
    return Terms(tuple(cards), items, days_to(left), minutes, **more)


def known(stability=5.0, since=3.0, due=2):
    return Known(stability, 5.0, since, due)


@given(st.floats(0.1, 300), st.floats(1, 10), st.integers(1, 400), st.sampled_from(list(Rating)))
def test_the_formulas_over_arrays_are_those_of_the_scheduler(stability, difficulty, days, rating):
    s, d, ratings = np.array([stability]), np.array([difficulty]), np.array([float(rating)])
    recalled = many.recall(W, s, days)
    exact_s, exact_d = EXACT.next(stability, difficulty, rating, days)
    passed = many.remembered(W, s, d, recalled, ratings)
    after = many.forgotten(W, s, d, recalled) if rating is Rating.AGAIN else passed

    assert recalled[0] == pytest.approx(EXACT.recall(stability, days), rel=1e-4)
    assert after[0] == pytest.approx(exact_s, rel=1e-3)
    assert many.harder(W, d, ratings)[0] == pytest.approx(exact_d, rel=1e-4)
    assert many.interval(W, s, 0.9)[0] == pytest.approx(EXACT.interval(stability, 0.9), rel=1e-4)


@given(st.floats(0.1, 300), st.sampled_from(list(Rating)))
def test_first_answers_and_repetitions_agree_too(stability, rating):
    first_s, first_d = many.first(W, np.array([float(rating)]))

    assert (first_s[0], first_d[0]) == pytest.approx(EXACT.first(rating), rel=1e-4)
    again = many.repeated(W, np.array([stability]))[0]
    assert again == pytest.approx(EXACT.next(stability, 5.0, Rating.GOOD, 0)[0], rel=1e-4)


@pytest.mark.parametrize("policy", list(Policy))
def test_no_simulated_day_takes_more_than_its_minutes(policy):
    crowd = Crowd(terms(minutes=13), 15, seed=3)
    for day in range(20):
        crowd.live(day, policy)
        assert crowd.spent.max() <= 13 * 60


def test_the_plan_meets_everything_before_the_eve_and_nothing_new_on_it():
    crowd = Crowd(terms(items=40, minutes=30), 10, seed=3)
    for day in range(19):
        crowd.live(day, Policy.PLAN)
    assert crowd.unseen().max() == 0


def test_the_eve_brings_back_what_is_not_due():
    cards = [known(stability=50.0, since=5.0, due=40)] * 10
    day_before = terms(items=0, left=1, minutes=60, cards=cards)
    plain, planned = Crowd(day_before, 5, seed=1), Crowd(day_before, 5, seed=1)
    plain.live(0, Policy.PLAIN)
    planned.live(0, Policy.PLAN)

    assert plain.asked == 0
    assert planned.asked == 50
    assert (planned.recall(1) > plain.recall(1)).all()


def test_days_off_are_days_without_practice():
    crowd = Crowd(replace(terms(), days=days_to(20, off={0})), 5, seed=1)
    crowd.live(0, Policy.PLAN)

    assert crowd.asked == 0


def test_without_doubt_an_idle_card_keeps_the_recall_of_the_formula():
    crowd = Crowd(terms(items=0, cards=[known(stability=8.0, since=2.0)]), 3, seed=1, doubt=CERTAIN)

    assert crowd.recall(10) == pytest.approx([EXACT.recall(8.0, 12)] * 3, rel=1e-4)


def test_unseen_items_count_as_not_known():
    crowd = Crowd(terms(items=3, cards=[known(stability=1e4, since=0.0)]), 4, seed=1)

    assert crowd.recall(0) == pytest.approx([0.25] * 4)
    assert crowd.known(0) == pytest.approx([0.25] * 4)


def test_the_same_seed_gives_the_same_forecast_and_another_seed_another():
    cards = [known(stability=float(1 + n), since=float(n % 5), due=n % 4 - 1) for n in range(30)]
    same = terms(cards=cards)

    assert forecast(same, seed=7) == forecast(same, seed=7)
    assert forecast(same, seed=7) != forecast(same, seed=8)


def test_a_forecast_holds_its_middle_within_its_range_and_ends_on_the_day():
    found = forecast(terms(items=80, left=12, minutes=15), seed=2)

    for each in (*(point.share for point in found.path), *(more.share for more in found.more)):
        assert 0 <= each.low <= each.middle <= each.high <= 1
    assert [point.day for point in found.path] == list(range(13))
    assert found.path[-1].share == found.outcome.share
    assert found.outcome.share.high > found.outcome.share.low


def test_practice_helps_and_more_minutes_help_more_when_they_are_short():
    found = forecast(terms(items=80, left=12, minutes=12, cards=[known()] * 20), seed=2)
    middles = [found.outcome.share.middle, *(more.share.middle for more in found.more)]

    assert found.idle < middles[0] < middles[1] < middles[2]
    assert [more.minutes for more in found.more] == [17, 22]
    assert found.outcome.unseen > found.more[-1].unseen


def test_zero_minutes_lead_where_idleness_leads():
    found = forecast(terms(items=5, minutes=0, cards=[known(stability=20.0)] * 40), seed=2)

    assert found.outcome.questions == 0
    assert found.outcome.share.middle == pytest.approx(found.idle, abs=0.08)


def test_a_date_without_a_day_of_practice_promises_nothing_for_more_minutes():
    found = forecast(replace(terms(left=1, cards=[known()]), days=days_to(1, off={0})), seed=2)

    assert found.more == ()
    assert found.outcome.questions == 0


@pytest.mark.parametrize("impossible", [terms(items=0), replace(terms(), days=days_to(-1))])
def test_without_items_or_after_the_day_there_is_no_forecast(impossible):
    with pytest.raises(ValueError, match="needs items"):
        forecast(impossible)


def test_ten_thousand_items_are_simulated_in_small():
    whole = terms(items=9_000, left=60, minutes=240, cards=[known(stability=float(n + 1)) for n in range(1_000)])
    small = thinned(whole, 4)

    assert (small.items, len(small.cards), small.minutes) == (2_500, 250, 60)
    assert crowd_size(whole.items, 60) < crowd_size(60, 20) == MOST_LEARNERS
    assert 0 < forecast(whole, seed=1).outcome.share.middle < 1


def test_the_plan_gains_over_plain_practice_at_equal_minutes_and_the_trial_says_how_much():
    plain, *_, plan = trial(terms(items=200, left=30, minutes=20), learners=20, seed=1)

    assert (plain.policy, plan.policy) == (Policy.PLAIN, Policy.PLAN)
    assert plan.gain == pytest.approx(plan.mean - plain.mean)
    assert plan.gain > 0.04
    assert plain.gain == 0
    assert plan.least <= plan.mean <= plan.most


def test_where_minutes_are_plentiful_the_plan_loses_nothing():
    plain, *_, plan = trial(terms(items=200, left=30, minutes=40), learners=20, seed=1)

    assert plan.mean > plain.mean - 0.01
