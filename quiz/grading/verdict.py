"""The verdict: what grading says of one response. Frozen, and the same for equal input but for `ms`."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from quiz.grading.asked import Asked
from quiz.notation import ascii as plain
from quiz.notation import latex
from quiz.notation.substitute import Heads
from quiz.notation.tree import Comparison, Node

ENGINE_VERSION = "2"


class Outcome(StrEnum):
    CORRECT = "correct"
    INCORRECT = "incorrect"
    UNREADABLE = "unreadable"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far a typed decimal may be off: `amount` absolute, or a share of the key when `relative`."""

    amount: float
    relative: bool = False
    decimals_only: bool = False
    """Only a typed decimal may be off; `1/3` and `sqrt(2)` are compared exactly (the default of number items)."""


@dataclass(frozen=True, slots=True)
class Task:
    """What a response is compared with.

    `key` is the right answer (a Tuple or Matrix for a vector); `variables` are the names an answer may use;
    `function` is the problem function, whose domain is the domain of the question.
    """

    key: Node
    variables: tuple[str, ...] = ()
    function: Node | None = None
    domain: tuple[Comparison, ...] = ()
    tolerance: Tolerance | None = None
    form: str | None = None
    any_order: bool = False
    curve: Node | None = None
    """The answer need only be right where this is 0: the derivative dy/dx on `x^2 + y^2 - 25`."""
    left_sides: tuple[str, ...] = ()
    """Names such as `f` whose `f'(x) =` in front of an answer is understood and dropped."""
    heads: Heads = field(default_factory=dict, hash=False)
    """Functions of the question that an answer may use, with bodies that use none: `s(x) (1 - s(x))`."""
    bare: frozenset[str] = frozenset()
    """Those that may stand without their argument: `s (1 - s)`."""
    wrt: tuple[str, ...] = ()
    """The names below in `df/dx =`, where the answer is a number and may not use them; else `variables`."""
    asked: Asked | None = field(default=None, hash=False)
    """What is differentiated, where a wrong answer can be explained by it."""
    whole: tuple[str, ...] = ()
    """Variables that stand for whole numbers."""
    by_sympy: bool = False
    """Proofs by SymPy alone, to compare ours with."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A point where answer and key differ; decimal text, ready to show."""

    point: dict[str, str]
    expected: str
    given: str


@dataclass(frozen=True, eq=False)
class Reading:
    """How the response was read."""

    ascii: str
    latex: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Reading) and (self.ascii, self.latex) == (other.ascii, other.latex)

    def __hash__(self) -> int:
        return hash((self.ascii, self.latex))


class LateReading(Reading):
    """Printed when somebody looks: most who ask for a verdict do not."""

    def __init__(self, tree: Node) -> None:
        self.__dict__["tree"] = tree

    @cached_property
    def ascii(self) -> str:  # type: ignore[override]
        return plain(self.__dict__["tree"])

    @cached_property
    def latex(self) -> str:  # type: ignore[override]
        return latex(self.__dict__["tree"])


@dataclass(frozen=True, slots=True)
class Verdict:
    outcome: Outcome
    decided_by: str
    """limits, reader, shape, identical, balls, domain, exact, sympy, digits, choice, mistake, input or none."""
    flags: tuple[str, ...] = ()
    """nearly, form, domain, empty_domain, ambiguous, unproved, follows."""
    message: str = ""
    """One plain sentence for the learner; empty when the outcome says it all."""
    reading: Reading | None = None
    span: tuple[int, int] | None = None
    """Where in the response the trouble lies, for unreadable ones."""
    suggestion: str = ""
    witness: Witness | None = None
    components: tuple[str, ...] = ()
    """For vectors: the outcome of each entry, in order."""
    misconceptions: tuple[dict[str, Any], ...] = ()
    """`{id, certainty, where, say, path}`, likeliest first, at most three; `a+b` is two at once."""
    proof: str = ""
    engine_version: str = ENGINE_VERSION
    ms: float = field(default=0.0, compare=False)

    @property
    def counts(self) -> bool:
        """Only a decided answer moves the schedule: a slip of the keyboard costs nothing."""
        return self.outcome in (Outcome.CORRECT, Outcome.INCORRECT) and not self.is_free

    @property
    def is_free(self) -> bool:
        """Right in substance: rounded, or equivalent in another form. Asked again, never a lost try."""
        return bool({"nearly", "form", "ambiguous"} & set(self.flags))

    def to_json(self) -> dict[str, Any]:
        """A plain dict that `from_json` reads back to an equal verdict; tuples become lists."""
        return {name: _plain(value) for name, value in asdict(self).items()}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Verdict:
        known = {name: value for name, value in data.items() if name in cls.__dataclass_fields__}
        for name in ("flags", "components", "misconceptions"):
            known[name] = tuple(known.get(name, ()))
        span, reading, witness = known.get("span"), known.get("reading"), known.get("witness")
        known["outcome"] = Outcome(known["outcome"])
        known["span"] = None if span is None else (span[0], span[1])
        known["reading"] = None if reading is None else Reading(**reading)
        known["witness"] = None if witness is None else Witness(**witness)
        return cls(**known)


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return str(value) if isinstance(value, StrEnum) else value
