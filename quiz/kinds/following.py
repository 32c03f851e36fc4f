"""Marking on: the learner's own values of earlier parts, as far as they can safely be carried on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from quiz.calculus.phrases import EXTREMES, Phrase, Wanted
from quiz.grading.verdict import Outcome
from quiz.kinds.computed import ComputedQuestion
from quiz.notation.formula import size
from quiz.notation.tree import Name, Negative, Node, Number, Power, Product, Quotient, Sum

MOST_NODES = 80
HIGHEST_DEGREE = 12

SOLVED = (*EXTREMES, Wanted.LIMIT)
"""Phrases that solve equations: on a learner's formula only where that is quick, for quotients of polynomials."""


@dataclass(frozen=True, slots=True)
class Own:
    """The value a learner gave an earlier part."""

    key: Node


def own_values(asked: ComputedQuestion, followed: Mapping[str, Any], earlier: Mapping[str, str]) -> dict[str, Own]:
    """The followed parts' responses that were readable but wrong."""
    own: dict[str, Own] = {}
    for part, question in followed.items():
        response = earlier.get(part, "")
        verdict = question.grade(response)
        if verdict.outcome is not Outcome.INCORRECT or verdict.is_free:
            continue
        value = question.own_value(response)
        if value is not None and _can_carry(asked.template.answer, value):
            own[part] = Own(value)
    return own


def _can_carry(answer: Any, value: Node) -> bool:
    if size(value) > MOST_NODES:
        return False
    if isinstance(answer, Phrase) and answer.wanted in SOLVED:
        degree = _degree(value)
        return degree is not None and degree <= HIGHEST_DEGREE
    return True


def _degree(node: Node) -> int | None:
    """A bound on the degree of a quotient of polynomials, above and below the line together; None for all else."""
    match node:
        case Number():
            return 0
        case Name():
            return 1
        case Negative(operand):
            return _degree(operand)
        case Sum(parts) | Product(parts):
            return _total([_degree(each) for each in parts])
        case Quotient(over, under):
            return _total([_degree(over), _degree(under)])
        case Power(base, Number(exponent)) if exponent.denominator == 1 and exponent <= HIGHEST_DEGREE:
            return _total([_degree(base)] * int(exponent))
        case _:
            return None


def _total(degrees: list[int | None]) -> int | None:
    """Sums count as products, because terms with different denominators are brought together."""
    found = [each for each in degrees if each is not None]
    return sum(found) if len(found) == len(degrees) else None
