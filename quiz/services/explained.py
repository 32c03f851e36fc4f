"""A question answered in words: what was heard, probed and ticked. The machine proposes, the learner judges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from quiz.grading.key_points import Heard, Status
from quiz.kinds.explain import ExplainQuestion
from quiz.services.parts import Act, PartShown, Stage

MAX_PROBES = 2


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
class ExplainPartShown(PartShown):
    """A part that is answered in words."""

    question: ExplainQuestion

    @cached_property
    def stage(self) -> Stage:
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
    def text(self) -> str:
        """Everything the learner wrote, answer and replies to probes."""
        return "\n".join(each.response for each in self.tries if each.response.strip())

    @cached_property
    def heard(self) -> Heard:
        return self.question.hear(self.text)

    @cached_property
    def points(self) -> tuple[PointShown, ...]:
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
        return next((point.probe for point in self.question.key_points if point.id == wanted), "")

    def _first_missing(self, text: str, asked: Sequence[str]) -> str:
        """Id of the first must with a probe that is not heard in a text; empty when there is none."""
        missing = {point.id for point in self.question.hear(text).points if point.status is Status.MISSING}
        wanted = (each.id for each in self.question.key_points if each.must and each.probe and each.id in missing)
        return next((each for each in wanted if each not in asked), "")

    @property
    def misheard(self) -> tuple[Misheard, ...]:
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
