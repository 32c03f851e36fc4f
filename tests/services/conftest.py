"""Services: the test content is published, ann learns, and time goes as the test says."""

from __future__ import annotations

import shutil
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from quiz.catalogue import load
from quiz.models import Item, User
from quiz.services import questions, study
from quiz.services.parts import Act, Stage
from quiz.services.publishing import publish
from quiz.services.showing import Showing

CONTENT = Path(__file__).parent.parent / "content"
START = datetime(2026, 1, 5, 9, tzinfo=UTC)


@pytest.fixture
def published(db: None) -> None:
    questions.forget()
    publish(load(CONTENT), digest="test content", at=START)


@pytest.fixture
def edited(tmp_path: Path) -> Any:
    """The test content with texts put in place of others."""

    def edit(*pairs: tuple[str, str]) -> Any:
        folder = tmp_path / "content"
        shutil.copytree(CONTENT, folder, dirs_exist_ok=True)
        deck = folder / "decks" / "practice.yaml"
        text = deck.read_text()
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new, 1)
        deck.write_text(text)
        return load(folder)

    return edit


class Ann:
    """A learner with a clock of her own."""

    def __init__(self) -> None:
        self.user = User.objects.create(username="ann", new_per_day=50)
        self.at = START

    def waits(self, **span: float) -> Ann:
        self.at += timedelta(**span)
        return self

    def opens(self, key: str) -> Showing:
        return study.open_showing(self.user, Item.objects.get(key=key), at=self.at)

    def answers(self, key: str, *, right: bool = True) -> Showing:
        """Works a question through to the end of its review, seconds apart."""
        showing = self.opens(key)
        while not showing.is_over:
            showing = self._acts(showing, right)
        return showing

    def _acts(self, showing: Showing, right: bool) -> Showing:
        self.waits(seconds=20)
        part = showing.current
        assert part is not None
        if part.stage is Stage.REVEALING:
            assert part.next_point is not None
            return study.tick(self.user, showing.ticket, part.id, part.next_point.id, said=right, at=self.at)
        explains = part.kind == "explain"
        act = Act.THOUGHT if explains else Act.ANSWER if right else Act.GAVE_UP
        response = part.question.key_text if act is Act.ANSWER else ""  # type: ignore[attr-defined]
        return study.answer(
            self.user, showing.ticket, act=act, part_id=part.id, response=response, nonce=uuid.uuid4(), at=self.at
        )


@pytest.fixture
def ann(published: None) -> Ann:
    return Ann()
