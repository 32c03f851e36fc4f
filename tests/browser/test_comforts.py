"""What the script adds to the practice page, as a learner at the keyboard meets it."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
ANSWER = "/study/square-times-exp/"


@pytest.fixture
def asked(page: Page, site: str) -> Page:
    page.goto(site + ANSWER)
    return page


def test_the_cursor_is_in_the_answer_at_once(asked):
    expect(asked.locator("#answer")).to_be_focused()


def test_insert_keys_write_where_the_cursor_is_and_around_what_is_selected(asked):
    asked.locator("#answer").fill("abc")
    asked.evaluate("document.getElementById('answer').setSelectionRange(1, 2)")
    asked.locator('[data-insert="sqrt("]').click()
    expect(asked.locator("#answer")).to_have_value("asqrt(b)c")
    asked.keyboard.type("+")
    expect(asked.locator("#answer")).to_have_value("asqrt(b)+c")


def test_the_reading_follows_what_is_typed(asked):
    asked.locator("#answer").fill("2x e^x")
    expect(asked.locator("#preview annotation").last).to_have_text("2 x e^{x}")


def test_a_draft_survives_a_reload(asked):
    asked.locator("#answer").press_sequentially("2x e^")
    asked.reload()
    expect(asked.locator("#answer")).to_have_value("2x e^")


def test_an_answered_draft_is_forgotten(asked):
    asked.locator("#answer").fill("x")
    asked.keyboard.press("Enter")
    expect(asked.locator(".verdict")).to_be_focused()
    assert asked.evaluate("Object.keys(sessionStorage).filter((name) => name.startsWith('draft:'))") == []


def test_after_a_verdict_one_simply_types_on(asked):
    asked.locator("#answer").fill("x")
    asked.keyboard.press("Enter")
    expect(asked.locator(".verdict")).to_be_focused()
    asked.keyboard.type("+1")
    expect(asked.locator("#answer")).to_have_value("x+1")


def test_digits_choose_the_confidence_outside_the_field_and_are_text_inside(asked):
    asked.locator("#answer").press_sequentially("3")
    assert asked.locator(".confidence input:checked").count() == 0
    asked.evaluate("document.activeElement.blur()")
    asked.keyboard.press("3")
    expect(asked.locator('.confidence input[value="sure"]')).to_be_checked()
    expect(asked.locator("#answer")).to_have_value("3")


def test_a_copied_formula_is_its_latex(asked, context, site):
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site)
    asked.evaluate("getSelection().selectAllChildren(document.querySelector('label[for=answer]'))")
    asked.keyboard.press("Control+c")
    assert asked.evaluate("navigator.clipboard.readText()") == "Your answer for $f'(x)$"


def test_two_presses_are_one_post(asked):
    posts = []
    asked.on("request", lambda request: posts.append(request.url) if request.method == "POST" else None)
    asked.locator("#answer").fill("x")
    asked.evaluate("const b = document.querySelector('.answer .primary'); b.click(); b.click()")
    expect(asked.locator(".verdict")).to_be_visible()
    assert len(posts) == 1


def test_a_server_that_is_gone_is_said_and_nothing_typed_is_lost(asked, trouble):
    asked.locator("#answer").fill("x")
    asked.context.set_offline(True)
    asked.keyboard.press("Enter")
    expect(asked.locator("#trouble")).to_be_visible()
    expect(asked.locator("#answer")).to_have_value("x")
    asked.context.set_offline(False)
    asked.locator(".answer .primary").click()
    expect(asked.locator(".verdict")).to_be_visible()
    expect(asked.locator("#trouble")).to_be_hidden()
    trouble.clear()
