"""Our trees in the notation of another program, every bracket and every sign of multiplication written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from quiz.grading.prepared import vocabulary
from quiz.grading.rows import BadRow, source, task
from quiz.notation import Parsed, Vocabulary, read
from quiz.notation.names import plain_name
from quiz.notation.substitute import substitute
from quiz.notation.tree import (
    Call,
    Const,
    Name,
    Negative,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    parts,
    with_parts,
)


class Unsayable(ValueError):
    """The other program has no word for it."""


@dataclass(frozen=True)
class Dialect:
    functions: Mapping[str, str]
    """By our names; `{}` stands for the argument where it is not simply put in brackets behind the name."""
    constants: Mapping[str, str]
    prefix: str = ""
    """In front of every variable, so that none means something else."""

    def write(self, node: Node) -> str:
        match node:
            case Number(value):
                return self._number(value)
            case Name(name):
                return self.prefix + plain_name(name).replace("_", "")
            case Const(name):
                return self.constants[name]
            case Negative(operand):
                return f"(-{self.write(operand)})"
            case Sum(terms):
                return "(" + "+".join(map(self.write, terms)) + ")"
            case Product(factors):
                return "(" + "*".join(map(self.write, factors)) + ")"
            case Quotient(over, under):
                return f"({self.write(over)}/{self.write(under)})"
            case Power(base, exponent):
                return f"({self.write(base)}^{self.write(exponent)})"
            case Call():
                return self._call(node)
            case _:
                raise Unsayable(type(node).__name__)

    def _number(self, value: Fraction) -> str:
        text = str(abs(value.numerator)) if value.denominator == 1 else f"({abs(value.numerator)}/{value.denominator})"
        return f"(-{text})" if value < 0 else text

    def _call(self, node: Call) -> str:
        if node.base is not None:
            return self.write(Quotient(Call("ln", node.arguments), Call("ln", (node.base,))))
        if node.function not in self.functions:
            raise Unsayable(node.function)
        inner = ",".join(map(self.write, node.arguments))
        word = self.functions[node.function]
        return f"({word.format(inner)})" if "{" in word else f"{word}({inner})"


SPELLED = {
    "sigmoid": "1/(1+e^(-u))",
    "softplus": "ln(1+e^u)",
    "swish": "u/(1+e^(-u))",
    "relu": "(u+|u|)/2",
    "step": "(1+|u|/u)/2",
    "sign": "|u|/u",
    "cbrt": "u^(1/3)",
    "sech": "2/(e^u+e^(-u))",
    "csch": "2/(e^u-e^(-u))",
    "coth": "(e^u+e^(-u))/(e^u-e^(-u))",
    "sinh": "(e^u-e^(-u))/2",
    "cosh": "(e^u+e^(-u))/2",
    "tanh": "(e^u-e^(-u))/(e^u+e^(-u))",
}
"""What other programs do not know, in words that they do."""


def spelled(node: Node, unknown: frozenset[str]) -> Node:
    """The functions in `unknown` written out."""
    node = with_parts(node, tuple(spelled(each, unknown) for each in parts(node)))
    if isinstance(node, Call) and node.function in unknown and node.function in SPELLED:
        return substitute(_body(node.function), {"u": node.arguments[0]})
    return node


@lru_cache(maxsize=64)
def _body(function: str) -> Node:
    found = read(SPELLED[function], Vocabulary(variables=frozenset({"u"})))
    assert isinstance(found, Parsed)
    return found.tree


def understood(function: str, typed: str, wrt: str) -> tuple[Node, Node, Node] | None:
    """Function, key and answer as our reader reads them: the other engines are to judge, not to read."""
    try:
        asked = task(source({"function": function, "wrt": wrt}))
    except BadRow:
        return None
    answer = read(typed, vocabulary(asked))
    if not isinstance(answer, Parsed) or asked.function is None:
        return None
    return asked.function, asked.key, answer.tree
