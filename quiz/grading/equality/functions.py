"""What each function is in the ring, one identity a line."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from quiz.grading.equality.angles import HALF, angle
from quiz.grading.equality.certain import fraction
from quiz.grading.equality.powers import absolute, exp, ln, root_power, signum
from quiz.grading.equality.ring import Kind, Ratio, Ring

Rule = Callable[..., Ratio]


def sine(r: Ring, u: Ratio) -> Ratio:
    return angle(r, u)[1]


def cosine(r: Ring, u: Ratio) -> Ratio:
    return angle(r, u)[0]


def hyperbolic_sine(r: Ring, u: Ratio) -> Ratio:
    """(e^u - e^-u)/2"""
    raised = exp(r, u)
    return r.multiply(r.number(HALF), r.add(raised, r.negative(r.inverse(raised))))


def hyperbolic_cosine(r: Ring, u: Ratio) -> Ratio:
    """(e^u + e^-u)/2"""
    raised = exp(r, u)
    return r.multiply(r.number(HALF), r.add(raised, r.inverse(raised)))


def hyperbolic_tangent(r: Ring, u: Ratio) -> Ratio:
    """(E^2 - 1)/(E^2 + 1)"""
    square = r.power(exp(r, u), 2)
    return r.over(r.add(square, r.number(-1)), r.add(square, r.number(1)))


def sigmoid(r: Ring, u: Ratio) -> Ratio:
    """E/(1 + E)"""
    raised = exp(r, u)
    return r.over(raised, r.add(raised, r.number(1)))


def softplus(r: Ring, u: Ratio) -> Ratio:
    """ln(1 + E)"""
    return ln(r, r.add(exp(r, u), r.number(1)))


def log_sum_exp(r: Ring, *us: Ratio) -> Ratio:
    """ln(e^a + e^b + ...)"""
    total = exp(r, us[0])
    for u in us[1:]:
        total = r.add(total, exp(r, u))
    return ln(r, total)


def odd(name: str, kind: Kind) -> Rule:
    """An odd function we only know by its argument: f(-u) = -f(u)."""

    def value(r: Ring, u: Ratio) -> Ratio:
        inner, is_flipped = without_sign(r, u)
        label = f"{name}({r.label(inner.num)} / {r.label(inner.den)})"
        known = r.whole(r.generator(kind, label, (name, inner))[0])
        return r.negative(known) if is_flipped else known

    return value


def without_sign(r: Ring, u: Ratio) -> tuple[Ratio, bool]:
    """u or -u, whichever it is that u and -u have in common, and whether it is -u."""
    terms = sorted((r.monomial(powers), coefficient) for powers, coefficient in u.num.terms())
    is_flipped = bool(terms) and terms[-1][1] < 0
    return (r.negative(u) if is_flipped else u), is_flipped


plain_arcsine, plain_arctangent = odd("arcsin", Kind.ARC), odd("arctan", Kind.ARC)
ARC_TABLE = {
    "arcsin": {Fraction(0): 0, Fraction(1, 4): 2, HALF: 3, Fraction(3, 4): 4, Fraction(1): 6},
    "arctan": {Fraction(0): 0, Fraction(1, 3): 2, Fraction(1): 3, Fraction(3): 4},
}
"""Arcs in twelfths of pi by the square of their argument, which has a plus sign."""


def used(u: Ratio) -> list[int]:
    """The places of the generators above the line."""
    return [place for place, degree in enumerate(u.num.degrees()) if degree > 0]


def known_arc(name: str, r: Ring, u: Ratio) -> Ratio | None:
    """arcsin(1/2) = pi/6, arctan(sqrt 3) = pi/3"""
    if len(u.num) > 1 or not u.den.is_constant() or any(r.at[place].kind is not Kind.ROOT for place in used(u)):
        return None
    square = r.power(u, 2)
    if not (square.num.is_constant() and square.den.is_constant()):
        return None
    value = fraction(square.num.leading_coefficient()) if len(square.num) else Fraction(0)
    steps = ARC_TABLE[name].get(value)
    if steps is None:
        return None
    is_negative = bool(len(u.num)) and u.num.leading_coefficient() < 0
    pi = r.whole(r.generator(Kind.OPAQUE, "pi")[0])
    return r.multiply(r.number(Fraction(-steps if is_negative else steps, 12)), pi)


def arcsine(r: Ring, u: Ratio) -> Ratio:
    return known_arc("arcsin", r, u) or plain_arcsine(r, u)


def arctangent(r: Ring, u: Ratio) -> Ratio:
    """arctan(1/u) = sign(u) pi/2 - arctan u"""
    known = known_arc("arctan", r, u)
    if known is not None:
        return known
    if r.arcs_are_mixed:
        return through_arcsine(r, u)
    if not is_upside_down(r, u):
        return plain_arctangent(r, u)
    turned = plain_arctangent(r, r.inverse(u))
    pi = r.whole(r.generator(Kind.OPAQUE, "pi")[0])
    return r.add(r.multiply(r.multiply(r.number(HALF), pi), signum(r, u)), r.negative(turned))


def through_arcsine(r: Ring, u: Ratio) -> Ratio:
    """arctan u = arcsin(u/sqrt(1 + u^2))"""
    return plain_arcsine(r, r.multiply(u, root_power(r, r.add(r.number(1), r.power(u, 2)), -HALF)))


def is_upside_down(r: Ring, u: Ratio) -> bool:
    """Of u and 1/u one stands for both: the one with the greater degree above."""
    above, below = u.num.total_degree(), u.den.total_degree()
    return below > above or (below == above == 0 and abs(u.num.leading_coefficient()) < 1)


def quarter_turn_less(rule: Rule) -> Rule:
    """pi/2 - f(u)"""

    def value(r: Ring, u: Ratio) -> Ratio:
        pi = r.whole(r.generator(Kind.OPAQUE, "pi")[0])
        return r.add(r.multiply(r.number(HALF), pi), r.negative(rule(r, u)))

    return value


arccosine = quarter_turn_less(arcsine)


def area_sine(r: Ring, u: Ratio) -> Ratio:
    """ln(u + sqrt(u^2 + 1)), an odd function"""
    inner, is_flipped = without_sign(r, u)
    value = ln(r, r.add(inner, root_power(r, r.add(r.power(inner, 2), r.number(1)), HALF)))
    return r.negative(value) if is_flipped else value


def area_cosine(r: Ring, u: Ratio) -> Ratio:
    """ln(u + sqrt(u^2 - 1))"""
    return ln(r, r.add(u, root_power(r, r.add(r.power(u, 2), r.number(-1)), HALF)))


def area_tangent(r: Ring, u: Ratio) -> Ratio:
    """ln((1 + u)/(1 - u))/2"""
    inside = r.over(r.add(r.number(1), u), r.add(r.number(1), r.negative(u)))
    return r.multiply(r.number(HALF), ln(r, inside))


def rectified(r: Ring, u: Ratio) -> Ratio:
    """(u + |u|)/2"""
    return r.multiply(r.number(HALF), r.add(u, absolute(r, u)))


def step(r: Ring, u: Ratio) -> Ratio:
    """(1 + sign u)/2"""
    return r.multiply(r.number(HALF), r.add(r.number(1), signum(r, u)))


def larger(r: Ring, first: Ratio, *others: Ratio) -> Ratio:
    """b + relu(a - b)"""
    for other in others:
        first = r.add(other, rectified(r, r.add(first, r.negative(other))))
    return first


def smaller(r: Ring, *us: Ratio) -> Ratio:
    return r.negative(larger(r, *[r.negative(u) for u in us]))


def inverse_of(rule: Rule) -> Rule:
    """1/f(u)"""
    return lambda r, u: r.inverse(rule(r, u))


def of_inverse(rule: Rule) -> Rule:
    """f(1/u)"""
    return lambda r, u: rule(r, r.inverse(u))


FUNCTIONS: dict[str, Rule] = {
    "exp": exp,
    "ln": ln,
    "log": ln,
    "sqrt": lambda r, u: root_power(r, u, HALF),
    "cbrt": lambda r, u: root_power(r, u, HALF * 2 / 3),
    "abs": absolute,
    "sign": signum,
    "step": step,
    "relu": rectified,
    "max": larger,
    "min": smaller,
    "sin": sine,
    "cos": cosine,
    "tan": lambda r, u: r.over(sine(r, u), cosine(r, u)),
    "cot": lambda r, u: r.over(cosine(r, u), sine(r, u)),
    "sec": inverse_of(cosine),
    "csc": inverse_of(sine),
    "sinh": hyperbolic_sine,
    "cosh": hyperbolic_cosine,
    "tanh": hyperbolic_tangent,
    "sech": inverse_of(hyperbolic_cosine),
    "csch": inverse_of(hyperbolic_sine),
    "coth": inverse_of(hyperbolic_tangent),
    "arcsin": arcsine,
    "arccos": arccosine,
    "arctan": arctangent,
    "arccot": quarter_turn_less(arctangent),
    "arcsec": of_inverse(arccosine),
    "arccsc": of_inverse(arcsine),
    "arsinh": area_sine,
    "arcosh": area_cosine,
    "artanh": area_tangent,
    "erf": odd("erf", Kind.OPAQUE),
    "sigmoid": sigmoid,
    "softplus": softplus,
    "logsumexp": log_sum_exp,
    "swish": lambda r, u: r.multiply(u, sigmoid(r, u)),
}
