"""A real browser on a live server, with the test content published.

Every test also watches its tabs: an error in the console, a breach of the Content-Security-Policy, a failed request or
one to anywhere else fails it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from browser_words import Learner
from playwright.sync_api import BrowserContext, Page, Request, expect
from pytest_django.live_server_helper import LiveServer

from quiz.catalogue import load
from quiz.services import questions
from quiz.services.publishing import publish

CONTENT = Path(__file__).parent.parent / "content"
PATIENCE = 20_000
"""Milliseconds: a shared machine may be slow."""
TELL_OF_BREACHES = """
    document.addEventListener("securitypolicyviolation", (event) => {
        console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`);
    });
"""
LEFT_BEHIND = "net::ERR_ABORTED"
"""What Chromium says of a preview that newer typing or a new page made pointless."""

expect.set_options(timeout=PATIENCE)


@pytest.fixture
def site(transactional_db: None, live_server: LiveServer, math_font: Path) -> str:
    """The address of a server that has the test content."""
    questions.forget()
    publish(load(CONTENT), digest="test content", at=datetime(2026, 1, 5, 9, tzinfo=UTC))
    return live_server.url


@pytest.fixture
def trouble(context: BrowserContext, site: str) -> Iterator[list[str]]:
    """All that goes wrong in the tabs of a test. A test that makes trouble on purpose clears the list."""
    seen: list[str] = []
    context.set_default_timeout(PATIENCE)
    context.add_init_script(TELL_OF_BREACHES)
    context.on("console", lambda told: seen.append(f"console: {told.text}") if told.type == "error" else None)
    context.on("weberror", lambda thrown: seen.append(f"thrown: {thrown.error}"))
    context.on("request", lambda sent: seen.append(f"elsewhere: {sent.url}") if is_elsewhere(sent, site) else None)
    context.on("requestfailed", lambda sent: seen.append(f"failed: {sent.url}") if is_lost(sent) else None)
    yield seen
    assert seen == []


def is_elsewhere(request: Request, site: str) -> bool:
    return not request.url.startswith((f"{site}/", "data:"))


def is_lost(request: Request) -> bool:
    return request.failure != LEFT_BEHIND


@pytest.fixture
def page(context: BrowserContext, trouble: list[str]) -> Page:
    """A watched tab of a visitor whom nobody knows yet."""
    return context.new_page()


@pytest.fixture
def learner(page: Page, site: str) -> Learner:
    """Somebody at this tab."""
    return Learner(page, site)
