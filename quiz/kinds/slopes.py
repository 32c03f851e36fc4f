"""Questions that ask for slopes, entry by entry: what is differentiated, by which name, and the nudge test of it."""

from __future__ import annotations

from dataclasses import dataclass

from quiz.calculus.given import Function
from quiz.calculus.phrases import Phrase, Wanted
from quiz.grading.nudge import Nudge, nudge
from quiz.grading.shape import entries
from quiz.grading.verdict import Verdict
from quiz.kinds.computed import ComputedQuestion
from quiz.kinds.labels import symbol
from quiz.notation.tree import Node, names_in


@dataclass(frozen=True, slots=True)
class Slope:
    """∂function/∂by, one entry of an answer."""

    function: Node
    by: str
    symbol: str
    """LaTeX of the function: `f`, `F_{1}`."""


@dataclass(frozen=True, slots=True)
class Nudged:
    """The nudge test of one entry of an answer; `entry` counts from 1, and is 0 where there is only one."""

    test: Nudge
    symbol: str
    entry: int = 0


def slopes(question: ComputedQuestion) -> tuple[Slope, ...]:
    """In the order of the answer's entries; none where something else is asked, or a number: it would be told."""
    phrase = question.template.answer
    head = question.case.given(phrase.of).heads.get(phrase.of) if isinstance(phrase, Phrase) else None
    if not isinstance(phrase, Phrase) or not isinstance(head, Function) or phrase.at or phrase.order > 1:
        return ()
    name, bodies = symbol(phrase.of), entries(head.body)
    return tuple(
        Slope(body, by, name if len(bodies) == 1 else f"{name}_{{{row}}}")
        for row, body in enumerate(bodies, start=1)
        for by in _names(phrase, head)
    )


def _names(phrase: Phrase, head: Function) -> tuple[str, ...]:
    """What each function of the head is differentiated by, in turn."""
    match phrase.wanted:
        case Wanted.GRADIENT | Wanted.JACOBIAN:
            return head.arguments
        case Wanted.DERIVATIVE:
            names = phrase.by or head.arguments
            return names if len(names) == 1 else ()
        case _:
            return ()


def nudged(question: ComputedQuestion, response: str, verdict: Verdict) -> Nudged | None:
    """The test of the first wrong entry that can be tested; none for one that is a number."""
    asked, answer = slopes(question), question.own_value(response)
    if not asked or answer is None:
        return None
    keys, given = entries(question.key), entries(answer)
    if not len(asked) == len(keys) == len(given):
        return None
    right = verdict.components or ("incorrect",)
    for number, (slope, key, own, outcome) in enumerate(zip(asked, keys, given, right, strict=True), start=1):
        found = None
        if outcome == "incorrect" and names_in(key):
            found = nudge(slope.function, slope.by, own, question.case.domain)
        if found is not None:
            return Nudged(found, slope.symbol, number if len(asked) > 1 else 0)
    return None
