"""What went wrong with dy/dx on a curve F(x, y) = 0, where F_x + F_y y' = 0."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from quiz.calculus.applying import Moving
from quiz.calculus.complex_values import ValuesAt
from quiz.calculus.derivations import derivations
from quiz.calculus.differentiate import Ground, total_derivative
from quiz.calculus.mistakes import Derivation
from quiz.calculus.quantities import ZERO, added, divided, negated
from quiz.grading.asked import Curve
from quiz.grading.diagnosis.brackets import rebracketed
from quiz.grading.diagnosis.candidate import Candidate, of_derivation, pair, simple
from quiz.grading.diagnosis.places import agree, evaluated, places
from quiz.grading.diagnosis.scene import any_mistake, common_mistakes
from quiz.grading.diagnosis.search import CHEAP, MOST_NODES, is_admitted, may_be_two
from quiz.grading.diagnosis.slips import Origin, SlipTable
from quiz.notation.formula import size
from quiz.notation.tree import Comparison, Node, names_in

At = dict[str, Any]


def curve_explanations(curve: Curve, answer: Node, domain: tuple[Comparison, ...]) -> list[Candidate]:
    """What explains a wrong dy/dx, in no order; raises NoRule."""
    equation = curve.equation
    by_x, by_y = _partials(equation, curve)
    right = negated(divided(by_x, by_y))
    names = tuple(sorted(names_in(equation) | names_in(answer) | {curve.by, curve.dependent}))
    points = places(names, (equation, right), domain)
    if points is None or size(equation) > MOST_NODES or size(answer) > MOST_NODES:
        return []
    at = points
    given, truth = evaluated(answer, at), evaluated(right, at)
    if not np.isfinite(given).all() or agree(given, truth):
        return []
    singles = [*_buggy(equation, curve, at, kinds=1), *_whole(curve, by_x, by_y, at)]
    singles += [
        *SlipTable.of(right, [Origin(None, None, right)], at, names).hits(given),
        *_brackets(answer, truth, given, at),
    ]
    found = [each for each in singles if _explains(each, given, truth) and is_admitted(each, answer, right)]
    if not any(each.cost <= CHEAP for each in found) and may_be_two(answer, right):
        doubles = [*_buggy(equation, curve, at, kinds=2), *_turned(singles)]
        found += [each for each in doubles if _explains(each, given, truth) and len(each.ids) == 2]
    return found


def _explains(candidate: Candidate, given: Any, truth: Any) -> bool:
    return agree(candidate.values, given) and not agree(candidate.values, truth)


def _partials(equation: Node, curve: Curve) -> tuple[Node, Node]:
    """F_x and F_y: the derivative with y' = 0, and what y' = 1 adds."""
    still = total_derivative(equation, curve.by, curve.dependent, ZERO)
    return still, total_derivative(equation, curve.dependent, curve.by, ZERO)


def _buggy(equation: Node, curve: Curve, at: At, *, kinds: int) -> Iterator[Candidate]:
    """Both speeds of y in one vector: the first half has y' = 0, the second y' = 1."""
    twice = {name: np.concatenate([values, values]) for name, values in at.items()}
    ones = np.ones_like(next(iter(at.values())))
    speeds = {curve.by: np.concatenate([ones, ones]), curve.dependent: np.concatenate([ones * 0, ones])}
    ground = Ground(ValuesAt(twice), Moving(curve.by, curve.dependent), speeds)
    found = derivations(equation, ground, kinds=kinds, allowed=any_mistake if kinds == 1 else common_mistakes)
    for each in found[1:]:
        yield of_derivation(each, _solved(each, len(ones)))


def _solved(derivation: Derivation, count: int) -> Any:
    still, moving = derivation.values[:count], derivation.values[count:]
    with np.errstate(all="ignore"):
        return -still / (moving - still)


def _whole(curve: Curve, by_x: Node, by_y: Node, at: At) -> Iterator[Candidate]:
    forms = [
        ("implicit_flipped", negated(divided(by_y, by_x)), 0.0),
        ("implicit_sign_lost", divided(by_x, by_y), 0.0),
        ("dydx_missing", negated(by_x), 0.0),
        ("dydx_missing", by_x, 0.2),
        ("dydx_missing", negated(added(by_x, by_y)), 0.0),
        ("dydx_missing", added(by_x, by_y), 0.2),
    ]
    for name, formula, more in forms:
        yield simple(name, evaluated(formula, at), more=more)
    left = _partials(curve.left, curve)
    yield simple("rhs_dropped", evaluated(negated(divided(*left)), at))
    both = divided(by_y, by_x)
    flipped = simple("implicit_flipped", evaluated(both, at))
    yield pair(flipped, "implicit_sign_lost", flipped.values)


def _turned(singles: list[Candidate]) -> Iterator[Candidate]:
    with np.errstate(all="ignore"):
        for each in singles:
            if each.path is not None:
                yield pair(each, "implicit_sign_lost", -each.values)
                yield pair(each, "implicit_flipped", 1 / each.values)


def _brackets(answer: Node, truth: Any, given: Any, at: At) -> Iterator[Candidate]:
    for each, bracket in rebracketed(answer):
        if agree(evaluated(each, at), truth):
            yield simple("slip_bracket", given, bracket)
