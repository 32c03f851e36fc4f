"""Journeys: the test content is published, and a browser without a screen follows the forms of each page."""

from __future__ import annotations

import re
import shutil
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from quiz.catalogue import load
from quiz.services import questions
from quiz.services.publishing import publish

CONTENT = Path(__file__).parent.parent / "content"
_FORM = re.compile(r"<form\b[^>]*?action=\"([^\"]+)\"[^>]*>(.*?)</form>", re.DOTALL)
_FIELD = re.compile(r"<input\b[^>]*type=\"hidden\"[^>]*>")


@pytest.fixture
def published(db: None) -> None:
    """The test content in the tables."""
    questions.forget()
    catalogue = load(CONTENT)
    assert not catalogue.errors
    publish(catalogue, digest="test content", at=datetime(2026, 1, 5, 9, tzinfo=UTC))


class Visitor:
    """A browser without JavaScript: it opens pages and sends the forms it finds there."""

    def __init__(self) -> None:
        self.client = Client(enforce_csrf_checks=True)
        self.html = ""
        self.status = 0

    def open(self, address: str) -> Visitor:
        response = self.client.get(address, follow=True)
        return self._got(response)

    def send(self, address_ends: str, **fields: Any) -> Visitor:
        """Send the first form whose address ends so, with its hidden fields and these."""
        action, hidden = self.form(address_ends)
        return self._got(self.client.post(action, {**hidden, **fields}, follow=True))

    def form(self, address_ends: str) -> tuple[str, dict[str, str]]:
        for action, body in _FORM.findall(self.html):
            if action.endswith(address_ends):
                return action, self._hidden(body)
        found = [action for action, _ in _FORM.findall(self.html)]
        raise AssertionError(f"no form for {address_ends} on this page: {found}")

    def sees(self, text: str) -> bool:
        return text in unescape(re.sub(r"<[^>]+>", " ", self.html)) or text in self.html

    def _hidden(self, body: str) -> dict[str, str]:
        fields = {}
        for field in _FIELD.findall(body):
            name, value = re.search(r'name="([^"]*)"', field), re.search(r'value="([^"]*)"', field)
            if name:
                fields[name[1]] = unescape(value[1]) if value else ""
        return fields

    def _got(self, response: Any) -> Visitor:
        self.status, self.html = response.status_code, response.content.decode()
        return self


@pytest.fixture
def visitor(published: None) -> Visitor:
    return Visitor()


class Rewriter:
    """The test content with one text put in place of another."""

    at = datetime(2026, 1, 6, 9, tzinfo=UTC)

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, old: str, new: str) -> Any:
        shutil.copytree(CONTENT, self.folder, dirs_exist_ok=True)
        deck = self.folder / "decks" / "practice.yaml"
        text = deck.read_text()
        assert old in text
        deck.write_text(text.replace(old, new, 1))
        return load(self.folder)


@pytest.fixture
def rewritten(tmp_path: Path) -> Rewriter:
    return Rewriter(tmp_path / "content")
