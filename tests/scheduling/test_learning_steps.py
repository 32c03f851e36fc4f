from datetime import timedelta

import pytest

from quiz.scheduling.rating import Rating
from quiz.scheduling.steps import next_step, read_steps

TWO = read_steps("1m,10m")
DAY = 86_400


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("1m,10m", [60, 600]),
        ("90s 2h", [90, 7200]),
        ("1d", [DAY]),
        ("10", [600]),
        ("0.5h", [1800]),
        ("", []),
        (" ", []),
    ],
)
def test_steps_are_written_with_units_and_minutes_are_usual(text, seconds):
    assert [step.total_seconds() for step in read_steps(text)] == seconds


@pytest.mark.parametrize("text", ["1x", "m", "-1m", "1m;10m", "0m", "1e9d", "m1", "9" * 400, ",".join(["1m"] * 21)])
def test_what_is_not_a_step_is_refused(text):
    with pytest.raises(ValueError, match="step"):
        read_steps(text)


def test_again_goes_back_to_the_first_step():
    assert next_step(TWO, 1, Rating.AGAIN) == (0, 60)


def test_good_goes_on_and_out_after_the_last_step():
    assert next_step(TWO, 0, Rating.GOOD) == (1, 600)
    assert next_step(TWO, 1, Rating.GOOD) is None


def test_easy_leaves_the_steps_at_once():
    assert next_step(TWO, 0, Rating.EASY) is None


def test_hard_on_the_first_step_waits_halfway_to_the_second():
    assert next_step(TWO, 0, Rating.HARD) == (0, 330)


def test_hard_on_a_later_step_repeats_it():
    assert next_step(TWO, 1, Rating.HARD) == (1, 600)


def test_hard_on_the_only_step_waits_half_as_long_again():
    assert next_step(read_steps("10m"), 0, Rating.HARD) == (0, 900)


def test_hard_on_an_only_step_of_days_adds_a_day_at_most():
    assert next_step(read_steps("3d"), 0, Rating.HARD) == (0, 4 * DAY)


def test_hard_beyond_a_day_is_rounded_to_whole_days():
    assert next_step(read_steps("1d,2d"), 0, Rating.HARD) == (0, 2 * DAY)


def test_without_steps_every_rating_leads_out():
    assert [next_step((), 0, rating) for rating in Rating] == [None] * 4


def test_a_card_from_a_longer_list_of_steps_continues_at_the_last_one():
    assert next_step(TWO, 7, Rating.HARD) == (1, 600)
    assert next_step((timedelta(minutes=10),), 7, Rating.GOOD) is None
