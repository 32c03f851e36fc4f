"""Without a mouse: every step is a key, and the focus is where one would look for it, and can be seen."""

import pytest
from playwright.sync_api import expect

from quiz.models import Item, ReviewEvent

pytestmark = pytest.mark.browser
RING = """() => {
    const isDrawn = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    const here = document.activeElement;
    const places = [here, here.nextElementSibling, here.closest("label")].filter(Boolean);
    return here !== document.body && places.some((place) => isDrawn(getComputedStyle(place)));
}"""
NAME = """() => {
    const here = document.activeElement;
    return here.ariaLabel || here.innerText || here.value || here.tagName;
}"""


def tabs_to(learner, name, key="Tab"):
    """Goes on with Tab until the control of that name holds the focus; each stop on the way can be seen."""
    for _ in range(30):
        learner.presses(key)
        here = learner.page.evaluate(NAME)
        assert learner.page.evaluate(RING), f"no ring on {here}"
        if name in here:
            return
    raise AssertionError(f"Tab never came to {name}")


def test_a_whole_question_by_tab_enter_and_numbers(learner):
    learner.opens_item("square-times-exp")
    learner.is_asked("Differentiate with respect to")
    learner.page.keyboard.type(learner.derivative())
    tabs_to(learner, "guess")
    learner.presses("3")
    expect(learner.page.locator("[value=sure]")).to_be_checked()
    learner.presses("Enter")

    learner.is_told("Correct")
    tabs_to(learner, "Hard")
    learner.presses("Enter")
    learner.is_asked("How steep is")
    assert learner.page.evaluate(RING)
    event = ReviewEvent.objects.standing().get()
    assert (event.rating, event.confidence) == (2, "sure")


def test_the_next_question_takes_the_focus_whatever_its_kind(learner):
    learner.opens("/")
    onwards = learner.page.get_by_role("link", name="Next question")
    met = set()
    while len(met) < Item.objects.count():
        expect(learner.field).to_be_focused()
        met.add(learner.prompt.inner_text())
        while not onwards.is_visible():
            learner.clicks("I don’t know")
            expect(learner.page.locator(".verdict, .model").last).to_be_focused()
        learner.presses("Enter")
        expect(onwards).to_have_count(0)


def test_a_choice_by_arrows_and_enter(learner):
    learner.opens_item("flat-point")
    expect(learner.field).to_be_focused()
    right = learner.page.get_by_label("The tangent is horizontal.")
    learner.presses("Space")
    while not right.is_checked():
        learner.presses("ArrowDown")
        assert learner.page.evaluate(RING)
    learner.presses("2", "Enter")
    learner.is_told("Correct")
    assert ReviewEvent.objects.get().confidence == "unsure"


def test_explaining_without_a_mouse(learner):
    learner.opens_item("why-minus")
    learner.page.keyboard.type("The gradient points uphill, and only a small step is safe.")
    tabs_to(learner, "Compare")
    learner.presses("Enter")
    expect(learner.page.locator(".point.open")).to_be_focused()
    tabs_to(learner, "I said this")
    learner.presses("Enter")
    expect(learner.page.locator(".point.open")).to_be_focused()
    learner.presses("y")
    expect(learner.page.locator(".model")).to_be_focused()
    learner.presses("Enter")
    learner.is_asked("How steep is")


def test_asking_for_a_hint_keeps_what_was_typed_and_how_sure_one_is(learner):
    learner.opens_item("square-times-exp")
    learner.page.keyboard.type("2x e^x")
    tabs_to(learner, "guess")
    learner.presses("1", "h")
    learner.is_told("Which operation happens last?")
    expect(learner.field).to_have_value("2x e^x")
    expect(learner.page.locator("[value=guess]")).to_be_checked()


def test_a_hint_keeps_the_boxes_of_a_vector_too(learner):
    learner.opens_item("two-slopes")
    learner.page.keyboard.type("3 y")
    learner.presses("Tab")
    learner.page.keyboard.type("x")
    learner.clicks("Hint 1 of 1")
    learner.is_told("One slot for each name.")
    expect(learner.page.get_by_label("Entry 1")).to_have_value("3 y")
    expect(learner.page.get_by_label("Entry 2")).to_have_value("x")


def test_the_first_tab_offers_to_skip_to_the_content(learner):
    learner.opens("/library/")
    tabs_to(learner, "Skip to the content")
    expect(learner.page.get_by_role("link", name="Skip to the content")).to_be_in_viewport()
    learner.presses("Enter")
    expect(learner.page.locator("#main")).to_be_focused()
    learner.presses("Tab")
    expect(learner.page.get_by_role("main").get_by_role("link").first).to_be_focused()
