"""The content that is shipped: no error anywhere, every variant built and tried."""

from pathlib import Path

import pytest
from django.conf import settings

from quiz.catalogue import load
from quiz.catalogue.check import check
from quiz.catalogue.ids import read_lock
from quiz.catalogue.remembered import FILE, keep, recall
from quiz.kinds import KINDS
from quiz.reading.printing import shown
from quiz.reading.problems import Severity


@pytest.fixture(scope="module")
def catalogue():
    return load(Path(settings.CONTENT))


@pytest.fixture(scope="module")
def report(catalogue):
    """In full in a fresh clone; what this very engine has tried before is not tried again."""
    kept = Path(settings.DATA) / FILE
    memory = recall(kept)
    report = check(catalogue, memory=memory)
    keep(kept, memory)
    return report


def test_the_shipped_content_has_no_error(report):
    errors = [problem for problem in report.problems if problem.severity is Severity.ERROR]

    assert errors == [], "\n" + "\n".join(map(shown, errors))


def test_every_item_is_tried_in_every_variant(report, catalogue):
    assert report.items == len(catalogue.items)
    assert report.variants >= report.items
    assert report.checks > report.variants


def test_every_kind_of_question_is_there(catalogue):
    assert {item.kind for item in catalogue.items} == set(KINDS)


def test_at_least_sixty_computed_items_show_fresh_numbers(catalogue):
    fresh = [item for item in catalogue.items if item.kind in ("expression", "number", "vector") and item.record.vary]

    assert len(fresh) >= 60


def test_the_lock_knows_every_shipped_id(catalogue):
    lock = read_lock((Path(settings.CONTENT) / "ids.lock").read_text(encoding="utf-8"))

    assert lock.strange == ()
    assert {item.id for item in catalogue.items} <= lock.ids.keys()


def test_every_deck_tells_editors_where_its_schema_is():
    for path in sorted((Path(settings.CONTENT) / "decks").glob("*.yaml")):
        assert path.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema="), path.name
