"""Points on a curve F(x, y) = 0: one coordinate exact, the other enclosed between a sign change of F.

F is continuous over an interval on which its ball is finite, so two ends with certain, opposite signs hold a zero.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from itertools import islice, pairwise

from flint import arb

from quiz.grading.ground import Ground, Place
from quiz.grading.points import Coordinates
from quiz.grading.values import value_at
from quiz.notation.balls import ball, precision, real
from quiz.notation.formula import Evaluator
from quiz.notation.tree import Node, names_in

WANTED = 6
TRIES = 48
GRID = tuple(Fraction(step, 4) + Fraction(1, 37) for step in range(-48, 48))
HALVINGS = 240
"""Leaves an interval of 2^-242: far below the 1e-45 that counts as agreement."""


@lru_cache(maxsize=512)
def curve_places(ground: Ground, curve: Node) -> tuple[Place, ...]:
    """Places on the curve at which key and function are real, up to two for each value of the free coordinates."""
    solved = max(names_in(curve), default="")
    if solved not in ground.names:
        return ()
    function = real(curve)
    candidates = ({**each, solved: Fraction(0)} for each in ground.near(ground.digest, TRIES))
    found = (
        place
        for each in candidates
        for root in islice(_roots(function, each, solved), 2)
        if (place := _place(ground, each, solved, root)) is not None
    )
    return tuple(islice(found, WANTED))


def _place(ground: Ground, coordinates: Coordinates, solved: str, root: arb) -> Place | None:
    free = {name: value for name, value in coordinates.items() if name != solved}
    return ground.place(free, {solved: root})


def _roots(function: Evaluator, coordinates: Coordinates, solved: str) -> Iterator[arb]:
    """Balls, each with a zero in it."""
    at = {name: ball(value) for name, value in coordinates.items()}

    def sign(value: arb) -> int:
        found = value_at(function, {**at, solved: value})
        return 0 if found is None else 1 if found > 0 else -1 if found < 0 else 0

    with precision(64):
        signs = [(value, sign(ball(value))) for value in GRID]
    for (low, below), (high, above) in pairwise(signs):
        if below * above == -1:
            with precision(512):
                root = _narrowed(function, at, solved, low, high, below)
            if root is not None:
                yield root


def _narrowed(
    function: Evaluator, at: dict[str, arb], solved: str, low: Fraction, high: Fraction, below: int
) -> arb | None:
    """Halve the interval while the sign in the middle is certain; None if F is not finite over what is left."""
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        value = value_at(function, {**at, solved: ball(middle)})
        if value is None or not (value > 0 or value < 0):
            break
        low, high = (middle, high) if (1 if value > 0 else -1) == below else (low, middle)
    root = ball((low + high) / 2) + arb(0, ball((high - low) / 2).upper())
    over = value_at(function, {**at, solved: root})
    return root if over is not None and over.is_finite() else None
