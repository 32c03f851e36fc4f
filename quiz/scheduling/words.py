"""Intervals in words: short for a button ("10 min"), with a preposition for a sentence ("in 10 minutes")."""

from __future__ import annotations

from datetime import timedelta

from quiz.scheduling.study_day import DAY

_UNITS = (
    (365.25 * DAY, 12 * 30.4375 * DAY, "y", "year"),
    (30.4375 * DAY, 30 * DAY, "mo", "month"),
    (DAY, DAY, "d", "day"),
    (3600, 3600, "h", "hour"),
    (60, 60, "min", "minute"),
    (1, 1, "s", "second"),
)
"""(seconds in one, seconds from which the unit is used, short, long)"""


def short(interval: timedelta) -> str:
    """ "10 min", "4 days", "1.2 months": what a rating button shows."""
    number, _, abbreviation, word = _measured(interval)
    return f"{number} {abbreviation if abbreviation in ('min', 's', 'h') else _plural(word, number)}"


def in_words(interval: timedelta) -> str:
    """ "in 10 minutes", "in 4 days", "in 1.2 months": the same within a sentence."""
    number, _, _, word = _measured(interval)
    return f"in {number} {_plural(word, number)}"


def _measured(interval: timedelta) -> tuple[str, float, str, str]:
    seconds = max(1.0, interval.total_seconds())
    for size, threshold, abbreviation, word in _UNITS:
        if seconds >= threshold:
            tenths = 1 if word in ("month", "year", "hour") else 0
            number = f"{seconds / size:.{tenths}f}"
            return number.removesuffix(".0"), seconds / size, abbreviation, word
    raise AssertionError("an interval is at least a second")


def _plural(word: str, number: str) -> str:
    return word if number == "1" else f"{word}s"
