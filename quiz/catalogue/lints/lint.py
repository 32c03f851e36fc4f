"""What a lint is, and what it looks at. A rule knows nothing of files, terminals or pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from quiz.catalogue.entries import Catalogue, Origin
from quiz.kinds.computed import ComputedQuestion
from quiz.kinds.question import Values
from quiz.reading.problems import Finding, Path, Problem


@dataclass(frozen=True)
class Scene:
    """The whole of content, and the inventory it is held against: ids and where each stands, or None."""

    catalogue: Catalogue
    inventory: Mapping[str, Origin] | None = None


@dataclass(frozen=True)
class Face:
    """Something that is asked: an item, or a part of a scenario with the path to it."""

    record: Any
    path: Path = ()

    def finding(self, path: Path, code: str, message: str, hint: str = "", **more: Any) -> Finding:
        return Finding((*self.path, *path), code, message, hint, **more)


@dataclass(frozen=True)
class Trial:
    """One variant of a face, built. `question` is what a learner with these numbers would meet."""

    face: Face
    values: Values
    question: Any
    is_sample: bool = True
    """One of the few variants that the slow rules look at: the first, the last and one between."""

    @cached_property
    def plain(self) -> Any:
        """The question for verdicts alone: which mistake a wrong answer shows is not asked."""
        return self.question.without_mistakes() if self.is_computed else self.question

    @property
    def is_computed(self) -> bool:
        """Whether there is a derived answer; choices, explanations and whole stories have none."""
        return isinstance(self.question, ComputedQuestion)

    def finding(self, path: Path, code: str, message: str, hint: str = "", **more: Any) -> Finding:
        return self.face.finding(path, code, message, hint, **more)


@dataclass(frozen=True)
class Examined:
    """An item with all its variants. `trials` are the tried ones by face, in the order of the variants."""

    record: Any
    variants: tuple[Values, ...]
    trials: Mapping[Path, tuple[Trial, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CatalogueLint:
    """Looks at everything at once: names that must exist, names that must not exist twice."""

    code: str
    look: Callable[[Scene], Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class FaceLint:
    """Looks at what is asked, as written."""

    code: str
    look: Callable[[Face], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class TrialLint:
    """Looks at one variant. Yields None for each check that passed: the report counts them."""

    code: str
    look: Callable[[Trial], Iterator[Finding | None]]


@dataclass(frozen=True, slots=True)
class ItemLint:
    """Looks at an item with all its variants."""

    code: str
    look: Callable[[Examined], Iterator[Finding]]


Lint = CatalogueLint | FaceLint | TrialLint | ItemLint
