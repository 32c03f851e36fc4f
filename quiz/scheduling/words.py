"""Intervals in words: short for a button (10 min, 1.2 months), longer for a sentence (in 10 minutes)."""

from __future__ import annotations

from datetime import timedelta

from quiz.scheduling.study_day import DAY

_UNITS = (
    (365.25 * DAY, 1, "year", ""),
    (30.4375 * DAY, 1, "month", ""),
    (DAY, 0, "day", ""),
    (3600, 1, "hour", "h"),
    (60, 0, "minute", "min"),
    (1, 0, "second", "s"),
)
"""(seconds in one, decimals, word, abbreviation where there is a usual one)"""


def short(interval: timedelta) -> str:
    """What a rating button shows: 10 min, 4 days, 1.2 months."""
    number, word, abbreviation = _measured(interval)
    return f"{number} {abbreviation or _counted(word, number)}"


def in_words(interval: timedelta) -> str:
    """The same within a sentence: in 10 minutes, in 4 days, in 1.2 months."""
    number, word, _ = _measured(interval)
    return f"in {number} {_counted(word, number)}"


def _measured(interval: timedelta) -> tuple[str, str, str]:
    seconds = max(1.0, interval.total_seconds())
    size, decimals, word, abbreviation = next(unit for unit in _UNITS if seconds >= unit[0])
    number = f"{seconds / size:.{decimals}f}"
    return number.removesuffix(".0"), word, abbreviation


def _counted(word: str, number: str) -> str:
    return word if number == "1" else f"{word}s"
