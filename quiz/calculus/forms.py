"""How our own answer is printed: as asked for, else the shortest of a few honest forms."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import Any

from quiz.calculus.signs import with_signs_inside
from quiz.notation.symbolic import TooLarge, Unsayable, from_sympy, to_sympy
from quiz.notation.tree import (
    Call,
    Matrix,
    Negative,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Tuple,
    walk,
)

MOST_DECIMALS = 6
CLEARLY_SHORTER = 0.7
"""An expanded form hides where it comes from: it is shown only when it saves a third."""


class ShowAs(StrEnum):
    FACTORED = "factored"
    EXPANDED = "expanded"
    SIMPLIFIED = "simplified"


@lru_cache(maxsize=4096)
def shown(key: Node, show_as: ShowAs | None = None, decimals: bool = False) -> Node:
    """The key as a learner sees it. `decimals` writes fractions that end as decimals: 0.25, not 1/4."""
    pretty = over_entries(key, lambda entry: _shown(entry, show_as))
    return over_entries(pretty, _in_decimals) if decimals else pretty


def _shown(entry: Node, show_as: ShowAs | None) -> Node:
    if show_as is not None:
        return with_signs_inside(_rewritten(entry, _REWRITE[show_as]))
    kept = [with_signs_inside(each) for each in (entry, _rewritten(entry, _as_derived), _rewritten(entry, _factored))]
    best, expanded = min(kept, key=_length), with_signs_inside(_rewritten(entry, _expanded))
    return expanded if _length(expanded) < CLEARLY_SHORTER * _length(best) else best


def shapes(key: Node) -> tuple[Node, ...]:
    """The key written in five ways; every one of them must be graded correct."""
    ways = (_as_derived, _factored, _expanded, _over_one_line)
    forms = [over_entries(key, lambda entry, way=each: _rewritten(entry, way)) for each in ways]  # type: ignore[misc]
    return tuple(dict.fromkeys([key, *forms]))


def over_entries(node: Node, change: Callable[[Node], Node]) -> Node:
    match node:
        case Tuple(entries):
            return Tuple(tuple(map(change, entries)))
        case Matrix(rows):
            return Matrix(tuple(tuple(map(change, row)) for row in rows))
        case _:
            return change(node)


def _rewritten(entry: Node, way: Callable[[Any], Any]) -> Node:
    """The entry in a form, or as it is where the form cannot be said in our notation."""
    try:
        return from_sympy(way(to_sympy(entry)))
    except (Unsayable, TooLarge):
        return entry


def _as_derived(expression: Any) -> Any:
    return expression


def _factored(expression: Any) -> Any:
    """Factors in front, and `x·sign(x)` as `|x|`."""
    from sympy import factor, factor_terms

    from quiz.notation.sympy_functions import Modulus, Sign

    for each in expression.atoms(Sign):
        expression = expression.subs(each.args[0] * each, Modulus(each.args[0]))
    return factor_terms(factor(expression))


def _expanded(expression: Any) -> Any:
    from sympy import expand

    return expand(expression)


def _simplified(expression: Any) -> Any:
    from sympy import simplify

    return simplify(expression)


def _over_one_line(expression: Any) -> Any:
    from sympy import together

    return together(expression)


_REWRITE: dict[ShowAs, Callable[[Any], Any]] = {
    ShowAs.FACTORED: _factored,
    ShowAs.EXPANDED: _expanded,
    ShowAs.SIMPLIFIED: _simplified,
}


def _length(node: Node) -> int:
    """Leaves and operations; a fraction counts twice."""
    return sum(2 if isinstance(each, Quotient) else 1 for each in walk(node))


def _in_decimals(node: Node) -> Node:
    match node:
        case Quotient(over, Number(under)) if under:
            return _share(_in_decimals(over), under)
        case Negative(operand):
            return Negative(_in_decimals(operand))
        case Quotient(over, below):
            return Quotient(_in_decimals(over), _in_decimals(below))
        case Sum(terms):
            return Sum(tuple(map(_in_decimals, terms)))
        case Product(factors):
            return Product(tuple(map(_in_decimals, factors)))
        case Power(base, exponent):
            return Power(_in_decimals(base), exponent)
        case Call(function, arguments, base):
            return Call(function, tuple(map(_in_decimals, arguments)), base)
        case _:
            return node


def _share(over: Node, under: Fraction) -> Node:
    """`3*x/10` as `0.3*x`; a fraction that does not end stays."""
    factors = over.factors if isinstance(over, Product) else (over,)
    first, rest = (factors[0].value, factors[1:]) if isinstance(factors[0], Number) else (Fraction(1), factors)
    places = _places(first / under)
    if places is None:
        return Quotient(over, Number(under))
    number = Number(first / under, places or None)
    return Product((number, *rest)) if rest else number


def _places(value: Fraction) -> int | None:
    """Decimals of a fraction that ends within six places, None for the others."""
    return next((places for places in range(MOST_DECIMALS + 1) if (value * 10**places).denominator == 1), None)
