"""scenario: a story with parts in order; a later part may use an earlier answer, and be marked on the learner's own."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from quiz.grading.verdict import Outcome, Verdict
from quiz.kinds.choice import ChoicePart, ChoiceQuestion, build_choice
from quiz.kinds.computed import ComputedQuestion
from quiz.kinds.computed_items import build_computed
from quiz.kinds.explain import ExplainPart, ExplainQuestion, build_explain
from quiz.kinds.expression import ExpressionPart, ExpressionQuestion
from quiz.kinds.following import own_values
from quiz.kinds.number import NumberPart, NumberQuestion
from quiz.kinds.question import Kind
from quiz.kinds.records import Item
from quiz.kinds.setting import Case, Setting
from quiz.kinds.setting_reader import read_setting
from quiz.kinds.template import ItemQuestion, ItemTemplate
from quiz.kinds.texts import read_texts
from quiz.kinds.vector import VectorPart, VectorQuestion
from quiz.reading.problems import Finding, Path, Severity

MOST_PARTS = 12
LONGEST_RESPONSE = 30_000

PartRecord = Annotated[ExpressionPart | NumberPart | VectorPart | ChoicePart | ExplainPart, Field(discriminator="kind")]
PartQuestion = ComputedQuestion | ChoiceQuestion | ExplainQuestion

COMPUTED: dict[str, type[ComputedQuestion]] = {
    "expression": ExpressionQuestion,
    "number": NumberQuestion,
    "vector": VectorQuestion,
}


class Scenario(Item):
    """A story with parts."""

    kind: Literal["scenario"] = Field(description="A story with parts in order.")
    parts: tuple[PartRecord, ...] = Field(
        min_length=1, max_length=MOST_PARTS, description="Each of any kind but scenario, in the order they are asked."
    )


@dataclass(frozen=True, eq=False)
class ScenarioTemplate(ItemTemplate["ScenarioQuestion"]):
    parts: tuple[ItemTemplate[Any], ...]

    def ask(self, case: Case) -> ScenarioQuestion:
        return ScenarioQuestion(self, case)


class ScenarioQuestion(ItemQuestion[ScenarioTemplate]):
    kind: ClassVar[str] = "scenario"

    @cached_property
    def parts(self) -> Mapping[str, PartQuestion]:
        """The parts by id, in order, each with the right values of the parts before it."""
        asked: dict[str, PartQuestion] = {}
        for template in self.template.parts:
            earlier = {part: found for part, found in asked.items() if isinstance(found, ComputedQuestion)}
            asked[template.record.id] = template.ask(Case(template.setting, self.values, earlier))
        return asked

    def part(self, part_id: str, earlier: Mapping[str, str] | None = None) -> PartQuestion:
        """One part. `earlier` holds the learner's responses by part id: where this part follows one that was
        wrong, its answer is also marked on the learner's own value."""
        asked = self.parts[part_id]
        if not isinstance(asked, ComputedQuestion):
            return asked
        followed = {part: self.parts[part] for part in asked.template.record.follows}
        own = own_values(asked, followed, earlier or {})
        if not own:
            return asked
        case = replace(asked.case, earlier={**asked.case.earlier, **own})
        return asked.template.ask(replace(asked.case, own=case, followed=tuple(own)))

    def check(self) -> None:
        for part in self.parts.values():
            part.check()

    @cached_property
    def key_text(self) -> str:
        """The right responses by part id, as JSON; explained parts have none."""
        return json.dumps(
            {name: part.key_text for name, part in self.parts.items() if not isinstance(part, ExplainQuestion)}
        )

    def grade(self, response: str) -> Verdict:
        """All parts at once, as JSON from part id to response. The page grades part by part instead."""
        responses = _responses(response)
        if not responses:
            return Verdict(Outcome.UNREADABLE, "reader", message="Answer each part first.")
        outcomes = []
        for name, part in self.parts.items():
            if not isinstance(part, ExplainQuestion):
                outcomes.append(self.part(name, responses).grade(responses.get(name, "")).outcome)
        return Verdict(_overall(outcomes), "none", components=tuple(map(str, outcomes)))


def _responses(response: str) -> dict[str, str]:
    try:
        found = json.loads(response[:LONGEST_RESPONSE])
    except (ValueError, RecursionError):
        return {}
    return {str(name): str(text) for name, text in found.items()} if isinstance(found, dict) else {}


def _overall(outcomes: list[Outcome]) -> Outcome:
    """A story is right when every part is, and wrong as soon as one is."""
    for outcome in (Outcome.INCORRECT, Outcome.UNREADABLE, Outcome.UNDECIDED):
        if outcome in outcomes:
            return outcome
    return Outcome.CORRECT


def build(record: Scenario, path: Path = ()) -> tuple[ScenarioTemplate | None, list[Finding]]:
    loose = [each.answer for each in record.parts if hasattr(each, "answer")]
    setting, findings = read_setting(record, path, loose)
    texts = read_texts(record, setting, path, findings, answer=False)
    findings += _ids(record, setting, path)
    parts: list[ItemTemplate[Any]] = []
    for index, part in enumerate(record.parts):
        earlier = tuple(each.id for each in record.parts[:index] if each.kind in COMPUTED)
        place = (*path, "parts", index)
        template, found = _build_part(part, place, replace(setting, parts=earlier), record)
        findings += [*found, *_follows(part, place, earlier)]
        parts += [template] if template else []
    if any(each.severity is Severity.ERROR for each in findings):
        return None, findings
    return ScenarioTemplate(record, path, setting, texts, record, tuple(parts)), findings


def _build_part(
    part: Any, path: Path, setting: Setting, scenario: Scenario
) -> tuple[ItemTemplate[Any] | None, list[Finding]]:
    match part.kind:
        case "choice":
            return build_choice(part, path, setting, scenario)
        case "explain":
            return build_explain(part, path, setting, scenario)
        case kind:
            return build_computed(part, path, COMPUTED[kind], setting, scenario)


def _ids(record: Scenario, setting: Setting, path: Path) -> list[Finding]:
    """Part ids are unique, and their names inside formulas are free."""
    counts = Counter(part.id for part in record.parts)
    taken = {*setting.names, *setting.variables, *setting.heads}
    found = []
    for index, part in enumerate(record.parts):
        place = (*path, "parts", index, "id")
        if counts[part.id] > 1:
            found.append(Finding(place, "duplicate-id", f"two parts have the id '{part.id}'"))
        elif part.id in taken:
            found.append(Finding(place, "bad-id", f"'{part.id}' is already a name in this scenario"))
    return found


def _follows(part: Any, path: Path, earlier: tuple[str, ...]) -> list[Finding]:
    known = f"you have {', '.join(earlier)}" if earlier else "no computed part comes before"
    return [
        Finding((*path, "follows"), "unknown-id", f"there is no earlier computed part '{name}' to follow", known)
        for name in part.follows
        if name not in earlier
    ]


EXAMPLE = """\
id: headphone-price
kind: scenario
title: The price of headphones
topic: modelling
level: 2
covers: []
vary: {c: [10, 20, 30], k: [5, 10, 20], m: 1000..1600 step 100}
where:
  - m > 2*k*c
  - 2*k divides m + k*c
given: {P(p): (p - c)*(m - k*p)}
domain: c < p < m/k
ask: Each pair of headphones costs you {c}. At price $p$ you sell {m} − {k}$p$ pairs a month.
parts:
  - {id: slope, kind: expression, ask: 'How does profit react to the price? Give $P''(p)$.', answer: derivative of P}
  - id: best
    kind: number
    ask: Which price earns the most?
    answer: zero of slope
    follows: slope
    mistakes:
      - answer: m/(2*k)
        misconception: revenue-not-profit
        say: That maximises revenue. What does each pair cost you?
    tests: {accept: [(m + k*c)/(2*k)], reject: [m/k]}
  - id: why-maximum
    kind: choice
    ask: Why is it a maximum?
    options:
      - {text: '$P''''$ is negative for every price.', right: yes, say: 'Right: it is constant and negative.'}
      - {text: '$P''$ vanishes there.', say: That only says that the graph is flat there.}
"""

SCENARIO = Kind("scenario", Scenario, build, EXAMPLE)
