"""Between trees and SymPy, by constructors only: no text ever reaches SymPy.

SymPy is imported inside the functions, so that reading and previewing an answer never pays for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache
from typing import Any

from quiz.notation.derived import Unsayable, from_sympy
from quiz.notation.exact import bits
from quiz.notation.formula import depth, size
from quiz.notation.tree import Call, Const, Name, Negative, Node, Number, Power, Product, Quotient, Sum

__all__ = ["TooLarge", "Unsayable", "from_sympy", "symbol", "to_sympy"]

MAX_NODES = 2_000
MAX_DEPTH = 150
MAX_BITS = 4_096
NOTHING: Mapping[str, str] = {}


class TooLarge(ValueError):
    """The tree is beyond what is handed to SymPy."""


def to_sympy(node: Node, assumptions: Mapping[str, str] = NOTHING, *, defined: bool = False) -> Any:
    """The SymPy expression of a scalar tree; names are real symbols.

    `assumptions` maps a name to `positive`, `negative`, `nonnegative`, `nonzero` or `integer`. With `defined`,
    sigmoid and its kin are written out and odd roots are real roots (sign(u)|u|^(1/3)): for proofs. Without it
    they stay named and SymPy's formal power is used: for derivatives.
    """
    if size(node) > MAX_NODES or depth(node) > MAX_DEPTH:
        raise TooLarge("too large for symbolic work")
    return _Writer(assumptions, defined).expression(node)


def symbol(name: str, assumptions: Mapping[str, str] = NOTHING) -> Any:
    """The symbol `to_sympy` uses for a name."""
    from sympy import Symbol

    said = assumptions.get(name, "real")
    return Symbol(name, real=True) if said == "real" else Symbol(name, real=True, **{said: True})


class _Writer:
    """Writes a tree as a SymPy expression."""

    def __init__(self, assumptions: Mapping[str, str], defined: bool) -> None:
        self.assumptions = assumptions
        self.functions = _functions(defined)
        self.defined = defined

    def expression(self, node: Node) -> Any:
        import sympy

        match node:
            case Number(value):
                return _rational(value)
            case Name(name):
                return symbol(name, self.assumptions)
            case Const(name):
                return sympy.E if name == "e" else sympy.pi
            case Negative(operand):
                return -self.expression(operand)
            case Sum(terms):
                return sympy.Add(*[self.expression(each) for each in terms])
            case Product(factors):
                return sympy.Mul(*[self.expression(each) for each in factors])
            case Quotient(over, under):
                return self.expression(over) / self.expression(under)
            case Power(base, exponent):
                return self._power(self.expression(base), self.expression(exponent))
            case Call():
                return self._call(node)
            case _:
                raise Unsayable(f"{type(node).__name__} is not a scalar")

    def _power(self, base: Any, exponent: Any) -> Any:
        import sympy

        if base.is_Rational and exponent.is_Rational and not _power_is_small(base, exponent):
            raise TooLarge("a power of numbers is too large")
        if self.defined and exponent.is_Rational and exponent.q > 1 and exponent.q % 2 and not base.is_nonnegative:
            size = sympy.Abs(base) ** exponent
            return sympy.sign(base) * size if exponent.p % 2 else size
        return sympy.Pow(base, exponent)

    def _call(self, node: Call) -> Any:
        from sympy import Rational, log

        arguments = [self.expression(each) for each in node.arguments]
        if node.base is not None:
            return log(arguments[0]) / log(self.expression(node.base))
        if node.function == "cbrt":
            return self._power(arguments[0], Rational(1, 3))
        if node.function not in self.functions:
            raise Unsayable(f"SymPy is not told what {node.function} is")
        return self.functions[node.function](*arguments)


def _rational(value: Fraction) -> Any:
    from sympy import Rational

    if bits(value) > MAX_BITS:
        raise TooLarge("a number is too large")
    return Rational(value.numerator, value.denominator)


def _power_is_small(base: Any, exponent: Any) -> bool:
    grown = bits(Fraction(base.p, base.q)) * (abs(exponent.p) // exponent.q + 1)
    return bool(grown <= MAX_BITS and exponent.q < 1_000)


@cache
def _functions(defined: bool) -> dict[str, Callable[..., Any]]:
    import sympy as s

    from quiz.notation import sympy_functions as own

    named = {
        "sigmoid": own.Sigmoid,
        "softplus": own.Softplus,
        "swish": own.Swish,
        "relu": own.Relu,
        "step": own.Step,
        "sign": own.Sign,
        "logsumexp": own.LogSumExp,
    }
    plain = "sin cos tan sec csc cot sinh cosh tanh sech csch coth exp sqrt erf"
    return {
        **{name: getattr(s, name) for name in plain.split()},
        "arcsin": s.asin,
        "arccos": s.acos,
        "arctan": s.atan,
        "arsinh": s.asinh,
        "arcosh": s.acosh,
        "artanh": s.atanh,
        "ln": s.log,
        "log": s.log,
        "arccot": lambda u: s.pi / 2 - s.atan(u),
        "arcsec": lambda u: s.acos(1 / u),
        "arccsc": lambda u: s.asin(1 / u),
        "abs": lambda u: s.Abs(u) if defined or u.is_extended_real else own.Modulus(u),
        "max": _max if defined else _max_by_relu,
        "min": lambda *us: -(_max if defined else _max_by_relu)(*[-u for u in us]),
        **{name: kind.definition if defined else kind for name, kind in named.items()},
    }


def _max(first: Any, *others: Any) -> Any:
    """max(a, b) = (a + b + |a - b|)/2"""
    for other in others:
        first = (first + other + abs(first - other)) / 2
    return first


def _max_by_relu(first: Any, *others: Any) -> Any:
    """max(a, b) = b + relu(a - b): its derivative is a step."""
    from quiz.notation.sympy_functions import Relu

    for other in others:
        first = other + Relu(first - other)
    return first
