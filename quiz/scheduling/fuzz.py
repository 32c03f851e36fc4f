"""A little chance in whole-day intervals, so that cards learnt together do not stay together for ever.

The chance is drawn from the card and its review count alone: what the button promises is what the answer gives.
Steps in minutes are not fuzzed; a button that says 10 minutes means it. Where the load of the coming days is known,
the lightest day of the same range is taken instead of the drawn one.
"""

from __future__ import annotations

from math import floor

from quiz.scheduling.load import Load

_WORD = (1 << 64) - 1


def seed_for(card: int, reps: int) -> int:
    """One seed for each review of each card."""
    return (card * 0x1_0000 + reps) & _WORD


def chance(seed: int) -> float:
    """A number in [0, 1) from a seed: the splitmix64 finaliser, whose neighbouring seeds give unrelated numbers."""
    word = (seed + 0x9E3779B97F4A7C15) & _WORD
    word = ((word ^ (word >> 30)) * 0xBF58476D1CE4E5B9) & _WORD
    word = ((word ^ (word >> 27)) * 0x94D049BB133111EB) & _WORD
    return ((word ^ (word >> 31)) >> 11) / (1 << 53)


def fuzz_range(days: float, least: int, most: int) -> tuple[int, int]:
    """The whole days around `days` that fuzz may choose from, within [least, most].

    spread = 0 below 2.5 days, else 1 + 0.15 per day from 2.5 to 7 + 0.10 from 7 to 20 + 0.05 beyond.
    """
    least = min(least, most)
    days = min(max(days, least), most)
    spread = _spread(days)
    low = min(max(half_up(days - spread), least), most)
    high = min(max(half_up(days + spread), least), most)
    if low == high and 2 < high < most:
        high += 1
    return low, high


def settle(days: float, least: int, most: int, seed: int | None, load: Load | None = None) -> int:
    """A whole number of days in [least, most] near `days`: the nearest without a seed, a drawn or light one with it."""
    least = min(least, most)
    if seed is None:
        return min(max(half_up(days), least), most)
    low, high = fuzz_range(days, least, most)
    drawn = low + floor(chance(seed) * (high - low + 1))
    return drawn if load is None else load.choose(low, high, drawn)


def half_up(value: float) -> int:
    """Round half away from zero (for values >= 0), where Python's own `round` goes to the even neighbour."""
    return floor(value + 0.5)


def _spread(days: float) -> float:
    if days < 2.5:
        return 0.0
    return 1 + 0.15 * (min(days, 7) - 2.5) + 0.10 * max(min(days, 20) - 7, 0) + 0.05 * max(days - 20, 0)
