"""Other engines that judge answers, where this machine happens to have them; Gradus needs none of them.

`found()` gives those that work here, and for each of the others one line that says what is missing.
"""

from __future__ import annotations

from typing import Protocol

from tests.bench.engines import kas, math_verify, maxima


class Engine(Protocol):
    """Judges an answer to `derivative of function by wrt`. A long-lived process of its own."""

    name: str

    def judge(self, function: str, typed: str, wrt: str) -> bool | None:
        """Whether it is accepted; None where the engine gives no answer within its time, or cannot read it."""

    @property
    def megabytes(self) -> float:
        """The most memory its process has held."""

    def close(self) -> None: ...


MAKERS = (maxima.engine, math_verify.engine, kas.engine)


def found() -> tuple[list[Engine], list[str]]:
    engines: list[Engine] = []
    missing: list[str] = []
    for make in MAKERS:
        made = make()
        if isinstance(made, str):
            missing.append(made)
        else:
            engines.append(made)
    return engines, missing
