"""From a wrong answer to what the learner reads."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from typing import Any

import numpy as np

from quiz.calculus.applying import NoRule
from quiz.calculus.quantities import added
from quiz.grading.asked import Asked, Slope
from quiz.grading.diagnosis.candidate import Candidate, simple
from quiz.grading.diagnosis.curves import curve_explanations
from quiz.grading.diagnosis.other_questions import derived, other_questions
from quiz.grading.diagnosis.places import agree, evaluated, number, places
from quiz.grading.diagnosis.ranking import Finding, findings, in_common
from quiz.grading.diagnosis.scene import wrong_turns
from quiz.grading.diagnosis.search import MOST_NODES, explanations
from quiz.grading.diagnosis.wording import sentence, spoken
from quiz.grading.ladder import vocabulary
from quiz.grading.verdict import Outcome, Task, Verdict, Witness
from quiz.notation import Parsed, TooManyNodes, read, spelled_out
from quiz.notation.formula import size
from quiz.notation.tree import Comparison, Matrix, Node, Tuple, names_in, parts

CLOSE = 1e-5


def diagnosed(task: Task, response: str, verdict: Verdict) -> Verdict:
    """The verdict with what went wrong, where that can be found; any other verdict as it is."""
    if verdict.outcome is not Outcome.INCORRECT or verdict.is_free or task.asked is None or verdict.misconceptions:
        return verdict
    if verdict.witness is not None and _is_close(verdict.witness):
        return verdict
    parsed = read(response, vocabulary(task))
    if not isinstance(parsed, Parsed):
        return verdict
    try:
        answer = spelled_out(parsed.tree, task.heads)
    except TooManyNodes:
        return verdict
    found = misconceptions(task.asked, answer, task.domain)
    if not found:
        return verdict
    told = tuple(spoken(each, task.asked) for each in found)
    return replace(verdict, misconceptions=told, message=sentence(found, task.asked) or verdict.message)


def _is_close(witness: Witness) -> bool:
    """Whether the values can hardly be told apart where they differ most clearly: no rule bends as little as that."""
    given, expected = complex(witness.given), complex(witness.expected)
    return abs(given - expected) <= CLOSE * abs(expected)


def misconceptions(asked: Asked, answer: Node, domain: tuple[Comparison, ...] = ()) -> tuple[Finding, ...]:
    """What explains a wrong answer, likeliest first, at most three."""
    try:
        with np.errstate(all="ignore"):
            return _findings(asked, answer, domain)
    except NoRule:
        return ()


def _findings(asked: Asked, answer: Node, domain: tuple[Comparison, ...]) -> tuple[Finding, ...]:
    if asked.at:
        return _at_a_point(asked, answer, domain)
    if asked.curve is not None:
        return findings(curve_explanations(asked.curve, answer, domain))
    if len(asked.slopes) == 1 and not isinstance(answer, Tuple | Matrix):
        return findings(explanations(asked.slopes[0], answer, domain))
    return findings(_of_vector(asked.slopes, answer, domain))


# -- vectors ---------------------------------------------------------------------------------------------------


def _of_vector(slopes: tuple[Slope, ...], answer: Node, domain: tuple[Comparison, ...]) -> list[Candidate]:
    rights = [derived(each.function, each.by) for each in slopes]
    names = sorted({name for node in (*rights, answer, *(each.function for each in slopes)) for name in names_in(node)})
    at = places(names, rights, domain)
    if at is None or size(answer) > MOST_NODES:
        return []
    truths = [evaluated(each, at) for each in rights]
    if not isinstance(answer, Tuple | Matrix):
        return _one_for_all(rights, truths, answer, at)
    entries = parts(answer)
    if len(entries) != len(slopes):
        return []
    given = [evaluated(each, at) for each in entries]
    wrong = [place for place, truth in enumerate(truths) if not agree(given[place], truth)]
    if len(wrong) > 1 and _is_reordered(given, truths):
        return [simple("gradient_swapped", given[0])]
    return in_common([explanations(slopes[each], entries[each], domain, most_kinds=1) for each in wrong])


def _one_for_all(rights: list[Node], truths: list[Any], answer: Node, at: dict[str, Any]) -> list[Candidate]:
    given = evaluated(answer, at)
    total = evaluated(reduce(added, rights), at)
    if agree(given, total):
        return [simple("gradient_summed", given)]
    return [simple("gradient_entry_missing", given)] if any(agree(given, each) for each in truths) else []


def _is_reordered(given: list[Any], truths: list[Any]) -> bool:
    left = list(truths)
    for each in given:
        place = next((place for place, truth in enumerate(left) if agree(each, truth)), None)
        if place is None:
            return False
        del left[place]
    return True


# -- one number ------------------------------------------------------------------------------------------------


def _at_a_point(asked: Asked, answer: Node, domain: tuple[Comparison, ...]) -> tuple[Finding, ...]:
    """One number fits many derivations: two explanations and more are a question, never a claim."""
    if len(asked.slopes) != 1 or isinstance(answer, Tuple | Matrix) or size(answer) > MOST_NODES:
        return ()
    slope = asked.slopes[0]
    if names_in(answer):
        return _left_open(slope, answer, domain)
    at, given = _located(asked), number(answer)
    if at is None or given is None or not set(names_in(slope.function)) <= set(at):
        return ()
    values = np.array([given])
    return findings(_numbers(slope, answer, values, at), is_doubtful=True)


def _located(asked: Asked) -> dict[str, Any] | None:
    found = {name: number(node) for name, node in asked.at}
    if any(each is None for each in found.values()):
        return None
    return {name: np.array([value], dtype=complex) for name, value in found.items()}


def _left_open(slope: Slope, answer: Node, domain: tuple[Comparison, ...]) -> tuple[Finding, ...]:
    """Names in a number: the derivative before the point was put in, right or wrong."""
    right = derived(slope.function, slope.by)
    at = places(sorted(names_in(right) | names_in(answer) | names_in(slope.function)), (slope.function, right), domain)
    if at is not None and agree(evaluated(answer, at), evaluated(right, at)):
        return findings([simple("left_unevaluated", evaluated(answer, at))])
    return findings(explanations(slope, answer, domain))


def _numbers(slope: Slope, answer: Node, given: Any, at: dict[str, Any]) -> list[Candidate]:
    right = derived(slope.function, slope.by)
    truth = evaluated(right, at)
    height = simple("f_value", evaluated(slope.function, at))
    whole = [each for each in other_questions(slope, right, at) if each.ids != ("not_differentiated",)]
    return [
        each
        for each in (height, *whole, *(each.candidate for each in wrong_turns(slope, at, kinds=1)))
        if agree(each.values, given) and not agree(each.values, truth) and each.cost <= 1.6
    ]
