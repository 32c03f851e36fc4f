"""explain: words in, key points out. The machine listens and proposes; the learner's ticks count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field

from quiz.grading.key_points import Heard, Point, hear, hear_any
from quiz.grading.patterns import read_pattern
from quiz.grading.verdict import Outcome, Verdict
from quiz.kinds.fields import Count, Slug, Text, Texts, YesNo, refuse
from quiz.kinds.placeholders import Prose, fill, read_prose
from quiz.kinds.question import Kind
from quiz.kinds.records import Item, Part, Written
from quiz.kinds.setting import Case, Setting
from quiz.kinds.setting_reader import read_setting
from quiz.kinds.template import ItemQuestion, ItemTemplate
from quiz.kinds.texts import read_texts
from quiz.reading.problems import Finding, Path, Severity


class KeyPoint(Written):
    """Something a good spoken answer says."""

    id: Slug = Field(description="Unique in the item; a missed point can become its own card.")
    say: Text = Field(description="The point in one sentence.")
    must: YesNo = Field(False, description="yes: without it the answer is not complete. One to three are.")
    weight: Count = Field(1, description="2 counts it twice; default 1.", validate_default=True)
    listen_for: Texts = Field(
        (), description="Patterns, any one is enough: `&` joins groups, `|` alternatives, `word*`."
    )
    contradicted_by: Texts = Field((), description="Patterns of wrong claims: they become a question, never a penalty.")
    probe: Text = Field("", description="Asked when the point seems missing; every `must` has one.")


class Misconception(Written):
    """A wrong claim to listen for."""

    heard: Texts = Field(description="Patterns of the claim.")
    ask: Text = Field(description="The question to the learner: 'Did you mean that …?'")


def _points(value: Any) -> Any:
    """A point of a follow-up may be just its sentence."""
    if not isinstance(value, list):
        raise refuse("a list of key points is wanted here")
    return [
        {"id": f"point-{index}", "say": each} if isinstance(each, str) else each for index, each in enumerate(value, 1)
    ]


class FollowUp(Written):
    """Asked when everything is covered; a missed one becomes its own card."""

    id: Slug = Field(description="Unique in the item.")
    ask: Text = Field(description="The question.")
    key_points: Annotated[
        tuple[KeyPoint, ...], BeforeValidator(_points, json_schema_input_type=tuple[KeyPoint | Text, ...])
    ] = Field((), description="What a good answer says: sentences, or points with patterns.")
    model: Text = Field("", description="The model answer.")


class Listening(Written):
    """Answers as a learner would say them, with the points that must and must not be heard."""

    covers: dict[str, Texts] = Field({}, description="Answer: ids of the points that must be heard.")
    misses: dict[str, Texts] = Field({}, description="Answer: ids of the points that must not be heard.")


class ExplainFields(Written):
    kind: Literal["explain"] = Field(description="Words in, key points out.")
    key_points: Annotated[tuple[KeyPoint, ...], Field(min_length=1)] = Field(description="What a good answer says.")
    misconceptions: tuple[Misconception, ...] = Field((), description="Wrong claims to ask about.")
    follow_ups: tuple[FollowUp, ...] = Field((), description="Asked when everything is covered.")
    tests: Listening = Field(Listening(), description="Answers with what must and must not be heard in them.")


class Explain(ExplainFields, Item):
    """Something to explain."""

    model: Text = Field(description="The model answer, shown last.")


class ExplainPart(ExplainFields, Part):
    """Something to explain, in a scenario."""

    model: Text = Field(description="The model answer, shown last.")


@dataclass(frozen=True, eq=False)
class ExplainTemplate(ItemTemplate["ExplainQuestion"]):
    says: tuple[Prose, ...]
    """What the key points say, in order."""
    probes: tuple[Prose, ...]

    def ask(self, case: Case) -> ExplainQuestion:
        return ExplainQuestion(self, case)


@dataclass(frozen=True)
class Doubt:
    """A misconception that was heard: the question to the learner and the place in the text."""

    ask: str
    span: tuple[int, int]


class ExplainQuestion(ItemQuestion[ExplainTemplate]):
    kind: ClassVar[str] = "explain"

    @cached_property
    def key_points(self) -> tuple[KeyPoint, ...]:
        """As written, with the placeholders of `say` and `probe` filled in."""
        template = self.template
        return tuple(
            point.model_copy(update={"say": fill(say, self.case), "probe": fill(probe, self.case)})
            for point, say, probe in zip(template.record.key_points, template.says, template.probes, strict=True)
        )

    @property
    def follow_ups(self) -> tuple[FollowUp, ...]:
        return tuple(self.template.record.follow_ups)

    @cached_property
    def points(self) -> tuple[Point, ...]:
        return points_of(self.key_points)

    def hear(self, text: str) -> Heard:
        """Which points the text makes, in the order of the points."""
        return hear(text, self.points)

    def misconceptions(self, text: str) -> tuple[Doubt, ...]:
        """Wrong claims heard in the text, as questions."""
        found = [(each.ask, hear_any(text, each.heard)) for each in self.template.record.misconceptions]
        return tuple(Doubt(ask, passage.span) for ask, passage in found if passage)

    def grade(self, response: str) -> Verdict:
        """Never decided by a machine: the learner ticks. A blank answer is not an answer yet."""
        if not response.strip():
            return Verdict(Outcome.UNREADABLE, "reader", message="Write or say your answer first.")
        return Verdict(Outcome.UNDECIDED, "none")


def points_of(points: Sequence[KeyPoint]) -> tuple[Point, ...]:
    return tuple(Point(each.id, tuple(each.listen_for), tuple(each.contradicted_by)) for each in points)


def build_explain(
    record: Any, path: Path, setting: Setting | None = None, head: Any = None
) -> tuple[ExplainTemplate | None, list[Finding]]:
    findings: list[Finding] = []
    if setting is None:
        setting, findings = read_setting(record, path)
    texts = read_texts(record, setting, path, findings, answer=False)
    says = _proses(record, "say", setting, path, findings)
    probes = _proses(record, "probe", setting, path, findings)
    findings += _patterns(record, path)
    if any(each.severity is Severity.ERROR for each in findings):
        return None, findings
    return ExplainTemplate(record, path, setting, texts, head or record, says, probes), findings


def _proses(record: Any, name: str, setting: Setting, path: Path, findings: list[Finding]) -> tuple[Prose, ...]:
    """One text of every key point, read."""
    texts = [getattr(point, name) for point in record.key_points]
    read = [read_prose(text, setting, (*path, "key_points", index, name)) for index, text in enumerate(texts)]
    findings += [each for each in read if isinstance(each, Finding)]
    return tuple(each if isinstance(each, Prose) else Prose() for each in read)


def _patterns(record: Any, path: Path) -> list[Finding]:
    """Patterns that cannot be read, in points, misconceptions and follow-ups."""
    places: list[tuple[Path, tuple[str, ...]]] = []
    groups = [((*path, "key_points"), record.key_points)]
    groups += [((*path, "follow_ups", i, "key_points"), each.key_points) for i, each in enumerate(record.follow_ups)]
    for place, points in groups:
        for index, point in enumerate(points):
            places.append(((*place, index, "listen_for"), point.listen_for))
            places.append(((*place, index, "contradicted_by"), point.contradicted_by))
    places += [((*path, "misconceptions", i, "heard"), each.heard) for i, each in enumerate(record.misconceptions)]
    read = [((*place, i), read_pattern(text)) for place, texts in places for i, text in enumerate(texts)]
    return [Finding(place, "bad-value", wrong) for place, wrong in read if isinstance(wrong, str)]


def build(record: Explain, path: Path = ()) -> tuple[Any, list[Finding]]:
    return build_explain(record, path)


EXAMPLE = """\
id: why-against-the-gradient
kind: explain
title: The direction of steepest decrease
topic: gradient-descent
level: 1
covers: []
ask: An optimiser moves from $w$ to $w - \\eta \\nabla L$. Why the minus sign, and what exactly does it promise?
model: >
  The gradient points uphill, as steeply as possible, so the step goes the other way.
  The promise is local: a step that is too long may still raise the loss.
key_points:
  - id: uphill
    say: The gradient is the direction of steepest local increase.
    must: yes
    listen_for: [gradient | nabla & uphill | increas* | ascent | climb*]
    contradicted_by: [gradient points down*]
    probe: Which way does the gradient itself point, and how do you know?
  - id: only-local
    say: A step that is too long may still raise the loss.
    must: yes
    listen_for: [small* | short* | local* | overshoot* | too large | too long]
    probe: Can the loss be higher after one such step? When?
misconceptions:
  - {heard: [gradient points at the minim*], ask: 'Did you mean that the gradient itself leads to the minimum?'}
follow_ups:
  - {id: other-norms, ask: 'Does steepest depend on how length is measured?', key_points: [It depends on the norm.]}
tests:
  covers: {'The gradient points uphill, so we go the other way, but only a small step is safe.': [uphill, only-local]}
  misses: {The gradient points down to the minimum and we follow it.: [uphill, only-local]}
"""

EXPLAIN = Kind("explain", Explain, build, EXAMPLE)
