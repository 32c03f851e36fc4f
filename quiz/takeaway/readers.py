"""One reader for each type of value in the file: JSON in, a value out, or what is wrong with it; nothing raises."""

from __future__ import annotations

import json
import math
import re
import uuid
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime
from fractions import Fraction
from functools import lru_cache
from typing import Any
from zoneinfo import available_timezones

from quiz.grading.verdict import Verdict
from quiz.kinds.guide import Move
from quiz.scheduling.memory import State

LARGEST = 2**31 - 1
LONGEST_OBJECT = 64 * 1024
"""Characters of one verdict, one list of moves and the like, as JSON."""
YEARS = range(1990, 2400)


@dataclass(frozen=True, slots=True)
class Wrong:
    """What a value should have been; the table adds where it stands."""

    message: str


Reader = Callable[[Any], Any]
"""From JSON to a value, or to `Wrong`."""


def text(longest: int, pattern: str = "") -> Reader:
    def read(given: Any) -> Any:
        if not isinstance(given, str):
            return Wrong("must be text")
        if len(given) > longest:
            return Wrong(f"must have at most {longest} characters")
        if "\0" in given or any("\ud800" <= sign <= "\udfff" for sign in given):
            return Wrong("has characters that are no text")
        return given if not pattern or re.fullmatch(pattern, given) else Wrong("is not written as expected")

    return read


def whole(least: int = 0, most: int = LARGEST) -> Reader:
    def read(given: Any) -> Any:
        if isinstance(given, bool) or not isinstance(given, int):
            return Wrong("must be a whole number")
        return given if least <= given <= most else Wrong(f"must lie between {least} and {most}")

    return read


def real(least: float, most: float) -> Reader:
    def read(given: Any) -> Any:
        if isinstance(given, bool) or not isinstance(given, int | float):
            return Wrong("must be a number")
        if isinstance(given, float) and not math.isfinite(given):
            return Wrong("must be a number")
        return float(given) if least <= given <= most else Wrong(f"must lie between {least:g} and {most:g}")

    return read


def one_of(allowed: Collection[str]) -> Reader:
    def read(given: Any) -> Any:
        if isinstance(given, str) and given in allowed:
            return given
        return Wrong(f"must be one of {', '.join(each or 'an empty text' for each in allowed)}")

    return read


def or_null(reader: Reader) -> Reader:
    return lambda given: None if given is None else reader(given)


def flag(given: Any) -> Any:
    return given if isinstance(given, bool) else Wrong("must be true or false")


def identity(given: Any) -> Any:
    try:
        return uuid.UUID(given) if isinstance(given, str) and len(given) == 36 else Wrong("must be a UUID")
    except ValueError:
        return Wrong("must be a UUID")


def instant(given: Any) -> Any:
    """ISO 8601 with its offset from UTC."""
    wrong = Wrong("must be an instant such as 2026-01-05T09:00:00+00:00")
    try:
        found = datetime.fromisoformat(given) if isinstance(given, str) and len(given) <= 40 else None
        if found is None or found.tzinfo is None or found.year not in YEARS:
            return wrong
        return found.astimezone(UTC)
    except (ValueError, OverflowError):
        return wrong


def day(given: Any) -> Any:
    wrong = Wrong("must be a day such as 2026-01-05")
    try:
        found = date.fromisoformat(given) if isinstance(given, str) and len(given) == 10 else None
    except ValueError:
        return wrong
    return found if found and found.year in YEARS else wrong


def zone(given: Any) -> Any:
    return given if isinstance(given, str) and given in _zones() else Wrong("must be a time zone such as Europe/Rome")


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def values(given: Any) -> Any:
    """Parameter values by name, as fractions in text: `{"a": "3", "b": "-1/2"}`."""
    if not isinstance(given, dict) or len(given) > 40:
        return Wrong("must be an object of parameter values")
    for name, value in given.items():
        if not re.fullmatch(r"[A-Za-z_]\w{0,59}", name) or not isinstance(value, str) or len(value) > 60:
            return Wrong(f"has an entry `{name[:60]}` that is no parameter value")
        if not re.fullmatch(r"-?\d+(/0*[1-9]\d*)?", value):
            return Wrong(f"has an entry `{name}` that is no fraction")
        Fraction(value)
    return given


def counts(given: Any) -> Any:
    """Hints opened, by part."""
    numbers = whole(0, 1000)
    if _is_small_object(given) and not any(isinstance(numbers(each), Wrong) for each in given.values()):
        return given
    return Wrong("must be an object of small whole numbers")


def ticks(given: Any) -> Any:
    """Part -> key point -> said or missed."""
    parts = given.values() if _is_small_object(given) else [None]
    if all(isinstance(part, dict) and all(each in ("said", "missed") for each in part.values()) for part in parts):
        return given
    return Wrong("must say for each key point `said` or `missed`")


def moves(given: Any) -> Any:
    """Part -> moves on its worked steps."""
    try:
        if not _is_small_object(given):
            return Wrong("must be an object of moves")
        for listed in given.values():
            for each in listed:
                move = Move.from_json(each)
                _all_text([move.message, *move.said, *move.outcomes])
                if any(not isinstance(number, int) for number in (move.place.derivation, *move.place.path)):
                    return Wrong("must be an object of moves")
    except (KeyError, TypeError, ValueError, AttributeError):
        return Wrong("must be an object of moves")
    return given


def verdict(given: Any) -> Any:
    """As the grader writes it; empty where nothing was graded."""
    wrong = Wrong("must be a verdict as Gradus writes it")
    if given == {}:
        return {}
    try:
        if not _is_small_object(given):
            return wrong
        found = Verdict.from_json(given)
        _all_text([found.decided_by, found.message, found.suggestion, found.proof, *found.flags, *found.components])
        for each in found.misconceptions:
            _all_text([each["id"], each["say"], each.get("where", "")])
        if found.reading:
            _all_text([found.reading.ascii, found.reading.latex])
        if found.witness:
            _all_text([found.witness.expected, found.witness.given, *found.witness.point.values()])
        if found.span and not all(isinstance(each, int) for each in found.span):
            return wrong
    except (KeyError, TypeError, ValueError, AttributeError, IndexError):
        return wrong
    return given


def memory(given: Any) -> Any:
    """The memory of a card before or after an event; empty where an event has none."""
    if given == {}:
        return {}
    if not isinstance(given, dict):
        return Wrong("must be the memory of a card")
    for name, read in MEMORY.items():
        if name not in given:
            return Wrong(f"lacks `{name}`")
        found = read(given[name])
        if isinstance(found, Wrong):
            return Wrong(f"has a `{name}` that {found.message}")
    if given.keys() != MEMORY.keys():
        return Wrong("has more than the memory of a card")
    return given if _is_whole(given) else Wrong("has a state that its other values do not fit")


def _is_whole(known: dict[str, Any]) -> bool:
    """A new card knows nothing; a review waits for a day; whatever was seen has all its values."""
    seen = [known["stability"], known["difficulty"], known["due"], known["last_review"]]
    if known["state"] == State.NEW:
        return [known["stability"], known["difficulty"], known["last_review"]] == [None] * 3
    return None not in seen and (known["state"] != State.REVIEW or "T" not in known["due"])


def weekdays(given: Any) -> Any:
    """Monday is 0."""
    days = isinstance(given, list) and len(given) <= 7 and all(type(each) is int and 0 <= each <= 6 for each in given)
    return given if days else Wrong("must be a list of weekdays, 0 to 6")


def keys(given: Any) -> Any:
    """Ids of decks."""
    key = text(60, r"[-\w]+")
    fine = isinstance(given, list) and len(given) <= 200 and not any(isinstance(key(each), Wrong) for each in given)
    return given if fine else Wrong("must be a list of ids")


def load(given: Any) -> Any:
    """Cards that were due around the days a review could choose."""
    wrong, number = Wrong("must be the load of some days"), whole(0, 100_000)
    if not isinstance(given, dict) or given.keys() != {"first", "cards", "easy"}:
        return wrong
    cards, easy = given["cards"], given["easy"]
    if not isinstance(cards, list) or not isinstance(easy, list) or len(cards) > 1000 or len(easy) > len(cards):
        return wrong
    return wrong if any(isinstance(number(each), Wrong) for each in (given["first"], *cards, *easy)) else given


def instant_or_day(given: Any) -> Any:
    return instant(given) if isinstance(given, str) and "T" in given else day(given)


STATE = one_of([state.value for state in State])
STABILITY, DIFFICULTY = or_null(real(0.0001, 1_000_000)), or_null(real(1, 10))
MEMORY: dict[str, Reader] = {
    "state": STATE,
    "step": whole(0, 1000),
    "stability": STABILITY,
    "difficulty": DIFFICULTY,
    "due": or_null(instant_or_day),
    "last_review": or_null(instant),
    "interval": whole(0, 100_000),
    "reps": whole(),
    "lapses": whole(),
}


def _is_small_object(given: Any) -> bool:
    return isinstance(given, dict) and len(json.dumps(given)) <= LONGEST_OBJECT


def _all_text(found: Collection[Any]) -> None:
    """Raises TypeError for anything else."""
    for each in found:
        if not isinstance(each, str):
            raise TypeError("must be text")
