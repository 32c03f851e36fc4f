"""Differentiation by the table of rules: once, for formulas and for numbers, rightly or with chosen mistakes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import islice
from typing import NamedTuple

from quiz.calculus.applying import Application, Moving, applications, outer_formula
from quiz.calculus.arranged import arranged
from quiz.calculus.quantities import ONE, Formula, Quantity, constant
from quiz.calculus.rules.functions import log_slope, table_slope
from quiz.calculus.rules.powers import exponential_slope, power_slope
from quiz.calculus.rules.record import Misconception, Outer, Pieces
from quiz.calculus.step import Path, Step, Worked
from quiz.notation.tree import Name, Node

SLOPE_OF = {"power": power_slope, "exponential": exponential_slope, "log": log_slope}


class Choice(NamedTuple):
    """One mistake at one place: which view of the function, which misconception, which of its results."""

    view: int
    misconception: Misconception
    variant: int
    more: float = 0.0
    """What the place adds to the misconception's cost."""
    drops_inside: bool = False
    """Whether the slope of the inside is forgotten as well, at the same place."""


@dataclass(frozen=True)
class Ground:
    """Formulas or numbers: how a tree becomes a quantity, and how fast the moving names move."""

    lift: Callable[[Node], Quantity]
    moving: Moving
    slopes: Mapping[str, Quantity]
    choices: Mapping[Path, Choice] = field(default_factory=dict)


def derivative(function: Node, by: str, *, choices: Mapping[Path, Choice] | None = None) -> Node:
    """df/d`by`, everything else held still; raises NoRule."""
    ground = Ground(Formula, Moving(by), {by: Formula(ONE)}, choices or {})
    found: Formula = slope(function, (), ground)
    return found.node


def total_derivative(
    function: Node, by: str, dependent: str, rate: Node, *, choices: Mapping[Path, Choice] | None = None
) -> Node:
    """dF/d`by` on a curve, where `dependent` moves at `rate`."""
    slopes = {by: Formula(ONE), dependent: Formula(rate)}
    found: Formula = slope(function, (), Ground(Formula, Moving(by, dependent), slopes, choices or {}))
    return found.node


def slope(node: Node, path: Path, ground: Ground) -> Quantity:
    """The derivative of what stands at the path, by its rule or by the mistake chosen there."""
    views = applications(node, path, ground.moving)
    chosen = ground.choices.get(path)
    application = views[chosen.view if chosen else 0]
    slopes = tuple(slope(each, place, ground) for place, each in application.inner)
    if chosen is None:
        return application.rule.form(pieces(application, ground, slopes))
    twin = chosen.misconception
    assert twin.forms is not None
    if chosen.drops_inside:
        slopes = (constant(1, like=slopes[0]),)
    bent = twin.forms(pieces(application, ground, slopes, middle(application, ground)))
    return next(islice(bent, chosen.variant, None))


def pieces(
    application: Application, ground: Ground, slopes: tuple[Quantity, ...], middle: Quantity | None = None
) -> Pieces:
    """What the rule joins, as quantities."""
    return prepared(application, ground)(slopes, middle)


def prepared(application: Application, ground: Ground) -> Callable[..., Pieces]:
    """As `pieces`, with all that does not depend on the slopes done once."""
    x, values = ground.lift(Name(ground.moving.by)), tuple(ground.lift(each) for each in application.parts)
    outer, is_number, function = _outer(application, ground), application.is_number, application.function
    own = (ground.slopes[function.name],) if isinstance(function, Name) and function.name in ground.slopes else None

    def joined(slopes: tuple[Quantity, ...], middle: Quantity | None = None) -> Pieces:
        return Pieces(x, values, own or slopes, outer, middle, is_number)

    return joined


def _outer(application: Application, ground: Ground) -> Outer | None:
    outside = application.outside
    if outside is None:
        return None
    parameter = outside.parameter
    lifted = ground.lift(parameter) if parameter is not None and not isinstance(parameter, Fraction) else parameter
    return Outer(outside.name, lifted, SLOPE_OF.get(outside.name, table_slope))


def middle(application: Application, ground: Ground) -> Quantity | None:
    """Of F(g(h)): the right slope of h."""
    if application.rule.name != "chain":
        return None
    place, inside = application.inner[0]
    within = applications(inside, place, ground.moving)[0]
    if within.rule.name != "chain":
        return None
    place, inside = within.inner[0]
    return slope(inside, place, replace(ground, choices={}))


# -- worked steps ----------------------------------------------------------------------------------------------


def worked(function: Node, by: str) -> Worked:
    """The tree of steps; raises NoRule."""
    ground = Ground(Formula, Moving(by), {by: Formula(ONE)})
    step = _step(function, (), ground)
    return Worked(step, arranged(step.result))


def _step(node: Node, path: Path, ground: Ground) -> Step:
    application = applications(node, path, ground.moving)[0]
    inner = tuple(_step(each, place, ground) for place, each in application.inner)
    joined = application.rule.form(pieces(application, ground, tuple(Formula(each.result) for each in inner)))
    told = tuple(each for each in inner if each.rule not in ("constant", "identity") or application.rule.name == "sum")
    return Step(
        rule=application.rule.name,
        path=path,
        function=node,
        by=ground.moving.by,
        setup=_setup(application),
        inner=told,
        result=joined.node,
    )


def _setup(application: Application) -> tuple[tuple[str, Node], ...]:
    named = tuple(zip(application.names, application.parts, strict=False))
    outer = outer_formula(application)
    return named if outer is None or not named else (("F(u)", outer), *named)
