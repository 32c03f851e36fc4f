"""From guest to name and back again: what was practised stays."""

import pytest
from playwright.sync_api import Page, expect

from quiz.models import Card, User

pytestmark = pytest.mark.browser
PASSWORD = "a-slope-of-one-half"


def fill_and_send(page: Page, button: str, **entries: str) -> None:
    for name, text in entries.items():
        page.locator(f"[name={name}]").fill(text)
    page.get_by_role("main").get_by_role("button", name=button).click()


def test_signing_up_keeps_the_progress_and_logging_in_finds_it_again(learner):
    page = learner.page
    learner.opens_item("quarter")
    learner.answers("1/4")
    learner.is_told("Correct")

    learner.opens("/sign-up/")
    expect(page.get_by_text("What you have practised so far is kept under your name.")).to_be_visible()
    fill_and_send(page, "Sign up", username="ann", password1=PASSWORD, password2=PASSWORD)
    expect(page.get_by_role("status").get_by_text("Welcome, ann.")).to_be_visible()
    assert Card.objects.get().user == User.objects.get(username="ann", is_guest=False)

    learner.follows("ann")
    learner.clicks("Log out")
    expect(page.get_by_role("link", name="Log in")).to_be_visible()
    learner.follows("Progress")
    expect(page.get_by_text("Nothing to show yet.")).to_be_visible()

    learner.follows("Log in")
    fill_and_send(page, "Log in", username="ann", password=PASSWORD)
    learner.follows("Progress")
    expect(page.locator(".numbers").get_by_text("reviews in all").locator("xpath=../dd")).to_have_text("1")


def test_what_a_sign_up_cannot_take_is_said_beside_its_field_and_what_was_typed_stays(learner):
    learner.opens("/sign-up/")
    fill_and_send(learner.page, "Sign up", username="Guest-1", password1=PASSWORD, password2=PASSWORD)

    name = learner.page.locator("[name=username]")
    expect(name).to_have_value("Guest-1")
    expect(name).to_have_attribute("aria-invalid", "true")
    expect(learner.page.locator(".errorlist")).to_contain_text("belong to guests")


def test_who_practises_before_logging_in_brings_the_question_along(learner):
    learner.opens("/sign-up/")
    fill_and_send(learner.page, "Sign up", username="ann", password1=PASSWORD, password2=PASSWORD)
    learner.follows("ann")
    learner.clicks("Log out")
    learner.opens_item("quarter")
    learner.answers("1/4")
    learner.is_told("Correct")
    learner.opens("/log-in/")
    fill_and_send(learner.page, "Log in", username="ann", password=PASSWORD)

    expect(learner.page.get_by_text("The 1 question you met as a guest came along.")).to_be_visible()
