"""Two ways to send a request: within this process by Django's test client, and over loopback to a real server."""

from __future__ import annotations

import re
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from time import perf_counter, thread_time
from typing import Any, NamedTuple, Protocol
from urllib.parse import urlencode

ACTION = re.compile(r'action="(/study/[^"/]+/answer/)"')
TICKET = re.compile(r'name="ticket" value="([^"]+)"')
HTMX = {"HX-Request": "true"}


class Reply(NamedTuple):
    status: int
    html: str
    ms: float
    cpu_ms: float = 0.0
    """Of this process: what a quiet machine would take. Only known in process."""

    @property
    def ticket(self) -> str:
        found = TICKET.search(self.html)
        if self.status != 200 or found is None:
            raise SystemExit(f"status {self.status}, and no form on the page:\n{self.html[:2000]}")
        return found[1]

    @property
    def answer_to(self) -> str:
        """Where the form of the question on this page is sent."""
        found = ACTION.search(self.html)
        assert found is not None
        return found[1]


class Visitor(Protocol):
    def get(self, address: str, fields: dict[str, str] | None = None, *, htmx: bool = False) -> Reply: ...

    def post(self, address: str, fields: dict[str, str]) -> Reply: ...


class InProcess:
    """No socket, no server: what Django and Gradus cost alone."""

    way = "in process"

    def __init__(self) -> None:
        from django.test import Client

        self.client = Client(SERVER_NAME="localhost", raise_request_exception=False)

    def get(self, address: str, fields: dict[str, str] | None = None, *, htmx: bool = False) -> Reply:
        return self._timed(self.client.get, address, fields or {}, headers=HTMX if htmx else {})

    def post(self, address: str, fields: dict[str, str]) -> Reply:
        return self._timed(self.client.post, address, fields, headers=HTMX)

    def _timed(self, send: Any, *arguments: Any, **more: Any) -> Reply:
        started, worked = perf_counter(), thread_time()
        response = send(*arguments, **more)
        ms, cpu_ms = (perf_counter() - started) * 1000, (thread_time() - worked) * 1000
        return Reply(response.status_code, response.content.decode(), ms, cpu_ms)


class OverLoopback:
    """A browser's requests on one kept connection: cookies, the form's secret, url-encoded fields."""

    way = "waitress"

    def __init__(self, address: str) -> None:
        self.connection = HTTPConnection(address, timeout=60)
        self.cookies: dict[str, str] = {}

    def get(self, address: str, fields: dict[str, str] | None = None, *, htmx: bool = False) -> Reply:
        return self._timed("GET", f"{address}?{urlencode(fields)}" if fields else address, None, HTMX if htmx else {})

    def post(self, address: str, fields: dict[str, str]) -> Reply:
        secret = {"X-CSRFToken": self.cookies.get("gradus_csrf", "")}
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._timed("POST", address, urlencode(fields).encode(), {**HTMX, **secret, **form})

    def _timed(self, method: str, address: str, body: bytes | None, headers: dict[str, str]) -> Reply:
        cookie = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        started = perf_counter()
        self.connection.request(method, address, body, {**headers, **(cookie if self.cookies else {})})
        response = self.connection.getresponse()
        html = response.read().decode()
        ms = (perf_counter() - started) * 1000
        for line in response.headers.get_all("Set-Cookie", []):
            self.cookies.update({name: morsel.value for name, morsel in SimpleCookie(line).items()})
        return Reply(response.status, html, ms)
