"""Step by step: the levels of a rule, answers to them, and what is given away."""

from __future__ import annotations

import json

import pytest
from kinds_words import question

from quiz.calculus.tables import RULES
from quiz.kinds.guide import MOST_MOVES, Guide, Level, Move, Place, levels
from quiz.kinds.steps import derivations
from quiz.kinds.tiny_tasks import choices


def guide_to(function, answer="derivative of f"):
    asked = question(f"kind: expression\ngiven: {{f(x): '{function}'}}\nanswer: {answer}")
    return Guide(derivations(asked))


def opened(function, level=Level.RULE, path=()):
    return guide_to(function).opened(Place(0, path), level)


def said(guide, *texts):
    return guide.said(guide.newest, texts)


def test_a_product_has_all_four_levels():
    guide = opened("x^2*e^x")
    for answers in (["product"], ["x^2", "e^x"], ["2x", "e^x"]):
        assert guide.newest.level < Level.TOGETHER
        guide = said(guide, *answers)
        assert guide.rungs[-2].is_right

    assert guide.newest.level is Level.TOGETHER
    assert (guide.levels_used, guide.showed_a_step) == (3, False)


def test_a_rule_that_is_looked_up_names_no_pieces():
    assert levels(opened("sin(x)").newest.step) == (Level.RULE, Level.TOGETHER)


def test_a_sum_has_no_letters_but_slopes():
    step = opened("x^2 + sin(x)").newest.step

    assert levels(step) == (Level.RULE, Level.PARTS, Level.TOGETHER)


def test_a_wrong_answer_stays_at_its_level():
    guide = said(opened("x^2*e^x"), "chain")

    assert guide.newest.level is Level.RULE
    assert [move.outcomes for move in guide.newest.tries] == [("incorrect",)]


def test_an_answer_is_right_field_by_field():
    guide = said(opened("x^2*e^x", Level.PARTS), "2x", "x e^x")

    assert guide.newest.last.outcomes == ("correct", "incorrect")


def test_any_form_of_a_slope_is_right():
    assert said(opened("x^2*e^x", Level.PARTS), "x + x", "exp(x)").rungs[0].is_right


@pytest.mark.parametrize("texts", [("e^x", "x^2"), ("x^2", "e^x"), ("x", "x e^x")])
def test_factors_may_be_named_in_any_order_and_in_other_ways(texts):
    assert said(opened("x^2*e^x", Level.SETUP), *texts).rungs[0].is_right


@pytest.mark.parametrize("texts", [("1", "x^2 e^x"), ("x^2", "x"), ("2", "x^2 e^x/2"), ("", "")])
def test_factors_that_do_not_help_are_not_pieces(texts):
    assert not said(opened("x^2*e^x", Level.SETUP), *texts).rungs[0].is_right


@pytest.mark.parametrize("texts", [("sin(u)", "x^2"), ("sin(2u)", "x^2/2")])
def test_an_outside_and_an_inside_that_make_the_function_are_right(texts):
    assert said(opened("sin(x^2)", Level.SETUP), *texts).rungs[0].is_right


@pytest.mark.parametrize("texts", [("u", "sin(x^2)"), ("sin(u^2)", "x"), ("sin(x^2)", "u"), ("u", "u")])
def test_an_outside_that_does_nothing_is_not_one(texts):
    assert not said(opened("sin(x^2)", Level.SETUP), *texts).rungs[0].is_right


def test_other_pieces_that_are_right_are_told_from_ours():
    assert "works too" in said(opened("x^2*e^x", Level.SETUP), "x", "x e^x").rungs[0].last.message


def test_what_cannot_be_read_is_said():
    last = said(opened("x^2*e^x", Level.PARTS), "2x(", "e^x").newest.last

    assert last.outcomes == ("unreadable", "correct")
    assert last.message == "This bracket is never closed."


def test_the_outside_is_differentiated_by_its_own_letter():
    assert said(opened("sin(x^2)", Level.PARTS), "cos(u)", "2x").rungs[0].is_right


def test_showing_a_rule_is_a_hint_and_showing_slopes_is_a_step():
    guide = opened("x^2*e^x")
    for level, is_step in ((1, False), (2, False), (3, True), (4, True)):
        assert guide.newest.level == level
        guide = guide.shown(guide.newest)
        assert guide.showed_a_step is is_step

    assert guide.newest is None
    assert guide.levels_used == 4


def test_steps_to_a_number_are_written_with_the_variable():
    asked = question("kind: number\ngiven: {f(x): x*sin(x)}\nanswer: derivative of f at x = 2")
    guide = Guide(derivations(asked)).opened(Place(), Level.PARTS)

    assert said(guide, "1", "cos(x)").rungs[0].is_right


def test_a_diagnosed_place_opens_behind_its_rule():
    guide = opened("x + sin(x^2)", Level.SETUP, (1,))

    assert guide.newest.level is Level.SETUP
    assert guide.newest.step.rule == "chain"


def test_a_path_we_do_not_know_opens_the_nearest_step_around_it():
    assert opened("x*sin(x^2)", Level.RULE, (1, 7, 7)).newest.place.path == (1,)


def test_opening_twice_is_once():
    guide = opened("x^2*e^x")

    assert guide.opened(Place(), Level.RULE) == guide


def test_places_stay_together_when_the_outer_one_goes_on():
    guide = opened("x*sin(x^2)", Level.PARTS).opened(Place(0, (1,)), Level.RULE)
    outer = guide.waiting(Place(), Level.PARTS)
    guide = guide.said(outer, ("1", "2x cos(x^2)"))

    assert [[rung.level for rung in rungs] for rungs in guide.places] == [[3, 4], [1]]


def test_a_guide_is_the_fold_of_its_stored_moves():
    guide = said(said(opened("x^2*e^x"), "chain"), "product")
    stored = json.loads(json.dumps([move.to_json() for move in guide.moves]))

    assert Guide(guide.derivations, tuple(map(Move.from_json, stored))) == guide


def test_moves_are_bounded():
    guide = opened("x^2*e^x")
    for _ in range(MOST_MOVES + 20):
        guide = said(guide, "chain")

    assert len(guide.moves) == MOST_MOVES


@pytest.mark.parametrize("text", ["0", "3.1.0", "0.-2.1"])
def test_a_place_is_written_as_it_is_read(text):
    assert str(Place.read(text)) == text


@pytest.mark.parametrize("text", ["", "x", "0.", "-1", "0..1", "1" * 40, "0" + ".1" * 99, "٣"])
def test_anything_else_is_no_place(text):
    assert Place.read(text) is None


@pytest.mark.parametrize(
    "function", ["x^2*e^x", "sin(x^2)", "x/(x + 1)", "x^3", "3^x", "x^x", "x + 1/x", "1/(1 + e^x)"]
)
def test_three_rules_are_offered_the_right_one_among_them(function):
    step = guide_to(function).derivations[0].worked.step
    names = choices(step)

    assert len(set(names)) == 3
    assert step.rule in names
    assert [RULES[name].title for name in names] == sorted(RULES[name].title for name in names)
