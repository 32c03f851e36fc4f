from datetime import timedelta

import pytest

from quiz.scheduling.words import in_words, short


@pytest.mark.parametrize(
    ("interval", "button", "sentence"),
    [
        (timedelta(seconds=30), "30 s", "in 30 seconds"),
        (timedelta(minutes=1), "1 min", "in 1 minute"),
        (timedelta(minutes=10), "10 min", "in 10 minutes"),
        (timedelta(hours=1), "1 h", "in 1 hour"),
        (timedelta(hours=5.5), "5.5 h", "in 5.5 hours"),
        (timedelta(days=1), "1 day", "in 1 day"),
        (timedelta(days=4), "4 days", "in 4 days"),
        (timedelta(days=30), "30 days", "in 30 days"),
        (timedelta(days=31), "1 month", "in 1 month"),
        (timedelta(days=37), "1.2 months", "in 1.2 months"),
        (timedelta(days=366), "1 year", "in 1 year"),
        (timedelta(days=36_500), "99.9 years", "in 99.9 years"),
        (timedelta(0), "1 s", "in 1 second"),
    ],
)
def test_an_interval_is_said_in_its_largest_whole_unit(interval, button, sentence):
    assert short(interval) == button
    assert in_words(interval) == sentence
