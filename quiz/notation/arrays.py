"""Trees as NumPy arrays, for figures: float64, NaN where there is no real value."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quiz.notation.formula import Field, compiled
from quiz.notation.tree import Node, Number

Array = NDArray[np.float64]


def array(node: Node, values: Mapping[str, Array | float]) -> Array:
    """The values of the tree, broadcast over the arrays given; no warning is raised, NaN and infinity say it."""
    shape = np.broadcast_shapes(*(np.shape(each) for each in values.values()))
    at = {name: np.asarray(each, dtype=np.float64) for name, each in values.items()}
    with np.errstate(all="ignore"):
        return np.broadcast_to(np.asarray(compiled(node, ARRAYS)(at), dtype=np.float64), shape)


def _number(node: Number) -> Callable[[], np.float64]:
    try:
        value = np.float64(float(node.value))
    except OverflowError:
        value = np.float64(math.copysign(math.inf, node.value))
    return lambda: value


def _root_power(base: Any, p: int, q: int) -> Any:
    """`b^(p/q)`: real at negative b where q is odd."""
    if q == 1:
        return np.power(base, float(p))
    size = np.power(np.abs(base), p / q)
    if q % 2 == 0:
        return np.where(base < 0, np.nan, size)
    return np.where(base < 0, -size if p % 2 else size, size)


def _sigmoid(x: Any) -> Any:
    return 0.5 * (1.0 + np.tanh(0.5 * x))


def _many(join: Any) -> Callable[..., Any]:
    return lambda *xs: reduce(join, xs)


_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "sin": np.sin,
    "cos": np.cos,
    "tan": np.tan,
    "sec": lambda x: 1 / np.cos(x),
    "csc": lambda x: 1 / np.sin(x),
    "cot": lambda x: 1 / np.tan(x),
    "sinh": np.sinh,
    "cosh": np.cosh,
    "tanh": np.tanh,
    "sech": lambda x: 1 / np.cosh(x),
    "csch": lambda x: 1 / np.sinh(x),
    "coth": lambda x: 1 / np.tanh(x),
    "arcsin": np.arcsin,
    "arccos": np.arccos,
    "arctan": np.arctan,
    "arccot": lambda x: np.pi / 2 - np.arctan(x),
    "arcsec": lambda x: np.arccos(1 / x),
    "arccsc": lambda x: np.arcsin(1 / x),
    "arsinh": np.arcsinh,
    "arcosh": np.arccosh,
    "artanh": np.arctanh,
    "exp": np.exp,
    "ln": np.log,
    "log": np.log,
    "sqrt": np.sqrt,
    "cbrt": np.cbrt,
    "abs": np.abs,
    "sign": np.sign,
    "step": lambda x: np.heaviside(x, np.nan),
    "relu": lambda x: np.maximum(x, 0.0),
    "softplus": lambda x: np.logaddexp(0.0, x),
    "logsumexp": _many(np.logaddexp),
    "sigmoid": _sigmoid,
    "swish": lambda x: x * _sigmoid(x),
    "erf": np.vectorize(math.erf, otypes=[np.float64]),
    "max": _many(np.maximum),
    "min": _many(np.minimum),
}

ARRAYS = Field(
    number=_number,
    constants={"pi": lambda: np.float64(np.pi), "e": lambda: np.float64(np.e)},
    functions=_FUNCTIONS,
    divide=np.divide,
    root_power=_root_power,
    power=np.power,
)
