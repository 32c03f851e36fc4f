"""ids.lock: every id ever shipped, one line each. It is committed, so that an id cannot vanish unnoticed.

# engine 1
<id> <wording fingerprint> <grading fingerprint> <since> <retired: a date, `-`, or `became:<id>`>
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from quiz.reading.files import LOCK

HEAD = "# Every id ever shipped. Written by load_content; commit it, never edit it."

_LINE = re.compile(
    r"([a-z0-9-]{1,60}) ([0-9a-f]{16}) ([0-9a-f]{16}) (\d{4}-\d\d-\d\d) (-|\d{4}-\d\d-\d\d|became:[a-z0-9-]+)"
)


@dataclass(frozen=True, slots=True)
class Locked:
    """One line of the lock; `line` is its number in the file."""

    id: str
    wording: str
    grading: str
    since: str
    retired: str = "-"
    line: int = 0

    def __str__(self) -> str:
        return f"{self.id} {self.wording} {self.grading} {self.since} {self.retired}"


@dataclass(frozen=True)
class Lock:
    """`engine` is the version that checked what the fingerprints stand for; `strange` are lines that cannot be read."""

    file: str = LOCK
    engine: str = ""
    ids: dict[str, Locked] = field(default_factory=dict)
    strange: tuple[int, ...] = ()

    def knows(self, item: Shipped, engine: str) -> bool:
        """Whether exactly this item has been checked and shipped by this engine before."""
        line = self.ids.get(item.id)
        return line is not None and (line.wording, line.grading, self.engine) == (item.wording, item.grading, engine)


def read_lock(text: str, file: str = LOCK) -> Lock:
    """The lock as written. Lines that are no lines of a lock are reported by number, never guessed."""
    engine, ids, strange = "", {}, []
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("# engine "):
            engine = line.removeprefix("# engine ").strip()
        elif match := _LINE.fullmatch(line.strip()):
            ids[match[1]] = Locked(match[1], match[2], match[3], match[4], match[5], number)
        elif line.strip() and not line.startswith("#"):
            strange.append(number)
    return Lock(file, engine, ids, tuple(strange))


def lock_text(lock: Lock) -> str:
    """The file, sorted by id: two branches that add items rarely meet in one line."""
    lines = [str(line) for _, line in sorted(lock.ids.items())]
    return "\n".join([HEAD, f"# engine {lock.engine}", *lines]) + "\n"


@dataclass(frozen=True, slots=True)
class Shipped:
    """What the lock needs to know of an item that is being published."""

    id: str
    wording: str
    grading: str
    was: str = ""
    retired_on: str = ""


def next_lock(lock: Lock, shipped: Iterable[Shipped], engine: str, today: date) -> Lock:
    """The lock after publishing: new ids get today's date, old ones keep theirs, renamed ones point to their heir."""
    ids = dict(lock.ids)
    for item in shipped:
        old = ids.get(item.id) or ids.get(item.was)
        since = old.since if old else today.isoformat()
        ids[item.id] = Locked(item.id, item.wording, item.grading, since, item.retired_on or "-")
        if item.was and item.was in ids:
            ids[item.was] = replace(ids[item.was], retired=f"became:{item.id}")
    return replace(lock, engine=engine, ids=ids)
