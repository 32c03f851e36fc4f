"""The figure of a nudge test: whatever the slopes, everything stays in sight."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.grading.nudge import nudge
from quiz.notation import Vocabulary, read
from quiz.web.nudge_figure import LINE_HEIGHT, PLOT_HEIGHT, PLOT_WIDTH, nudge_figure


def in_x(text):
    return read(text, Vocabulary(variables=frozenset({"x"}))).tree


FUNCTIONS = ["x^2 e^x", "sin(3x)", "1/(1 + e^(-x))", "x^3 - 4x", "ln(x)", "e^(30x)", "-7x"]
ANSWERS = ["0", "x", "-100x^2", "e^x", "cos(x)", "10^5", "1/x"]


@given(st.sampled_from(FUNCTIONS), st.sampled_from(ANSWERS))
def test_every_figure_stays_inside_its_plot_and_its_labels_apart(function, answer):
    found = nudge(in_x(function), "x", in_x(answer))
    if found is None:
        return
    figure = nudge_figure(found)
    points = [tuple(map(float, each.split(","))) for each in figure.curve.split()]
    lines = [figure.measured, figure.own]
    points += [(line.x1, line.y1) for line in lines] + [(line.x2, line.y2) for line in lines]

    assert all(-0.2 <= x <= PLOT_WIDTH + 0.2 and -0.2 <= y <= PLOT_HEIGHT + 0.2 for x, y in points)
    assert abs(figure.measured.label_y - figure.own.label_y) >= LINE_HEIGHT - 0.2
    assert all(0 <= line.label_y <= PLOT_HEIGHT for line in lines)
    for line in (line for line in lines if line.x1 < line.x2):
        assert line.x1 <= figure.x <= line.x2
        drawn = (line.y2 - line.y1) * (figure.x - line.x1) / (line.x2 - line.x1) + line.y1
        assert drawn == pytest.approx(figure.y, abs=2)
