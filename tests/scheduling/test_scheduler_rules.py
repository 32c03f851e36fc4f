from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.scheduling.fuzz import seed_for
from quiz.scheduling.memory import Memory, State
from quiz.scheduling.rating import Rating
from quiz.scheduling.scheduler import Scheduler, scheduler_for
from quiz.scheduling.settings import Settings
from quiz.scheduling.steps import read_steps

PLAIN = Scheduler(Settings())
NO_STEPS = {"learning_steps": (), "relearning_steps": ()}

SETTINGS = st.builds(
    Settings,
    retention=st.floats(0.7, 0.97),
    learning_steps=st.sampled_from(["", "1m", "1m,10m", "1m,1d", "30m,2d,5d"]).map(read_steps),
    relearning_steps=st.sampled_from(["", "10m", "10m,3h", "2d"]).map(read_steps),
    rollover_hour=st.integers(0, 23),
    timezone=st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"]),
    maximum_interval=st.sampled_from([1, 30, 36_500]),
)
STARTS = st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))
GAPS = st.integers(-100_000, 100_000) | st.integers(0, 300 * 86_400)
HISTORIES = st.lists(st.tuples(st.sampled_from(Rating), GAPS.map(lambda s: timedelta(seconds=s))), max_size=12)
SEEDS = st.none() | st.integers(0, 2**64 - 1)


def after(history, settings: Settings, at: datetime, seed: int | None = None) -> tuple[Memory, datetime]:
    memory = Memory()
    for rating, gap in history:
        memory = scheduler_for(settings).after(memory, rating, at=at, seed=seed)
        at += gap
    return memory, at


# The first answers


def test_a_new_card_starts_with_its_steps(clock):
    futures = PLAIN.preview(Memory(), clock("2026-01-01 12:00"))

    assert [future.interval for future in futures] == [
        timedelta(minutes=1),
        timedelta(minutes=5, seconds=30),
        timedelta(minutes=10),
        timedelta(days=8),
    ]
    assert [future.memory.state for future in futures] == [State.LEARNING] * 3 + [State.REVIEW]


def test_good_on_the_last_step_makes_it_a_review(answers):
    memory = answers("good 2026-01-01 12:00", "good 2026-01-01 12:10")

    assert memory.state is State.REVIEW
    assert memory.due == date(2026, 1, 3)


def test_a_step_that_ends_after_the_rollover_is_due_on_the_next_study_day(answers):
    assert answers("good 2026-01-01 03:49").due == datetime(2026, 1, 1, 3, 59, tzinfo=UTC)
    assert answers("good 2026-01-01 03:55").due == date(2026, 1, 1)


def test_a_step_of_days_is_due_on_a_study_day(answers):
    memory = answers("good 2026-01-01 12:00", learning_steps=read_steps("1m,2d"))

    assert memory.state is State.LEARNING
    assert memory.due == date(2026, 1, 3)


def test_without_steps_a_wait_under_half_a_day_is_kept_in_seconds(answers):
    forgotten = answers("again 2026-01-01 12:00", **NO_STEPS)

    assert forgotten.state is State.LEARNING
    assert forgotten.due == datetime(2026, 1, 1, 17, 5, 16, tzinfo=UTC)


def test_without_steps_a_longer_wait_is_a_review(answers):
    assert answers("hard 2026-01-01 12:00", **NO_STEPS).due == date(2026, 1, 2)


# Reviews


def test_two_answers_on_one_study_day_use_the_short_term_formula(answers):
    same = answers("easy 2026-01-01 05:00", "good 2026-01-02 03:00")
    next_day = answers("easy 2026-01-01 05:00", "good 2026-01-02 04:00")

    assert same.stability == 8.2956
    assert next_day.stability > same.stability


def test_a_forgotten_review_is_relearnt_and_keeps_its_interval_to_come(answers):
    memory = answers("easy 2026-01-01 12:00", "again 2026-01-09 12:00")

    assert memory.state is State.RELEARNING
    assert memory.due == datetime(2026, 1, 9, 12, 10, tzinfo=UTC)
    assert (memory.interval, memory.lapses) == (1, 1)


def test_without_relearning_steps_a_forgotten_review_is_due_soon_again(answers):
    memory = answers("easy 2026-01-01 12:00", "again 2026-01-09 12:00", relearning_steps=())

    assert memory.state is State.REVIEW
    assert memory.due == date(2026, 1, 10)
    assert memory.lapses == 1


def test_a_pass_on_the_same_day_still_lengthens_the_interval_by_the_order_of_grades(answers, clock):
    memory = answers("easy 2026-01-01 12:00")
    days = [future.interval.days for future in PLAIN.preview(memory, clock("2026-01-01 13:00"))][1:]

    assert days == [8, 9, 13]


def test_no_interval_is_longer_than_the_longest(answers):
    memory = answers("easy 2026-01-01 12:00", "easy 2026-01-09 12:00", maximum_interval=10)

    assert memory.due == date(2026, 1, 19)


def test_a_higher_retention_wants_shorter_intervals(clock):
    at = clock("2026-01-01 12:00")
    easy = [scheduler_for(Settings(retention=r)).future(Memory(), Rating.EASY, at=at) for r in (0.8, 0.9, 0.95)]

    assert [future.interval.days for future in easy] == [28, 8, 3]


# Clocks


def test_a_night_between_is_a_day_even_when_it_is_short(answers):
    evening = answers("easy 2026-01-01 23:00", "good 2026-01-02 08:00")

    assert evening.stability > 8.2956


def test_days_are_counted_by_the_civil_date_over_the_change_of_the_clocks(answers):
    memory = answers("easy 2026-03-27 12:00", timezone="Europe/Berlin")

    assert memory.due == date(2026, 4, 4)
    assert Settings(timezone="Europe/Berlin").opens(memory.due) == datetime(2026, 4, 4, 2, tzinfo=UTC)


def test_minutes_are_minutes_on_the_night_the_clocks_change(answers, clock):
    memory = answers("good 2026-03-29 01:55", timezone="Europe/Berlin")

    assert memory.due == clock("2026-03-29 03:05", "Europe/Berlin")


def test_an_answer_before_the_last_one_counts_as_the_same_day(answers):
    moved = answers("easy 2026-01-20 12:00", "good 2026-01-03 12:00")

    assert moved.stability == 8.2956
    assert moved.due == date(2026, 1, 12)


def test_another_zone_changes_the_day_of_an_answer_but_not_the_time_between(clock):
    memory = PLAIN.after(Memory(), Rating.EASY, at=clock("2026-01-01 12:00"))
    at = clock("2026-01-08 20:00")
    here, there = (scheduler_for(Settings(timezone=zone)) for zone in ("UTC", "Pacific/Auckland"))

    assert not here.is_due(memory, at)
    assert there.is_due(memory, at)
    assert here.elapsed_days(memory, at) == 7
    assert there.elapsed_days(memory, at) == 8


def test_a_card_is_due_from_the_rollover_of_its_day(answers, clock):
    memory = answers("easy 2026-01-01 12:00")

    assert not PLAIN.is_due(memory, clock("2026-01-09 03:59"))
    assert PLAIN.is_due(memory, clock("2026-01-09 04:00"))


def test_a_card_in_its_steps_is_due_at_the_instant(answers, clock):
    memory = answers("again 2026-01-01 12:00")

    assert not PLAIN.is_due(memory, clock("2026-01-01 12:00"))
    assert PLAIN.is_due(memory, clock("2026-01-01 12:01"))


def test_a_new_card_is_never_due(clock):
    assert not PLAIN.is_due(Memory(), clock("2026-01-01 12:00"))


def test_recall_fades_from_certain_to_ninety_percent_at_the_due_date(answers, clock):
    memory = answers("easy 2026-01-01 12:00")

    assert PLAIN.retrievability(memory, clock("2026-01-01 12:00")) == 1.0
    assert PLAIN.retrievability(memory, clock("2026-01-09 19:00")) == pytest.approx(0.9, abs=0.001)
    assert PLAIN.retrievability(memory, clock("2025-01-01 12:00")) == 1.0
    assert PLAIN.retrievability(Memory(), clock("2026-01-01 12:00")) == 0.0


# Laws that hold for every history


@given(HISTORIES, SETTINGS, STARTS, st.sampled_from(Rating), SEEDS)
def test_the_answer_gives_what_the_button_promised(history, settings, start, rating, seed):
    memory, at = after(history, settings, start)
    scheduler = scheduler_for(settings)

    assert scheduler.after(memory, rating, at=at, seed=seed) == scheduler.preview(memory, at, seed)[rating].memory


@given(HISTORIES, SETTINGS, STARTS, SEEDS)
def test_a_better_grade_of_a_review_waits_longer(history, settings, start, seed):
    memory, at = after(history, settings, start, seed)
    waits = [future.interval for future in scheduler_for(settings).preview(memory, at, seed)][1:]

    for shorter, longer in pairwise(waits) if memory.state is State.REVIEW else ():
        assert shorter < longer or longer.days == settings.maximum_interval


@given(HISTORIES, SETTINGS, STARTS, SEEDS)
def test_a_better_grade_never_waits_shorter_once_a_card_leaves_its_steps(history, settings, start, seed):
    memory, at = after(history, settings, start, seed)
    _, hard, good, easy = scheduler_for(settings).preview(memory, at, seed)

    if hard.in_days and good.in_days:
        assert hard.interval <= good.interval
    if good.in_days:
        assert good.interval < easy.interval or easy.interval.days == settings.maximum_interval


@given(HISTORIES, SETTINGS, STARTS, SEEDS)
def test_a_pass_that_wants_more_never_shrinks_an_interval(history, settings, start, seed):
    memory, at = after(history, settings, start, seed)
    if memory.state is not State.REVIEW:
        return
    scheduler = scheduler_for(settings)

    for rating in (Rating.HARD, Rating.GOOD, Rating.EASY):
        wanted = scheduler.future(memory, rating, at=at).interval.days
        given_ = scheduler.future(memory, rating, at=at, seed=seed).interval.days
        assert given_ >= min(memory.interval, wanted)


@given(HISTORIES, SETTINGS, STARTS, SEEDS)
def test_the_same_history_gives_the_same_memory(history, settings, start, seed):
    assert after(history, settings, start, seed) == after(history, settings, start, seed)


@given(HISTORIES, SETTINGS, STARTS, SEEDS)
def test_every_memory_is_whole(history, settings, start, seed):
    memory, at = after(history, settings, start, seed)
    memory = scheduler_for(settings).after(memory, Rating.GOOD, at=at, seed=seed)

    assert memory.due is not None
    assert 0.001 <= memory.stability <= 36_500
    assert 1 <= memory.difficulty <= 10
    assert memory.reps == len(history) + 1
    assert (memory.due_at is None) != (memory.due_day is None)
    assert memory.state is not State.REVIEW or memory.due_day == settings.day(at) + timedelta(memory.interval)


@given(HISTORIES, SETTINGS, STARTS, SEEDS)
def test_nothing_is_due_before_it_was_answered(history, settings, start, seed):
    memory, at = after(history, settings, start, seed)
    memory = scheduler_for(settings).after(memory, Rating.GOOD, at=at, seed=seed)

    if memory.due_at:
        assert memory.due_at > at - timedelta(seconds=1)
    else:
        assert memory.due_day > settings.day(at)


def test_fuzz_moves_long_intervals_only(answers, clock):
    memory = answers("easy 2026-01-01 12:00")
    at = clock("2026-01-09 12:00")
    drawn = {PLAIN.future(memory, Rating.GOOD, at=at, seed=seed_for(card, 1)).interval.days for card in range(200)}
    first = {PLAIN.future(Memory(), Rating.GOOD, at=at, seed=seed_for(card, 0)).interval for card in range(200)}

    assert drawn == set(range(35, 44))
    assert first == {timedelta(minutes=10)}


@pytest.mark.parametrize(
    "wrong",
    [{"retention": 1.0}, {"retention": 0.1}, {"rollover_hour": 24}, {"maximum_interval": 0}, {"weights": (1.0,)}],
)
def test_settings_out_of_range_are_refused(wrong):
    with pytest.raises(ValueError, match=r"must|has"):
        Settings(**wrong)
