"""Every page and every state of a question, light and dark, at a desk and on a phone: nothing axe objects to (WCAG 2.2
A and AA, and its best practices), and nothing pushed sideways."""

from __future__ import annotations

import json

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from browser_words import Learner
from playwright.sync_api import Page, expect

from quiz.models import User

pytestmark = pytest.mark.browser
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_THE_LOOK = ["color-contrast", "target-size", "link-in-text-block", "scrollable-region-focusable"]
"""Rules whose answer changes with colours and widths; the others read the document, which stays the same."""
DESK, PHONE = {"width": 1180, "height": 900}, {"width": 390, "height": 844}
LOOKS = [("light", DESK, TAGS), ("dark", DESK, OF_THE_LOOK)]
LOOKS += [("dark", PHONE, OF_THE_LOOK), ("light", PHONE, OF_THE_LOOK)]


def objections(page: Page) -> list[str]:
    """What axe finds, and what sticks out, on the page as it stands, in all four looks."""
    page.evaluate(AXE_SCRIPT)
    found = []
    for scheme, size, rules in LOOKS:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.set_viewport_size(size)
        where = f"{page.url} {scheme} {size['width']}"
        found += [f"{where}: {each}" for each in _axe(page, rules)]
        if page.evaluate("document.scrollingElement.scrollWidth > innerWidth"):
            found.append(f"{where}: pushed sideways")
    return found


def _axe(page: Page, rules: list[str]) -> list[str]:
    options = json.dumps({"runOnly": rules, "resultTypes": ["violations"]})
    broken = page.evaluate(f"axe.run({options}).then((found) => found.violations)")
    return [f"{each['id']}: {[node['html'][:160] for node in each['nodes']]}" for each in broken]


def asking(learner: Learner) -> None:
    learner.opens_item("square-times-exp")


def typed(learner: Learner) -> None:
    learner.opens_item("square-times-exp")
    learner.types("2x e^x/1")
    expect(learner.page.locator("#preview math").last).to_contain_text("2")


def unreadable(learner: Learner) -> None:
    learner.opens_item("square-times-exp")
    learner.answers("2 sin(x")
    learner.is_told("I cannot read this yet")


def wrong(learner: Learner) -> None:
    learner.opens_item("square-times-exp")
    learner.clicks("Hint 1 of 2")
    learner.is_told("Hint")
    learner.answers("x")
    learner.is_told("Not yet")


def explained_twice(learner: Learner) -> None:
    learner.opens_item("square-times-exp")
    learner.answers(f"x^{learner.drawn()['n']} e^x")
    learner.is_told("Which was it?")


def nudged(learner: Learner) -> None:
    learner.opens_item("square-times-exp")
    learner.answers("2x")
    learner.is_told("Not yet")
    learner.clicks("Nudge test")
    expect(learner.page.locator(".nudge")).to_be_focused()
    learner.page.locator(".decided summary").click()


def choosing_a_rule(learner: Learner) -> None:
    learner.opens_item("square-times-exp")
    learner.begins_steps()
    learner.page.locator(".rung [name=rule]:not([value=product])").first.click()
    expect(learner.page.locator(".tried")).to_be_visible()


def naming_pieces(learner: Learner) -> None:
    learner.opens_item("square-times-exp")
    learner.begins_steps()
    learner.clicks("Product rule")
    expect(learner.step_field(0)).to_be_focused()
    learner.step_field(0).fill("2x (")
    learner.step_field(0).press("Enter")
    expect(learner.page.locator(".rung .hint")).to_contain_text("never closed")


def all_levels_shown(learner: Learner) -> None:
    learner.opens_item("square-times-exp")
    learner.begins_steps()
    for level in range(2, 5):
        learner.clicks("Show me")
        expect(learner.page.locator(".rung")).to_have_count(level)
    learner.clicks("Show me")
    expect(learner.page.locator(".rung.done")).to_have_count(4)


def worked(learner: Learner) -> None:
    learner.opens_item("two-slopes")
    learner.clicks("I don’t know")
    learner.is_told("Here it is")
    expect(learner.page.locator(".worked .step").first).to_be_visible()
    for summary in learner.page.locator(".worked .slopes > li > details > summary").all():
        summary.click()


def correct(learner: Learner) -> None:
    learner.opens_item("square-times-exp")
    learner.answers(learner.derivative())
    learner.is_told("Correct")


def given_up(learner: Learner) -> None:
    learner.opens_item("two-slopes")
    learner.clicks("I don’t know")
    learner.is_told("Here it is")


def boxes(learner: Learner) -> None:
    learner.opens_item("two-slopes")
    learner.page.get_by_label("Entry 1").fill("x")
    learner.page.get_by_label("Entry 2").fill("y")
    learner.clicks("Check")
    learner.is_told("Entry 1")


def choosing(learner: Learner) -> None:
    learner.opens_item("flat-point")
    learner.page.get_by_label("There is a minimum at").check()


def chosen(learner: Learner) -> None:
    choosing(learner)
    learner.clicks("Check")
    learner.is_told("Not yet")
    learner.page.get_by_label("The tangent is horizontal.").check()
    learner.clicks("Check")
    learner.is_told("Correct")


def explaining(learner: Learner) -> None:
    learner.opens_item("why-minus")


def probed(learner: Learner) -> None:
    learner.opens_item("why-minus")
    learner.field.fill("The gradient points at the minimum, and a step is small.")
    learner.clicks("Compare")
    learner.is_asked("Which way does the gradient itself point?")


def revealing(learner: Learner) -> None:
    probed(learner)
    learner.clicks("Nothing to add")
    expect(learner.page.locator(".misconception")).to_be_focused()


def explained(learner: Learner) -> None:
    revealing(learner)
    learner.clicks("No")
    for button in ("I said this", "Not yet"):
        expect(learner.page.locator(".point.open")).to_be_focused()
        learner.clicks(button)
    expect(learner.page.locator(".model")).to_be_focused()


def scenario_begun(learner: Learner) -> None:
    learner.opens_item("best-price")
    learner.answers("p")
    learner.is_told("Not yet")


def scenario_over(learner: Learner) -> None:
    scenario_begun(learner)
    learner.clicks("Go on with my answer")
    learner.is_asked("Part 2 of 2")
    learner.clicks("I don’t know")
    learner.is_told("Here it is")


def ended(learner: Learner) -> None:
    correct(learner)
    User.objects.update(new_per_day=1)
    learner.presses("4")
    expect(learner.page.locator(".end")).to_contain_text("Done for today")


STATES = [asking, typed, unreadable, wrong, correct, given_up, boxes, choosing, chosen, explaining, probed, revealing]
STATES += [explained_twice, nudged, choosing_a_rule, naming_pieces, all_levels_shown, worked]
STATES += [explained, scenario_begun, scenario_over, ended]
OPEN_PAGES = ["/", "/today/", "/plan/", "/library/", "/progress/", "/about/", "/sign-up/", "/log-in/", "/no/such/page/"]
OPEN_PAGES += ["/me/take/"]
LEARNERS_PAGES = ["/today/", "/library/", "/library/decks/practice/", "/library/best-price/", "/progress/", "/me/"]
LEARNERS_PAGES += ["/me/take/"]


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_every_state_of_a_question(learner, state):
    state(learner)
    assert objections(learner.page) == []


def test_every_page_a_stranger_sees(learner, trouble):
    found = [each for address in OPEN_PAGES for each in objections(learner.opens(address).page)]
    assert found == []
    assert [each for each in trouble if "404" not in each] == []
    trouble.clear()


def test_every_page_of_a_learner_with_a_history(learner):
    correct(learner)
    learner.opens_item("flat-point").clicks("I don’t know")
    learner.is_told("Here it is")
    found = [each for address in LEARNERS_PAGES for each in objections(learner.opens(address).page)]
    assert found == []


def test_what_is_said_about_an_entry_that_cannot_be_taken(learner):
    learner.opens("/sign-up/")
    learner.page.locator("[name=username]").fill("Guest-1")
    learner.page.locator("[name=password1]").fill("a-slope-of-one-half")
    learner.page.locator("[name=password2]").fill("another")
    learner.page.get_by_role("main").get_by_role("button", name="Sign up").click()
    expect(learner.page.locator(".errorlist").first).to_be_visible()
    assert objections(learner.page) == []


def test_formulas_are_set_in_our_own_font(learner):
    learner.opens_item("square-times-exp")
    learner.page.evaluate("document.fonts.ready")
    assert learner.page.evaluate("document.fonts.check('20px \"Gradus Math\"')")
    assert "Gradus Math" in learner.page.evaluate("getComputedStyle(document.querySelector('math')).fontFamily")
