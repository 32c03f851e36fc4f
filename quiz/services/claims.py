"""Whose the UUIDs of a file are: one's own are known again, another account's are never touched."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from quiz.models import Attempt, ReviewEvent, User
from quiz.takeaway.own_file import Takeaway
from quiz.takeaway.tables import Row, Trouble

AT_ONCE = 400
"""Values in one question to the database."""
OURS = uuid.uuid5(uuid.NAMESPACE_URL, "gradus:takeaway")


class Elsewhere(Exception):
    """An event of the file is known here under another question: the file was put together by hand."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.trouble = Trouble(f"events[{number}].uuid", "belongs to another question in this account")


def claimed(owner: User, file: Takeaway) -> Takeaway:
    """The file with UUIDs that are free or the owner's.

    Where another account holds one (a guest's file brought into a second account), the owner gets a UUID derived from
    both, the same at every attempt. Raises Elsewhere.
    """
    names = _names_of_events(owner, file.events)
    events = [{**row, "uuid": names[row["uuid"]], "voids": names.get(row["voids"])} for row in file.events]
    nonces = _names_of_attempts(owner, file.attempts)
    attempts = [{**row, "nonce": nonces[row["nonce"]]} for row in file.attempts]
    return replace(file, events=events, attempts=attempts)


def _names_of_events(owner: User, events: list[Row]) -> dict[uuid.UUID, uuid.UUID]:
    given = [row["uuid"] for row in events]
    wanted = [*given, *(_derived(owner, each) for each in given)]
    stored: dict[uuid.UUID, tuple[int, str]] = {}
    for some in _portions(wanted):
        found = ReviewEvent.objects.filter(uuid__in=some).values_list("uuid", "user", "card__item__key")
        stored.update({name: (user, item) for name, user, item in found})
    holders = {name: user for name, (user, _) in stored.items()}
    names = {each: _name(owner, each, holders) for each in given}
    for number, row in enumerate(events):
        if stored.get(names[row["uuid"]], (owner.pk, row["item"])) != (owner.pk, row["item"]):
            raise Elsewhere(number)
    return names | _taken_back_here_too(owner, events, names)


def _taken_back_here_too(
    owner: User, events: list[Row], names: dict[uuid.UUID, uuid.UUID]
) -> dict[uuid.UUID, uuid.UUID]:
    """A review that was taken back in both places was taken back once: the file's void is the one here."""
    voids = {names[row["voids"]]: row["uuid"] for row in events if row["voids"]}
    same = {}
    for some in _portions(voids):
        found = ReviewEvent.objects.of(owner).filter(voids__uuid__in=some).values_list("voids__uuid", "uuid")
        same.update({voids[target]: name for target, name in found})
    return same


def _names_of_attempts(owner: User, attempts: list[Row]) -> dict[uuid.UUID, uuid.UUID]:
    given = [row["nonce"] for row in attempts]
    holders: dict[uuid.UUID, int] = {}
    for some in _portions([*given, *(_derived(owner, each) for each in given)]):
        found = Attempt.objects.filter(nonce__in=some)
        holders.update(found.values_list("nonce", "presentation__card__user"))
    return {each: _name(owner, each, holders) for each in given}


def _name(owner: User, given: uuid.UUID, holders: dict[uuid.UUID, int]) -> uuid.UUID:
    derived = _derived(owner, given)
    if holders.get(derived) == owner.pk:
        return derived
    return given if holders.get(given, owner.pk) == owner.pk else derived


def _derived(owner: User, given: uuid.UUID) -> uuid.UUID:
    return uuid.uuid5(OURS, f"{owner.pk}:{given}")


def _portions(names: Iterable[uuid.UUID]) -> Iterator[list[uuid.UUID]]:
    rest = iter(names)
    while some := list(islice(rest, AT_ONCE)):
        yield some
