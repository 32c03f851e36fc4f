"""Trees as SymPy expressions over the reals, and back. SymPy is loaded at the first derivation, not before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from quiz.calculus.given import Given
from quiz.notation.symbolic import from_sympy, symbol, to_sympy
from quiz.notation.tree import Comparison, Matrix, Name, Node, Number, Tuple, names_in

Expr = Any
"""A SymPy expression; SymPy has no types of its own."""


@dataclass(frozen=True)
class Algebra:
    """One problem's symbols: all real, positive where the domain says so."""

    given: Given
    defined: bool = False
    """Write sigmoid and its kin out: for limits and equations, where SymPy must know what they are."""

    @cached_property
    def assumptions(self) -> Mapping[str, str]:
        domain = self.given.domain
        names = {name for each in domain for side in (each.left, each.right) for name in names_in(side)}
        return {name: "positive" for name in names if any(_keeps_positive(name, each) for each in domain)}

    def of(self, node: Node) -> Expr:
        return to_sympy(node, self.assumptions, defined=self.defined)

    def symbol(self, name: str) -> Expr:
        return symbol(name, self.assumptions)

    def symbols(self, names: Iterable[str]) -> list[Expr]:
        return [self.symbol(name) for name in names]

    def tree(self, expression: Expr) -> Node:
        return from_sympy(expression)

    def trees(self, expressions: Iterable[Expr]) -> Tuple:
        return Tuple(tuple(map(self.tree, expressions)))

    def rows(self, rows: Iterable[Iterable[Expr]]) -> Matrix:
        return Matrix(tuple(tuple(map(self.tree, row)) for row in rows))


def _keeps_positive(name: str, comparison: Comparison) -> bool:
    """`x > 0`, `x >= 2` and `0 < x` keep x positive."""
    match comparison:
        case Comparison(Name(found), ">" | ">=" as relation, bound):
            low = bound
        case Comparison(bound, "<" | "<=" as relation, Name(found)):
            low = bound
        case _:
            return False
    strict = relation in (">", "<")
    return found == name and isinstance(low, Number) and (low.value > 0 or (strict and low.value == 0))
