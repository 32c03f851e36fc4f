"""The order of new material: topics open after their prerequisites, and come in short blocks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from quiz.models import Card, Item, Publication, Topic, User

BLOCK = 3
"""New items of one topic in a row, before another topic has its turn."""
OPENING_WITHIN = 40
"""The items a newcomer meets first are among so many."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The subject as published."""

    needs: dict[int, tuple[int, ...]]
    """Topic -> the topics that come first and have items."""
    heads: dict[int, tuple[int, ...]]
    """Topic -> its first items: once these are met, what builds on the topic may begin."""
    opening: frozenset[int]
    """Items that are offered first, whatever their topic."""


def outline() -> Outline:
    latest = Publication.objects.values_list("pk", flat=True).order_by("-pk").first()
    return _outline(latest)


def forget() -> None:
    """Drop what is remembered; publishing does it."""
    _outline.cache_clear()


def open_topics(learner: User) -> frozenset[int]:
    """Topics whose prerequisites are begun: the first items of each are met, or were set aside."""
    known = outline()
    heads = [item for items in known.heads.values() for item in items]
    cards = Card.objects.of(learner).filter(item__in=heads).values_list("item", "reviews", "suspended")
    past = {item for item, reviews, suspended in cards if reviews or suspended}
    begun = {topic for topic, items in known.heads.items() if past.issuperset(items)}
    return frozenset(topic for topic, needs in known.needs.items() if begun.issuperset(needs))


def chosen(items: Sequence[Item], open_to: Iterable[int], block: tuple[int | None, int]) -> Item | None:
    """The next new item of those offered, in their order: the opening, the rest of the block, another open topic."""
    opening, topics = outline().opening, set(open_to)
    ready = [item for item in items if item.pk in opening or item.topic_id in topics]
    if not ready or ready[0].pk in opening:
        return ready[0] if ready else None
    topic, length = block
    same = [item for item in ready if item.topic_id == topic]
    others = [item for item in ready if item.topic_id != topic]
    if same and (length < BLOCK or not others):
        return same[0]
    return others[0]


@lru_cache(maxsize=2)
def _outline(publication: int | None) -> Outline:
    topics = list(Topic.objects.all())
    heads = {topic.pk: _head(topic) for topic in topics}
    keys = {topic.key: topic.pk for topic in topics}
    needs = {
        topic.pk: tuple(keys[key] for key in topic.needs if key in keys and heads[keys[key]])
        for topic in topics
        if heads[topic.pk]
    }
    return Outline(needs, heads, _opening({topic.pk: topic.position for topic in topics}))


def _head(topic: Topic) -> tuple[int, ...]:
    return tuple(Item.objects.live().in_order().filter(topic=topic).values_list("pk", flat=True)[:BLOCK])


def _opening(position: dict[int, int]) -> frozenset[int]:
    """What comes before the order of topics begins: the items up to the last step back."""
    first = list(Item.objects.live().in_order().values_list("pk", "topic_id")[:OPENING_WITHIN])
    steps = range(1, len(first))
    backs = [number for number in steps if position[first[number][1]] < position[first[number - 1][1]]]
    return frozenset(item for item, _ in first[: backs[-1]]) if backs else frozenset()
