"""The words of the scheduling tests: instants are written as a learner's clock shows them."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from quiz.scheduling.memory import Memory
from quiz.scheduling.rating import Rating
from quiz.scheduling.scheduler import Scheduler
from quiz.scheduling.settings import Settings


def clock(text: str, zone: str = "UTC", fold: int = 0) -> datetime:
    """`2026-03-28 22:00` on the clock of a zone, as an instant in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)


@pytest.fixture(name="clock")
def clock_fixture():
    return clock


@pytest.fixture
def answers():
    """`answers("good 2026-01-01 12:00", "good 2026-01-01 12:10")` is the memory after these answers."""

    def remembered(*written: str, **settings) -> Memory:
        scheduler = Scheduler(Settings(**settings))
        memory = Memory()
        for answer in written:
            rating, when = answer.split(" ", 1)
            at = clock(when, scheduler.settings.timezone)
            memory = scheduler.after(memory, Rating[rating.upper()], at=at)
        return memory

    return remembered
