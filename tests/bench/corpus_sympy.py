"""The key as SymPy would rewrite it, one way after the other, printed back from our trees."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from quiz.grading.shape import entries
from quiz.notation.derived import Unsayable
from quiz.notation.symbolic import TooLarge, from_sympy, to_sympy
from quiz.notation.tree import Node, with_parts

SECONDS = 2
WAYS = (
    "expand", "factor", "together", "apart", "trigsimp", "simplify", "powsimp", "logcombine", "expand_trig", "radsimp",
    "expand_log", "powdenest", "exponentials", "nsimplify",
)  # fmt: skip


def rewritten(key: Node) -> Iterator[tuple[Node, str]]:
    for way in WAYS:
        found = [_rewritten(each, way) for each in entries(key)]
        known = tuple(each for each in found if each is not None)
        if len(known) == len(found):
            yield (known[0] if len(known) == 1 else with_parts(key, known)), f"SymPy's {way}"


def _rewritten(node: Node, way: str) -> Node | None:
    """None where SymPy does not come back in time, declines, or says what we have no word for."""
    from sympy.polys.polyerrors import BasePolynomialError

    try:
        with _limited(SECONDS):
            return from_sympy(_applied(to_sympy(node, defined=way == "exponentials"), way))
    except (TimeoutError, TooLarge, Unsayable, ValueError, TypeError, NotImplementedError, AttributeError,
            BasePolynomialError):  # fmt: skip
        return None


def _applied(expression: Any, way: str) -> Any:
    import sympy

    return expression.rewrite(sympy.exp) if way == "exponentials" else getattr(sympy, way)(expression)


@contextmanager
def _limited(seconds: int) -> Iterator[None]:
    signal.signal(signal.SIGALRM, _late)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)


def _late(number: int, frame: FrameType | None) -> None:
    raise TimeoutError
