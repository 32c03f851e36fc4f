"""A double click, a reload, the back button, a second tab: one review, and nothing typed is lost."""

import pytest
from playwright.sync_api import expect

from quiz.models import Attempt, ReviewEvent, User

pytestmark = pytest.mark.browser


def test_a_double_click_is_one_attempt_of_one_guest(learner):
    learner.opens_item("quarter")
    learner.field.fill("1/2")
    learner.page.get_by_role("button", name="Check").dblclick(no_wait_after=True)
    learner.is_told("Not yet")

    assert Attempt.objects.count() == 1
    assert User.objects.count() == 1


def test_a_double_press_on_a_rating_changes_one_review_and_skips_no_question(learner):
    learner.opens_item("quarter")
    learner.answers("1/4")
    learner.is_told("Correct")
    learner.page.get_by_role("button", name="Hard").dblclick(no_wait_after=True)
    learner.is_asked("A pair of headphones")

    assert list(ReviewEvent.objects.standing().values_list("rating", flat=True)) == [2]


def test_a_reload_after_a_verdict_finds_the_same_numbers_and_the_same_verdict(learner):
    learner.opens_item("square-times-exp")
    drawn = learner.drawn()
    learner.answers(learner.derivative())
    learner.is_told("Correct")
    learner.page.reload()

    expect(learner.verdict).to_contain_text("Correct")
    assert learner.drawn() == drawn
    assert ReviewEvent.objects.count() == 1


def test_a_reload_after_a_wrong_answer_finds_the_answer_in_the_field(learner):
    learner.opens_item("quarter")
    learner.answers("1/2")
    learner.is_told("Not yet")
    learner.page.reload()

    expect(learner.verdict).to_contain_text("Not yet")
    expect(learner.field).to_have_value("1/2")
    assert Attempt.objects.count() == 1


def test_the_back_button_shows_the_question_as_it_was_left_and_its_keys_still_work(learner):
    learner.opens("/")
    learner.answers("1/4")
    learner.is_told("Correct")
    learner.presses("Enter")
    learner.is_asked("A pair of headphones")
    learner.page.go_back()

    expect(learner.verdict).to_contain_text("Correct")
    expect(learner.prompt).to_contain_text("How steep is")
    assert ReviewEvent.objects.count() == 1
    learner.presses("1")
    learner.is_asked("A pair of headphones")
    assert ReviewEvent.objects.standing().get().rating == 1


def test_the_back_button_from_another_page_finds_the_verdict_too(learner):
    learner.opens_item("quarter")
    learner.answers("1/4")
    learner.is_told("Correct")
    learner.follows("Today")
    learner.page.wait_for_url("**/today/")
    learner.page.go_back()

    expect(learner.verdict).to_contain_text("Correct")
    assert ReviewEvent.objects.count() == 1


def test_a_draft_is_there_after_a_visit_to_another_page(learner):
    learner.opens_item("why-minus")
    learner.types("Because the gradient")
    learner.opens("/library/").opens_item("why-minus")

    expect(learner.field).to_have_value("Because the gradient")


def test_a_second_tab_answers_the_open_question_and_the_first_is_told(learner):
    learner.opens_item("quarter")
    learner.answers("1/2")
    learner.is_told("Not yet")
    other = type(learner)(learner.page.context.new_page(), learner.site).opens("/")
    other.answers("1/4")
    other.is_told("Correct")
    learner.answers("1/3")

    expect(learner.page.get_by_text("You have answered this one already.")).to_be_visible()
    assert ReviewEvent.objects.count() == 1
