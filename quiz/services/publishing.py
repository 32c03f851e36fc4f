"""Publishing: a checked catalogue becomes decks, items and revisions, all in one transaction or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import transaction

from quiz.models import Deck, Item, ItemRevision, Publication, Topic, User
from quiz.services import outline

if (
    TYPE_CHECKING
):  # for the types alone: whether content is unchanged is asked at every start, and must not load the checker
    from quiz.catalogue import Catalogue, Entry
    from quiz.catalogue import Deck as CatalogueDeck

BATCH = 500


class Change(StrEnum):
    CREATED = "created"
    REVISED = "revised"
    REWORDED = "reworded"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Published:
    """How many items went each way: `revised` changed what is graded, `reworded` only how it is said."""

    created: int = 0
    revised: int = 0
    reworded: int = 0
    retired: int = 0
    unchanged: int = 0


def is_published(digest: str) -> bool:
    """Whether the last publication was made of exactly this content, by this engine."""
    latest = Publication.objects.first()
    return latest is not None and latest.digest == digest


@transaction.atomic
def publish(catalogue: Catalogue, *, digest: str, at: datetime) -> Published:
    """Make the tables say what the catalogue says. Cards, attempts and events of learners are never touched."""
    before = _known_items(catalogue.items)
    changes = {entry.id: _change(entry, before.get(entry.id)) for entry in catalogue.items}
    items = _store_items(catalogue, before)
    _store_revisions([entry for entry in catalogue.items if changes[entry.id] is not Change.UNCHANGED], items, at)
    counts = {change.value: sum(each is change for each in changes.values()) for change in Change}
    summary = Published(retired=_retire_missing(catalogue.items), **counts)
    Publication.objects.create(at=at, digest=digest, summary=asdict(summary))
    User.objects.exclude(frontier=0).update(frontier=0)  # places have changed
    outline.forget()
    return summary


def _known_items(entries: Sequence[Entry]) -> dict[str, Item]:
    """Stored items by today's id: an heir (`was:`) takes over the row, and with it every learner's card."""
    items = {item.key: item for item in Item.objects.select_related("current")}
    for entry in entries:
        if entry.was and entry.was in items and entry.id not in items:
            items[entry.id] = items.pop(entry.was)
    return items


def _change(entry: Entry, item: Item | None) -> Change:
    if item is None or item.current is None:
        return Change.CREATED
    if item.current.grading != entry.grading:
        return Change.REVISED
    same = item.current.text == entry.text and item.current.wording == entry.wording
    return Change.UNCHANGED if same else Change.REWORDED


def _store_items(catalogue: Catalogue, before: Mapping[str, Item]) -> dict[str, Item]:
    topics, decks = _store_topics(catalogue), _store_decks(catalogue)
    places = _places(catalogue, topics)
    rows = []
    for entry in catalogue.items:
        item = before.get(entry.id, Item())
        topic = topics[entry.topic]
        item.key, item.kind, item.title, item.level = entry.id, entry.kind, entry.title, entry.level
        item.deck, item.topic, item.strategy = decks[entry.deck], topic, topic.strategy
        item.section, item.position, item.written = entry.section, places[entry.id], entry.position
        item.retired, item.replaced_by = entry.retired, entry.retired_use
        rows.append(item)
    fields = ["key", "kind", "title", "level", "deck", "topic", "strategy", "section", "position", "written"]
    Item.objects.bulk_update([row for row in rows if row.pk], [*fields, "retired", "replaced_by"], batch_size=BATCH)
    Item.objects.bulk_create([row for row in rows if not row.pk], batch_size=BATCH)
    return {item.key: item for item in Item.objects.select_related("current")}


def _places(catalogue: Catalogue, topics: Mapping[str, Topic]) -> dict[str, int]:
    """Place of each item among the new ones: the opening first, then by topic, by level, and as written."""
    opening = {key: number for number, key in enumerate(catalogue.opening)}

    def rank(entry: Entry) -> tuple[int, int, int, int]:
        return opening.get(entry.id, len(opening)), topics[entry.topic].position, entry.level, entry.position

    return {entry.id: place for place, entry in enumerate(sorted(catalogue.items, key=rank), start=1)}


def _store_topics(catalogue: Catalogue) -> dict[str, Topic]:
    for topic in catalogue.topics:
        said = {
            "title": topic.title,
            "strategy": topic.strategy,
            "position": topic.position,
            "needs": list(topic.needs),
        }
        Topic.objects.update_or_create(key=topic.id, defaults=said)
    return {topic.key: topic for topic in Topic.objects.all()}


def _store_decks(catalogue: Catalogue) -> dict[str, Deck]:
    shelf = _shelf(catalogue)
    for deck in catalogue.decks:
        said = {"title": deck.title, "language": deck.language, "license": deck.license, "position": shelf[deck.key]}
        Deck.objects.update_or_create(key=deck.key, defaults={**said, "authors": list(deck.authors)})
    return {deck.key: deck for deck in Deck.objects.all()}


def _shelf(catalogue: Catalogue) -> dict[str, int]:
    """Place of each deck in the library: by the earliest topic it teaches, then as the files are named."""
    taught = {topic.id: topic.position for topic in catalogue.topics}

    def rank(deck: CatalogueDeck) -> tuple[int, int]:
        topics = (taught[entry.topic] for entry in catalogue.items if entry.deck == deck.key)
        return min(topics, default=len(taught)), deck.position

    ranked = sorted(catalogue.decks, key=rank)
    return {deck.key: place for place, deck in enumerate(ranked, start=1)}


def _store_revisions(entries: Sequence[Entry], items: Mapping[str, Item], at: datetime) -> None:
    revisions = [
        ItemRevision(
            item=(item := items[entry.id]),
            number=item.current.number + 1 if item.current else 1,
            text=entry.text,
            wording=entry.wording,
            grading=entry.grading,
            published_at=at,
        )
        for entry in entries
    ]
    for revision in ItemRevision.objects.bulk_create(revisions, batch_size=BATCH):
        revision.item.current = revision
    Item.objects.bulk_update([revision.item for revision in revisions], ["current"], batch_size=BATCH)


def _retire_missing(entries: Sequence[Entry]) -> int:
    """Items that vanished from the files leave the queues; their history stays."""
    kept = {entry.id for entry in entries}
    missing = [pk for pk, key in Item.objects.filter(retired=False).values_list("pk", "key") if key not in kept]
    for start in range(0, len(missing), BATCH):
        Item.objects.filter(pk__in=missing[start : start + BATCH]).update(retired=True)
    return len(missing)
