"""The geometry of the progress figures: numbers in, coordinates out. Templates draw them as inline SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from quiz.services.progress import DayCount

SHADES = 5
CELL, GAP = 13, 3
BAR_WIDTH, BAR_GAP, BAR_HEIGHT = 30, 10, 120


@dataclass(frozen=True, slots=True)
class Bar:
    x: int
    y: int
    width: int
    height: int
    day: date
    count: int


@dataclass(frozen=True, slots=True)
class Bars:
    bars: tuple[Bar, ...]
    width: int
    height: int
    most: int

    @property
    def total(self) -> int:
        return sum(bar.count for bar in self.bars)


@dataclass(frozen=True, slots=True)
class Cell:
    x: int
    y: int
    shade: int
    day: date
    count: int


@dataclass(frozen=True, slots=True)
class DayMap:
    cells: tuple[Cell, ...]
    months: tuple[tuple[int, date], ...]
    """Where each month begins: x and its first day."""
    width: int
    height: int
    size: int = CELL


def day_bars(days: Sequence[DayCount]) -> Bars:
    """One bar a day; the tallest fills the height, a day without cards keeps a hairline."""
    most = max((day.count for day in days), default=0)
    bars = []
    for number, day in enumerate(days):
        height = max(2, round(BAR_HEIGHT * day.count / most)) if most else 2
        x = number * (BAR_WIDTH + BAR_GAP)
        bars.append(Bar(x, BAR_HEIGHT - height, BAR_WIDTH, height, day.day, day.count))
    return Bars(tuple(bars), len(days) * (BAR_WIDTH + BAR_GAP) - BAR_GAP, BAR_HEIGHT, most)


def day_map(days: Sequence[DayCount]) -> DayMap:
    """Weeks as columns from Monday to Sunday; five shades, from no review to the busiest day."""
    most = max((day.count for day in days), default=0)
    cells, months = [], []
    for number, day in enumerate(days):
        x, y = number // 7 * (CELL + GAP), number % 7 * (CELL + GAP)
        cells.append(Cell(x, y, _shade(day.count, most), day.day, day.count))
        if day.day.day == 1 or number == 0:
            months.append((x, day.day))
    weeks = (len(days) + 6) // 7
    return DayMap(tuple(cells), _apart(months), weeks * (CELL + GAP) - GAP, 7 * (CELL + GAP) - GAP)


def _shade(count: int, most: int) -> int:
    """0 for nothing, then 1 to 4 in quarters of the busiest day."""
    return (
        0 if not count else min(SHADES - 1, 1 + (4 * count - 1) // max(most, 1)) if most > 3 else min(count, SHADES - 1)
    )


def _apart(months: list[tuple[int, date]]) -> tuple[tuple[int, date], ...]:
    """Labels that do not run into each other: three columns at least between two."""
    kept: list[tuple[int, date]] = []
    for x, day in months:
        if kept and x - kept[-1][0] < 3 * (CELL + GAP):
            kept.pop()
        kept.append((x, day))
    return tuple(kept)
