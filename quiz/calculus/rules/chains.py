"""The chain rule: an outside F and an inside u."""

from __future__ import annotations

from collections.abc import Iterator

from quiz.calculus.quantities import Quantity, is_negative
from quiz.calculus.rules.record import Misconception, Pieces, Rule, one


def chain_rule(p: Pieces) -> Quantity:
    """F(u)' = F'(u) u'"""
    return p.f.slope(p.u) * p.du


CHAIN = Rule(
    "chain",
    "chain rule",
    r"F(u)' = F'(u)\,u'",
    "What is done last to {wrt}, and to what is it done?",
    chain_rule,
)
RULES = (CHAIN,)


def _middle_dropped(p: Pieces) -> Iterator[Quantity]:
    if p.middle is not None:
        yield p.f.slope(p.u) * p.middle


def _minus_lost(p: Pieces) -> Iterator[Quantity]:
    """Only where the inside falls steadily is there a minus that can get lost."""
    if is_negative(p.du):
        yield p.f.slope(p.u) * -p.du


INSIDE_SLOPE = one(lambda p: p.f.value(p.du))
BENT = {"ln": "log_of_deriv", "log": "log_of_deriv", "power": "chain_swapped_order"}
"""Outsides for which `outer_of_inner_deriv` has a name of its own."""
CANCELLED = {"ln": "chain_times_inner", "log": "chain_times_inner"}
"""Of a logarithm the inside cancels, which nobody would write down."""

MISCONCEPTIONS = (
    Misconception(
        "chain_inner_dropped",
        "chain",
        "You differentiated the outside of {where} but did not multiply by the slope of what is inside.",
        ("(x^2 + 1)^3", "3(x^2 + 1)^2"),
        1.0,
        True,
        one(lambda p: p.f.slope(p.u)),
    ),
    Misconception(
        "chain_deriv_inside",
        "chain",
        "The inside of {where} must stay as it is; its slope goes in front as a factor, not inside.",
        ("sin(x^2)", "cos(2x)"),
        1.3,
        True,
        one(lambda p: p.f.slope(p.du)),
    ),
    Misconception(
        "chain_outer_kept",
        "chain",
        "You multiplied by the slope of the inside, but the outside of {where} was not differentiated.",
        ("sin(2x)", "2 sin(2x)"),
        1.4,
        True,
        one(lambda p: p.f.value(p.u) * p.du),
    ),
    Misconception(
        "chain_add",
        "chain",
        "The slope of the inside of {where} is multiplied, not added.",
        ("(x^2 + 1)^3", "3(x^2 + 1)^2 + 2x"),
        1.4,
        False,
        one(lambda p: p.f.slope(p.u) + p.du),
    ),
    Misconception(
        "chain_times_inner",
        "chain",
        "You multiplied by the inside of {where} instead of by its slope.",
        ("(x^3 + 1)^2", "2(x^3 + 1)^2"),
        1.4,
        False,
        one(lambda p: p.f.slope(p.u) * p.u),
    ),
    Misconception(
        "chain_outer_at_x",
        "chain",
        "The outer slope has to be taken at the inside of {where}, not at plain {wrt}.",
        ("cos(5x)", "-5 sin(x)"),
        1.3,
        True,
        one(lambda p: p.f.slope(p.x) * p.du),
    ),
    Misconception(
        "chain_inner_ignored",
        "chain",
        "The inside of {where} disappeared: keep it, and multiply by its slope.",
        ("sin(x^2)", "cos(x)"),
        1.75,
        False,
        one(lambda p: p.f.slope(p.x)),
    ),
    Misconception(
        "chain_middle_dropped",
        "chain",
        "There are three layers; the slope of the middle one is missing in {where}.",
        ("e^(sin(x^2))", "2x e^(sin(x^2))"),
        1.3,
        False,
        _middle_dropped,
    ),
    Misconception(
        "chain_inner_sign",
        "chain",
        "The inside of {where} has a slope with a minus sign, which got lost.",
        ("(2 - 5x)^3", "15(2 - 5x)^2"),
        1.1,
        False,
        _minus_lost,
    ),
    Misconception(
        "chain_divided",
        "chain",
        "You divided by the slope of the inside of {where}; differentiating multiplies by it.",
        ("sin(2x)", "cos(2x)/2"),
        1.6,
        False,
        one(lambda p: p.f.slope(p.u) / p.du),
    ),
    Misconception(
        "outer_of_inner_deriv",
        "chain",
        "You put the slope of the inside into {where}; the outside has to be differentiated too.",
        ("sin(x^2)", "sin(2x)"),
        1.6,
        False,
        INSIDE_SLOPE,
    ),
    Misconception(
        "log_of_deriv",
        "logarithm",
        "You took the logarithm of the slope of the inside of {where}; the outside has to be differentiated too.",
        ("ln(x^2 + 1)", "ln(2x)"),
        1.5,
        False,
        INSIDE_SLOPE,
    ),
    Misconception(
        "chain_swapped_order",
        "chain",
        "You differentiated inside the power {where}: the power is done last, so its slope comes first.",
        ("sin(x)^2", "cos(x)^2"),
        1.5,
        False,
        INSIDE_SLOPE,
    ),
)
