"""A date is set at a browser: the plan appears, says where it leads, and Today follows; nothing axe objects to."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils.timezone import now
from playwright.sync_api import expect
from test_every_page import objections

from quiz.models import Card, Goal

pytestmark = pytest.mark.browser


def makes_a_plan(learner, days):
    learner.opens("/plan/")
    learner.page.get_by_label("On which day").fill(str((now() + timedelta(days=days)).date()))
    learner.page.get_by_label("Minutes a day").fill("25")
    learner.page.get_by_label("Sunday").check()
    learner.clicks("Make the plan")
    expect(learner.page.locator(".messages")).to_contain_text("Your plan is made.")


def test_a_plan_is_made_changed_and_removed(learner):
    makes_a_plan(learner, 14)
    goal = learner.page.locator(".goal")
    expect(goal).to_contain_text("in 14 days")
    expect(goal.locator("svg title")).to_contain_text("What you would know at the end of each day")
    expect(goal).to_contain_text(re.compile(r"about \d+ % of 6 questions"))
    assert objections(learner.page) == []

    learner.page.get_by_text("As a table, and how it is worked out").click()
    expect(goal.locator("details table")).to_be_visible()
    learner.page.get_by_text("One more date").click()
    assert objections(learner.page) == []

    learner.page.get_by_role("link", name="Change Interview").click()
    expect(learner.page.get_by_label("Sunday")).to_be_checked()
    assert objections(learner.page) == []
    learner.page.get_by_label("Minutes a day").fill("40")
    learner.clicks("Save")
    expect(goal).to_contain_text("At 40 minutes a day")

    learner.opens("/today/")
    expect(learner.page.get_by_role("main")).to_contain_text("Interview in 14 days")
    assert objections(learner.page) == []
    learner.opens("/plan/")
    learner.clicks("Remove Interview")
    expect(learner.page.locator(".messages")).to_contain_text("is removed")
    assert not Goal.objects.exists()


def test_the_eve_and_a_plan_that_is_over(learner):
    learner.opens_item("square-times-exp")
    learner.answers(learner.derivative())
    learner.is_told("Correct")
    makes_a_plan(learner, 14)
    today = now().date()
    Card.objects.update(due_at=None, due_day=today + timedelta(days=9), last_review=now() - timedelta(days=2))
    Goal.objects.update(day=today + timedelta(days=1), days_off=[], minutes=5)
    learner.opens("/plan/")
    expect(learner.page.locator(".goal")).to_contain_text("The eve")
    assert objections(learner.page) == []

    Goal.objects.update(day=today - timedelta(days=1))
    learner.opens("/plan/")
    expect(learner.page.get_by_role("heading", name="Over")).to_be_visible()
    assert objections(learner.page) == []
