"""Every shipped item that asks for a slope: its worked steps end in the key, and its wrong turns are recognised."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.conf import settings
from flint import arb

from quiz.calculus.differentiate import derivative
from quiz.catalogue import load
from quiz.grading.asked import Slope
from quiz.grading.diagnosis import misconceptions
from quiz.grading.diagnosis.other_questions import derived
from quiz.grading.diagnosis.places import agree, evaluated, places
from quiz.grading.diagnosis.scene import Turn
from quiz.grading.diagnosis.scene import wrong_turns as single_mistakes
from quiz.grading.shape import entries
from quiz.kinds.scenario import ScenarioQuestion
from quiz.kinds.steps import derivations
from quiz.notation import ascii
from quiz.notation.balls import precision, real
from quiz.notation.substitute import substitute
from quiz.notation.tree import Negative, Node, Quotient, Sum, names_in

CATALOGUE = load(Path(settings.CONTENT))


def asking() -> Iterator[Any]:
    """The first and the last variant of every item, and of every part of a scenario, that asks for a slope."""
    for item in CATALOGUE.items:
        variants = item.template.variants()
        for values in (variants[0], variants[-1])[: len(variants)]:
            question = item.template.question(values)
            parts = question.parts.values() if isinstance(question, ScenarioQuestion) else [question]
            yield from (each for each in parts if getattr(each, "asked", None) is not None)


ASKING = tuple(asking())


def same_value(first: Node, second: Node) -> bool:
    """Equal to 30 digits at a point where both have a value."""
    names = sorted(names_in(first) | names_in(second))
    with precision(200):
        for start in (0.71, 1.93, 5.2, 41.7, -0.37):
            at = {name: arb(start) + arb(place) / 7 for place, name in enumerate(names)}
            try:
                left, right = real(first)(at), real(second)(at)
            except ZeroDivisionError:
                continue
            if left.is_finite() and right.is_finite():
                return bool(abs(left - right) < arb(10) ** -30 * (1 + abs(right)))
    return False


def test_many_shipped_items_ask_for_slopes() -> None:
    assert len(ASKING) >= 200


@pytest.mark.parametrize("question", ASKING, ids=lambda each: each.id)
def test_our_rules_give_the_key_that_sympy_derives(question: Any) -> None:
    asked, keys = question.asked, entries(question.key)
    if asked.curve is not None:
        curve = asked.curve
        equation = Sum((curve.left, Negative(curve.right)))
        slope = Negative(Quotient(derivative(equation, curve.by), derivative(equation, curve.dependent)))
        assert same_value(slope, keys[0])
        return
    at = dict(asked.at)
    ours = [substitute(derived(each.function, each.by), at) for each in asked.slopes]
    assert len(ours) == len(keys)
    assert all(same_value(own, key) for own, key in zip(ours, keys, strict=True)), [ascii(each) for each in ours]


def wrong_turns(question: Any) -> Iterator[Turn]:
    """The results of single mistakes in an item; not those that happen to be right, constant or of no value."""
    asked = question.asked
    if asked.curve is not None or asked.at or len(asked.slopes) != 1:
        return
    slope: Slope = asked.slopes[0]
    right = derived(slope.function, slope.by)
    points = places(sorted(names_in(slope.function) | set(slope.by)), (slope.function, right), question.case.domain)
    if points is None:
        return
    turns = single_mistakes(slope, points, kinds=1)
    for each in {each.candidate.ids: each for each in turns}.values():
        is_plain = np.isfinite(each.values).all() and names_in(each.formula())
        if is_plain and not agree(each.values, evaluated(right, points)):
            yield each


def test_the_single_mistakes_that_can_be_made_in_an_item_are_explained_and_open_a_step() -> None:
    tried = explained = 0
    for question in ASKING[::8]:
        for wrong in list(wrong_turns(question))[:10]:
            found = misconceptions(question.asked, wrong.formula(), question.case.domain)
            tried, explained = tried + 1, explained + bool(found)
            for each in found:
                if each.candidate.path is not None:
                    opened = derivations(question)[-1].at(each.candidate.path)
                    assert opened.path == each.candidate.path[: len(opened.path)]
    assert tried >= 100
    assert explained / tried >= 0.98
