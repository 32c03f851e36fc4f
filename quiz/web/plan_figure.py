"""The geometry of the forecast: what would be known at the end of each day, with its range. Numbers in, paths out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from quiz.scheduling.plan_forecast import Forecast, Point

LEFT, WIDTH, HEIGHT = 30, 340, 150
"""The box of the plot: x from LEFT, 100 % at y = 0, 0 % at y = HEIGHT."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table view: a day and its percentages."""

    day: date
    low: int
    middle: int
    high: int


@dataclass(frozen=True, slots=True)
class PathFigure:
    area: str
    line: str
    marks: tuple[tuple[float, str, str], ...]
    """Labels of the days: x, text anchor, words."""
    levels: tuple[tuple[float, int], ...]
    """Grid lines: y and percent."""
    end: tuple[float, float]
    end_range: tuple[float, float]
    note_y: float
    rows: tuple[Row, ...]
    idle: int
    """Percent known on the day if nothing more is done."""
    left: int = LEFT
    right: int = LEFT + WIDTH
    height: int = HEIGHT

    @property
    def last(self) -> Row:
        return self.rows[-1]


def path_figure(forecast: Forecast, day: date) -> PathFigure:
    """`day` is the date that the last point of the path belongs to."""
    path = forecast.path
    left = path[-1].day
    today = day - timedelta(days=left)
    xs = [LEFT + WIDTH * point.day / left for point in path]
    high = [(x, _y(point.share.high)) for x, point in zip(xs, path, strict=True)]
    low = [(x, _y(point.share.low)) for x, point in zip(xs, path, strict=True)]
    middle = [(x, _y(point.share.middle)) for x, point in zip(xs, path, strict=True)]
    return PathFigure(
        area=f"M{_points(high)} L{_points(low[::-1])} Z",
        line=f"M{_points(middle)}",
        marks=_marks(today, left),
        levels=tuple((_y(percent / 100), percent) for percent in (0, 25, 50, 75, 100)),
        end=middle[-1],
        end_range=(high[-1][1], low[-1][1]),
        note_y=max(14.0, high[-1][1] - 9),
        rows=tuple(_row(point, today) for point in path),
        idle=round(100 * forecast.idle),
    )


def _marks(today: date, left: int) -> tuple[tuple[float, str, str], ...]:
    """Today and the date, and the day in the middle where there is room for it."""
    marks = [(float(LEFT), "start", "today"), (float(LEFT + WIDTH), "end", _short(today + timedelta(days=left)))]
    if left >= 6:
        middle = left // 2
        marks.insert(1, (_rounded(LEFT + WIDTH * middle / left), "middle", _short(today + timedelta(days=middle))))
    return tuple(marks)


def _row(point: Point, today: date) -> Row:
    return Row(today + timedelta(days=point.day), *point.share.percents)


def _short(day: date) -> str:
    return f"{day.day} {day:%b}"


def _y(share: float) -> float:
    return _rounded(HEIGHT * (1 - share))


def _points(points: Sequence[tuple[float, float]]) -> str:
    return " L".join(f"{_rounded(x)} {y}" for x, y in points)


def _rounded(number: float) -> float:
    return round(number, 1)
