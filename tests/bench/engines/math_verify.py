"""Math-Verify, which compares two texts in LaTeX; in a process of its own, so that its memory can be seen."""

from __future__ import annotations

import json
import sys
from importlib.util import find_spec

from quiz.notation import latex
from tests.bench.engines.child import Child
from tests.bench.engines.dialect import spelled, understood

MARK = "gradus:"
UNKNOWN = frozenset({"sigmoid", "softplus", "swish", "relu", "step", "sign", "sech", "csch"})
PROGRAM = f"""
import json, sys
from math_verify import parse, verify
for line in sys.stdin:
    if not line.strip():
        print("{MARK} ready", flush=True)
        continue
    key, typed = json.loads(line)
    try:
        said = bool(verify(parse(f"${{key}}$"), parse(f"${{typed}}$")))
    except Exception:
        said = None
    print("{MARK}", json.dumps(said), flush=True)
"""


class MathVerify:
    name = "Math-Verify"

    def __init__(self) -> None:
        self.child = Child([sys.executable, "-c", PROGRAM], mark=MARK, first=" ")

    def judge(self, function: str, typed: str, wrt: str) -> bool | None:
        found = understood(function, typed, wrt)
        if found is None:
            return None
        key, answer = (latex(spelled(each, UNKNOWN)) for each in found[1:])
        said = self.child.ask(json.dumps([key, answer]))
        return None if said is None else json.loads(said)  # type: ignore[no-any-return]

    @property
    def megabytes(self) -> float:
        return self.child.most

    def close(self) -> None:
        self.child.close()


def engine() -> MathVerify | str:
    return MathVerify() if find_spec("math_verify") else "Math-Verify is not installed."
