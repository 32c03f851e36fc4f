"""What one would write first: SymPy's own parser, and `simplify(key - answer) == 0`.

It runs text as code, so it sees only texts that our own printer wrote from trees of the corpus.
"""

from __future__ import annotations

import signal
from types import FrameType
from typing import Any

from tests.bench.engines.dialect import Dialect, Unsayable, spelled, understood

SECONDS = 5
SAME = (
    "sin", "cos", "tan", "sec", "csc", "cot", "sinh", "cosh", "tanh", "sech", "csch", "coth", "exp", "sqrt", "cbrt",
    "sign", "erf",
)  # fmt: skip
DIALECT = Dialect(
    functions={
        **{name: name for name in SAME},
        **{f"arc{name}": f"a{name}" for name in ("sin", "cos", "tan", "sec", "csc", "cot")},
        **{f"ar{name}": f"a{name}" for name in ("sinh", "cosh", "tanh")},
        "ln": "log",
        "abs": "Abs",
        "max": "Max",
        "min": "Min",
        "relu": "Max({},0)",
        "step": "Heaviside",
    },
    constants={"e": "E", "pi": "pi"},
    prefix="v",
)
UNKNOWN = frozenset({"sigmoid", "softplus", "swish"})


def texts(function: str, typed: str, wrt: str) -> tuple[str, str, str] | None:
    """Function, answer and variable as SymPy reads them; None where it has no word for something."""
    found = understood(function, typed, wrt)
    if found is None:
        return None
    try:
        said = [DIALECT.write(spelled(each, UNKNOWN)).replace("^", "**") for each in (found[0], found[2])]
    except Unsayable:
        return None
    return said[0], said[1], f"{DIALECT.prefix}{wrt}"


class Naive:
    """Keeps the derivative of a function, as Gradus keeps a question; `forget` takes it away again."""

    def __init__(self) -> None:
        from sympy.parsing.sympy_parser import parse_expr

        self.parse = parse_expr
        self.keys: dict[str, Any] = {}
        signal.signal(signal.SIGALRM, _late)

    def key(self, function: str, by: str) -> Any:
        from sympy import Symbol, diff

        if function not in self.keys:
            self.keys[function] = diff(self.parse(function), Symbol(by))
        return self.keys[function]

    def forget(self) -> None:
        from sympy.core.cache import clear_cache

        self.keys.clear()
        clear_cache()

    def judge(self, function: str, typed: str, by: str) -> bool | None:
        """None where it gives no answer within its time."""
        from sympy import simplify

        signal.alarm(SECONDS)
        try:
            return bool(simplify(self.key(function, by) - self.parse(typed)) == 0)
        except (TimeoutError, TypeError, ValueError, AttributeError, NotImplementedError):
            return None
        finally:
            signal.alarm(0)


def _late(number: int, frame: FrameType | None) -> None:
    raise TimeoutError
