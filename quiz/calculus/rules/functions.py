"""The derivatives of named functions, and what goes wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from quiz.calculus.quantities import Quantity, apply, constant, raised
from quiz.calculus.rules.powers import outside
from quiz.calculus.rules.record import Outer, Pieces, Rule

HALF, TWO = Fraction(1, 2), Fraction(2)
Slope = Callable[[Quantity], Quantity]


def number(value: Fraction | int, z: Quantity) -> Quantity:
    return constant(value, like=z)


def square(name: str) -> Slope:
    return lambda z: raised(apply(name, z), TWO)


def root_of_square(z: Quantity, sign: int, constant_term: int) -> Quantity:
    """sqrt(constant + sign z²)"""
    square = raised(z, TWO)
    inside = number(constant_term, z) + square if sign > 0 else number(constant_term, z) - square
    return raised(inside, HALF)


def _one_over(slope: Slope) -> Slope:
    return lambda z: number(1, z) / slope(z)


def _minus(slope: Slope) -> Slope:
    return lambda z: -slope(z)


def _arctan(z: Quantity) -> Quantity:
    return number(1, z) / (number(1, z) + raised(z, TWO))


def _arcsec(z: Quantity) -> Quantity:
    return number(1, z) / (apply("abs", z) * raised(raised(z, TWO) - number(1, z), HALF))


def _sigmoid(z: Quantity) -> Quantity:
    s = apply("sigmoid", z)
    return s * (number(1, z) - s)


def _swish(z: Quantity) -> Quantity:
    return apply("sigmoid", z) + z * _sigmoid(z)


def _erf(z: Quantity) -> Quantity:
    bell = apply("exp", -raised(z, TWO))
    half_turn = apply("arccos", number(-1, z))
    return number(2, z) * bell / raised(half_turn, HALF)


SLOPES: Mapping[str, tuple[str, Slope]] = {
    "ln": (r"\frac{1}{x}", lambda z: number(1, z) / z),
    "sin": (r"\cos x", lambda z: apply("cos", z)),
    "cos": (r"-\sin x", lambda z: -apply("sin", z)),
    "tan": (r"\frac{1}{\cos^2 x}", _one_over(square("cos"))),
    "cot": (r"-\frac{1}{\sin^2 x}", _minus(_one_over(square("sin")))),
    "sec": (r"\sec x\,\tan x", lambda z: apply("sec", z) * apply("tan", z)),
    "csc": (r"-\csc x\,\cot x", lambda z: -(apply("csc", z) * apply("cot", z))),
    "sinh": (r"\cosh x", lambda z: apply("cosh", z)),
    "cosh": (r"\sinh x", lambda z: apply("sinh", z)),
    "tanh": (r"1 - \tanh^2 x", lambda z: number(1, z) - square("tanh")(z)),
    "coth": (r"1 - \coth^2 x", lambda z: number(1, z) - square("coth")(z)),
    "sech": (r"-\operatorname{sech} x\,\tanh x", lambda z: -(apply("sech", z) * apply("tanh", z))),
    "csch": (r"-\operatorname{csch} x\,\coth x", lambda z: -(apply("csch", z) * apply("coth", z))),
    "arcsin": (r"\frac{1}{\sqrt{1 - x^2}}", lambda z: number(1, z) / root_of_square(z, -1, 1)),
    "arccos": (r"-\frac{1}{\sqrt{1 - x^2}}", lambda z: -(number(1, z) / root_of_square(z, -1, 1))),
    "arctan": (r"\frac{1}{1 + x^2}", _arctan),
    "arccot": (r"-\frac{1}{1 + x^2}", _minus(_arctan)),
    "arcsec": (r"\frac{1}{|x|\sqrt{x^2 - 1}}", _arcsec),
    "arccsc": (r"-\frac{1}{|x|\sqrt{x^2 - 1}}", _minus(_arcsec)),
    "arsinh": (r"\frac{1}{\sqrt{1 + x^2}}", lambda z: number(1, z) / root_of_square(z, 1, 1)),
    "arcosh": (r"\frac{1}{\sqrt{x^2 - 1}}", lambda z: number(1, z) / root_of_square(z, 1, -1)),
    "artanh": (r"\frac{1}{1 - x^2}", lambda z: number(1, z) / (number(1, z) - raised(z, TWO))),
    "abs": (r"\operatorname{sign} x", lambda z: apply("sign", z)),
    "sign": ("0", lambda z: number(0, z)),
    "step": ("0", lambda z: number(0, z)),
    "relu": (r"\operatorname{step} x", lambda z: apply("step", z)),
    "sigmoid": (r"\sigma(x)\,(1 - \sigma(x))", _sigmoid),
    "softplus": (r"\sigma(x)", lambda z: apply("sigmoid", z)),
    "swish": (r"\sigma(x) + x\,\sigma(x)\,(1 - \sigma(x))", _swish),
    "erf": (r"\frac{2}{\sqrt{\pi}}\,e^{-x^2}", _erf),
}
"""F'(x) as LaTeX, and as a law."""


def table_slope(f: Outer, z: Quantity) -> Quantity:
    return SLOPES[f.name][1](z)


def log_slope(f: Outer, z: Quantity) -> Quantity:
    """(log_b z)' = 1/(z ln b)"""
    return number(1, z) / (z * apply("ln", f.parameter))


def larger(p: Pieces) -> Quantity:
    """max(u, v)' = u' where u is larger, v' where v is"""
    return apply("step", p.u - p.v) * p.du + apply("step", p.v - p.u) * p.dv


def smaller(p: Pieces) -> Quantity:
    """min(u, v)' = u' where u is smaller, v' where v is"""
    return apply("step", p.v - p.u) * p.du + apply("step", p.u - p.v) * p.dv


def log_sum_exp(p: Pieces) -> Quantity:
    """logsumexp(u, v, …)' = u' e^(u − L) + v' e^(v − L) + …, with L the value"""
    level = apply("logsumexp", *p.values)
    first, *others = [apply("exp", u - level) * du for u, du in zip(p.values, p.slopes, strict=True)]
    for each in others:
        first = first + each
    return first


FUNCTION = Rule(
    "function", "slope of a known function", "F(x)' = F'(x)", "What does the table say about this function?", outside
)
LARGER = Rule("max", "larger of two", r"\max(u, v)' = u' \text{ or } v'", "Which of the two is larger here?", larger)
SMALLER = Rule("min", "smaller of two", r"\min(u, v)' = u' \text{ or } v'", "Which of the two is smaller?", smaller)
SOFTMAX = Rule(
    "logsumexp",
    "slope of log-sum-exp",
    r"\operatorname{LSE}(u, v)' = p\,u' + (1 - p)\,v',\quad p = \frac{e^u}{e^u + e^v}",
    "Which weights do the terms have?",
    log_sum_exp,
)
RULES = (FUNCTION, LARGER, SMALLER, SOFTMAX)
