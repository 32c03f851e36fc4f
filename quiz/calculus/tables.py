"""RULES and MISCONCEPTIONS: every rule of differentiation, and every wrong turn we can name."""

from __future__ import annotations

from collections.abc import Mapping

from quiz.calculus.rules import chains, function_twins, functions, powers, products, quotients, sums, whole
from quiz.calculus.rules.record import Misconception, Rule

FAMILIES = (sums, products, quotients, powers, functions, chains)
WRONG = (sums, products, quotients, powers, function_twins, chains, whole)
RULES: Mapping[str, Rule] = {rule.name: rule for family in FAMILIES for rule in family.RULES}

MISCONCEPTIONS: Mapping[str, Misconception] = {each.id: each for family in WRONG for each in family.MISCONCEPTIONS}


def _of(rule: str) -> tuple[Misconception, ...]:
    """The twins of a rule; the chain's own names for what happens to a power or a logarithm are left out."""
    named = set(chains.BENT.values())
    return tuple(each for each in MISCONCEPTIONS.values() if each.rule == rule and each.forms and each.id not in named)


TWINS: Mapping[str, tuple[Misconception, ...]] = {name: _of(name) for name in RULES} | dict(function_twins.TWINS)
"""The wrong twins of a rule, or of a named function."""


def chain_twins(outside: str) -> tuple[Misconception, ...]:
    """The wrong turns with a composition whose outside is this function, `power`, `exponential` or `log`."""
    own, cancelled = chains.BENT.get(outside, "outer_of_inner_deriv"), chains.CANCELLED.get(outside)
    kept = [each for each in TWINS["chain"] if each.id != cancelled]
    return tuple(MISCONCEPTIONS[own] if each.id == "outer_of_inner_deriv" else each for each in kept)
