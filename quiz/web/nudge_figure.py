"""The geometry of a nudge test: a curve, its tangent as measured, and the line with the learner's slope."""

from __future__ import annotations

from dataclasses import dataclass

from quiz.grading.nudge import Curve, Nudge

PLOT_WIDTH, PLOT_HEIGHT = 268, 190
LETTER = 9
"""Room for one letter of a label."""
"""Beside the plot, for what the lines are called."""
LINE_HEIGHT = 18
HEADROOM = 0.06
STEEPEST = 4.0
"""A learner's line may stretch the picture to this many times the height of all else; beyond, it leaves the plot."""


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line through the place of a nudge test, as far as the plot reaches, with its label to the right."""

    x1: float
    y1: float
    x2: float
    y2: float
    label_y: float


@dataclass(frozen=True, slots=True)
class NudgeFigure:
    """A curve near a point, its tangent as measured, and the line with the learner's slope."""

    curve: str
    """Points of a polyline."""
    measured: Line
    own: Line
    x: float
    y: float
    label_x: float
    width: int
    height: int = PLOT_HEIGHT


def nudge_figure(nudge: Nudge) -> NudgeFigure:
    """The plot of a nudge test."""
    low, high = _heights(nudge)
    left, right = nudge.curve[0][0], nudge.curve[-1][0]

    def across(x: float) -> float:
        return round(PLOT_WIDTH * (x - left) / (right - left), 1)

    def down(y: float) -> float:
        return round(PLOT_HEIGHT * (high - y) / (high - low), 1)

    def line(slope: float, label_y: float) -> Line:
        (x1, y1), (x2, y2) = _ends(nudge.curve, slope, low, high)
        return Line(across(x1), down(y1), across(x2), down(y2), label_y)

    x0, y0 = nudge.middle
    exits = [down(min(max(y0 + slope * (right - x0), low), high)) for slope in (nudge.rate, nudge.own)]
    labels = _spread(exits[0], exits[1])
    return NudgeFigure(
        curve=" ".join(f"{across(x)},{down(y)}" for x, y in nudge.curve),
        measured=line(nudge.rate, labels[0]),
        own=line(nudge.own, labels[1]),
        x=across(x0),
        y=down(y0),
        label_x=PLOT_WIDTH + 8,
        width=PLOT_WIDTH + 12 + LETTER * (len("slope ") + max(len(nudge.slope), len(nudge.given))),
    )


def _heights(nudge: Nudge) -> tuple[float, float]:
    """From the lowest to the highest value shown: the curve, its tangent, and the learner's line unless it is wild."""
    x0, y0 = nudge.middle
    reach = nudge.curve[-1][0] - x0
    heights = [y for _, y in nudge.curve] + [y0 - nudge.rate * reach, y0 + nudge.rate * reach]
    most = STEEPEST * (max(heights) - min(heights)) or abs(nudge.own) * reach
    climb = min(abs(nudge.own) * reach, most)
    heights += [y0 - climb, y0 + climb]
    low, high = min(heights), max(heights)
    room = HEADROOM * (high - low) or 1.0
    return low - room, high + room


def _ends(curve: Curve, slope: float, low: float, high: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """Where a line through the middle of the curve enters and leaves the plot."""
    x0, y0 = curve[len(curve) // 2]
    reach = curve[-1][0] - x0
    up, down = (high, low) if slope > 0 else (low, high)
    right = min(reach, (up - y0) / slope) if slope else reach
    left = max(-reach, (down - y0) / slope) if slope else -reach
    return (x0 + left, y0 + slope * left), (x0 + right, y0 + slope * right)


def _spread(first: float, second: float) -> tuple[float, float]:
    """Heights of two labels near these, a line apart and inside the plot."""
    upper, lower = sorted((first, second))
    if lower - upper < LINE_HEIGHT:
        upper = (upper + lower - LINE_HEIGHT) / 2
    upper = min(max(upper, LINE_HEIGHT / 2), PLOT_HEIGHT - 1.5 * LINE_HEIGHT)
    lower = min(max(lower, upper + LINE_HEIGHT), PLOT_HEIGHT - LINE_HEIGHT / 2)
    return (upper, lower) if first <= second else (lower, upper)
