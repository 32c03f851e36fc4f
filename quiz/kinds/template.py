"""What templates and questions of every kind share: variants, and the texts of one variant."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Any, ClassVar, Generic, TypeVar

from quiz.kinds.placeholders import fill
from quiz.kinds.question import Values
from quiz.kinds.setting import Case, Setting
from quiz.kinds.texts import Texts
from quiz.reading.problems import Path

Q = TypeVar("Q", bound="ItemQuestion[Any]")
T = TypeVar("T", bound="ItemTemplate[Any]")

KEPT = 4096
"""Questions kept in memory, with their derived keys."""


@dataclass(frozen=True, eq=False)
class ItemTemplate(ABC, Generic[Q]):
    """An item, or a part of a scenario, whose formulas are read and whose parameters are open."""

    record: Any
    path: Path
    setting: Setting
    texts: Texts
    head: Any
    """The record with title, topic and level: the item itself, or the scenario of a part."""

    @abstractmethod
    def ask(self, case: Case) -> Q:
        """The question of one case, nothing derived yet."""

    @cached_property
    def _variants(self) -> tuple[Values, ...]:
        return self.setting.variants()

    def variants(self) -> Sequence[Values]:
        return self._variants

    def question(self, values: Values) -> Q:
        """Cheap, and the same object for the same values."""
        found: Q = _question(self, tuple(values.items()))
        return found

    def checked(self, values: Values) -> Q:
        """The question with its key derived and confirmed by a second way; raises CannotBuild."""
        question = self.question(values)
        question.check()
        return question


@lru_cache(maxsize=KEPT)
def _question(template: ItemTemplate[Any], values: tuple[tuple[str, Fraction], ...]) -> Any:
    return template.ask(Case(template.setting, dict(values)))


@dataclass(frozen=True, eq=False)
class ItemQuestion(Generic[T]):
    """One variant; texts are filled at their first use and kept."""

    template: T
    case: Case
    kind: ClassVar[str] = ""

    @property
    def id(self) -> str:
        return str(self.template.record.id)

    @property
    def title(self) -> str:
        return str(self.template.head.title)

    @property
    def topic(self) -> str:
        return str(self.template.head.topic)

    @property
    def level(self) -> int:
        return int(self.template.head.level)

    @property
    def values(self) -> Values:
        return self.case.values

    @cached_property
    def prompt(self) -> str:
        return fill(self.template.texts.ask, self.case)

    @cached_property
    def model(self) -> str:
        return fill(self.template.texts.model, self.case, self.shown_answer)

    @cached_property
    def hints(self) -> tuple[str, ...]:
        return tuple(fill(each, self.case, self.shown_answer) for each in self.template.texts.hints)

    def shown_answer(self) -> str:
        """LaTeX for `{answer}`; kinds without a computed answer have none."""
        return ""

    def check(self) -> None:
        """Raises CannotBuild when the answer does not exist; most kinds have nothing to derive."""
