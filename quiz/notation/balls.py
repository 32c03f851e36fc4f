"""Ball arithmetic on trees (FLINT): every value comes with a proven bound on its error.

A ball is `arb` on the real line and `acb` in the plane. A value that is not real, or not decided at this precision
(a jump inside the ball), is a ball that is not finite. Division by an exact zero raises ZeroDivisionError.
FLINT keeps its precision per process, so every evaluation runs inside `precision(bits)`, which also is the lock.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import reduce
from typing import Any

from flint import acb, arb, ctx, fmpq

from quiz.notation.formula import Evaluator, Field, compiled
from quiz.notation.tree import Node, Number

_LOCK = threading.RLock()
BY_SQUARING = 1 << 40
"""Whole exponents up to here are powers of a ball; beyond, `exp(p ln b)`."""


class precision:  # noqa: N801 - a context, used as a word
    """`with precision(256):` holds the lock, and gives the precision back at the end."""

    __slots__ = ("before", "bits")

    def __init__(self, bits: int) -> None:
        self.bits = bits

    def __enter__(self) -> None:
        _LOCK.acquire()
        self.before = ctx.prec
        ctx.prec = self.bits

    def __exit__(self, *_: object) -> None:
        ctx.prec = self.before
        _LOCK.release()


def rational(value: Fraction) -> fmpq:
    return fmpq(value.numerator, value.denominator)


def ball(value: Fraction) -> arb:
    return arb(rational(value))


def real(node: Node) -> Evaluator:
    """Point (name -> arb) to arb."""
    return compiled(node, REAL)


def plane(node: Node) -> Evaluator:
    """Point (name -> acb) to acb, principal values."""
    return compiled(node, COMPLEX)


def widened(node: Node) -> Evaluator:
    """As `real`, but each typed decimal stands for every number that rounds to it."""
    return compiled(node, WIDENED)


# -- numbers ---------------------------------------------------------------------------------------------------


def _number(kind: Callable[..., Any]) -> Callable[[Number], Callable[[], Any]]:
    def constant(node: Number) -> Callable[[], Any]:
        value = rational(node.value)
        if value.q == 1:
            whole = kind(value.p)
            return lambda: whole
        return lambda: kind(value)

    return constant


def _rounded(node: Number) -> Callable[[], arb]:
    if not node.decimals:
        return _number(arb)(node)
    half_a_unit = fmpq(1, 2 * 10**node.decimals)
    return lambda: arb(rational(node.value)) + arb(0, half_a_unit)


# -- the real line ---------------------------------------------------------------------------------------------


def _divide(over: Any, under: Any) -> Any:
    if under.is_zero():
        raise ZeroDivisionError
    return over / under


def _whole_power(base: Any, p: int) -> Any:
    if p < 0:
        return _divide(type(base)(1), _whole_power(base, -p))
    value = base**p
    return value if value.is_finite() or not base.is_finite() else _by_squaring(base, p)


def _by_squaring(base: Any, p: int) -> Any:
    """The power of a ball that holds zero: `**` goes through the logarithm there and has no value."""
    value, square = type(base)(1), base
    while p:
        if p & 1:
            value = value * square
        square, p = square * square, p >> 1
    return value


def _real_whole_power(base: Any, p: int) -> Any:
    if abs(p) <= BY_SQUARING or base.is_zero():
        return _whole_power(base, p)
    size = (abs(base).log() * p).exp()
    return size if p % 2 == 0 or base > 0 else -size if base < 0 else arb.nan()


def _positive_root_power(base: Any, p: int, q: int) -> Any:
    if q == 2:
        return _real_whole_power(base.sqrt(), p)
    return _real_whole_power(base.root(q), p) if q <= 1_000 else (base.log() * ball(Fraction(p, q))).exp()


def _real_root_power(base: Any, p: int, q: int) -> Any:
    if q == 1:
        return _real_whole_power(base, p)
    if base > 0:
        return _positive_root_power(base, p, q)
    if base < 0 and q % 2:
        root = _positive_root_power(-base, p, q)
        return -root if p % 2 else root
    if base.is_zero():
        return _whole_power(base, 1 if p > 0 else -1)
    return arb.nan()


def _real_power(base: Any, exponent: Any) -> Any:
    if base.is_zero() and exponent > 0:
        return arb(0)
    return base**exponent if base > 0 or (base < 0 and exponent.is_integer()) else arb.nan()


def _ln(x: arb) -> arb:
    if x.is_zero():
        raise ZeroDivisionError
    return x.log()


def _sign(x: arb) -> arb:
    return arb(1) if x > 0 else arb(-1) if x < 0 else arb.nan()


def _step(x: arb) -> arb:
    return arb(1) if x > 0 else arb(0) if x < 0 else arb.nan()


def _sigmoid(x: Any) -> Any:
    return 1 / (1 + (-x).exp())


def _real_logsumexp(*xs: arb) -> arb:
    """m + ln(sum e^(x - m)) for any exact m: the middle of the largest keeps every exponential small."""
    shift = max((x.mid() for x in xs), key=float)
    return shift + _ln(sum(((x - shift).exp() for x in xs), arb(0)))


def _smooth(kind: Any) -> dict[str, Callable[..., Any]]:
    """The functions that read alike on the line and in the plane."""
    same = (
        "sin",
        "cos",
        "tan",
        "sec",
        "csc",
        "cot",
        "sinh",
        "cosh",
        "tanh",
        "sech",
        "csch",
        "coth",
        "exp",
        "erf",
    )
    inverse = {
        "arcsin": "asin",
        "arccos": "acos",
        "arctan": "atan",
        "arsinh": "asinh",
        "arcosh": "acosh",
    }
    return {
        **{name: getattr(kind, name) for name in same},
        **{name: getattr(kind, flint) for name, flint in inverse.items()},
        "artanh": kind.atanh,
        "arccot": lambda x: kind.pi() / 2 - x.atan(),
        "arcsec": lambda x: _divide(kind(1), x).acos(),
        "arccsc": lambda x: _divide(kind(1), x).asin(),
        "sigmoid": _sigmoid,
        "swish": lambda x: x * _sigmoid(x),
    }


REAL = Field(
    number=_number(arb),
    constants={"pi": arb.pi, "e": arb.const_e},
    functions={
        **_smooth(arb),
        "ln": _ln,
        "log": _ln,
        "sqrt": arb.sqrt,
        "cbrt": lambda x: _real_root_power(x, 1, 3),
        "abs": abs,
        "sign": _sign,
        "step": _step,
        "relu": lambda x: x.max(arb(0)),
        "softplus": lambda x: x.exp().log1p(),
        "logsumexp": _real_logsumexp,
        "max": lambda *xs: reduce(arb.max, xs),
        "min": lambda *xs: reduce(arb.min, xs),
    },
    divide=_divide,
    root_power=_real_root_power,
    power=_real_power,
)
WIDENED = replace(REAL, number=_rounded, decimals_are_exact=False)


# -- the plane -------------------------------------------------------------------------------------------------


def _on_the_line(name: str) -> Callable[..., acb]:
    """A function that has no meaning off the real line: not finite there."""
    function = REAL.functions[name]

    def extended(*zs: acb) -> acb:
        if all(z.imag.is_zero() for z in zs):
            return acb(function(*[z.real for z in zs]))
        return acb(arb.nan())

    return extended


def _complex_root_power(base: Any, p: int, q: int) -> Any:
    if q == 1:
        return _whole_power(base, p) if abs(p) <= BY_SQUARING else acb(arb.nan())
    if base.is_zero():
        return _whole_power(base, 1 if p > 0 else -1)
    if base.imag.is_zero() and (q % 2 or base.real > 0):
        return acb(_real_root_power(base.real, p, q))
    if base.imag.contains(0) and not base.real > 0 and not base.imag.is_zero():
        return acb(arb.nan())
    return _whole_power(base.sqrt(), p) if q == 2 else base ** acb(ball(Fraction(p, q)))


def _complex_ln(z: acb) -> acb:
    if z.is_zero():
        raise ZeroDivisionError
    return z.log()


def _complex_power(base: Any, exponent: Any) -> Any:
    if base.is_zero():
        return acb(0) if exponent.real > 0 else acb(arb.nan())
    return base**exponent


def _complex_logsumexp(*zs: acb) -> acb:
    """As on the line: a real shift leaves the principal value where it is."""
    shift = acb(max((z.real.mid() for z in zs), key=float))
    return shift + _complex_ln(sum(((z - shift).exp() for z in zs), acb(0)))


COMPLEX = Field(
    number=_number(acb),
    constants={"pi": acb.pi, "e": lambda: acb(arb.const_e())},
    functions={
        **_smooth(acb),
        "ln": _complex_ln,
        "log": _complex_ln,
        "sqrt": acb.sqrt,
        "cbrt": lambda z: _complex_root_power(z, 1, 3),
        "softplus": lambda z: (1 + z.exp()).log(),
        "logsumexp": _complex_logsumexp,
        **{name: _on_the_line(name) for name in ("abs", "sign", "step", "relu", "max", "min")},
    },
    divide=_divide,
    root_power=_complex_root_power,
    power=_complex_power,
)
