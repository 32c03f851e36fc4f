"""The worked steps of a question, one derivation for each slope it asks for, and the pieces of each step by name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quiz.calculus.differentiate import derivative
from quiz.calculus.rules.functions import SLOPES
from quiz.calculus.step import Path, Step, Worked
from quiz.calculus.tables import RULES
from quiz.kinds.computed import ComputedQuestion
from quiz.kinds.labels import symbol
from quiz.kinds.slopes import derivation, stages
from quiz.notation import latex
from quiz.notation.tree import Call, Name, Node, names_in, parts

INSIDE = "u"
"""The letter for the inside of a composition."""
LEAVES = ("constant", "identity", "power", "exponential", "function")
"""Rules that need no other derivative."""


@dataclass(frozen=True, slots=True)
class Derivation:
    """All steps of one slope."""

    label: str
    """What is derived, as LaTeX."""
    worked: Worked

    @property
    def names(self) -> tuple[str, ...]:
        """What the pieces may be written with, also where the answer is a number."""
        return tuple(sorted(names_in(self.worked.step.function) | {self.worked.step.by}))

    @property
    def is_tidied(self) -> bool:
        """Whether tidying up changes what is put together."""
        return self.worked.tidied != self.worked.step.result

    @property
    def tidied_latex(self) -> str:
        return latex(self.worked.tidied)

    @property
    def beginning(self) -> Step:
        """Where an explanation starts: the first step that is more than a number in front."""
        step = self.worked.step
        while step.rule == "multiple" and step.inner:
            step = step.inner[0]
        return step

    def at(self, path: Path) -> Step:
        """The step at a path, else the nearest one around it."""
        around = [step for step in self.worked.step.walk() if step.path == path[: len(step.path)]]
        return max(around, key=lambda step: len(step.path))


@dataclass(frozen=True, slots=True)
class Piece:
    """A part that a rule names, and its slope."""

    letter: str
    """LaTeX: `u`, `F(u)`; empty for the terms of a sum."""
    node: Node
    by: str
    slope: Node | None
    """None where the rule needs no slope of it: a constant factor."""
    step: Step | None
    """How the slope is found; None where it is seen at once."""

    @property
    def slope_letter(self) -> str:
        """LaTeX: `u'`, `F'(u)`, `\\frac{d}{dx} x^2`."""
        if not self.letter:
            return slope_of(self.node, self.by)
        name, bracket, inside = self.letter.partition("(")
        return f"{name}'{bracket}{inside}"


def derivations(question: ComputedQuestion) -> tuple[Derivation, ...]:
    """In the order they are done; none where the question asks for something else, or no rule is known."""
    found = [(stage, derivation(stage.function, stage.by)) for stage in stages(question)]
    return tuple(Derivation(stage.label, each) for stage, each in found if each) if all(e for _, e in found) else ()


def pieces(step: Step) -> tuple[Piece, ...]:
    """What the rule of a step names, in order; none for a rule that is looked up."""
    return () if step.rule in LEAVES else tuple(_pieces(step))


def _pieces(step: Step) -> Iterator[Piece]:
    named = step.setup or tuple(("", each) for each in parts(step.function))
    for letter, node in named:
        if letter == "F(u)":
            yield Piece(letter, node, INSIDE, derivative(node, INSIDE), None)
        elif letter == "c" or (step.rule == "log-differentiation"):
            yield Piece(letter, node, step.by, None, None)
        else:
            yield _moving(letter, node, step)
    if step.rule == "log-differentiation":
        yield _moving("", step.inner[-1].function, step)


def _moving(letter: str, node: Node, step: Step) -> Piece:
    inner = next((each for each in step.inner if each.function == node), None)
    slope = inner.result if inner else derivative(node, step.by)
    return Piece(letter, node, step.by, slope, inner if inner and not is_seen_at_once(inner) else None)


def slope_of(function: Node, by: str) -> str:
    r"""LaTeX: `\frac{d}{dx}\left[x^{2}\right]`, with \partial where other names are held still."""
    d = r"\partial " if names_in(function) - {by} else "d"
    return rf"\frac{{{d}}}{{{d}{symbol(by)}}}\left[{latex(function)}\right]"


def law_of(step: Step) -> str:
    """LaTeX of the law a step uses; of a function in a table, its own row."""
    match step.function:
        case Call(name, _, None) if step.rule == "function" and name in SLOPES:
            return rf"\left({latex(Call(name, (Name('x'),)))}\right)' = {SLOPES[name][0]}"
        case Call(_, _, base) if step.rule == "function" and base is not None:
            return r"\left(\log_{b} x\right)' = \frac{1}{x\,\ln b}"
        case _:
            return RULES[step.rule].law


def is_seen_at_once(step: Step) -> bool:
    """Looked up in a table, or the slope of something straight."""
    return step.rule in LEAVES or not names_in(step.result)
