"""Answers as authors write them: a phrase, a formula, or a list; read once, closed for each variant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from quiz.calculus.derive import derive
from quiz.calculus.given import Equation, Function, Impossible
from quiz.calculus.oracle import disagreement
from quiz.calculus.phrase_reader import read_answer
from quiz.calculus.phrases import Phrase, Unknown, Wanted, closed, formulas
from quiz.calculus.problem import entries
from quiz.calculus.vectors import is_spread
from quiz.grading.asked import Asked, Curve, Slope
from quiz.kinds.placeholders import Prose, read_prose
from quiz.kinds.question import CannotBuild
from quiz.kinds.records import Mistake
from quiz.kinds.setting import Case, Setting, underscored
from quiz.kinds.setting_reader import read_formula
from quiz.notation import tidy
from quiz.notation.formula import has_typed_decimal
from quiz.notation.tree import Negative, Node, Sum, Tuple
from quiz.reading.problems import Finding, Path

Open = Phrase | Node
"""An answer whose parameters are open."""


@dataclass(frozen=True, slots=True)
class OpenMistake:
    answer: Open
    say: Prose
    misconception: str
    path: Path


def read_open(written: Any, setting: Setting, path: Path) -> Open | Finding:
    """A text is a phrase or a formula; a list of formulas is a vector or a matrix."""
    if not isinstance(written, str):
        return read_formula(written, setting.vocabulary, path)
    found = read_answer(_with_part_names(written, setting.parts), setting.vocabulary, setting.subjects)
    if isinstance(found, Unknown):
        return Finding(path, found.code, found.message, found.hint, offset=found.offset)
    return found


def _with_part_names(text: str, parts: tuple[str, ...]) -> str:
    """Ids of earlier parts as names, `best-price` as `best_price`: the same length, so that places stay right."""
    for part in sorted(parts, key=len, reverse=True):
        text = re.sub(rf"(?<![\w-]){re.escape(part)}(?![\w-])", underscored(part), text)
    return text


def read_mistakes(
    written: tuple[Mistake, ...], setting: Setting, path: Path, findings: list[Finding]
) -> tuple[OpenMistake, ...]:
    mistakes = []
    for index, each in enumerate(written):
        place = (*path, "mistakes", index)
        answer = read_open(each.answer, setting, (*place, "answer"))
        say = read_prose(each.say, setting, (*place, "say"), answer=True)
        if isinstance(answer, Finding):
            findings.append(answer)
        if isinstance(say, Finding):
            findings.append(say)
        if not isinstance(answer, Finding) and not isinstance(say, Finding):
            mistakes.append(OpenMistake(answer, say, each.misconception, place))
    return tuple(mistakes)


def close_phrase(phrase: Phrase, case: Case) -> Phrase:
    return closed(phrase, case.close)


def key_of(answer: Open, case: Case, path: Path) -> Node:
    """The key of one variant; raises CannotBuild when there is none."""
    if not isinstance(answer, Phrase):
        key = case.close(answer)
        if not is_spread(key):
            raise CannotBuild(Finding(path, "answer-fails", "the vectors do not fit together"))
        return key
    found = derive(close_phrase(answer, case), case.given(answer.of))
    if isinstance(found, Impossible):
        raise CannotBuild(Finding(path, found.code, found.message))
    return found


def confirm(answer: Open, key: Node, case: Case, path: Path) -> None:
    """The second opinion: raises CannotBuild when numbers say otherwise than algebra."""
    if isinstance(answer, Phrase):
        message = disagreement(close_phrase(answer, case), case.given(answer.of), key)
        if message:
            raise CannotBuild(Finding(path, "oracles-disagree", message))


def problem_curve(answer: Open, case: Case) -> Node | None:
    """`left − right` of the equation that an implicit derivative is about."""
    head = case.given(answer.of).heads[answer.of] if isinstance(answer, Phrase) else None
    return Sum((head.left, Negative(head.right))) if isinstance(head, Equation) else None


def asked_of(answer: Open, case: Case) -> Asked | None:
    """What a phrase wants differentiated, as the learner sees it; None where a formula is typed, or something else is
    asked."""
    head = case.given(answer.of).heads.get(answer.of) if isinstance(answer, Phrase) else None
    if not isinstance(answer, Phrase) or head is None:
        return None
    phrase = close_phrase(answer, case)
    if isinstance(head, Equation):
        curve = curve_of(phrase, head)
        return Asked(curve=curve) if curve and not phrase.at else None
    head = Function(head.arguments, tidy(head.body))
    at = _located(phrase, head)
    slopes = _slopes(phrase, head) if at is not None else ()
    return Asked(slopes, at=at or ()) if slopes else None


def curve_of(phrase: Phrase, head: Equation) -> Curve | None:
    """The equation between two variables whose slope a phrase asks for, as the learner sees it."""
    others = [name for name in head.names if name not in phrase.by]
    if phrase.wanted is not Wanted.IMPLICIT or len(phrase.by) != 1 or len(others) != 1:
        return None
    return Curve(tidy(head.left), tidy(head.right), phrase.by[0], others[0])


def _located(phrase: Phrase, head: Function) -> tuple[tuple[str, Node], ...] | None:
    """The point by name; None where it is not plain."""
    if not phrase.at:
        return ()
    plain = [node for name, node in phrase.at if name is None]
    if len(plain) == 1 and isinstance(plain[0], Tuple):
        plain = list(plain[0].entries)
    if plain and len(plain) != len(head.arguments):
        return None
    named = tuple((name, node) for name, node in phrase.at if name is not None)
    return (*zip(head.arguments, plain, strict=False), *named)


def _slopes(phrase: Phrase, head: Function) -> tuple[Slope, ...]:
    bodies = entries(head.body)
    match phrase.wanted:
        case Wanted.DERIVATIVE:
            names = phrase.by or head.arguments[:1]
            return tuple(Slope(body, tuple(name for name in names for _ in range(phrase.order))) for body in bodies)
        case Wanted.GRADIENT | Wanted.JACOBIAN:
            return tuple(Slope(body, (name,)) for body in bodies for name in head.arguments)
        case Wanted.HESSIAN:
            return tuple(Slope(head.body, (row, column)) for row in head.arguments for column in head.arguments)
        case _:
            return ()


def speaks_decimals(answer: Open, case: Case) -> bool:
    """Whether the item writes 0.5 rather than 1/2, in its functions, its parameters or its answer."""
    trees = [each for head in case.setting.heads.values() for each in _trees(head)]
    trees += formulas(answer) if isinstance(answer, Phrase) else [answer]
    return any(each.decimals for each in case.setting.parameters) or any(map(has_typed_decimal, trees))


def _trees(head: Function | Equation) -> list[Node]:
    return [head.body] if isinstance(head, Function) else [head.left, head.right]


def problem_function(answer: Open, case: Case) -> Node | None:
    """The function whose domain is the question's."""
    if not isinstance(answer, Phrase):
        return None
    head = case.given(answer.of).heads[answer.of]
    return head.body if isinstance(head, Function) and not head.is_vector else None
