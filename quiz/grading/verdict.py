"""The verdict: what grading says of one response. Frozen, and the same for equal input but for `ms`."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from quiz.notation.tree import Comparison, Node

ENGINE_VERSION = "1"


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
    left_sides: tuple[str, ...] = ()
    """Names such as `f` whose `f'(x) =` in front of an answer is understood and dropped."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A point where answer and key differ; decimal text, ready to show."""

    point: dict[str, str]
    expected: str
    given: str


@dataclass(frozen=True, slots=True)
class Reading:
    """How the response was read."""

    ascii: str
    latex: str


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
    misconceptions: tuple[dict[str, str], ...] = ()
    """`{id, certainty, where, say}`, cheapest first, at most three."""
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
        """A plain dict that `from_json` reads back to an equal verdict."""
        raise NotImplementedError

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Verdict:
        raise NotImplementedError
