"""Single precision: numpy's float32 for sums, products and quotients, the C library for `exp` and powers.

Anki asks the C library too, and its answers are not always the nearest single: about one in a thousand is the
neighbour, and the fourth decimal of a stability shows it. Where there is no such library the nearest one is taken.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable

import numpy

Single = numpy.float32


def _from_c(name: str, arguments: int, otherwise: Callable[..., float]) -> Callable[..., float]:
    try:
        function = getattr(ctypes.CDLL(None), name)
    except (AttributeError, OSError, TypeError):
        return otherwise
    function.restype, function.argtypes = ctypes.c_float, (ctypes.c_float,) * arguments
    found: Callable[..., float] = function
    return found


_expf = _from_c("expf", 1, math.exp)
_powf = _from_c("powf", 2, math.pow)


def exp(value: Single) -> Single:
    return Single(_expf(value))


def power(base: Single, exponent: Single) -> Single:
    return Single(_powf(base, exponent))
