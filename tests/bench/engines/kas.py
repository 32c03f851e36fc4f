"""KAS, the algebra of Khan Academy's exercises, under Node: it compares at random points."""

from __future__ import annotations

import json
import shutil
import subprocess

from tests.bench.engines.child import Child
from tests.bench.engines.dialect import Dialect, Unsayable, spelled, understood

MARK = "gradus:"
PACKAGE = "@khanacademy/kas"
UNKNOWN = frozenset({"sigmoid", "softplus", "swish", "relu", "step", "sign", "cbrt", "sinh", "cosh", "tanh", "sech"})
UNKNOWN |= {"csch", "coth"}
SAME = ("sin", "cos", "tan", "sec", "csc", "cot", "arcsin", "arccos", "arctan", "sqrt", "abs", "ln")
DIALECT = Dialect(functions={**{each: each for each in SAME}, "exp": "e^({})"}, constants={"e": "e", "pi": "pi"})
PROGRAM = f"""
const kas = require("{PACKAGE}");
require("readline").createInterface({{input: process.stdin}}).on("line", (line) => {{
  let said = null;
  try {{
    if (line.trim()) {{
      const [key, typed] = JSON.parse(line).map((text) => kas.parse(text));
      if (key.parsed && typed.parsed) said = kas.compare(key.expr, typed.expr).equal;
    }}
  }} catch (problem) {{ said = null; }}
  console.log("{MARK} " + JSON.stringify(said));
}});
"""


class Kas:
    name = "KAS"

    def __init__(self, node: str) -> None:
        self.child = Child([node, "-e", PROGRAM], mark=MARK, first=" ")

    def judge(self, function: str, typed: str, wrt: str) -> bool | None:
        found = understood(function, typed, wrt)
        if found is None:
            return None
        try:
            texts = [DIALECT.write(spelled(each, UNKNOWN)) for each in found[1:]]
        except Unsayable:
            return None
        said = self.child.ask(json.dumps(texts))
        return None if said is None else json.loads(said)  # type: ignore[no-any-return]

    @property
    def megabytes(self) -> float:
        return self.child.most

    def close(self) -> None:
        self.child.close()


def engine() -> Kas | str:
    node = shutil.which("node")
    if node is None:
        return "KAS needs Node, which is not on the path."
    known = subprocess.run([node, "-e", f'require("{PACKAGE}")'], capture_output=True, timeout=60, check=False)
    return Kas(node) if known.returncode == 0 else "KAS is not among the packages of Node."
