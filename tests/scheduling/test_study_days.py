from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.scheduling.study_day import closing, moment, opening, study_day

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = st.sampled_from(
    [ZoneInfo(name) for name in ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC")]
)
INSTANTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))
CHANGES = st.sampled_from(
    [
        datetime(2026, 3, 29, 1, tzinfo=UTC),  # Berlin, forward
        datetime(2026, 10, 25, 1, tzinfo=UTC),  # Berlin, back
        datetime(2026, 3, 8, 7, tzinfo=UTC),  # New York, forward
        datetime(2026, 11, 1, 6, tzinfo=UTC),  # New York, back
        datetime(2026, 4, 4, 15, tzinfo=UTC),  # Lord Howe, back by half an hour
        datetime(2026, 10, 3, 15, 30, tzinfo=UTC),  # Lord Howe, forward by half an hour
    ]
)
AROUND_A_CHANGE = st.builds(
    lambda change, seconds: change + timedelta(seconds=seconds), CHANGES, st.integers(-200_000, 200_000)
)


def test_the_small_hours_belong_to_the_day_before(clock):
    assert study_day(clock("2026-11-21 03:59"), ZoneInfo("UTC"), 4) == date(2026, 11, 20)
    assert study_day(clock("2026-11-21 04:00"), ZoneInfo("UTC"), 4) == date(2026, 11, 21)


def test_the_learners_own_clock_decides(clock):
    at = clock("2026-11-21 02:00")

    assert study_day(at, ZoneInfo("UTC"), 4) == date(2026, 11, 20)
    assert study_day(at, ZoneInfo("Asia/Tokyo"), 4) == date(2026, 11, 21)


def test_an_evening_and_the_next_morning_are_one_day_apart(clock):
    morning = moment(clock("2026-11-21 09:00"), ZoneInfo("UTC"), 4)

    assert morning.days_since(clock("2026-11-20 22:00")) == 1
    assert morning.days_since(clock("2026-11-21 04:30")) == 0


def test_a_clock_that_was_moved_back_counts_no_negative_days(clock):
    assert moment(clock("2026-11-21 09:00"), ZoneInfo("UTC"), 4).days_since(clock("2026-12-24 09:00")) == 0


def test_an_instant_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        moment(datetime(2026, 11, 21), ZoneInfo("UTC"), 4)


@pytest.mark.parametrize(("day", "hours"), [("2026-03-28", 23), ("2026-10-24", 25), ("2026-11-21", 24)])
def test_the_day_before_the_clocks_change_is_shorter_or_longer(day, hours):
    begins, ends = opening(date.fromisoformat(day), BERLIN, 4), closing(date.fromisoformat(day), BERLIN, 4)

    assert ends - begins == timedelta(hours=hours)


def test_both_sides_of_a_repeated_hour_are_the_same_day(clock):
    first, second = clock("2026-10-25 02:30", "Europe/Berlin"), clock("2026-10-25 02:30", "Europe/Berlin", fold=1)

    assert second - first == timedelta(hours=1)
    assert study_day(first, BERLIN, 4) == study_day(second, BERLIN, 4) == date(2026, 10, 24)


def test_a_long_day_is_one_day_from_its_first_to_its_last_hour(clock):
    evening = moment(clock("2026-10-24 22:00", "Europe/Berlin"), BERLIN, 4)

    assert evening.days_since(clock("2026-10-24 04:10", "Europe/Berlin")) == 0


def test_a_day_that_would_open_in_the_skipped_hour_opens_right_after_it(clock):
    assert opening(date(2026, 3, 29), BERLIN, 2) == clock("2026-03-29 03:00", "Europe/Berlin")


@given(INSTANTS | AROUND_A_CHANGE, ZONES, st.integers(0, 23))
def test_every_instant_lies_in_its_own_study_day(at, zone, rollover):
    day = study_day(at, zone, rollover)

    assert opening(day, zone, rollover) <= at < closing(day, zone, rollover)


@given(INSTANTS | AROUND_A_CHANGE, ZONES, st.integers(0, 23))
def test_the_rollover_is_within_a_day(at, zone, rollover):
    assert 0 < moment(at, zone, rollover).to_rollover <= 86_400


@given(INSTANTS | AROUND_A_CHANGE, st.integers(0, 86_400 * 400), ZONES, st.integers(0, 23))
def test_study_days_never_run_backwards(at, seconds, zone, rollover):
    assert study_day(at, zone, rollover) <= study_day(at + timedelta(seconds=seconds), zone, rollover)
