"""Everything a learner has, as rows: written to one file, or to tables; and wiped."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from io import TextIOWrapper
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from django.db import transaction

from quiz.models import Attempt, Card, DayLoad, Goal, ItemRevision, Presentation, ReviewEvent, User
from quiz.takeaway.own_file import FILE_NAME, written
from quiz.takeaway.sheets import SHEETS, write_sheet
from quiz.takeaway.tables import ATTEMPTS, CARDS, EVENTS, GOALS, PRESENTATIONS, PROFILE, Row, Table, digest_of

TABLES = {table.name: table for table in (CARDS, PRESENTATIONS, ATTEMPTS, EVENTS, GOALS)}
IN_MEMORY = 1024 * 1024
"""Bytes; a larger file waits on the disk until it is sent."""
LOOKED_UP: dict[str, tuple[type[Any], str, dict[str, str]]] = {
    CARDS.name: (Card, "user", {"item": "item__key"}),
    PRESENTATIONS.name: (Presentation, "card__user", {"item": "card__item__key", "revision": "revision_id"}),
    ATTEMPTS.name: (
        Attempt,
        "presentation__card__user",
        {"item": "presentation__card__item__key", "presentation": "presentation__sequence"},
    ),
    EVENTS.name: (
        ReviewEvent,
        "user",
        {
            "item": "card__item__key",
            "voids": "voids__uuid",
            "presentation": "presentation__sequence",
            "revision": "revision_id",
        },
    ),
}
"""Where a table of the file stands: its model, the way to the learner, and columns that are another row's."""


def profile_of(learner: User) -> Row:
    return {column.name: getattr(learner, column.name) for column in PROFILE.columns}


def rows_of(learner: User, table: Table) -> Iterator[Row]:
    """The rows of a table in the order in which they were written."""
    if table is GOALS:
        yield from _goals(learner)
        return
    model, owner, elsewhere = LOOKED_UP[table.name]
    names = [column.name for column in table.columns]
    found = model.objects.filter(**{owner: learner}).order_by("id")
    digests = _digests(learner) if "revision" in elsewhere else {}
    for values in found.values_list(*(elsewhere.get(name, name) for name in names)).iterator(chunk_size=2000):
        row = dict(zip(names, values, strict=True))
        if row.get("revision") is not None:
            row["revision"] = digests[row["revision"]]
        yield row


def _goals(learner: User) -> Iterator[Row]:
    for goal in Goal.objects.of(learner).order_by("id").prefetch_related("decks"):
        row = {column.name: getattr(goal, column.name) for column in GOALS.columns}
        yield {**row, "decks": sorted(deck.key for deck in goal.decks.all())}


def _digests(learner: User) -> dict[int, str]:
    """The digests of all revisions this learner was shown, by primary key."""
    shown = Presentation.objects.filter(card__user=learner).order_by().values("revision")
    reviewed = ReviewEvent.objects.of(learner).filter(revision__isnull=False).order_by().values("revision")
    texts = ItemRevision.objects.filter(pk__in=shown.union(reviewed)).values_list("pk", "text")
    return {key: digest_of(text) for key, text in texts}


@dataclass(frozen=True, slots=True)
class Counts:
    """What there is to take along."""

    questions: int
    reviews: int
    answers: int


def counted(learner: User | None) -> Counts:
    if learner is None:
        return Counts(0, 0, 0)
    reviews = ReviewEvent.objects.of(learner).standing().count()
    answers = Attempt.objects.filter(presentation__card__user=learner).count()
    return Counts(Card.objects.of(learner).count(), reviews, answers)


def own_file(learner: User, *, at: datetime) -> IO[bytes]:
    """Everything as one JSON file, at its beginning, ready to be sent."""
    return _kept(learner, lambda owner, out: _write_json(owner, out, at))


def own_tables(learner: User, *, at: datetime) -> IO[bytes]:
    """The same as tables for a spreadsheet, in one zip with the JSON file."""

    def write(owner: User, out: IO[bytes]) -> None:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
            with packed.open(FILE_NAME, "w") as inner:
                _write_json(owner, inner, at)
            for name, table in SHEETS.items():
                with packed.open(name, "w") as inner, TextIOWrapper(inner, "utf-8", newline="") as text:
                    write_sheet(table, rows_of(owner, table), text)

    return _kept(learner, write)


def _kept(learner: User, write: Callable[[User, IO[bytes]], None]) -> IO[bytes]:
    """A file written while nothing changes, so that a card and its log agree in it."""
    out = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed by who sends it
    with transaction.atomic():
        write(User.objects.select_for_update().get(pk=learner.pk), out)  # type: ignore[arg-type]
    out.seek(0)
    return out  # type: ignore[return-value]


def _write_json(learner: User, out: IO[bytes], at: datetime) -> None:
    lists = {name: rows_of(learner, table) for name, table in TABLES.items()}
    for piece in written(profile_of(learner), lists, at=at):
        out.write(piece.encode())


@transaction.atomic
def wipe(learner: User) -> None:
    """Delete all that this learner has: cards, answers, log and settings. A guest's row goes too."""
    events = ReviewEvent.objects.of(learner)
    events.update(voids=None)  # lines that protect each other go together
    events.delete()
    Card.objects.of(learner).delete()
    DayLoad.objects.filter(user=learner).delete()
    Goal.objects.of(learner).delete()
    learner.frontier = 0
    if learner.is_guest:
        learner.delete()
        return
    usual = User()
    for column in PROFILE.columns:
        setattr(learner, column.name, getattr(usual, column.name))
    learner.save()
