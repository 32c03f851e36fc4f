"""Right answers to other questions: the function itself, an antiderivative, another variable, one order too many."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from typing import Any

import numpy as np

from quiz.calculus.applying import NoRule
from quiz.calculus.differentiate import derivative
from quiz.calculus.quantities import Formula, added, multiplied, negated
from quiz.grading.asked import Slope
from quiz.grading.canonical import canonical
from quiz.grading.diagnosis.candidate import Candidate, simple
from quiz.grading.diagnosis.places import agree, evaluated
from quiz.notation.tree import Call, Node, Number, Power, Product, Sum, names_in, parts, with_parts

At = dict[str, Any]
REWRITTEN = 0.15
"""What it costs the function itself to look otherwise: then something was done to it."""


def other_questions(slope: Slope, right: Node, at: At) -> Iterator[Candidate]:
    """Candidates for one scalar slope; `right` is the derivative asked for."""
    function, by = slope.function, slope.by
    yield simple("not_differentiated", evaluated(function, at), more=REWRITTEN)
    yield _candidate("sign_overall", negated(right), at)
    yield from _orders(slope, right, at)
    if len(set(by)) == 1:
        yield from _held(function, by[0], right, at) if len(by) == 1 else ()
        yield from _rewritten(function, by, at)


def _candidate(name: str, formula: Node, at: At, where: Node | None = None) -> Candidate:
    return simple(name, evaluated(formula, at), where)


def derived(function: Node, by: tuple[str, ...]) -> Node:
    for name in by:
        function = derivative(function, name)
    return function


def _orders(slope: Slope, right: Node, at: At) -> Iterator[Candidate]:
    yield _candidate("second_derivative", derivative(right, slope.by[-1]), at)
    if len(slope.by) > 1:
        yield _candidate("order_too_low", derived(slope.function, slope.by[:-1]), at)


def antiderivative(slope: Slope, answer: Node, given: Any, at: At) -> Iterator[Candidate]:
    """No integration is needed: the answer's own slope is the function."""
    try:
        slope_of_answer = derivative(answer, slope.by[0])
    except NoRule:
        return
    if agree(evaluated(slope_of_answer, at), evaluated(slope.function, at)):
        yield simple("integrated", given)


def is_copy(candidate: Candidate, slope: Slope, answer: Node) -> bool:
    """The function itself, as it was written."""
    return candidate.ids == ("not_differentiated",) and canonical(answer) == canonical(slope.function)


def _held(function: Node, by: str, right: Node, at: At) -> Iterator[Candidate]:
    """What was to be held still has moved, or become 0."""
    others = sorted(names_in(function) - {by})
    if not others:
        return
    slopes = [derivative(function, each) for each in others]
    for each in slopes:
        yield _candidate("wrong_variable", each, at)
    yield _candidate("not_held_constant", reduce(added, [right, *slopes]), at)
    moved = _each_factor_moves(function, (by, *others))
    yield _candidate("held_factor_as_one", moved, at)
    still = {name: np.zeros_like(values) if name in others else values for name, values in at.items()}
    yield simple("held_var_zero", evaluated(right, still))


def _each_factor_moves(function: Node, names: tuple[str, ...]) -> Node:
    terms = function.terms if isinstance(function, Sum) else (function,)
    return reduce(added, [_all_factors_moved(each, names) for each in terms])


def _all_factors_moved(term: Node, names: tuple[str, ...]) -> Node:
    factors = term.factors if isinstance(term, Product) else (term,)
    moved = [reduce(added, [derivative(each, name) for name in names]) if names_in(each) else each for each in factors]
    return reduce(multiplied, moved)


# -- algebra gone wrong before differentiating -----------------------------------------------------------------


def _rewritten(function: Node, by: tuple[str, ...], at: At) -> Iterator[Candidate]:
    for name, place, wrong in _rewritings(function):
        yield _candidate(name, derived(wrong, by), at, place)


def _rewritings(node: Node) -> Iterator[tuple[str, Node, Node]]:
    """Which mistake, where, and the function that it makes."""
    match node:
        case Power(Sum(terms), Number(value) as exponent) if value > 1:
            yield "square_of_sum", node, Sum(tuple(Power(each, exponent) for each in terms))
        case Call("sqrt", (Sum(terms),)):
            yield "square_of_sum", node, Sum(tuple(Call("sqrt", (each,)) for each in terms))
        case Power(Power(base, inner), outer):
            yield "power_of_power", node, Power(base, (Formula(inner) + Formula(outer)).node)
    below = parts(node)
    for place, each in enumerate(below):
        for name, where, wrong in _rewritings(each):
            yield name, where, with_parts(node, (*below[:place], wrong, *below[place + 1 :]))
