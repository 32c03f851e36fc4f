"""Learning steps: the short waits, in seconds, before a card is reviewed by the day."""

from __future__ import annotations

import re
from datetime import timedelta

from quiz.scheduling.rating import Rating
from quiz.scheduling.study_day import DAY

Steps = tuple[timedelta, ...]
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": DAY}
_STEP = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)([smhd]?)")
MOST_STEPS = 20


def read_steps(text: str) -> Steps:
    """steps = "" | step ("," step)*;  step = number unit?;  unit = s | m | h | d, minutes when left out."""
    words = text.replace(",", " ").split()
    if len(words) > MOST_STEPS:
        raise ValueError(f"at most {MOST_STEPS} steps")
    return tuple(_read_step(word) for word in words)


def _read_step(word: str) -> timedelta:
    match = _STEP.fullmatch(word.lower())
    if match is None:
        raise ValueError(f"`{word[:20]}` is not a step such as 1m, 10m, 2h or 1d")
    seconds = int(float(match[1]) * _UNITS[match[2] or "m"])
    if seconds < 1:
        raise ValueError(f"the step `{word}` is shorter than a second")
    return timedelta(seconds=seconds)


def next_step(steps: Steps, step: int, rating: Rating) -> tuple[int, int] | None:
    """The (index, seconds) of the step a rating leads to, or None when it leads out of the steps.

    again: the first step.  hard: the same step once more.  good: the one after.  easy: out.
    """
    if not steps or rating is Rating.EASY:
        return None
    here = min(step, len(steps) - 1)
    if rating is Rating.AGAIN:
        return 0, _seconds(steps[0])
    if rating is Rating.HARD:
        return here, _hard_seconds(steps, here)
    return (here + 1, _seconds(steps[here + 1])) if here + 1 < len(steps) else None


def _hard_seconds(steps: Steps, here: int) -> int:
    """On the first step: halfway to the second, or half as long again when it is the only one (at most a day more)."""
    if here:
        return _seconds(steps[here])
    first = _seconds(steps[0])
    if len(steps) > 1:
        return _whole_days((first + _seconds(steps[1])) // 2)
    return _whole_days(min(first * 3 // 2, first + DAY))


def _whole_days(seconds: int) -> int:
    """Beyond a day the hour of the answer must not matter, so days are rounded (half up)."""
    return (2 * seconds + DAY) // (2 * DAY) * DAY if seconds > DAY else seconds


def _seconds(step: timedelta) -> int:
    return int(step.total_seconds())
