"""What every item is made of, as written. One record a kind; the parts of a scenario are the same without the head.

Every field says in one sentence what it is for: editors show it while an author types.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator

from quiz.kinds.fields import (
    Count,
    Day,
    Entries,
    Formula,
    Identifier,
    Level,
    Slug,
    Text,
    Texts,
    Title,
    formula,
    one_text,
    refuse,
)


class Written(BaseModel):
    """A mapping of a source file: every key is known, nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(Written):
    """Where a text or an idea comes from, and what was changed."""

    title: Text = Field("", description="Title of the source.")
    author: Text = Field("", description="Who wrote it.")
    url: Text = Field("", description="Where it can be read.")
    license: Text = Field("", description="Its licence, by SPDX name.")
    changed: Text = Field("", description="What differs here from the source.")


class Mistake(Written):
    """A wrong answer that belongs to this story."""

    answer: Entries = Field(description="The wrong answer as a formula; graded like any answer.")
    say: Text = Field(description="One sentence to the learner, a question if possible, never the answer.")
    misconception: Text = Field("", description="Id of a misconception of the engine, or a slug of your own.")


class Tried(Written):
    """Answers as a learner would type them, tried in every variant."""

    accept: Texts = Field((), description="Answers that must be graded correct; parameters are allowed.")
    reject: Texts = Field((), description="Answers that must not be graded correct.")


def _varied(value: Any) -> Any:
    return tuple(one_text(each) for each in value) if isinstance(value, list) else one_text(value)


Varied = Annotated[
    str | tuple[str, ...],
    BeforeValidator(_varied),
    WithJsonSchema({"type": ["array", "string"], "items": {"type": ["number", "string"]}}),
]
Bodies = Annotated[
    dict[str, Annotated[str | tuple[Any, ...], BeforeValidator(formula)]],
    WithJsonSchema({"type": "object", "additionalProperties": {"type": ["string", "number", "array"]}}),
]


class Numbers(Written):
    """Parameters and functions that the texts, the answer and the tests share."""

    vary: dict[str, Varied] = Field(
        {}, description="Parameters: a list, fractions, or a range `2..9`, `-6..6 except 0`."
    )
    where: Texts = Field((), description="Conditions on the parameters, one a line.")
    given: Bodies = Field({}, description="Functions in order, `f(x): x^2`; an equation as `circle: x^2 + y^2 = 25`.")
    domain: Formula = Field("", description="Where the question lives: inequalities such as `x > 0`.")


class Asked(Written):
    """What an item and a part of a scenario have in common."""

    ask: Text = Field(description="The prompt: Markdown with `$…$` and placeholders such as `{f(x)}`.")
    model: Text = Field("", description="The model answer, or one paragraph of why. Shown last.")
    hints: Texts = Field((), description="From the general to the particular; never the answer.")
    note: Text = Field("", description="The author's note, never shown to learners.")


class Item(Asked, Numbers):
    """The head of an item: what it is about, where it comes from, what became of it."""

    id: Identifier = Field(description="Permanent, unique in all of content: learners' progress hangs on it.")
    title: Title = Field(description="For lists; shown only after the first try, so it may name the trick.")
    topic: Slug = Field(description="An id of topics.yaml.")
    level: Level = Field(description="1 warm-up, 2 interview, 3 stretch.")
    covers: Texts = Field(description="Inventory ids this item realises, or [].")
    section: Text = Field("", description="A, B or C of the concepts.")
    tags: Texts = Field((), description="Free slugs that a blueprint may ask for.")
    minutes: Count | None = Field(None, description="Target time; by default it depends on the kind.")
    figure: dict[str, Text] = Field({}, description="A figure beside the question: `{name: tangent, f: f, at: 3}`.")
    alt: Text = Field("", description="The figure in words; required with a figure.")
    source: Source | None = Field(None, description="Where it comes from; by default as the deck says.")
    license: Text = Field("", description="Licence of this item, if it differs from the deck's.")
    errata: Texts = Field((), description="Entries of the errata list that this item respects.")
    needs: Texts = Field((), description="Ids of items that come first.")
    was: Text = Field("", description="An earlier id whose cards move here.")
    retired: Day = Field("", description="The date since when this item is no longer asked.")
    use: Text = Field("", description="With `retired`: the id of the item to use instead.")

    @model_validator(mode="after")
    def figures_have_words(self) -> Item:
        if self.figure and "name" not in self.figure:
            raise refuse("a figure needs a name, such as {{name: tangent, f: f, at: 3}}")
        return self


class Part(Asked):
    """The head of one part of a scenario."""

    id: Slug = Field(description="Unique in the scenario; a later answer may use it.")
    follows: Texts = Field(
        (), description="Earlier parts whose wrong value is carried on: 'right from your own slope'."
    )


class Computed(Written):
    """What every computed kind has."""

    answer: Entries = Field(description="A phrase such as `derivative of f`, a formula, or a list.")
    mistakes: tuple[Mistake, ...] = Field((), description="Wrong answers that belong to this story.")
    tests: Tried = Field(Tried(), description="Answers that must be accepted or refused in every variant.")
