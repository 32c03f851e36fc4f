"""The content that is shipped: no error anywhere, every variant built and tried, and nothing promised is missing."""

from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings

from quiz.catalogue import load
from quiz.catalogue.check import check
from quiz.catalogue.ids import read_lock
from quiz.kinds import KINDS
from quiz.reading.printing import shown
from quiz.reading.problems import Severity

COVERED = Path(__file__).with_name("covered_ids.txt")
"""Inventory ids that content covers, one a line. Whoever covers more adds them; nobody takes one away."""


@pytest.fixture(scope="module")
def catalogue():
    return load(Path(settings.CONTENT))


@pytest.fixture(scope="module")
def report(catalogue):
    return check(catalogue)


def test_the_shipped_content_has_no_error(report):
    errors = [problem for problem in report.problems if problem.severity is Severity.ERROR]

    assert errors == [], "\n" + "\n".join(map(shown, errors))


def test_every_item_is_tried_in_every_variant(report, catalogue):
    assert report.items == len(catalogue.items)
    assert report.variants >= report.items
    assert report.checks > report.variants


def test_every_kind_of_question_is_there(catalogue):
    assert {item.kind for item in catalogue.items} == set(KINDS)


def test_the_conceptual_questions_stand_in_their_order_and_sections(catalogue):
    concepts = [item for item in catalogue.items if item.deck == "concepts"]

    assert [item.covers[0] for item in concepts] == [f"concept-{number:02}" for number in range(1, 31)]
    assert Counter(item.section for item in concepts) == {"A": 10, "B": 10, "C": 10}


def test_the_interview_questions_stand_in_their_order(catalogue):
    interview = [item for item in catalogue.items if item.deck == "interview"]

    assert [item.covers[0] for item in interview] == [f"interview-{number:02}" for number in range(1, 21)]


def test_every_spoken_question_has_points_probes_a_model_answer_and_tests(catalogue):
    for item in catalogue.items:
        if item.kind == "explain":
            musts = [point for point in item.record.key_points if point.must]
            assert 1 <= len(musts) <= 3, item.id
            assert all(point.probe for point in musts), item.id
            assert item.record.model and item.record.tests.covers and item.record.tests.misses, item.id


def test_at_least_sixty_computed_items_show_fresh_numbers(catalogue):
    fresh = [item for item in catalogue.items if item.kind in ("expression", "number", "vector") and item.record.vary]

    assert len(fresh) >= 60


def test_what_was_covered_once_stays_covered(catalogue):
    covered = {name for name, _, _ in catalogue.covers()}
    listed = COVERED.read_text(encoding="utf-8").split()

    assert listed == sorted(set(listed))
    assert covered == set(listed)


def test_the_lock_knows_every_shipped_id(catalogue):
    lock = read_lock((Path(settings.CONTENT) / "ids.lock").read_text(encoding="utf-8"))

    assert lock.strange == ()
    assert {item.id for item in catalogue.items} <= lock.ids.keys()


def test_every_deck_tells_editors_where_its_schema_is():
    for path in sorted((Path(settings.CONTENT) / "decks").glob("*.yaml")):
        assert path.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema="), path.name
