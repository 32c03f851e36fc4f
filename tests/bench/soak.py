"""A real server under thousands of hostile requests: what it answers, what it grows by, and how it is afterwards."""

from __future__ import annotations

import json
import socket
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import cycle
from pathlib import Path
from random import Random

from tests.bench.figures import Figure, spread
from tests.bench.hostile import one_of_each_kind
from tests.bench.place import Place, served
from tests.bench.visitors import OverLoopback, Reply
from tests.journeys.hostile_texts import HOSTILE, random_texts

REQUESTS, FEW = 6_000, 600
WARM = 0.25
"""Of the requests: until then templates, caches and the algebra system are still being loaded."""
TEXTS_A_LEARNER = 25
SEED = 2027
GROWTH_MB = 64.0
UNIQUE_LONG = 1_800


@dataclass
class Watch:
    """One server, and what it said."""

    address: str
    pid: int
    keys: list[str]
    statuses: Counter[str] = field(default_factory=Counter)
    ms: list[float] = field(default_factory=list)

    @property
    def megabytes(self) -> float:
        """Resident memory of the server itself, without its proof worker; 0 where the system does not say."""
        status = Path(f"/proc/{self.pid}/status")
        lines = status.read_text().splitlines() if status.exists() else []
        return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)

    def count(self, reply: Reply) -> Reply:
        self.statuses[f"{reply.status // 100}xx"] += 1
        self.ms.append(reply.ms)
        return reply


def figures_of(place: Place, *, quick: bool) -> Iterator[Figure]:
    """Every kind of request in turn, until there were enough."""
    wanted = FEW if quick else REQUESTS
    with served(place.data("soak"), place.copy_shipped("soak-content", with_lock=True)) as (address, pid):
        watch = Watch(address, pid, one_of_each_kind())
        sent, warm = 0, 0.0
        for act, text in zip(cycle(ACTS), _texts(wanted), strict=False):
            sent += act(watch, text)
            if not warm and sent >= wanted * WARM:
                warm = watch.megabytes
            if sent >= wanted:
                break
        last, health = watch.megabytes, _health(address)
    pool = health["pool"]
    yield spread("soak", "any request to a server", watch.ms)
    said = ", ".join(f"{name}: {count}" for name, count in sorted(watch.statuses.items()))
    yield Figure("soak", "server errors", watch.statuses["5xx"], count=sent, unit="", target=0.0, note=said)
    yield Figure("soak", "memory once warm", warm, unit="MB")
    yield Figure("soak", "growth since then", last - warm, count=sent, unit="MB", target=GROWTH_MB)
    serves = float(health["database"] == "ok")
    note = f"{health['status']}; {pool['jobs']} proofs tried, {pool['killed']} killed, {pool['restarts']} restarts"
    yield Figure("soak", "serves at the end", serves, unit="", target=1.0, at_least=True, note=note)


def _texts(count: int) -> Iterator[str]:
    """The list, random texts, and long ones that no cache has met."""
    random = Random(SEED)
    known = cycle(text.encode("utf-8", "replace").decode() for text in HOSTILE)
    for number, text in enumerate(random_texts(count, SEED)):
        yield next(known) if number % 3 == 0 else text if number % 3 == 1 else _unique(random)


def _unique(random: Random) -> str:
    pieces = [f"sin({random.randint(1, 10**6)}x)" if random.random() < 0.5 else f"(x+{random.random():.8f})^2"]
    while sum(map(len, pieces)) < UNIQUE_LONG * random.random() ** 3:
        pieces.append(random.choice(("x", "e^x", f"ln(x+{random.randint(1, 10**9)})", "|x|", "sqrt(x)")))
    return random.choice("+*-").join(pieces)


# -- what is sent; each gives how many requests it took -------------------------------------------------------------


def typed(watch: Watch, text: str) -> int:
    """A page, the text as a preview, and as an answer."""
    visitor = _visitor(watch)
    key = watch.keys[len(watch.ms) % len(watch.keys)]
    ticket = watch.count(visitor.get(f"/study/{key}/")).ticket
    fields = {"ticket": ticket, "act": "answer", "answer": text, "nonce": str(uuid.uuid4())}
    watch.count(visitor.get(f"/study/{key}/preview/", {"ticket": ticket, "answer": text[:4_000]}, htmx=True))
    watch.count(visitor.post(f"/study/{key}/answer/", fields))
    return 3


def addressed(watch: Watch, text: str) -> int:
    """The text as a deck, and as a cookie of a stranger."""
    visitor = OverLoopback(watch.address)
    watch.count(visitor.get("/", {"deck": text[:2_000]}))
    visitor.cookies = {"gradus_session": uuid.uuid4().hex, "gradus_csrf": uuid.uuid4().hex}
    watch.count(visitor.get("/progress/"))
    visitor.connection.close()
    return 2


def malformed(watch: Watch, text: str) -> int:
    """Headers that no browser sends."""
    connection = HTTPConnection(watch.address, timeout=60)
    kind = f"text/plain; charset={uuid.uuid4().hex * 50}"
    headers = {"Content-Type": kind, "Cookie": uuid.uuid4().hex * 100, "HX-Current-URL": "http://[::"}
    try:
        connection.request("POST" if len(text) % 2 else "GET", "/", text.encode()[:3_000], headers)
        watch.statuses[f"{connection.getresponse().status // 100}xx"] += 1
    except (HTTPException, OSError):
        watch.statuses["closed"] += 1
    finally:
        connection.close()
    return 1


def broken_off(watch: Watch, text: str) -> int:
    """Bytes that are no request, and a visitor who leaves in the middle."""
    host, _, port = watch.address.partition(":")
    with socket.create_connection((host, int(port)), timeout=60) as wire:
        wire.sendall(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 500000\r\n\r\n" + text.encode()[:2_000])
    watch.statuses["left"] += 1
    return 1


ACTS: tuple[Callable[[Watch, str], int], ...] = (typed, typed, addressed, typed, malformed, typed, broken_off)

_visitors: dict[str, list[OverLoopback]] = {}


def _visitor(watch: Watch) -> OverLoopback:
    """A learner who types some texts and is then followed by another."""
    known = _visitors.setdefault(watch.address, [])
    if len(watch.ms) % (3 * TEXTS_A_LEARNER) < 3 or not known:
        for each in known:
            each.connection.close()
        known[:] = [OverLoopback(watch.address)]
    return known[0]


def _health(address: str) -> dict[str, dict[str, str]]:
    connection = HTTPConnection(address, timeout=60)
    connection.request("GET", "/healthz")
    found: dict[str, dict[str, str]] = json.loads(connection.getresponse().read())
    connection.close()
    return found
