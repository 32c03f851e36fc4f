"""Where chance may choose among days, the emptiest is taken; without knowledge of the days nothing changes."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.scheduling.fuzz import fuzz_range, settle
from quiz.scheduling.load import EASY_WEIGHT, FURTHEST, Load, load_of
from quiz.scheduling.memory import Memory, State
from quiz.scheduling.rating import Rating
from quiz.scheduling.scheduler import Scheduler, Settings

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)
TODAY = date(2026, 1, 5)
KNOWN = Memory(State.REVIEW, 0, 10.0, 5.0, TODAY, datetime(2025, 12, 26, 12, tzinfo=UTC), 10, 4, 0)
LOADS = st.lists(st.integers(0, 40), min_size=60, max_size=60)


def loaded(cards, easy=()):
    return Load(1, tuple(cards), tuple(n in easy for n in range(len(cards))))


def test_the_emptiest_day_of_the_range_is_taken():
    low, high = fuzz_range(10, 1, 1000)
    cards = [9] * 60
    cards[high - 2] = 3

    assert settle(10, 1, 1000, seed=1, load=loaded(cards)) == high - 1
    assert low < high


@given(st.integers(0, 10**6), st.floats(3, 50))
def test_among_equal_days_the_drawn_one_stays(seed, days):
    assert settle(days, 1, 1000, seed, loaded([7] * 60)) == settle(days, 1, 1000, seed)


@given(LOADS, st.integers(0, 10**6), st.floats(1, 50), st.integers(1, 30))
def test_the_range_is_never_left(cards, seed, days, least):
    low, high = fuzz_range(days, least, 1000)

    assert low <= settle(days, least, 1000, seed, loaded(cards)) <= high


def test_an_easy_day_weighs_as_much_as_several_others():
    low = fuzz_range(10, 1, 1000)[0]
    cards = [EASY_WEIGHT - 2] * 60
    cards[low - 1] = 0

    assert settle(10, 1, 1000, 1, loaded(cards)) == low
    assert settle(10, 1, 1000, 1, loaded(cards, easy={low - 1})) != low


def test_days_beyond_what_is_known_are_left_to_chance():
    assert settle(80, 1, 1000, 5, loaded([3] * 20)) == settle(80, 1, 1000, 5)


@given(LOADS)
def test_what_the_buttons_promise_the_answer_gives(cards):
    scheduler, load = Scheduler(Settings()), loaded(cards)
    futures = scheduler.preview(KNOWN, NOW, seed=3, load=load)

    for rating in Rating:
        assert futures[rating].memory == scheduler.after(KNOWN, rating, at=NOW, seed=3, load=load)


@given(LOADS)
def test_balancing_keeps_the_order_of_the_ratings(cards):
    futures = Scheduler(Settings()).preview(KNOWN, NOW, seed=3, load=loaded(cards))

    assert futures.hard.interval < futures.good.interval < futures.easy.interval


@given(LOADS, st.sampled_from([Rating.HARD, Rating.GOOD, Rating.EASY]))
def test_a_choice_tells_how_the_days_were_found(cards, rating):
    scheduler, load = Scheduler(Settings()), loaded(cards)
    choice = scheduler.choice(KNOWN, rating, at=NOW, seed=3, load=load)
    days = scheduler.future(KNOWN, rating, at=NOW, seed=3, load=load).interval.days

    assert choice is not None
    assert choice.days == days
    assert choice.low <= min(days, choice.drawn)
    assert max(days, choice.drawn) <= choice.high


@given(LOADS)
def test_the_reach_holds_every_day_that_could_be_chosen(cards):
    scheduler, load = Scheduler(Settings()), loaded(cards)
    first, last = scheduler.reach(KNOWN, at=NOW, seed=3)

    for rating in (Rating.HARD, Rating.GOOD, Rating.EASY):
        choice = scheduler.choice(KNOWN, rating, at=NOW, seed=3, load=load)
        assert first <= choice.low
        assert choice.high <= last


def test_a_card_in_its_steps_has_no_choice_of_days():
    scheduler = Scheduler(Settings())

    assert scheduler.choice(Memory(), Rating.GOOD, at=NOW, seed=3) is None
    assert scheduler.choice(KNOWN, Rating.AGAIN, at=NOW, seed=3) is None


def test_without_a_seed_no_load_matters():
    scheduler = Scheduler(Settings())
    plain = scheduler.after(KNOWN, Rating.GOOD, at=NOW)

    assert scheduler.after(KNOWN, Rating.GOOD, at=NOW, load=loaded(range(60))) == plain
    assert scheduler.reach(KNOWN, at=NOW, seed=None) is None


@pytest.mark.parametrize("low", [1, 30, FURTHEST])
def test_a_load_survives_its_storing(low):
    due = {date(2026, 1, 12): 4, date(2026, 2, 9): 2, date(2026, 1, 20): -1}
    load = load_of(due, today=TODAY, low=low, high=500, easy_weekdays=[5, 6])

    assert Load.from_json(load.as_json()) == load
    assert len(load.cards) == FURTHEST - low + 1
    assert min(load.cards) >= 0
