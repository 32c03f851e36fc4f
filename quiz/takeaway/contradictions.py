"""What each row of a file may say alone, but not all of them together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from quiz.takeaway.tables import ATTEMPTS, CARDS, EVENTS, PRESENTATIONS, Row, Trouble


def contradictions(lists: Mapping[str, list[Row]]) -> Iterator[Trouble]:
    """Rows that name rows which are not there, stand twice, or do not say what the log says."""
    cards = {row["item"]: row for row in lists[CARDS.name]}
    shown = {(row["item"], row["sequence"]) for row in lists[PRESENTATIONS.name]}
    yield from _twice(lists)
    for number, row in enumerate(lists[PRESENTATIONS.name]):
        if row["item"] not in cards:
            yield Trouble(f"presentations[{number}].item", "has no card in this file")
        elif row["sequence"] > cards[row["item"]]["sequence"]:
            yield Trouble(f"presentations[{number}].sequence", "is beyond the events of its card")
    for number, row in enumerate(lists[ATTEMPTS.name]):
        if (row["item"], row["presentation"]) not in shown:
            yield Trouble(f"attempts[{number}].presentation", "is not in this file")
    yield from _log(lists[EVENTS.name], cards, shown)
    yield from _against_the_log(lists)


def _twice(lists: Mapping[str, list[Row]]) -> Iterator[Trouble]:
    keys = {"cards": ("item",), "presentations": ("item", "sequence"), "attempts": ("nonce",), "events": ("uuid",)}
    keys["goals"] = ("name",)
    for name, columns in keys.items():
        seen: set[tuple[Any, ...]] = set()
        for number, row in enumerate(lists[name]):
            key = tuple(row[column] for column in columns)
            if key in seen:
                yield Trouble(f"{name}[{number}].{columns[-1]}", "stands in this file twice")
            seen.add(key)


def _log(events: list[Row], cards: Mapping[str, Row], shown: set[tuple[str, int]]) -> Iterator[Trouble]:
    """Every card's events count 0, 1, 2 …; a void names an earlier event of its card that no other void names."""
    counted: Counter[str] = Counter()
    items: dict[UUID, str] = {}
    for number, row in enumerate(events):
        path, item = f"events[{number}]", row["item"]
        if item not in cards:
            yield Trouble(f"{path}.item", "has no card in this file")
        if row["sequence"] != counted[item]:
            yield Trouble(f"{path}.sequence", f"must be {counted[item]}: the events of a card are counted from 0")
        if row["presentation"] is not None and (item, row["presentation"]) not in shown:
            yield Trouble(f"{path}.presentation", "is not in this file")
        if (row["kind"] == "void") != (row["voids"] is not None):
            yield Trouble(f"{path}.voids", "must name an event, in a void event and only there")
        elif row["voids"] is not None and items.pop(row["voids"], None) != item:
            yield Trouble(f"{path}.voids", "must name an earlier event of this card that no other void names")
        if row["kind"] == "review" and (row["rating"] is None or not row["before"] or not row["after"]):
            yield Trouble(f"{path}.rating", "a review needs a rating and the memory before and after it")
        counted[item] += 1
        items[row["uuid"]] = item


def _against_the_log(lists: Mapping[str, list[Row]]) -> Iterator[Trouble]:
    """The log is the truth: a card is what its last event left."""
    counted = Counter(row["item"] for row in lists[EVENTS.name])
    left = {row["item"]: row["after"] for row in lists[EVENTS.name] if row["after"]}
    for number, card in enumerate(lists[CARDS.name]):
        if card["sequence"] != counted[card["item"]]:
            yield Trouble(f"cards[{number}].sequence", f"must be {counted[card['item']]}, the number of its events")
        elif memory_of(card) != left.get(card["item"], NOTHING):
            yield Trouble(f"cards[{number}]", "does not stand where its last event left it")


def memory_of(card: Row) -> Row:
    """A row of `cards` as events write a memory."""
    due = card["due_at"] or card["due_day"]
    both = card["due_at"] and card["due_day"]
    return {
        "state": card["state"],
        "step": card["step"],
        "stability": card["stability"],
        "difficulty": card["difficulty"],
        "due": "both" if both else due.isoformat() if due else None,
        "last_review": card["last_review"].isoformat() if card["last_review"] else None,
        "interval": card["interval"],
        "reps": card["reviews"],
        "lapses": card["lapses"],
    }


NOTHING: Row = {
    **dict.fromkeys(("stability", "difficulty", "due", "last_review")),
    **dict.fromkeys(("step", "interval", "reps", "lapses"), 0),
    "state": "new",
}
