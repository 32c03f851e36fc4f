"""A real browser on a live server, with the test content published; any breach of the policy fails the test."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from quiz.catalogue import load
from quiz.services import questions
from quiz.services.publishing import publish

CONTENT = Path(__file__).parent.parent / "content"
PATIENCE = 20_000
"""Milliseconds: a shared machine may be slow."""

expect.set_options(timeout=PATIENCE)
TELL_OF_BREACHES = """
    window.breaches = [];
    document.addEventListener("securitypolicyviolation", (event) => window.breaches.push(event.violatedDirective));
"""


@pytest.fixture
def site(transactional_db: None, live_server: Any, math_font: Path) -> str:
    """The address of a server that has the test content."""
    questions.forget()
    publish(load(CONTENT), digest="test content", at=datetime(2026, 1, 5, 9, tzinfo=UTC))
    return str(live_server.url)


@pytest.fixture
def page(context: Any) -> Iterator[Any]:
    """A tab that remembers what went wrong in it."""
    context.set_default_timeout(PATIENCE)
    context.add_init_script(TELL_OF_BREACHES)
    tab = context.new_page()
    errors: list[str] = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    yield tab
    assert errors == []
    assert tab.evaluate("window.breaches ?? []") == []
