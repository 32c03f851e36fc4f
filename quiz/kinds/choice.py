"""choice: options with feedback each; one is right, or several are, and which may depend on the parameters."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from quiz.grading.verdict import Outcome, Verdict
from quiz.kinds.fields import Text, one_text, refuse
from quiz.kinds.placeholders import Prose, fill, read_prose
from quiz.kinds.question import Kind, Values
from quiz.kinds.records import Item, Part, Written
from quiz.kinds.setting import Case, Setting
from quiz.kinds.setting_reader import read_setting, unreadable
from quiz.kinds.template import ItemQuestion, ItemTemplate
from quiz.kinds.texts import read_texts
from quiz.notation import Condition, Unreadable, Vocabulary, holds, read_condition
from quiz.reading.problems import Finding, Path, Severity

MOST_OPTIONS = 12


def _one_of(*known: str) -> Any:
    def check(value: Any) -> str:
        text = one_text(value)
        if text not in known:
            raise refuse("{known} is wanted here, not '{found}'", known=" or ".join(known), found=text)
        return text

    return check


class Option(Written):
    """One option."""

    text: Text = Field(description="What the learner chooses: Markdown with `$…$` and placeholders.")
    right: Text = Field("no", description="`yes`, `no` (default), or a condition on the parameters.")
    say: Text = Field("", description="Feedback when it is chosen: one or two sentences.")
    misconception: Text = Field("", description="The misconception that a wrong option baits.")


class ChoiceFields(Written):
    kind: Literal["choice"] = Field(description="Options to choose from.")
    choose: Annotated[str, BeforeValidator(_one_of("one", "all")), WithJsonSchema({"enum": ["one", "all"]})] = Field(
        "one", description="`one` (default), or `all` that are right."
    )
    order: Annotated[
        str, BeforeValidator(_one_of("shuffled", "as_written")), WithJsonSchema({"enum": ["shuffled", "as_written"]})
    ] = Field("shuffled", description="`shuffled` (default) or `as_written`.")
    options: tuple[Option, ...] = Field(min_length=2, max_length=MOST_OPTIONS, description="At least two.")


class Choice(ChoiceFields, Item):
    """Options to choose from."""


class ChoicePart(ChoiceFields, Part):
    """Options to choose from, in a scenario."""


@dataclass(frozen=True)
class OpenOption:
    """An option whose placeholders and condition are read."""

    text: Prose
    say: Prose
    misconception: str
    right: bool | Condition

    def is_right(self, values: Values) -> bool:
        return self.right if isinstance(self.right, bool) else holds(self.right, values)


@dataclass(frozen=True)
class ShownOption:
    """An option of one variant, with its index as written."""

    index: int
    text: str
    say: str
    right: bool
    misconception: str


@dataclass(frozen=True, eq=False)
class ChoiceTemplate(ItemTemplate["ChoiceQuestion"]):
    options: tuple[OpenOption, ...]

    def ask(self, case: Case) -> ChoiceQuestion:
        return ChoiceQuestion(self, case)


class ChoiceQuestion(ItemQuestion[ChoiceTemplate]):
    kind: ClassVar[str] = "choice"

    @property
    def choose(self) -> str:
        """`one` or `all`."""
        return str(self.template.record.choose)

    @cached_property
    def options(self) -> tuple[ShownOption, ...]:
        """In the order written."""
        return tuple(self._shown(index, option) for index, option in enumerate(self.template.options))

    def _shown(self, index: int, option: OpenOption) -> ShownOption:
        text, say = fill(option.text, self.case), fill(option.say, self.case)
        return ShownOption(index, text, say, option.is_right(self.values), option.misconception)

    def order(self, seed: str) -> tuple[ShownOption, ...]:
        """The options as this seed shows them; the same seed gives the same order on any machine."""
        shown = list(self.options)
        if self.template.record.order == "shuffled":
            random.Random(f"{self.id}/{seed}").shuffle(shown)
        return tuple(shown)

    @property
    def right(self) -> frozenset[int]:
        return frozenset(option.index for option in self.options if option.right)

    @property
    def key_text(self) -> str:
        """The response that is right: indices as written."""
        return ",".join(str(index) for index in sorted(self.right))

    def grade(self, response: str) -> Verdict:
        """A response holds the indices of the chosen options as written, `2` or `0,2`."""
        chosen = self._chosen(response)
        if isinstance(chosen, str):
            return Verdict(Outcome.UNREADABLE, "choice", message=chosen)
        is_right = chosen == self.right
        return Verdict(
            Outcome.CORRECT if is_right else Outcome.INCORRECT,
            "choice",
            message=self._say(chosen, is_right),
            components=tuple("correct" if index in self.right else "incorrect" for index in sorted(chosen)),
            misconceptions=self._baited(chosen),
        )

    def _chosen(self, response: str) -> frozenset[int] | str:
        words = re.findall(r"[^\s,]+", response[:200])
        if not words:
            return "Choose an option first."
        if not all(word.isascii() and word.isdigit() and int(word) < len(self.options) for word in words):
            return "This is none of the options."
        if self.choose == "one" and len(words) > 1:
            return "Choose one option."
        return frozenset(map(int, words))

    def _say(self, chosen: frozenset[int], is_right: bool) -> str:
        """The chosen option's own words; of several, the first that is wrong."""
        shown = [self.options[index] for index in sorted(chosen)]
        wrong = [option for option in shown if not option.right]
        if wrong:
            return wrong[0].say
        return shown[0].say if is_right else "What you chose is right, but it is not all."

    def _baited(self, chosen: frozenset[int]) -> tuple[dict[str, str], ...]:
        options = [self.options[index] for index in sorted(chosen - self.right)]
        return tuple(
            {"id": option.misconception, "certainty": "sure", "where": "", "say": option.say}
            for option in options
            if option.misconception
        )[:3]


def build_choice(
    record: Any, path: Path, setting: Setting | None = None, head: Any = None
) -> tuple[ChoiceTemplate | None, list[Finding]]:
    findings: list[Finding] = []
    if setting is None:
        setting, findings = read_setting(record, path)
    texts = read_texts(record, setting, path, findings, answer=False)
    options = [
        _open(option, setting, (*path, "options", index), findings) for index, option in enumerate(record.options)
    ]
    if any(each.severity is Severity.ERROR for each in findings):
        return None, findings
    return ChoiceTemplate(record, path, setting, texts, head or record, tuple(options)), findings


def _open(option: Option, setting: Setting, path: Path, findings: list[Finding]) -> OpenOption:
    proses = [read_prose(option.text, setting, (*path, "text")), read_prose(option.say, setting, (*path, "say"))]
    findings += [each for each in proses if isinstance(each, Finding)]
    text, say = (Prose() if isinstance(each, Finding) else each for each in proses)
    return OpenOption(text, say, option.misconception, _right(option.right, setting, (*path, "right"), findings))


def _right(written: str, setting: Setting, path: Path, findings: list[Finding]) -> bool | Condition:
    if written.lower() in ("yes", "true", "no", "false"):
        return written.lower() in ("yes", "true")
    found = read_condition(written, Vocabulary(variables=frozenset(setting.names)))
    if isinstance(found, Unreadable):
        findings.append(replace_hint(unreadable(path, found)))
        return False
    return found


def replace_hint(finding: Finding) -> Finding:
    hint = finding.hint or "yes, no, or a condition on the parameters such as a > 2"
    return Finding(finding.path, "bad-value", finding.message, hint, offset=finding.offset)


def build(record: Choice, path: Path = ()) -> tuple[Any, list[Finding]]:
    return build_choice(record, path)


EXAMPLE = """\
id: flat-and-flat
kind: choice
title: When the second derivative is silent
topic: optimisation
level: 2
covers: []
ask: You know $f'(c) = 0$ and $f''(c) = 0$, nothing else. What follows?
options:
  - {text: Nothing yet. The test does not decide., right: yes, say: 'Right: think of $x^3$, $x^4$ and $-x^4$.'}
  - {text: The point $c$ is an inflection., say: Look at $x^4$ at 0.}
  - {text: The point $c$ is a minimum., say: Look at $-x^4$ at 0., misconception: stationary-means-minimum}
"""

CHOICE = Kind("choice", Choice, build, EXAMPLE)
