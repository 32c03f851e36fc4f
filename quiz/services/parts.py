"""One thing to answer, in one of its states: what was tried, heard, ticked and opened so far. Nothing is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from math import prod

from quiz.calculus.step import Path
from quiz.grading.verdict import Outcome, Verdict
from quiz.kinds.choice import ChoiceQuestion
from quiz.kinds.computed import ComputedQuestion
from quiz.kinds.guide import Guide, Level, Move, Place
from quiz.kinds.question import Question
from quiz.kinds.slopes import Nudged, nudged
from quiz.kinds.steps import Derivation, derivations
from quiz.kinds.vector import VectorQuestion
from quiz.services.explanations import NOTHING, Diagnosis, diagnosis_of


class Act(StrEnum):
    """What a learner did with the form."""

    ANSWER = "answer"
    GAVE_UP = "gave_up"
    THOUGHT = "thought"
    PROBE = "probe"
    SKIPPED = "skipped"
    WENT_ON = "went_on"
    """Left a part of a scenario as it is, to go on with one's own value."""


class Stage(StrEnum):
    ASKING = "asking"
    PROBING = "probing"
    REVEALING = "revealing"
    OVER = "over"


@dataclass(frozen=True)
class Try:
    """One attempt, as the page shows it."""

    act: Act
    response: str
    verdict: Verdict | None
    nudged: bool = False
    """The nudge test of this answer was asked for."""
    meant: str = ""

    @property
    def is_wrong(self) -> bool:
        return self.verdict is not None and self.verdict.counts and self.verdict.outcome is Outcome.INCORRECT

    @property
    def is_right(self) -> bool:
        return self.verdict is not None and self.verdict.counts and self.verdict.outcome is Outcome.CORRECT

    @cached_property
    def diagnosis(self) -> Diagnosis:
        """What a wrong answer seems to come from."""
        return diagnosis_of(self.verdict.misconceptions, self.meant) if self.verdict and self.is_wrong else NOTHING


@dataclass(frozen=True)
class OptionShown:
    """An option of a choice in the order of this showing; `index` is its place as written."""

    index: int
    text: str
    right: bool
    say: str
    picked: bool
    tried: bool
    """Picked in an earlier try that was wrong."""


@dataclass(frozen=True)
class PartShown:
    """One thing to answer: the item itself (`id` is empty), or a part of a scenario."""

    id: str
    number: int
    question: Question
    tries: tuple[Try, ...]
    ticks: dict[str, str] = field(default_factory=dict)
    hints_shown: int = 0
    seed: str = ""
    moves: tuple[Move, ...] = ()
    """On the worked steps."""

    @property
    def kind(self) -> str:
        return self.question.kind

    @property
    def last(self) -> Try | None:
        return self.tries[-1] if self.tries else None

    @property
    def answered(self) -> Try | None:
        """The last try that was an answer."""
        return next((each for each in reversed(self.tries) if each.act is Act.ANSWER), None)

    @property
    def gave_up(self) -> bool:
        return any(each.act is Act.GAVE_UP for each in self.tries)

    @property
    def went_on(self) -> bool:
        return any(each.act is Act.WENT_ON for each in self.tries)

    @property
    def wrong_tries(self) -> int:
        return sum(each.is_wrong for each in self.tries)

    @property
    def is_asking(self) -> bool:
        return self.stage in (Stage.ASKING, Stage.PROBING)

    @property
    def shown_text(self) -> str:
        """What stands in the field: the last response, so that nothing typed is lost."""
        return self.answered.response if self.answered else ""

    @property
    def last_wrong(self) -> Try | None:
        return next((each for each in reversed(self.tries) if each.is_wrong), None)

    @property
    def is_right(self) -> bool:
        return any(each.is_right for each in self.tries)

    @property
    def hints(self) -> tuple[str, ...]:
        """The hints opened so far."""
        return self.question.hints[: self.hints_shown]

    @property
    def hints_left(self) -> int:
        return len(self.question.hints) - self.hints_shown

    @property
    def next_hint(self) -> int:
        return self.hints_shown + 1

    @property
    def followed(self) -> bool:
        """Right only from the learner's own earlier value."""
        return any(each.is_right and each.verdict and "follows" in each.verdict.flags for each in self.tries)

    @cached_property
    def stage(self) -> Stage:
        return Stage.OVER if self.gave_up or self.went_on or self.is_right else Stage.ASKING

    @property
    def is_over(self) -> bool:
        return self.stage is Stage.OVER

    # --- a wrong answer ---

    @cached_property
    def nudged(self) -> Nudged | None:
        """The nudge test of the last answer, where it is wrong and shows it."""
        wrong = self.answered
        if (
            wrong is None
            or wrong.verdict is None
            or not wrong.is_wrong
            or not isinstance(self.question, ComputedQuestion)
        ):
            return None
        return nudged(self.question, wrong.response, wrong.verdict)

    @cached_property
    def diagnosis(self) -> Diagnosis:
        """What the last answer seems to come from."""
        return self.answered.diagnosis if self.answered else NOTHING

    # --- worked steps ---

    @cached_property
    def derivations(self) -> tuple[Derivation, ...]:
        return derivations(self.question) if isinstance(self.question, ComputedQuestion) else ()

    @cached_property
    def guide(self) -> Guide | None:
        """The steps opened so far; None where there are none."""
        known = len(self.derivations)
        moves = tuple(each for each in self.moves if each.place.derivation < known)
        return Guide(self.derivations, moves) if known else None

    @cached_property
    def next_place(self) -> tuple[Place, Level] | None:
        """Where "step by step" leads: to what the diagnosis points at, else to the whole; None where all is open."""
        if self.guide is None or self.hints_left:
            return None
        opened = {rung.place for rung in self.guide.rungs}
        return next((each for each in self._places() if each[0] not in opened), None)

    def _places(self) -> Iterator[tuple[Place, Level]]:
        if self.diagnosis.path is not None:
            step = self.derivations[self.wrong_derivation].at(self.diagnosis.path)
            yield Place(self.wrong_derivation, step.path), Level.SETUP
        for number, derivation in enumerate(self.derivations):
            yield Place(number, derivation.beginning.path), Level.RULE

    @property
    def opened_path(self) -> Path | None:
        """Where the worked solution is unfolded: at the last mistake that was found."""
        return self.last_wrong.diagnosis.path if self.last_wrong else None

    @property
    def hints_used(self) -> int:
        return self.hints_shown + (self.guide.levels_used if self.guide else 0)

    @property
    def wrong_derivation(self) -> int:
        """The derivation of the first entry that is wrong."""
        verdict = self.answered.verdict if self.answered else None
        outcomes = verdict.components if verdict else ()
        return outcomes.index("incorrect") if len(outcomes) == len(self.derivations) and "incorrect" in outcomes else 0

    # --- choice ---

    @cached_property
    def options(self) -> tuple[OptionShown, ...]:
        if not isinstance(self.question, ChoiceQuestion):
            return ()
        named = {str(each.index): each.index for each in self.question.options}
        picks = [{named[each] for each in try_.response.split(",") if each in named} for try_ in self.tries]
        last = picks[-1] if picks else set()
        tried = set().union(*(picked for picked, each in zip(picks, self.tries, strict=True) if each.is_wrong))
        return tuple(
            OptionShown(each.index, each.text, each.right, each.say, each.index in last, each.index in tried)
            for each in self.question.order(self.seed)
        )

    # --- vector ---

    @property
    def boxes(self) -> tuple[str, ...]:
        """What stands in each box: the last response taken apart again, else nothing."""
        if not isinstance(self.question, VectorQuestion):
            return ()
        size = prod(self.question.shape)
        typed = [each.strip(" ()[]") for each in self.last.response.split(",")] if self.last else []
        return tuple(typed) if len(typed) == size else ("",) * size

    @property
    def columns(self) -> int:
        return self.question.shape[-1] if isinstance(self.question, VectorQuestion) else 0
