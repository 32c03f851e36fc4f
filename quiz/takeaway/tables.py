"""The format of the file, version 1: which tables it has, and each column with the reader of its values
(docs/own-file.md tells it to people).

    {"format": "gradus", "version": 1, "exported_at": instant,
     "profile": {…}, "cards": [{…}], "presentations": [{…}], "attempts": [{…}], "events": [{…}], "goals": [{…}]}

Rows stand in the order in which they were written. A card is named by its item; a presentation by item and sequence;
attempts and events by their UUIDs; the text that was shown by the digest of its revision. A new column is one line here
with a default, so that older files can still be read.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from quiz.scheduling.fold import EventKind
from quiz.scheduling.rating import Confidence
from quiz.takeaway import readers as read

FORMAT, VERSION = "gradus", 1
NEEDED: Any = object()
"""In place of a default: the column must be there."""


Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something wrong in a file: where, as a path into it, and what."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    read: read.Reader
    default: Any = NEEDED


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    most: int
    """Rows."""
    columns: tuple[Column, ...]


KEY = read.text(60, r"[-\w]+")
DIGEST = read.text(32, r"[0-9a-f]{32}")
RATING = read.or_null(read.whole(1, 4))
CONFIDENCE = read.one_of(["", *Confidence])
ITEM, SEQUENCE = Column("item", KEY), Column("sequence", read.whole())
ACTS = ["answer", "gave_up", "thought", "probe", "skipped", "went_on"]
OUTCOMES = ["", "correct", "incorrect", "unreadable", "undecided"]

PROFILE = Table(
    "profile",
    1,
    (
        Column("timezone", read.zone),
        Column("rollover_hour", read.whole(0, 23)),
        Column("retention", read.real(0.7, 0.97)),
        Column("new_per_day", read.whole(0, 32_767)),
        Column("reviews_per_day", read.whole(0, 32_767)),
        Column("minutes_per_day", read.whole(0, 32_767), 0),
        Column("easy_days", read.weekdays, []),
        Column("bury_siblings", read.flag, False),
    ),
)
CARDS = Table(
    "cards",
    20_000,
    (
        ITEM,
        Column("state", read.STATE),
        Column("step", read.whole(0, 1000)),
        Column("stability", read.STABILITY),
        Column("difficulty", read.DIFFICULTY),
        Column("due_at", read.or_null(read.instant)),
        Column("due_day", read.or_null(read.day)),
        Column("last_review", read.or_null(read.instant)),
        Column("interval", read.whole(0, 100_000)),
        Column("reviews", read.whole()),
        SEQUENCE,
        Column("lapses", read.whole()),
        Column("suspended", read.flag),
        Column("buried_until", read.or_null(read.day), None),
    ),
)
PRESENTATIONS = Table(
    "presentations",
    200_000,
    (
        ITEM,
        SEQUENCE,
        Column("review_count", read.whole()),
        Column("revision", DIGEST),
        Column("values", read.values),
        Column("shown_at", read.instant),
        Column("answered_at", read.or_null(read.instant)),
        Column("confidence", CONFIDENCE),
        Column("hints", read.counts),
        Column("steps", read.moves),
        Column("ticks", read.ticks),
        Column("closed_at", read.or_null(read.instant)),
    ),
)
ATTEMPTS = Table(
    "attempts",
    400_000,
    (
        Column("nonce", read.identity),
        ITEM,
        Column("presentation", read.whole()),
        Column("part", read.text(60)),
        Column("act", read.one_of(ACTS)),
        Column("response", read.text(40_000)),
        Column("outcome", read.one_of(OUTCOMES)),
        Column("counts", read.flag),
        Column("verdict", read.verdict),
        Column("nudged", read.flag),
        Column("meant", read.text(120)),
        Column("at", read.instant),
    ),
)
EVENTS = Table(
    "events",
    200_000,
    (
        Column("uuid", read.identity),
        Column("kind", read.one_of([kind.value for kind in EventKind])),
        ITEM,
        SEQUENCE,
        Column("voids", read.or_null(read.identity)),
        Column("presentation", read.or_null(read.whole())),
        Column("revision", read.or_null(DIGEST)),
        Column("values", read.values),
        Column("at", read.instant),
        Column("timezone", read.zone),
        Column("rollover_hour", read.whole(0, 23)),
        Column("study_day", read.day),
        Column("elapsed_days", read.whole(0, 1_000_000)),
        Column("first", read.flag),
        Column("rating", RATING),
        Column("proposed", RATING),
        Column("reason", read.text(200)),
        Column("rule_version", read.whole(0, 32_767)),
        Column("confidence", CONFIDENCE),
        Column("attempts", read.whole(0, 32_767)),
        Column("hints", read.whole(0, 32_767)),
        Column("ms", read.or_null(read.whole())),
        Column("algorithm", read.text(20)),
        Column("weights", read.text(20)),
        Column("retention", read.real(0.5, 0.99)),
        Column("seed", read.or_null(read.whole(-(2**63), 2**63 - 1))),
        Column("before", read.memory),
        Column("after", read.memory),
        Column("load", read.or_null(read.load), None),
        Column("day", read.or_null(read.day), None),
    ),
)
GOALS = Table(
    "goals",
    50,
    (
        Column("name", read.text(60, r"(?s).+")),
        Column("day", read.day),
        Column("decks", read.keys),
        Column("minutes", read.whole(0, 600)),
        Column("days_off", read.weekdays),
        Column("made_at", read.instant),
    ),
)
LISTS = (CARDS, PRESENTATIONS, ATTEMPTS, EVENTS, GOALS)
"""In the order in which they stand in the file: a row names only rows of tables before it."""


def digest_of(text: str) -> str:
    """The name of a revision outside of this database."""
    return sha256(text.encode()).hexdigest()[:32]
