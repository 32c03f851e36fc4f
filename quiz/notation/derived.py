"""Trees of SymPy expressions: how a derived key comes back, in the order SymPy prints it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cache
from typing import Any

from quiz.notation.tree import Call, Const, Name, Negative, Node, Number, Power, Product, Quotient, Sum


class Unsayable(ValueError):
    """A SymPy expression or a tree that the other side has no word for."""


def from_sympy(expression: Any) -> Node:
    """The tree of an elementary SymPy expression, in the order SymPy prints; raises Unsayable for the rest."""
    from sympy import Add, Mul, Pow, Rational, Symbol, exp

    if isinstance(expression, Rational):
        return _number(Fraction(int(expression.p), int(expression.q)))
    if isinstance(expression, Symbol):
        return Name(expression.name)
    if isinstance(expression, Add):
        return _sum(expression)
    if isinstance(expression, Mul):
        return _product(expression)
    if isinstance(expression, exp):
        return Power(Const("e"), from_sympy(expression.args[0]))
    if isinstance(expression, Pow):
        return _power(expression)
    return _constant_or_call(expression)


def _number(value: Fraction) -> Node:
    if value < 0:
        return Negative(_number(-value))
    if value.denominator == 1:
        return Number(value)
    return Quotient(Number(Fraction(value.numerator)), Number(Fraction(value.denominator)))


def _sum(expression: Any) -> Node:
    terms = [from_sympy(each) for each in expression.as_ordered_terms()]
    leading = next((place for place, each in enumerate(terms) if not isinstance(each, Negative)), 0)
    return Sum((terms[leading], *terms[:leading], *terms[leading + 1 :]))


def _product(expression: Any) -> Node:
    """Negative powers go under the line, the sign in front, the whole coefficient first."""
    from sympy import Pow

    coefficient, rest = expression.as_coeff_Mul()
    if not coefficient.is_Rational:
        raise Unsayable("a floating point or complex number")
    value = Fraction(int(coefficient.p), int(coefficient.q))
    above: list[Node] = [Number(Fraction(abs(value.numerator)))] if abs(value.numerator) != 1 else []
    below: list[Node] = [Number(Fraction(value.denominator))] if value.denominator != 1 else []
    for factor in rest.as_ordered_factors() if rest.is_Mul else [rest]:
        if isinstance(factor, Pow) and factor.exp.is_Rational and factor.exp < 0:
            below.append(from_sympy(factor.base**-factor.exp))
        else:
            above.append(from_sympy(factor))
    whole = _joined(above) if not below else Quotient(_joined(above), _joined(below))
    return Negative(whole) if value < 0 else whole


def _joined(factors: list[Node]) -> Node:
    if not factors:
        return Number(Fraction(1))
    return factors[0] if len(factors) == 1 else Product(tuple(factors))


def _power(expression: Any) -> Node:
    from sympy import Rational

    base, exponent = expression.base, expression.exp
    if isinstance(exponent, Rational) and exponent < 0:
        return Quotient(Number(Fraction(1)), from_sympy(base**-exponent))
    if exponent == Rational(1, 2):
        return Call("sqrt", (from_sympy(base),))
    return Power(from_sympy(base), from_sympy(exponent))


def _constant_or_call(expression: Any) -> Node:
    from sympy import E, GoldenRatio, pi

    if expression == E:
        return Const("e")
    if expression == pi:
        return Const("pi")
    if expression == GoldenRatio:
        return from_sympy(expression.rewrite("sqrt"))
    write = _words().get(type(expression).__name__)
    if write is None:
        raise Unsayable(f"there is no notation for {type(expression).__name__}")
    return write(*[from_sympy(each) for each in expression.args])


def _call(name: str) -> Callable[..., Node]:
    return lambda *arguments: Call(name, tuple(arguments))


@cache
def _words() -> dict[str, Callable[..., Node]]:
    """SymPy's class names and how we write them."""
    same = ["sin", "cos", "tan", "sec", "csc", "cot", "sinh", "cosh", "tanh", "sech", "csch", "coth", "erf", "sign"]
    one, zero = Number(Fraction(1)), Number(Fraction(0))
    return {
        **{name: _call(name) for name in same},
        "asin": _call("arcsin"),
        "acos": _call("arccos"),
        "atan": _call("arctan"),
        "asinh": _call("arsinh"),
        "acosh": _call("arcosh"),
        "atanh": _call("artanh"),
        "acot": lambda u: Call("arctan", (Quotient(one, u),)),
        "asec": _call("arcsec"),
        "acsc": _call("arccsc"),
        "acoth": lambda u: Call("artanh", (Quotient(one, u),)),
        "log": lambda u: Call("ln", (u,)),
        "Abs": _call("abs"),
        "Modulus": _call("abs"),
        "Sign": _call("sign"),
        "Heaviside": lambda u, _at_zero=zero: Call("step", (u,)),
        "DiracDelta": lambda *_: zero,  # a jump's derivative is 0 away from the jump, and points never sit on it
        **{kind: _call(kind.lower()) for kind in ("Sigmoid", "Softplus", "Swish", "Relu", "Step")},
        "LogSumExp": _call("logsumexp"),
        "Max": _extreme("max"),
        "Min": _extreme("min"),
    }


def _extreme(name: str) -> Callable[..., Node]:
    """SymPy's n-ary Max and Min as nested calls of two."""

    def nested(first: Node, *others: Node) -> Node:
        for other in others:
            first = Call(name, (first, other))
        return first

    return nested
