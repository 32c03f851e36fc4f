"""Questions that ask for slopes: what is differentiated and by which name, stage by stage, and the nudge test of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from quiz.calculus.applying import NoRule
from quiz.calculus.differentiate import worked
from quiz.calculus.given import Equation, Function
from quiz.calculus.phrases import Phrase, Wanted
from quiz.calculus.step import Worked
from quiz.grading.asked import Curve
from quiz.grading.nudge import Nudge, nudge
from quiz.grading.shape import entries
from quiz.grading.verdict import Verdict
from quiz.kinds.answers import curve_of
from quiz.kinds.computed import ComputedQuestion
from quiz.kinds.labels import symbol
from quiz.notation import tidy
from quiz.notation.formula import size
from quiz.notation.tree import Node, names_in

MOST_NODES = 400
"""Of a function that is still shown step by step."""
BY_ALL = frozenset(
    {
        Wanted.GRADIENT,
        Wanted.JACOBIAN,
        Wanted.DIRECTIONAL,
        Wanted.TANGENT,
        Wanted.DESCENT,
        Wanted.NEWTON,
        Wanted.MAXIMISER,
        Wanted.MINIMISER,
        Wanted.MAXIMUM,
        Wanted.MINIMUM,
        Wanted.CRITICAL,
    }
)
"""What needs the slope of every output by every input."""


@dataclass(frozen=True, slots=True)
class Slope:
    """∂function/∂by."""

    function: Node
    by: str
    symbol: str
    """LaTeX of the function: `f`, `F_{1}`, `f'`."""
    label: str
    r"""LaTeX of the slope: `f'(x)`, `\frac{\partial f}{\partial x}`."""


@dataclass(frozen=True, slots=True)
class Nudged:
    """The nudge test of one entry of an answer; `entry` counts from 1, and is 0 where there is only one."""

    test: Nudge
    symbol: str
    entry: int = 0


def slopes(question: ComputedQuestion) -> tuple[Slope, ...]:
    """One for each entry of the answer, in order; a higher derivative is the slope of the one before it."""
    phrase = question.template.answer
    match phrase.wanted if isinstance(phrase, Phrase) else None:
        case Wanted.GRADIENT | Wanted.JACOBIAN:
            return stages(question)
        case Wanted.DERIVATIVE:
            return stages(question)[-1:]
        case _:
            return ()


def stages(question: ComputedQuestion) -> tuple[Slope, ...]:
    """Everything to differentiate, in the order it is done; none where the question asks for something else. A tangent
    or a step of descent needs slopes on its way."""
    phrase = question.template.answer
    head = question.case.given(phrase.of).heads.get(phrase.of) if isinstance(phrase, Phrase) else None
    if isinstance(phrase, Phrase) and isinstance(head, Equation):
        return tuple(_of_curve(curve_of(phrase, head)))
    if not isinstance(phrase, Phrase) or not isinstance(head, Function):
        return ()
    head = Function(head.arguments, tidy(head.body))
    name, bodies = symbol(phrase.of), entries(head.body)
    match phrase.wanted:
        case wanted if wanted in BY_ALL:
            return tuple(each for row, body in enumerate(bodies) for each in _row(name, row, body, head, len(bodies)))
        case Wanted.DERIVATIVE if len(bodies) == 1:
            return tuple(_repeated(name, head, _names(phrase, head)))
        case _:
            return ()


def _of_curve(curve: Curve | None) -> Iterator[Slope]:
    """Both partial derivatives of F, where the curve is F = 0."""
    if curve is not None:
        yield from (Slope(curve.equation, by, "F", f"F_{{{symbol(by)}}}") for by in (curve.by, curve.dependent))


def _names(phrase: Phrase, head: Function) -> tuple[str, ...]:
    """What is differentiated by, in turn: `x, x` for a second derivative."""
    return tuple(name for name in phrase.by or head.arguments[:1] for _ in range(phrase.order))


def _row(name: str, row: int, body: Node, head: Function, rows: int) -> Iterator[Slope]:
    """The slopes of one output by every input."""
    own = name if rows == 1 else f"{name}_{{{row + 1}}}"
    if len(head.arguments) == 1:
        return iter([Slope(body, head.arguments[0], own, f"{own}'({symbol(head.arguments[0])})")])
    return (Slope(body, by, own, _partial(own, by)) for by in head.arguments)


def _repeated(name: str, head: Function, names: tuple[str, ...]) -> Iterator[Slope]:
    body: Node | None = head.body
    own = name
    for count, by in enumerate(names, start=1):
        if body is None:
            return
        if len(head.arguments) == 1:
            label = f"{name}{chr(39) * count}"
            yield Slope(body, by, own, f"{label}({symbol(by)})")
        else:
            label = _partial(own, by)
            yield Slope(body, by, own, label)
        own, found = label, derivation(body, by)
        body = found.tidied if found and count < len(names) else None


def _partial(name: str, by: str) -> str:
    if name.startswith("\\frac"):
        return rf"\frac{{\partial}}{{\partial {symbol(by)}}}\,{name}"
    return rf"\frac{{\partial {name}}}{{\partial {symbol(by)}}}"


@lru_cache(maxsize=1_024)
def derivation(function: Node, by: str) -> Worked | None:
    """The worked steps of ∂function/∂by; None where no rule is known, or the function is too long to be read."""
    if size(function) > MOST_NODES:
        return None
    try:
        return worked(function, by)
    except NoRule:
        return None


def nudged(question: ComputedQuestion, response: str, verdict: Verdict) -> Nudged | None:
    """The test of the first wrong entry that can be tested; none for one that is a number: it would be told."""
    asked, answer = slopes(question), question.own_value(response)
    if not asked or answer is None:
        return None
    keys, given = entries(question.key), entries(answer)
    if not len(asked) == len(keys) == len(given):
        return None
    outcomes = verdict.components or ("incorrect",) * len(keys)
    for number, (slope, key, own, outcome) in enumerate(zip(asked, keys, given, outcomes, strict=True), start=1):
        found = None
        if outcome == "incorrect" and names_in(key):
            found = nudge(slope.function, slope.by, own, question.case.domain)
        if found is not None:
            return Nudged(found, slope.symbol, number if len(asked) > 1 else 0)
    return None
