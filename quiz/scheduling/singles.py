"""Arithmetic in single precision: compute, then round every result to 24 bits.

Sums, products and quotients come out exactly as single precision gives them. `exp` and powers are asked of the C
library, as Anki asks it, because its answers are not always the nearest single: about one in a thousand is the
neighbour, and the fourth decimal of a stability shows it. Where there is no such library the nearest one is taken.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable
from struct import Struct

_pack, _unpack = Struct("f").pack, Struct("f").unpack


def single(value: float) -> float:
    """The nearest number of single precision."""
    rounded: float = _unpack(_pack(value))[0]
    return rounded


def _from_c(name: str, arguments: int, otherwise: Callable[..., float]) -> Callable[..., float]:
    try:
        function = getattr(ctypes.CDLL(None), name)
    except (AttributeError, OSError, TypeError):
        return lambda *values: single(otherwise(*values))
    function.restype, function.argtypes = ctypes.c_float, (ctypes.c_float,) * arguments
    found: Callable[..., float] = function
    return found


exp: Callable[[float], float] = _from_c("expf", 1, math.exp)
power: Callable[[float, float], float] = _from_c("powf", 2, math.pow)
