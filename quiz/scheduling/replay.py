"""Whole histories, told again: JSON in, the memory after every answer out. Nothing is fuzzed, nothing is stored.

line   = {"card": any, "reviews": [review, ...], ...}
review = {"at": ISO-8601 text or milliseconds since 1970, "rating": 1 | 2 | 3 | 4, ...}
answer = the line with "states": [{"state", "stability", "difficulty", "due", "interval_days"}, ...]
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import isfinite
from typing import Any

from quiz.scheduling.memory import Future, Memory
from quiz.scheduling.rating import Rating
from quiz.scheduling.scheduler import Scheduler
from quiz.scheduling.study_day import DAY

MOST_REVIEWS = 100_000
FIRST, LAST = datetime(1970, 1, 2, tzinfo=UTC), datetime(2500, 1, 1, tzinfo=UTC)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class History:
    """One card's answers, in the order in which they were given."""

    line: dict[str, Any]
    reviews: tuple[tuple[datetime, Rating], ...]


@dataclass(frozen=True, slots=True)
class Complaint:
    """Why a line cannot be replayed."""

    message: str
    card: Any = None


def read_line(text: str) -> History | Complaint:
    try:
        line = json.loads(text)
    except (ValueError, RecursionError):
        return Complaint("not a line of JSON")
    if not isinstance(line, dict):
        return Complaint("a line must be an object with `card` and `reviews`")
    card, reviews = line.get("card"), line.get("reviews")
    if "card" not in line or not isinstance(reviews, list):
        return Complaint("a line needs `card` and a list of `reviews`", card)
    if len(reviews) > MOST_REVIEWS:
        return Complaint(f"more than {MOST_REVIEWS} reviews of one card", card)
    return _read_reviews(line, reviews)


def replay(history: History, scheduler: Scheduler) -> dict[str, Any]:
    """The line as it came, with the state after each review."""
    return {**history.line, "states": [_state(future) for future in _futures(history, scheduler)]}


def _futures(history: History, scheduler: Scheduler) -> Iterator[Future]:
    memory = Memory()
    for at, rating in history.reviews:
        future = scheduler.future(memory, rating, at=at)
        memory = future.memory
        yield future


def _state(future: Future) -> dict[str, Any]:
    memory = future.memory
    return {
        "state": memory.state.value,
        "stability": memory.stability,
        "difficulty": memory.difficulty,
        "due": memory.due.isoformat() if memory.due else None,
        "interval_days": future.interval.days if future.in_days else future.interval.total_seconds() / DAY,
    }


def _read_reviews(line: dict[str, Any], reviews: list[Any]) -> History | Complaint:
    read = []
    for number, review in enumerate(reviews, start=1):
        at = _instant(review.get("at")) if isinstance(review, dict) else None
        if at is None:
            return Complaint(f"review {number}: `at` must be ISO-8601 or milliseconds since 1970", line["card"])
        rating = review.get("rating")
        if type(rating) is not int or not Rating.AGAIN <= rating <= Rating.EASY:
            return Complaint(f"review {number}: `rating` must be 1, 2, 3 or 4", line["card"])
        read.append((at, Rating(rating)))
    return History(line, tuple(read))


def _instant(value: Any) -> datetime | None:
    """A time without a zone is taken as UTC."""
    try:
        if isinstance(value, str):
            at = datetime.fromisoformat(value)
            at = (at.replace(tzinfo=UTC) if at.tzinfo is None else at).astimezone(UTC)
        elif isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value):
            at = _EPOCH + timedelta(milliseconds=value)
        else:
            return None
    except (ValueError, OverflowError):
        return None
    return at if FIRST <= at <= LAST else None
