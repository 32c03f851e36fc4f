"""What the shipped content promises to hold: ids of the inventory, the concepts, the interview, each in its order."""

from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings

from quiz.catalogue import load
from quiz.grading.patterns import Pattern, read_pattern

COVERED = Path(__file__).with_name("covered_ids.txt")
"""Inventory ids that items cover, one a line, sorted. Whoever covers more adds them; nobody takes one away."""

PROMISED = {
    *(f"concept-{number:02}" for number in range(1, 31)),
    *(f"interview-{number:02}" for number in range(1, 21)),
    *(f"scenario-{number:02}" for number in range(1, 6)),
    *(f"course-exercise-{number}" for number in range(1, 6)),
    "course-pricing",
}
SPOKEN = ("concepts", "interview")


@pytest.fixture(scope="module")
def items():
    return [each for each in load(Path(settings.CONTENT)).items if not each.retired]


@pytest.fixture(scope="module")
def spoken(items):
    return [each for each in items if each.deck in SPOKEN and each.kind == "explain"]


def in_deck(items, key):
    return [each for each in items if each.deck == key]


def test_the_list_names_each_covered_id_once_and_in_order():
    listed = COVERED.read_text(encoding="utf-8").split()

    assert listed == sorted(set(listed))


def test_what_the_list_names_is_covered_by_an_item_and_what_items_cover_is_listed(items):
    assert {name for each in items for name in each.covers} == set(COVERED.read_text(encoding="utf-8").split())


def test_what_was_promised_is_covered():
    assert set(COVERED.read_text(encoding="utf-8").split()) >= PROMISED


def test_the_thirty_concepts_stand_in_their_order_and_sections(items):
    concepts = in_deck(items, "concepts")

    assert [each.covers[0] for each in concepts] == [f"concept-{number:02}" for number in range(1, 31)]
    assert [each.section for each in concepts] == ["A"] * 10 + ["B"] * 10 + ["C"] * 10
    assert Counter(each.kind for each in concepts) == {"explain": 30}


def test_the_twenty_interview_questions_stand_in_their_order(items):
    interview = in_deck(items, "interview")

    assert [each.covers[0] for each in interview] == [f"interview-{number:02}" for number in range(1, 21)]
    assert Counter(each.kind for each in interview) == {"explain": 20}


def test_every_scenario_problem_and_course_exercise_is_a_story_with_a_computed_part(items):
    wanted = {name for name in PROMISED if name.startswith(("scenario-", "course-"))}
    stories = [each for each in items if wanted & set(each.covers)]

    assert {name for each in stories for name in each.covers} >= wanted
    for each in stories:
        assert each.kind == "scenario", each.id
        assert any(hasattr(part, "answer") for part in each.record.parts), each.id


def test_every_spoken_question_has_one_to_three_must_points_each_with_a_probe(spoken):
    for each in spoken:
        musts = [point for point in each.record.key_points if point.must]
        assert 1 <= len(musts) <= 3, each.id
        assert all(point.probe for point in musts), each.id


def test_every_key_point_of_a_spoken_question_can_be_heard(spoken):
    for each in spoken:
        for point in each.record.key_points:
            assert point.listen_for, (each.id, point.id)
            assert all(isinstance(read_pattern(text), Pattern) for text in point.listen_for), (each.id, point.id)


def test_every_spoken_question_has_a_model_answer_and_tests_of_both_sorts(spoken):
    for each in spoken:
        tests = each.record.tests
        assert each.record.model, each.id
        assert tests.covers and tests.misses, each.id


def test_the_tests_of_a_spoken_question_hear_every_must_point_at_least_once(spoken):
    for each in spoken:
        heard = {point for points in each.record.tests.covers.values() for point in points}
        assert {point.id for point in each.record.key_points if point.must} <= heard, each.id
