"""One thing to answer, in one of its states: what was tried, heard, ticked and opened so far. Nothing is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from math import prod

from quiz.grading.key_points import Heard, Status
from quiz.grading.verdict import Outcome, Verdict
from quiz.kinds.choice import ChoiceQuestion
from quiz.kinds.explain import ExplainQuestion, KeyPoint
from quiz.kinds.question import Question
from quiz.kinds.vector import VectorQuestion
from quiz.models import Attempt, Presentation

MAX_PROBES = 2


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

    @property
    def is_wrong(self) -> bool:
        return self.verdict is not None and self.verdict.counts and self.verdict.outcome is Outcome.INCORRECT

    @property
    def is_right(self) -> bool:
        return self.verdict is not None and self.verdict.counts and self.verdict.outcome is Outcome.CORRECT


@dataclass(frozen=True)
class PointShown:
    """A key point being revealed: what it says, whether it was heard, and what the learner ticked."""

    id: str
    say: str
    must: bool
    status: Status
    clause: str
    tick: str

    @property
    def is_open(self) -> bool:
        return not self.tick


@dataclass(frozen=True)
class Misheard:
    """A typical wrong claim that was heard: asked back, never held against the learner unseen."""

    id: str
    heard: str
    ask: str
    tick: str


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
        if isinstance(self.question, ExplainQuestion):
            return self._explain_stage()
        return Stage.OVER if self.gave_up or self.went_on or self.is_right else Stage.ASKING

    def _explain_stage(self) -> Stage:
        if not self.tries:
            return Stage.ASKING
        if self.may_be_probed and self.probe:
            return Stage.PROBING
        is_ticked = not any(each.is_open for each in self.points) and all(each.tick for each in self.misheard)
        return Stage.OVER if self.gave_up or is_ticked else Stage.REVEALING

    @property
    def may_be_probed(self) -> bool:
        """Two questions at most, none after a skipped one, and none where nothing was written."""
        acts = [each.act for each in self.tries]
        is_written = acts[0] is Act.ANSWER and bool(self.text)
        return is_written and not self.ticks and Act.SKIPPED not in acts and acts.count(Act.PROBE) < MAX_PROBES

    @property
    def is_over(self) -> bool:
        return self.stage is Stage.OVER

    # --- explain ---

    @property
    def text(self) -> str:
        """Everything the learner wrote, answer and replies to probes."""
        return "\n".join(each.response for each in self.tries if each.response.strip())

    @cached_property
    def heard(self) -> Heard | None:
        return self.question.hear(self.text) if isinstance(self.question, ExplainQuestion) else None

    @cached_property
    def points(self) -> tuple[PointShown, ...]:
        if not isinstance(self.question, ExplainQuestion) or self.heard is None:
            return ()
        return tuple(
            PointShown(
                id=point.id,
                say=point.say,
                must=point.must,
                status=heard.status,
                clause=self.text[heard.span[0] : heard.span[1]] if heard.span else "",
                tick=self.ticks.get(point.id, ""),
            )
            for point, heard in zip(self.question.key_points, self.heard.points, strict=True)
        )

    @property
    def revealed(self) -> tuple[PointShown, ...]:
        """Points shown so far: the ticked ones and the next, which waits for its tick."""
        return self.points if self.gave_up else self.points[: self.ticked_count + 1]

    @property
    def next_point(self) -> PointShown | None:
        return next((point for point in self.points if point.is_open), None)

    @property
    def missing_musts(self) -> tuple[PointShown, ...]:
        return tuple(point for point in self.points if point.must and point.tick == "missed")

    @cached_property
    def probe(self) -> str:
        """The author's question for the first must that seems missing and was not asked about yet."""
        if not self.tries:
            return ""
        asked: list[str] = []
        text = self.tries[0].response
        for reply in self.tries[1:]:
            asked.append(self._first_missing(text, asked))
            text = f"{text}\n{reply.response}"
        wanted = self._first_missing(text, asked)
        return next((point.probe for point in self._key_points if point.id == wanted), "")

    @property
    def _key_points(self) -> tuple[KeyPoint, ...]:
        return self.question.key_points if isinstance(self.question, ExplainQuestion) else ()

    def _first_missing(self, text: str, asked: Sequence[str]) -> str:
        """Id of the first must with a probe that is not heard in a text; empty when there is none."""
        if not isinstance(self.question, ExplainQuestion):
            return ""
        missing = {point.id for point in self.question.hear(text).points if point.status is Status.MISSING}
        wanted = (each.id for each in self._key_points if each.must and each.probe and each.id in missing)
        return next((each for each in wanted if each not in asked), "")

    @property
    def misheard(self) -> tuple[Misheard, ...]:
        if not isinstance(self.question, ExplainQuestion) or not self.text:
            return ()
        return tuple(
            Misheard(
                id=(name := f"misheard-{number}"),
                heard=self.text[slice(*doubt.span)],
                ask=doubt.ask,
                tick=self.ticks.get(name, ""),
            )
            for number, doubt in enumerate(self.question.misconceptions(self.text))
        )

    @property
    def may_tick(self) -> frozenset[str]:
        """What waits for the learner's judgement: the next key point and everything misheard."""
        point = self.next_point
        return frozenset({each.id for each in self.misheard if not each.tick} | ({point.id} if point else set()))

    @property
    def ticked_count(self) -> int:
        return sum(not point.is_open for point in self.points)

    # --- choice ---

    @cached_property
    def options(self) -> tuple[OptionShown, ...]:
        if not isinstance(self.question, ChoiceQuestion):
            return ()
        picks = [{int(each) for each in try_.response.split(",") if each.isdecimal()} for try_ in self.tries]
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


def part_shown(
    part_id: str,
    number: int,
    question: Question,
    attempts: Sequence[Attempt],
    presentation: Presentation | None,
    seed: str,
) -> PartShown:
    mine = [attempt for attempt in attempts if attempt.part == part_id]
    return PartShown(
        id=part_id,
        number=number,
        question=question,
        tries=tuple(
            Try(Act(each.act), each.response, Verdict.from_json(each.verdict) if each.verdict else None)
            for each in mine
        ),
        ticks=(presentation.ticks if presentation else {}).get(part_id, {}),
        hints_shown=(presentation.hints if presentation else {}).get(part_id, 0),
        seed=f"{seed}/{part_id}",
    )
