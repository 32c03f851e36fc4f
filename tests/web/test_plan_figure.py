"""The forecast as a figure: every point within the box, the range around the line, labels that have room."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from quiz.scheduling.plan import calendar
from quiz.scheduling.plan_crowd import Known, Terms
from quiz.scheduling.plan_forecast import forecast
from quiz.web.plan_figure import HEIGHT, LEFT, WIDTH, path_figure

MONDAY = date(2026, 1, 5)


def figure_of(days, items=30, minutes=20):
    day = MONDAY + timedelta(days=days)
    terms = Terms((Known(9.0, 5.0, 1.0, 3),), items, calendar(MONDAY, day), minutes)
    return path_figure(forecast(terms, seed=1), day)


def points(path):
    return [tuple(map(float, pair)) for pair in re.findall(r"([\d.]+) ([\d.]+)", path)]


@pytest.mark.parametrize("days", [1, 2, 7, 45, 300])
def test_every_point_lies_within_the_box_from_today_to_the_day(days):
    figure = figure_of(days)
    line = points(figure.line)

    assert line[0][0] == LEFT and line[-1] == figure.end
    assert figure.end[0] == LEFT + WIDTH
    assert all(LEFT <= x <= LEFT + WIDTH and 0 <= y <= HEIGHT for x, y in line + points(figure.area))
    assert len(points(figure.area)) == 2 * len(line) == 2 * len(figure.rows)


def test_the_line_lies_within_its_range_and_the_table_says_the_same():
    figure = figure_of(10)
    top, bottom = figure.end_range

    assert top <= figure.end[1] <= bottom
    assert all(row.low <= row.middle <= row.high for row in figure.rows)
    assert figure.last.day == MONDAY + timedelta(days=10)
    assert figure.end[1] == pytest.approx(HEIGHT * (1 - figure.last.middle / 100), abs=1)


def test_the_day_in_the_middle_is_named_where_there_is_room():
    assert [words for _, _, words in figure_of(12).marks] == ["today", "11 Jan", "17 Jan"]
    assert [words for _, _, words in figure_of(2).marks] == ["today", "7 Jan"]


def test_the_label_of_the_end_stays_on_the_page_at_the_top():
    assert figure_of(40, items=1, minutes=60).note_y >= 14
