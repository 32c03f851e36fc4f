"""Rung by SymPy: only a literal 0 of `key - answer` counts, and never `.equals()`.

Runs inside the worker, which may be killed at any moment; nothing here is waited for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from quiz.notation.exact import exact
from quiz.notation.formula import size
from quiz.notation.symbolic import TooLarge, Unsayable, to_sympy
from quiz.notation.tree import Node, Power, walk

MAX_NODES = 120
MAX_EXPONENT = Fraction(30)


def is_within_reach(node: Node) -> bool:
    """Small enough that SymPy usually comes back."""
    return size(node) <= MAX_NODES and all(_is_modest(each) for each in walk(node))


def _is_modest(node: Node) -> bool:
    value = exact(node.exponent) if isinstance(node, Power) else None
    return value is None or (abs(value) <= MAX_EXPONENT and value.denominator <= MAX_EXPONENT)


def proof(key: Node, answer: Node, signs: Mapping[str, str]) -> str:
    """The step that made `key - answer` a literal 0, or nothing."""
    try:
        difference = to_sympy(key, signs, defined=True) - to_sympy(answer, signs, defined=True)
    except (TooLarge, Unsayable):
        return ""
    for name, step in _steps():
        if step(difference) == 0:
            return name
    return ""


def _steps() -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    """From cheap to dear."""
    import sympy

    def cancelled(expression: Any) -> Any:
        return sympy.expand(sympy.numer(sympy.together(expression)))

    def as_exponentials(expression: Any) -> Any:
        return cancelled(expression.rewrite(sympy.exp))

    return (
        ("as written", lambda difference: difference),
        ("expanded", sympy.expand),
        ("cancelled", cancelled),
        ("written in exponentials", as_exponentials),
        ("trigonometry", sympy.trigsimp),
        ("simplified", sympy.simplify),
        ("simplified exponentials", lambda difference: sympy.simplify(difference.rewrite(sympy.exp))),
    )
