"""`{{ node|tex }}`, `{{ step|rule }}`, `{{ step|law }}`, `{{ step|pieces }}`, `{{ step|equation }}`,
`{{ curve|slope_of_curve }}`,
`{% choices rung guide as rules %}`, `{% fields rung as asked %}`."""

from __future__ import annotations

from django import template

from quiz.calculus.rules.record import Rule
from quiz.calculus.step import Path, Step
from quiz.calculus.tables import RULES
from quiz.grading.asked import Curve
from quiz.kinds.guide import Guide, Place, Rung
from quiz.kinds.labels import symbol
from quiz.kinds.steps import Piece, law_of
from quiz.kinds.steps import pieces as pieces_of
from quiz.kinds.steps import slope_of as slope_in_latex
from quiz.kinds.tiny_tasks import choices as choices_of
from quiz.notation import latex
from quiz.notation.tree import Node

register = template.Library()


@register.filter
def tex(node: Node) -> str:
    return latex(node)


@register.filter
def rule(step: Step) -> Rule:
    return RULES[step.rule]


@register.filter
def law(step: Step) -> str:
    """LaTeX; of a function in a table, its own row."""
    return law_of(step)


@register.filter
def asks(step: Step) -> str:
    """A question that points at the rule, as prose."""
    return RULES[step.rule].asks.replace("{wrt}", f"${symbol(step.by)}$")


@register.filter
def pieces(step: Step) -> tuple[Piece, ...]:
    return pieces_of(step)


@register.filter
def slope_of(step: Step) -> str:
    """LaTeX of what the step finds."""
    return slope_in_latex(step.function, step.by)


@register.filter
def slope_of_curve(curve: Curve) -> str:
    """LaTeX: dy/dx from both partial derivatives of F, where the curve is F = 0."""
    x, y = symbol(curve.by), symbol(curve.dependent)
    return rf"\frac{{d{y}}}{{d{x}}} = -\frac{{F_{{{x}}}}}{{F_{{{y}}}}}"


@register.filter
def equation(step: Step) -> str:
    """LaTeX: the derivative of the step's function, as the rule puts it together."""
    return f"{slope_of(step)} = {latex(step.result)}"


@register.filter
def whole(guide: Guide, place: Place) -> str:
    """LaTeX of the derivation that a place is a part of."""
    return slope_of(guide.derivations[place.derivation].worked.step)


@register.filter
def into(place: Place, step: Step) -> str:
    """The place of a step further in, for a form."""
    return str(Place(place.derivation, step.path))


@register.filter
def is_around(step: Step, path: Path | None) -> bool:
    """Whether a step stands at a path or encloses it."""
    return path is not None and path[: len(step.path)] == step.path


@register.simple_tag
def choices(rung: Rung, guide: Guide) -> list[tuple[Rule, bool]]:
    """The rules to choose from, each with whether it was tried."""
    others = [step.rule for derivation in guide.derivations for step in derivation.worked.step.walk()]
    tried = {each.said[0] for each in rung.tries if each.said}
    return [(RULES[name], name in tried) for name in choices_of(rung.step, others)]


@register.simple_tag
def fields(rung: Rung) -> list[tuple[Piece, str, str]]:
    """The pieces asked for, each with what was typed last and how that was."""
    said, outcomes = (rung.last.said, rung.last.outcomes) if rung.last else ((), ())
    blank = ("",) * len(rung.pieces)
    return list(zip(rung.pieces, (*said, *blank), (*outcomes, *blank), strict=False))
