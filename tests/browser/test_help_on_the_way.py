"""Help in a browser: the focus goes where one goes on, what is typed stays, and all of it works without a mouse."""

import pytest
from playwright.sync_api import expect

from quiz.models import Attempt, Presentation, ReviewEvent

pytestmark = pytest.mark.browser


def test_from_a_wrong_answer_to_a_right_one_without_a_mouse(learner):
    learner.opens_item("square-times-exp")
    n = learner.drawn()["n"]
    learner.page.keyboard.type(f"{n}x^{n - 1} + e^x")
    learner.presses("Enter")
    learner.is_told("You added the slopes")

    learner.presses("n")
    expect(learner.page.locator(".nudge")).to_be_focused()
    learner.presses("h")
    learner.is_told("Which operation happens last?")
    learner.presses("h")
    learner.is_told("Each factor is differentiated once.")
    learner.presses("h")
    expect(learner.step_field(0)).to_be_focused()

    learner.page.keyboard.type(f"x^{n}")
    learner.presses("Tab")
    learner.page.keyboard.type("e^x")
    learner.presses("Enter")
    expect(learner.page.locator(".rung.done")).to_have_count(1)
    expect(learner.step_field(0)).to_be_focused()
    learner.page.keyboard.type(f"{n}x^{n - 1}")
    learner.presses("Tab")
    learner.page.keyboard.type("e^x")
    learner.presses("Enter")
    expect(learner.page.locator(".rung.done")).to_have_count(2)
    expect(learner.page.get_by_role("button", name="Show me")).to_be_focused()

    learner.presses("t")
    expect(learner.field).to_be_focused()
    learner.field.fill(learner.derivative())
    learner.presses("Enter")
    learner.is_told("Correct")
    learner.presses("s")
    expect(learner.page.locator(".worked .step").first).to_be_visible()
    assert ReviewEvent.objects.get().rating == 1


def test_what_is_typed_above_survives_every_help(learner):
    learner.opens_item("square-times-exp")
    learner.answers("2x")
    learner.is_told("Not yet")
    learner.field.fill("2x e^x + ")

    learner.clicks("Nudge test")
    expect(learner.page.locator(".nudge")).to_be_focused()
    expect(learner.field).to_have_value("2x e^x + ")
    learner.begins_steps()
    learner.clicks("Product rule")
    expect(learner.step_field(0)).to_be_focused()
    expect(learner.field).to_have_value("2x e^x + ")


def test_a_reload_finds_the_steps_as_they_were(learner):
    learner.opens_item("square-times-exp")
    learner.begins_steps()
    learner.clicks("Product rule")
    expect(learner.step_field(0)).to_be_focused()
    learner.page.reload()

    expect(learner.page.locator(".rung.done")).to_contain_text("Product rule")
    expect(learner.step_field(1)).to_be_visible()


def test_a_double_click_on_a_rule_is_one_move(learner):
    learner.opens_item("square-times-exp")
    learner.begins_steps()
    learner.page.get_by_role("button", name="Product rule").dblclick()
    expect(learner.step_field(0)).to_be_focused()

    assert len(Presentation.objects.get().steps[""]) == 2


def test_the_learner_says_which_explanation_fits(learner):
    learner.opens_item("square-times-exp")
    learner.answers(f"x^{learner.drawn()['n']} e^x")
    learner.is_told("Which was it?")
    learner.page.get_by_role("button", name="Only one half of the product rule").click()
    learner.is_told("Only one half of the product rule")

    expect(learner.page.locator(".either")).to_have_count(0)
    assert Attempt.objects.get().meant == "product_term_missing"


def test_the_nudge_test_of_a_gradient_is_about_one_entry(learner):
    learner.opens_item("two-slopes")
    learner.page.get_by_label("Entry 1").fill("x")
    learner.page.get_by_label("Entry 2").fill("y")
    learner.clicks("Check")
    learner.is_told("Not yet")
    learner.clicks("Nudge test")

    expect(learner.page.locator(".nudge")).to_contain_text("Nudge test of entry 1")
    assert learner.page.locator(".nudge svg").bounding_box()["width"] > 200
