"""Files of content besides their items: deck headers, the subject tree, pages, labs and blueprints."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from quiz.kinds.fields import Count, Formula, Slug, Text, Texts, Title
from quiz.kinds.records import Bodies, Source, Written


class DeckRecord(Written):
    """A deck file: a head and its items."""

    deck: Slug = Field(description="Name of the deck, unique in all of content.")
    title: Text = Field(description="Title shown in the library.")
    language: Text = Field("en", description="Language of the texts, as in `en` or `de`.")
    license: Text = Field("", description="Licence of all items that name none, by SPDX name such as CC-BY-4.0.")
    authors: Texts = Field((), description="Who wrote the deck.")
    source: Source | None = Field(None, description="Where the items come from, unless they say it themselves.")
    note: Text = Field("", description="The author's note, never shown to learners.")
    items: tuple[dict[str, Any], ...] = Field(description="The items, in the order in which they are offered.")


class TopicRecord(Written):
    """A node of the subject tree."""

    id: Slug = Field(description="Permanent; items name it.")
    title: Title = Field(description="Shown in the library.")
    needs: Texts = Field((), description="Topics that come first.")
    strategy: Text = Field("", description="Two cards of one strategy never follow each other; by default the id.")


class TopicsRecord(Written):
    """The file topics.yaml."""

    topics: tuple[TopicRecord, ...] = Field(description="All topics, in the order in which they are taught.")
    opening: Texts = Field((), description="Ids of the items a newcomer meets first.")


class RowRecord(Written):
    """A row of a reference table, checked as an answer is."""

    f: Formula = Field(description="The function.")
    derivative: Formula = Field(description="Its derivative.")
    domain: Formula = Field("", description="Where the row holds, such as `x > 0`.")
    note: Text = Field("", description="What to remember.")
    practise: Texts = Field((), description="Ids of items that practise this row.")


class PageRecord(Written):
    """A page of reference."""

    page: Slug = Field(description="Name of the page.")
    title: Text = Field(description="Its title.")
    topic: Slug = Field(description="An id of topics.yaml.")
    covers: Texts = Field(description="Inventory ids this page realises, or [].")
    body: Text = Field("", description="Markdown with `$…$`.")
    table: tuple[RowRecord, ...] = Field((), description="Functions and their derivatives.")


class ControlRecord(Written):
    """A slider of a lab."""

    label: Text = Field(description="What the slider moves.")
    from_: Formula = Field(alias="from", description="Smallest value.")
    to: Formula = Field(description="Largest value.")
    step: Formula = Field(description="Distance of two values.")
    start: Formula = Field(description="Value at first.")


class LabRecord(Written):
    """An explorable figure with words."""

    lab: Slug = Field(description="Which lab, by its name in the program.")
    title: Text = Field(description="Its title.")
    topic: Slug = Field(description="An id of topics.yaml.")
    covers: Texts = Field(description="Inventory ids this lab realises, or [].")
    given: Bodies = Field({}, description="Functions to look at.")
    controls: dict[str, ControlRecord] = Field({}, description="Sliders by the name they set.")
    ask: Text = Field(description="What to find out.")
    predict: Texts = Field((), description="Ids of items asked before the figure moves.")
    alt: Text = Field(description="The figure in words.")


class SectionRecord(Written):
    """One section of a mock interview."""

    name: Text = Field(description="Shown at its beginning.")
    take: Count = Field(description="How many items.")
    kinds: Texts = Field((), description="Only items of these kinds.")
    tags: Texts = Field((), description="Only items with one of these tags.")
    topics: Texts = Field((), description="Only items of these topics.")
    levels: Texts = Field((), description="Only items of these levels.")
    minutes: Count | None = Field(None, description="Time for this section.")


class BlueprintRecord(Written):
    """The plan of a mock interview."""

    blueprint: Slug = Field(description="Name of the blueprint.")
    title: Text = Field(description="Shown in the list of interviews.")
    minutes: Count = Field(description="Time for the whole sitting.")
    roles: Texts = Field((), description="For whom.")
    sections: tuple[SectionRecord, ...] = Field(description="In order.")
    draw: dict[Literal["due_or_weak", "unseen", "strong"], Text] = Field({}, description="Shares, such as `50 %`.")
    probes: Count = Field(default=2, description="Probing questions for each item, at most.")  # type: ignore[assignment]
    verdicts: Literal["at_the_end", "at_once"] = Field("at_the_end", description="When verdicts are shown.")
    covers: Texts = Field((), description="Inventory ids this blueprint realises.")
