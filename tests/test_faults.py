"""A real server on SQLite under many learners at once, and killed in the middle of their reviews."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from pathlib import Path

import pytest

from tests.bench.place import served
from tests.bench.visitors import TICKET, OverLoopback

CONTENT = Path(__file__).parent / "content"
KEYS = ("quarter", "flat-point", "two-slopes", "square-times-exp")
LEARNERS = 20


class Server:
    def __init__(self, address: str, process: int, data: Path) -> None:
        self.address, self.process, self.data = address, process, data

    def stored(self, query: str) -> int:
        with sqlite3.connect(self.data / "gradus.sqlite3") as connection:
            return int(connection.execute(query).fetchone()[0])

    def reviews(self) -> int:
        return self.stored("SELECT count(*) FROM quiz_reviewevent WHERE kind = 'review'")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data = tmp_path_factory.mktemp("faults")
    content = shutil.copytree(CONTENT, data / "content")  # a start writes its lock beside the decks
    with served(data, content) as (address, process):
        yield Server(address, process, data)


def form_of(visitor: OverLoopback, key: str) -> dict[str, str]:
    page = visitor.get(f"/study/{key}/")
    found = TICKET.search(page.html)
    assert found, page.html[:500]
    return {"ticket": found[1], "nonce": str(uuid.uuid4()), "act": "gave_up"}


def practises(server: Server) -> list[int]:
    """One learner gives up on every question; what the server said each time."""
    visitor = OverLoopback(server.address)
    return [visitor.post(f"/study/{key}/answer/", form_of(visitor, key)).status for key in KEYS]


def test_twenty_learners_at_once_are_answered_without_an_error(server):
    with ThreadPoolExecutor(LEARNERS) as threads:
        said = list(threads.map(lambda _: practises(server), range(LEARNERS)))

    assert said == [[200] * len(KEYS)] * LEARNERS
    assert server.reviews() == LEARNERS * len(KEYS)


def test_twenty_identical_posts_at_once_are_one_review(server):
    first = OverLoopback(server.address)
    first.post("/study/quarter/answer/", form_of(first, "quarter"))
    form, before = form_of(first, "flat-point"), server.reviews()

    def sends(_: int) -> int:
        again = OverLoopback(server.address)
        again.cookies = dict(first.cookies)
        return again.post("/study/flat-point/answer/", form).status

    with ThreadPoolExecutor(LEARNERS) as threads:
        said = list(threads.map(sends, range(LEARNERS)))

    assert said == [200] * LEARNERS
    assert server.reviews() == before + 1


def test_a_server_killed_in_the_middle_loses_no_acknowledged_review(server):
    before, acknowledged = server.reviews(), []

    def practises_until_the_end(_: int) -> None:
        try:
            while True:
                visitor = OverLoopback(server.address)
                for key in KEYS:
                    if visitor.post(f"/study/{key}/answer/", form_of(visitor, key)).status == 200:
                        acknowledged.append(key)
        except (OSError, HTTPException, AssertionError):
            return  # the server is gone

    with ThreadPoolExecutor(8) as threads:
        running = [threads.submit(practises_until_the_end, number) for number in range(8)]
        while len(acknowledged) < 40 and not all(each.done() for each in running):
            time.sleep(0.01)
        os.kill(server.process, signal.SIGKILL)

    stored = server.reviews() - before
    assert len(acknowledged) >= 40
    assert len(acknowledged) <= stored <= len(acknowledged) + 8
    assert server.stored("SELECT count(*) FROM quiz_card WHERE reviews > 0") == server.reviews()
    with sqlite3.connect(server.data / "gradus.sqlite3") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
