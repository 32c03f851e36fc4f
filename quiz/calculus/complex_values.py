"""Functions on complex NumPy arrays, principal values: quick numbers for comparing many wrong derivations with one
answer. A bend such as |z| is read on the real line and is NaN off it. No warning is raised: NaN and infinity say it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce
from math import erf
from typing import Any

import numpy as np

from quiz.notation.formula import Field, compiled
from quiz.notation.tree import Node, Number

Values = Any
"""Complex values of one shape."""


def constant(node: Number) -> Callable[[], complex]:
    try:
        value = complex(node.value)
    except OverflowError:
        value = complex("nan")
    return lambda: value


def filled(like: Values, value: complex) -> Values:
    return np.full_like(like, value)


def _is_real(z: Values) -> Any:
    return np.abs(z.imag) <= 1e-12 * (1 + np.abs(z.real))


def _on_the_line(function: Callable[..., Any]) -> Callable[..., Values]:
    def extended(*zs: Values) -> Values:
        zs = tuple(np.asarray(z, dtype=complex) for z in zs)
        value = function(*[z.real for z in zs]).astype(complex)
        off = ~reduce(np.logical_and, [_is_real(z) for z in zs])
        return np.where(off, complex("nan"), value) if off.any() else value

    return extended


def root_power(base: Values, p: int, q: int) -> Values:
    """b^(p/q): real at negative b where q is odd."""
    if q == 1:
        return np.power(base, p) if abs(p) <= 64 else np.power(base, float(p))
    if q == 2:
        return np.power(np.sqrt(base + 0j), p)
    value = np.power(base + 0j, p / q)
    if q % 2 == 0:
        return value
    sign = -1.0 if p % 2 else 1.0
    return np.where((base.real < 0) & _is_real(base), sign * np.power(np.abs(base), p / q), value)


def power(base: Values, exponent: Values) -> Values:
    return np.power(base + 0j, exponent)


def sigmoid(z: Values) -> Values:
    return 1 / (1 + np.exp(-z))


def _log_sum_exp(*zs: Values) -> Values:
    return np.log(sum(np.exp(z) for z in zs))


FUNCTIONS: Mapping[str, Callable[..., Values]] = {
    "exp": np.exp,
    "ln": lambda z: np.log(z + 0j),
    "log": lambda z: np.log(z + 0j),
    "sqrt": lambda z: np.sqrt(z + 0j),
    "cbrt": lambda z: root_power(z, 1, 3),
    "sin": np.sin,
    "cos": np.cos,
    "tan": np.tan,
    "sec": lambda z: 1 / np.cos(z),
    "csc": lambda z: 1 / np.sin(z),
    "cot": lambda z: 1 / np.tan(z),
    "sinh": np.sinh,
    "cosh": np.cosh,
    "tanh": np.tanh,
    "sech": lambda z: 1 / np.cosh(z),
    "csch": lambda z: 1 / np.sinh(z),
    "coth": lambda z: 1 / np.tanh(z),
    "arcsin": lambda z: np.arcsin(z + 0j),
    "arccos": lambda z: np.arccos(z + 0j),
    "arctan": lambda z: np.arctan(z + 0j),
    "arccot": lambda z: np.pi / 2 - np.arctan(z + 0j),
    "arcsec": lambda z: np.arccos(1 / (z + 0j)),
    "arccsc": lambda z: np.arcsin(1 / (z + 0j)),
    "arsinh": lambda z: np.arcsinh(z + 0j),
    "arcosh": lambda z: np.arccosh(z + 0j),
    "artanh": lambda z: np.arctanh(z + 0j),
    "abs": _on_the_line(np.abs),
    "sign": _on_the_line(np.sign),
    "step": _on_the_line(lambda x: np.heaviside(x, np.nan)),
    "relu": _on_the_line(lambda x: np.maximum(x, 0.0)),
    "max": _on_the_line(lambda *xs: reduce(np.maximum, xs)),
    "min": _on_the_line(lambda *xs: reduce(np.minimum, xs)),
    "erf": _on_the_line(np.vectorize(erf, otypes=[float])),
    "sigmoid": sigmoid,
    "softplus": lambda z: np.log1p(np.exp(z)),
    "swish": lambda z: z * sigmoid(z),
    "logsumexp": _log_sum_exp,
}

COMPLEX_VALUES = Field(
    number=constant,
    constants={"pi": lambda: complex(np.pi), "e": lambda: complex(np.e)},
    functions=FUNCTIONS,
    divide=np.divide,
    root_power=root_power,
    power=power,
)


class ValuesAt:
    """Trees as complex arrays at fixed points; each node is computed once."""

    def __init__(self, at: dict[str, Any]) -> None:
        self.at = at
        self.shape = next(iter(at.values())).shape
        self._known: dict[int, tuple[Node, Any]] = {}

    def __call__(self, node: Node) -> Any:
        known = self._known.get(id(node))
        if known is None:
            value = np.broadcast_to(np.asarray(compiled(node, COMPLEX_VALUES)(self.at), dtype=complex), self.shape)
            known = self._known[id(node)] = node, value
        return known[1]
