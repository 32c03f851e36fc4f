"""explain: the machine hears, proposes and asks; it never decides."""

import pytest
from kinds_words import findings, question

from quiz.grading.key_points import Status
from quiz.grading.verdict import Outcome

ITEM = """
    kind: explain
    vary: {a: [3]}
    ask: Why step against the gradient?
    model: Because it points uphill, {a} times.
    key_points:
      - id: uphill
        say: It points uphill, {a} times.
        must: yes
        listen_for: [gradient & uphill]
        probe: Which way does it point, {a} times?
      - id: local
        say: Only locally.
        weight: 2
        listen_for: [local*]
    misconceptions:
      - {heard: [gradient points to the minim*], ask: 'Does it lead to the minimum?'}
    follow_ups:
      - {id: norms, ask: 'And in another norm?', key_points: [It depends on the norm.]}
"""


def test_points_are_heard_in_their_order():
    heard = question(ITEM).hear("The gradient points uphill.")
    assert [(point.id, point.status) for point in heard.points] == [
        ("uphill", Status.COVERED),
        ("local", Status.MISSING),
    ]


def test_points_and_probes_are_filled_in():
    point = question(ITEM).key_points[0]
    assert (point.say, point.probe) == ("It points uphill, 3 times.", "Which way does it point, 3 times?")
    assert (point.must, question(ITEM).key_points[1].weight) == (True, 2)


def test_a_wrong_claim_becomes_a_question():
    (doubt,) = question(ITEM).misconceptions("The gradient points to the minimum.")
    assert doubt.ask == "Does it lead to the minimum?"
    assert question(ITEM).misconceptions("The gradient points uphill.") == ()


def test_a_follow_up_may_be_just_sentences():
    (follow_up,) = question(ITEM).follow_ups
    assert [point.say for point in follow_up.key_points] == ["It depends on the norm."]


def test_an_explanation_is_never_decided_by_the_machine():
    assert question(ITEM).grade("The gradient points uphill.").outcome is Outcome.UNDECIDED
    assert question(ITEM).grade("  ").outcome is Outcome.UNREADABLE


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("gradient & uphill", "gradient & & uphill", ("key_points", 0, "listen_for", 0)),
        ("gradient points to the minim*", "'* *'", ("misconceptions", 0, "heard", 0)),
    ],
)
def test_a_pattern_that_cannot_be_read_is_found_at_its_place(old, new, path):
    found = findings(ITEM.replace(old, new))
    assert [each.path for each in found] == [path]


def test_a_placeholder_in_a_point_is_checked():
    (finding,) = findings(ITEM.replace("say: It points uphill, {a}", "say: It points uphill, {q}"))
    assert (finding.code, finding.path) == ("unknown-placeholder", ("key_points", 0, "say"))
