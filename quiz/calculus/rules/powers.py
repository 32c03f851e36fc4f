"""Powers with a constant exponent, exponentials with a constant base, and powers where both move."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from quiz.calculus.quantities import Quantity, apply, constant, raised
from quiz.calculus.rules.record import Misconception, Outer, Pieces, Rule, one


def power_slope(f: Outer, z: Quantity) -> Quantity:
    """(zⁿ)' = n zⁿ⁻¹"""
    return _exponent(f, z) * raised(z, _shifted(f, z, -1))


def exponential_slope(f: Outer, z: Quantity) -> Quantity:
    """(aᶻ)' = aᶻ ln a"""
    return f.value(z) * apply("ln", f.parameter)


def _exponent(f: Outer, z: Quantity) -> Quantity:
    return constant(f.parameter, like=z) if isinstance(f.parameter, Fraction) else f.parameter


def _shifted(f: Outer, z: Quantity, by: int) -> Fraction | Quantity:
    return f.parameter + by if isinstance(f.parameter, Fraction) else f.parameter + constant(by, like=z)


def outside(p: Pieces) -> Quantity:
    """F(x)' = F'(x)"""
    return p.f.slope(p.u) * p.du


def power_rule(p: Pieces) -> Quantity:
    """(xⁿ)' = n xⁿ⁻¹"""
    return outside(p)


def exponential_rule(p: Pieces) -> Quantity:
    """(aˣ)' = aˣ ln a"""
    return outside(p)


def logarithmic(p: Pieces) -> Quantity:
    """(uᵛ)' = uᵛ (v ln u)'"""
    return raised(p.u, p.v) * p.slopes[2]


POWER = Rule("power", "power rule", r"(x^n)' = n\,x^{n-1}", "What happens to the exponent?", power_rule)
EXPONENTIAL = Rule(
    "exponential",
    "exponential rule",
    r"(a^x)' = a^x \ln a",
    "Where does {wrt} stand: in the base or in the exponent?",
    exponential_rule,
)
LOGARITHMIC = Rule(
    "log-differentiation",
    "logarithmic differentiation",
    r"(u^v)' = u^v\,(v \ln u)'",
    "Base and exponent both move: what makes a product of them?",
    logarithmic,
)


def _kept(p: Pieces) -> Quantity:
    return _exponent(p.f, p.u) * p.f.value(p.u) * p.du


def _not_brought_down(p: Pieces) -> Iterator[Quantity]:
    lowered = raised(p.u, _shifted(p.f, p.u, -1)) * p.du
    yield lowered
    if isinstance(p.f.parameter, Fraction) and p.f.parameter < 0:
        yield -lowered


def _raised_instead(p: Pieces) -> Quantity:
    return _exponent(p.f, p.u) * raised(p.u, _shifted(p.f, p.u, 1)) * p.du


def _lowered_twice(p: Pieces) -> Iterator[Quantity]:
    yield _exponent(p.f, p.u) * raised(p.u, _shifted(p.f, p.u, -2)) * p.du
    yield _raised_instead(p)


def _as_a_power(p: Pieces) -> Iterator[Quantity]:
    lowered = raised(p.f.parameter, p.u - p.number(1))
    yield p.u * lowered
    yield p.u * lowered * p.du


def _exponent_lowered(p: Pieces) -> Iterator[Quantity]:
    lowered = raised(p.f.parameter, p.u - p.number(1))
    yield p.du * lowered
    yield p.du * lowered * apply("ln", p.f.parameter)


def _power_rule_anyway(p: Pieces) -> Iterator[Quantity]:
    lowered = p.v * raised(p.u, p.v - p.number(1))
    yield lowered * p.du
    yield lowered
    yield lowered * p.du * p.dv


def _exponential_rule_anyway(p: Pieces) -> Iterator[Quantity]:
    kept = raised(p.u, p.v) * apply("ln", p.u)
    yield kept * p.dv
    yield kept


RULES = (POWER, EXPONENTIAL, LOGARITHMIC)

MISCONCEPTIONS = (
    Misconception(
        "power_keep_exp",
        "power",
        "The exponent of {where} came down, but it was not lowered by one.",
        ("x^3", "3x^3"),
        1.2,
        True,
        one(_kept),
    ),
    Misconception(
        "power_drop_coef",
        "power",
        "The exponent of {where} was lowered, but it did not come down as a factor.",
        ("x^5", "x^4"),
        1.3,
        True,
        _not_brought_down,
    ),
    Misconception(
        "power_exp_up",
        "power",
        "The exponent of {where} went up; the power rule takes one away (mind negative exponents).",
        ("1/x^2", "-2/x"),
        1.4,
        False,
        one(_raised_instead),
    ),
    Misconception(
        "slip_exp",
        "power",
        "An exponent is off by one: look at {where}.",
        ("(3x + 1)^5", "15(3x + 1)^3"),
        1.9,
        False,
        _lowered_twice,
    ),
    Misconception(
        "exp_power_rule",
        "exponential",
        "In {where} the variable stands in the exponent, so the power rule does not apply.",
        ("2^x", "x*2^(x-1)"),
        1.1,
        True,
        _as_a_power,
    ),
    Misconception(
        "exp_exponent_minus_one",
        "exponential",
        "The exponent of {where} stays as it is; nothing is taken away from it.",
        ("e^(x^2)", "2x e^(x^2 - 1)"),
        1.5,
        False,
        _exponent_lowered,
    ),
    Misconception(
        "exp_no_ln",
        "exponential",
        "Only e^x is its own slope; another base brings the factor ln(base) in {where}.",
        ("2^(3x)", "3*2^(3x)"),
        1.1,
        True,
        one(lambda p: p.f.value(p.u) * p.du),
    ),
    Misconception(
        "exp_ln_of_x",
        "exponential",
        "The logarithm that {where} brings is that of the base, not of {wrt}.",
        ("2^x", "2^x ln x"),
        1.5,
        False,
        one(lambda p: p.f.value(p.u) * apply("ln", p.x) * p.du),
    ),
    Misconception(
        "exp_keeps_exponent",
        "exponential",
        "Multiply {where} by the slope of its exponent, not by the exponent itself.",
        ("2^x", "x*2^x"),
        1.4,
        False,
        one(lambda p: p.u * p.f.value(p.u)),
    ),
    Misconception(
        "power_rule_on_var_exp",
        "log-differentiation",
        "The exponent of {where} is not constant: take logarithms first.",
        ("x^(2x)", "2x x^(2x - 1)"),
        1.1,
        True,
        _power_rule_anyway,
    ),
    Misconception(
        "exp_rule_on_var_base",
        "log-differentiation",
        "The base of {where} moves as well: a second part is missing.",
        ("x^x", "x^x ln x"),
        1.2,
        False,
        _exponential_rule_anyway,
    ),
    Misconception(
        "logdiff_y_missing",
        "log-differentiation",
        "That is the slope of the logarithm of {where}; multiply by {where} at the end.",
        ("x^x", "ln x + 1"),
        1.1,
        False,
        one(lambda p: p.slopes[2]),
    ),
)
