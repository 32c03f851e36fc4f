"""Every shipped item with steps: each level takes our own pieces as an answer, and every formula can be set."""

from __future__ import annotations

from pathlib import Path

import pytest

from quiz.catalogue import load
from quiz.kinds.computed import ComputedQuestion
from quiz.kinds.guide import Guide, Level, Place, asked_pieces, levels
from quiz.kinds.slopes import nudged, slopes
from quiz.kinds.steps import derivations, law_of, slope_of
from quiz.notation import ascii
from quiz.web.mathml import mathml

CONTENT = Path(__file__).parent.parent.parent / "content"


def computed(template):
    question = template.question(template.variants()[0])
    parts = question.parts.values() if question.kind == "scenario" else [question]
    return [each for each in parts if isinstance(each, ComputedQuestion)]


@pytest.fixture(scope="module")
def guides():
    questions = [each for item in load(CONTENT).items for each in computed(item.template)]
    found = [(each, derivations(each)) for each in questions]
    return [(each, Guide(known)) for each, known in found if known]


def places(guide):
    for number, derivation in enumerate(guide.derivations):
        for step in derivation.worked.step.walk():
            yield Place(number, step.path), step


def test_more_than_half_of_the_computed_questions_have_steps(guides):
    assert len(guides) > 110


def test_our_own_pieces_are_right_at_every_level(guides):
    for _, guide in guides:
        for place, step in places(guide):
            for level in set(levels(step)) & {Level.SETUP, Level.PARTS}:
                asked = asked_pieces(step, level)
                texts = [ascii(each.node if level is Level.SETUP else each.slope) for each in asked]
                opened = guide.opened(place, level)
                assert opened.said(opened.rungs[0], texts).rungs[0].is_right, (step.rule, texts)


def test_every_formula_of_the_steps_can_be_set(guides):
    for _, guide in guides:
        for _, step in places(guide):
            letters = [each.slope_letter for each in asked_pieces(step, Level.PARTS)]
            for latex in (law_of(step), slope_of(step.function, step.by), *letters):
                assert "<math" in mathml(latex), latex


def test_a_wrong_answer_can_be_nudged_wherever_a_formula_is_asked_for(guides):
    asked = [each for each, _ in guides if each.kind == "expression" and slopes(each)]
    tested = [each for each in asked if nudged(each, "7", each.grade("7"))]

    assert len(tested) >= 0.9 * len(asked)
