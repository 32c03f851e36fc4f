"""The key of a row by our own rules of differentiation, in microseconds; None where SymPy has to look.

f' = df/dx      ∇f = (∂f/∂x, ∂f/∂y)      dy/dx = −F_x/F_y on F(x, y) = 0
"""

from __future__ import annotations

from collections.abc import Mapping

from quiz.calculus.applying import NoRule
from quiz.calculus.differentiate import derivative
from quiz.grading.shape import entries
from quiz.grading.values import value_at
from quiz.notation.balls import precision, real
from quiz.notation.formula import size
from quiz.notation.substitute import substitute
from quiz.notation.tree import Matrix, Negative, Node, Number, Quotient, Sum, Tuple, names_in

LONGEST = 150
"""Nodes of a key; a longer one is left to SymPy, which may find it shorter."""


def slope(function: Node, by: tuple[str, ...], at: Mapping[str, Node]) -> Node | None:
    """Differentiated by each name in turn; a value where there is a point."""
    if isinstance(function, Matrix):
        return None
    found = [_at(_repeated(each, by), each, at) for each in entries(function)]
    known = [each for each in found if each is not None]
    if len(known) < len(found):
        return None
    return Tuple(tuple(known)) if isinstance(function, Tuple) else known[0]


def gradient(function: Node, by: tuple[str, ...]) -> Node | None:
    """Of a function with one value."""
    slopes = [] if isinstance(function, Tuple | Matrix) else [_repeated(function, (each,)) for each in by]
    known = tuple(each for each in slopes if each is not None)
    return Tuple(known) if known and len(known) == len(by) else None


def slope_of_curve(left: Node, right: Node, by: str) -> Node | None:
    """Of an equation between two variables."""
    curve = Sum((left, Negative(right)))
    others = names_in(curve) - {by}
    if len(others) != 1 or by not in names_in(curve):
        return None
    over, under = _repeated(curve, (by,)), _repeated(curve, tuple(others))
    if over is None or under is None or isinstance(under, Number):
        return None
    return Negative(Quotient(over, under))


def _repeated(function: Node, by: tuple[str, ...]) -> Node | None:
    for name in by:
        try:
            function = derivative(function, name)
        except NoRule:
            return None
        if size(function) > LONGEST:
            return None
    return function


def _at(found: Node | None, function: Node, at: Mapping[str, Node]) -> Node | None:
    """The value at a point where function and slope have one."""
    if found is None or not at:
        return found
    here, there = substitute(found, at), substitute(function, at)
    with precision(128):
        for each in () if names_in(here) else (here, there):
            value = value_at(real(each), {})
            if value is None or not value.is_finite():
                return None
    return here
