"""What every kind of question offers, and the words they share.

An item as written is a *record* (pydantic, one class a kind). Read once, it becomes a *template*: formulas parsed,
parameters open. A template with parameter values gives a *question*: prompt filled in, key derived, ready to grade.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, Protocol

from quiz.grading.verdict import Verdict
from quiz.reading.problems import Finding

Values = Mapping[str, Fraction]
"""Parameter values of one variant, in the order of `vary:`. Empty for an item without parameters."""


class Template(Protocol):
    """An item whose formulas are read and whose parameters are still open."""

    @property
    def record(self) -> Any: ...

    def variants(self) -> Sequence[Values]:
        """Every combination that satisfies `where`, in the order written; `[{}]` without `vary`."""

    def question(self, values: Values) -> Question:
        """The question a learner meets with these numbers. Cheap: its key is derived when it is first needed."""

    def checked(self, values: Values) -> Question:
        """As `question`, with the key derived now and confirmed by a second, independent way.

        Raises `CannotBuild` when the key does not exist, is not unique, or the second way disagrees.
        """


class CannotBuild(Exception):
    """The key of a variant does not exist or is not unique; `finding` says where in the item and why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


class Question(Protocol):
    """One variant of an item, as asked. All texts are Markdown with `$…$`, placeholders filled in."""

    kind: ClassVar[str]

    @property
    def id(self) -> str: ...

    @property
    def title(self) -> str: ...

    @property
    def topic(self) -> str: ...

    @property
    def level(self) -> int: ...

    @property
    def values(self) -> Values: ...

    @property
    def prompt(self) -> str: ...

    @property
    def model(self) -> str: ...

    @property
    def hints(self) -> tuple[str, ...]: ...

    def grade(self, response: str) -> Verdict:
        """Judge a response as sent by the form. Never raises on any text."""


@dataclass(frozen=True)
class Kind:
    """One entry of KINDS: the record that reads it and the function that builds its template."""

    name: str
    record: type[Any]
    """A pydantic model of a whole item; every scalar comes in as text."""
    build: Any
    """`build(record, path) -> (Template | None, list[Finding])`: all findings at once, None when one is an error."""
    example: str
    """A whole item as YAML, used by the tests and the author's manual."""
