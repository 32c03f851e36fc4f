"""Functions put together by chance, as a hold-out: nobody has looked at them while building."""

from __future__ import annotations

from random import Random
from typing import Any

from quiz.grading.rows import BadRow, source, task
from tests.bench.corpus_values import usable_points

INNER = (
    "x",
    "x",
    "{a}x",
    "x/{a}",
    "x + {a}",
    "{a}x + {b}",
    "x^2",
    "x^2 + {a}",
    "{a}x^2 + {b}x",
    "1/x",
    "-x",
    "x^2/{a}",
    "{d}x",
)
OUTER = (
    "sin({u})", "cos({u})", "tan({u})", "e^({u})", "ln({u})", "sqrt({u})", "({u})^{a}", "({u})^({a}/{b})", "sinh({u})",
    "cosh({u})", "tanh({u})", "arctan({u})", "arcsin({u})", "sigmoid({u})", "softplus({u})", "1/({u})", "{a}^({u})",
    "log_{a}({u})", "|{u}|", "sec({u})", "arsinh({u})", "cbrt({u})", "relu({u})", "swish({u})", "erf({u})",
)  # fmt: skip
JOINED = (
    "{f}", "{f}", "{f} + {g}", "{f} - {a}*({g})", "({f})*({g})", "({f})/({g})", "x*({f})", "x^{a}*({f})", "({f})^2",
    "{a}*({f}) + {b}x", "({f})/x",
)  # fmt: skip


def random_questions(seed: int, count: int) -> list[dict[str, Any]]:
    """Functions with a derivative at enough points."""
    random = Random(f"functions {seed}")
    found: list[dict[str, Any]] = []
    for _ in range(20 * count):
        question = {"kind": "derivative", "function": _function(random), "wrt": "x"}
        if len(found) < count and _lives(question, random):
            found.append(question)
    return found


def _function(random: Random) -> str:
    parts = {name: _composed(random) for name in "fg"}
    return random.choice(JOINED).format(**parts, **_numbers(random))


def _composed(random: Random) -> str:
    text = random.choice(INNER).format(**_numbers(random))
    for _ in range(random.choice((0, 1, 1, 1, 2))):
        text = random.choice(OUTER).format(u=text, **_numbers(random))
    return text


def _numbers(random: Random) -> dict[str, Any]:
    return {"a": random.randint(2, 7), "b": random.randint(2, 5), "d": random.choice(("0.5", "1.5", "0.25", "2.5"))}


def _lives(question: dict[str, Any], random: Random) -> bool:
    try:
        asked = task(source(question))
    except BadRow:
        return False
    names = frozenset({"x"})
    return len(usable_points(asked.key, asked.function, (), names, frozenset(), random)) >= 6
