"""Anki decks: what a learner takes to Anki is what Anki finds."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import zipfile
from datetime import UTC, date, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from random import Random

import pytest

from quiz.models import Card, Item, ReviewEvent
from quiz.scheduling.memory import Memory
from quiz.scheduling.scheduler import scheduler_for
from quiz.scheduling.settings import Settings
from quiz.services import study
from quiz.services.anki import own_decks
from quiz.takeaway.anki_html import html, inline
from quiz.takeaway.anki_package import AnkiCard, collection

KEYS = ["quarter", "square-times-exp", "two-slopes", "flat-point", "why-minus", "best-price"]
READER = Path(__file__).with_name("anki_reads.py")


def python_with_anki():
    """GRADUS_ANKI names a Python that has the `anki` package; ours is asked too."""
    return os.environ.get("GRADUS_ANKI") or (sys.executable if find_spec("anki") else None)


def opened(package, tmp_path):
    (tmp_path / "c.anki2").write_bytes(zipfile.ZipFile(package).read("collection.anki2"))
    base = sqlite3.connect(tmp_path / "c.anki2")
    base.row_factory = sqlite3.Row
    return base


def practised(ann, until, seed=1):
    """Months of answers up to an instant, some cards short before it in their steps."""
    random = Random(seed)
    while ann.at < until - timedelta(days=30):
        ann.answers(random.choice(KEYS), right=random.random() < 0.8)
        ann.waits(days=random.choice([0, 1, 3, 8, 20]), minutes=random.choice([1, 15, 300]))
    ann.at = until - timedelta(hours=30)
    ann.answers("quarter")
    ann.at = until - timedelta(minutes=30)
    ann.answers("why-minus", right=False)
    study.undo(ann.user, at=ann.at)
    ann.answers("flat-point", right=False)
    ann.at = until


def test_the_package_holds_every_card_with_its_standing_reviews(ann, tmp_path):
    practised(ann, datetime(2026, 6, 1, 12, tzinfo=UTC))
    base = opened(own_decks(ann.user, at=ann.at), tmp_path)

    assert base.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert base.execute("SELECT count(*) FROM cards").fetchone()[0] == Card.objects.met().count()
    assert base.execute("SELECT count(*) FROM revlog").fetchone()[0] == ReviewEvent.objects.standing().count()
    assert {row["id"] for row in base.execute("SELECT id FROM revlog")}.isdisjoint(
        {row["id"] for row in base.execute("SELECT id FROM cards")}
    )


def test_all_decks_bring_the_new_questions_as_new_cards(ann, tmp_path):
    ann.answers("quarter")
    base = opened(own_decks(ann.user, at=ann.at, with_new=True), tmp_path)

    assert base.execute("SELECT count(*) FROM cards").fetchone()[0] == Item.objects.live().count()
    assert base.execute("SELECT count(*) FROM cards WHERE type = 0").fetchone()[0] == Item.objects.live().count() - 1


def test_the_same_card_has_the_same_keys_at_every_export(ann, tmp_path):
    ann.answers("quarter")
    first = [
        tuple(row) for row in opened(own_decks(ann.user, at=ann.at), tmp_path).execute("SELECT id, nid FROM cards")
    ]
    ann.waits(days=3).answers("flat-point")
    later = opened(own_decks(ann.user, at=ann.at), tmp_path).execute("SELECT id, nid FROM cards")

    assert set(first) < {tuple(row) for row in later}


def test_who_has_no_cards_gets_an_empty_package(ann, tmp_path):
    assert opened(own_decks(ann.user, at=ann.at), tmp_path).execute("SELECT count(*) FROM cards").fetchone()[0] == 0


def test_formulas_are_set_by_mathjax_and_html_is_shown_not_obeyed():
    assert inline("Let $a<b$ be <b>bold</b>") == r"Let \(a&lt;b\) be &lt;b&gt;bold&lt;/b&gt;"
    assert html("So\n\n$$x^2$$") == "<p>So</p>\n" + r"\[x^2\]"


@pytest.mark.skipif(not python_with_anki(), reason="no Python with the `anki` package; name one in GRADUS_ANKI")
@pytest.mark.parametrize(("zone", "rollover"), [("UTC", 4), ("Asia/Tokyo", 4), ("America/New_York", 2)])
def test_anki_finds_the_same_cards_intervals_and_memories(ann, tmp_path, zone, rollover):
    ann.user.timezone, ann.user.rollover_hour, ann.user.retention = zone, rollover, 0.88
    ann.user.save()
    now = datetime.now(UTC)
    practised(ann, now)
    package = tmp_path / "own.apkg"
    package.write_bytes(own_decks(ann.user, at=now, with_new=True).read())
    command = [python_with_anki(), str(READER), str(package), str(rollover), "0.88"]
    run = subprocess.run(command, env={**os.environ, "TZ": zone}, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout)
    today = ann.user.scheduling.day(now)
    scheduler = scheduler_for(ann.user.scheduling)

    assert told.keys() == set(Item.objects.live().values_list("key", flat=True))
    assert "\\(" in told["square-times-exp"]["asked"] + told["square-times-exp"]["answered"]
    for card in Card.objects.select_related("item__deck").met():
        found = told[card.item.key]
        events = card.events.standing()
        assert found["deck"] == f"Gradus::{card.item.deck.title}"
        assert (found["ivl"], found["reps"], found["lapses"]) == (card.interval, card.reviews, card.lapses)
        assert found["stability"] == pytest.approx(card.stability, abs=1e-4)
        assert found["difficulty"] == pytest.approx(card.difficulty, abs=1e-3)
        assert found["retention"] == pytest.approx(0.88)
        assert [line[1] for line in found["log"]] == list(events.order_by("sequence").values_list("rating", flat=True))
        if card.due_day:
            assert found["days"] == (card.due_day - today).days
        else:
            assert found["due"] == int(card.due_at.timestamp())
        future = scheduler.preview(card.memory, now).good
        if found["good"] is not None:
            assert found["good"] == future.interval.days


def test_a_new_card_without_a_history_is_new(tmp_path):
    card = AnkiCard("k", "Deck", "f", "b", (), Memory())
    (tmp_path / "c.anki2").write_bytes(collection([card], Settings(), at=datetime(2026, 1, 5, tzinfo=UTC)))
    row = sqlite3.connect(tmp_path / "c.anki2").execute("SELECT type, queue, due, reps, data FROM cards").fetchone()

    assert row == (0, 0, 1, 0, "{}")


def test_a_card_that_is_new_again_is_new_whatever_day_it_was_put_to(tmp_path):
    card = AnkiCard("k", "Deck", "f", "b", (), Memory(due=date(2026, 1, 9)))
    (tmp_path / "c.anki2").write_bytes(collection([card], Settings(), at=datetime(2026, 1, 5, tzinfo=UTC)))

    assert sqlite3.connect(tmp_path / "c.anki2").execute("SELECT type, queue, due FROM cards").fetchone() == (0, 0, 1)
