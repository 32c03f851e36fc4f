"""A learner's first questions in a browser: every kind, every state, by mouse and by key."""

import pytest
from playwright.sync_api import expect

from quiz.models import ReviewEvent, User

pytestmark = pytest.mark.browser


def ratings():
    return list(ReviewEvent.objects.standing().order_by("id").values_list("rating", flat=True))


def test_from_the_first_visit_to_the_third_answer_nothing_is_asked_but_questions(learner):
    learner.opens("/")
    learner.is_asked("How steep is")
    learner.answers("1/4")
    learner.is_told("Correct")

    learner.presses("Enter")
    learner.is_asked("A pair of headphones")
    c, k, m = (learner.drawn()[name] for name in "ckm")
    learner.answers(f"{m + k * c} - {2 * k} p")
    learner.is_told("Correct")
    learner.answers(f"{m + k * c}/{2 * k}")
    expect(learner.page.get_by_role("group", name="How well did you know it?")).to_be_visible()
    learner.is_told("Correct")

    learner.follows("Next question")
    learner.is_asked("Differentiate with respect to")
    learner.answers(learner.derivative())
    learner.is_told("Correct")

    assert ratings() == [3, 3, 3]
    assert User.objects.get().is_guest


def test_wrong_then_right(learner):
    learner.opens_item("square-times-exp")
    n = learner.drawn()["n"]
    learner.types(f"{n}x^{n - 1} e^x")
    expect(learner.page.locator("#preview annotation").last).to_contain_text("e^{x}")
    assert ReviewEvent.objects.count() == 0

    learner.presses("Enter")
    learner.is_told("Not yet")
    learner.is_told("What does the product rule add?")
    expect(learner.page.locator("#preview annotation").last).to_contain_text("e^{x}")

    learner.page.keyboard.type(f"+ x^{n} e^x")
    expect(learner.field).to_have_value(f"{n}x^{n - 1} e^x+ x^{n} e^x")
    learner.presses("Enter")
    learner.is_told("Correct")
    expect(learner.page.get_by_role("group", name="How well did you know it?")).to_be_visible()
    assert ratings() == [1]


def test_what_cannot_be_read_is_said_while_typing_and_costs_nothing(learner):
    learner.opens_item("square-times-exp")
    learner.types("2 sin(x")
    expect(learner.page.locator("#preview")).to_contain_text("This bracket is never closed.")
    learner.presses("Enter")
    learner.is_told("I cannot read this yet")
    learner.is_told("does not count")
    expect(learner.field).to_have_value("2 sin(x")

    learner.page.locator(".verdict form").get_by_role("button").click()
    learner.is_told("Not yet")


def test_hints_open_one_by_one_and_then_the_answer(learner):
    learner.opens_item("square-times-exp")
    learner.clicks("Hint 1 of 2")
    learner.is_told("Which operation happens last?")
    learner.presses("h")
    learner.is_told("Each factor is differentiated once.")
    learner.clicks("I don’t know")
    learner.is_told("Here it is")
    assert ratings() == [1]


def test_a_choice_answers_each_option(learner):
    learner.opens_item("flat-point")
    learner.page.get_by_label("There is a minimum at").check()
    learner.clicks("Check")
    learner.is_told("Not yet")
    learner.page.get_by_label("The tangent is horizontal.").check()
    learner.clicks("Check")
    learner.is_told("Correct")
    expect(learner.page.locator(".option.ok")).to_contain_text("That is all it says.")


def test_the_boxes_of_a_vector_are_filled_one_after_the_other(learner):
    learner.opens_item("two-slopes")
    a = learner.drawn()["a"]
    learner.page.keyboard.type(f"{a} y")
    learner.presses("Tab")
    learner.page.keyboard.type("2 y")
    learner.presses("Enter")
    learner.is_told("Entry 1: ✓ right")
    learner.is_told("Entry 2: ✕ not yet")
    learner.page.get_by_label("Entry 2").fill(f"{a} x + 2 y")
    learner.clicks("Check")
    learner.is_told("Correct")


def test_explaining_is_ticked_point_by_point_with_the_mouse(learner):
    learner.opens_item("why-minus")
    learner.field.fill("The gradient points uphill, and only a small step is safe.")
    learner.clicks("Compare")

    point = learner.page.locator(".point")
    expect(point).to_have_count(1)
    expect(point).to_contain_text("The gradient points uphill.")
    expect(point).to_be_focused()
    learner.clicks("I said this")
    expect(point.nth(1)).to_be_focused()
    learner.clicks("I said this")

    expect(learner.page.locator(".model")).to_contain_text("The gradient points uphill, so the opposite direction")
    expect(learner.page.locator(".model")).to_be_focused()
    assert ratings() == [3]


def test_explaining_is_ticked_point_by_point_with_y_and_n(learner):
    learner.opens_item("why-minus")
    learner.page.keyboard.type("Because the gradient points uphill.")
    learner.presses("Control+Enter")

    learner.is_asked("Can the loss be higher after one step?")
    learner.clicks("Nothing to add")
    expect(learner.page.locator(".point.open")).to_be_focused()
    learner.presses("y")
    expect(learner.page.locator(".point.said")).to_have_count(1)
    learner.presses("n")
    expect(learner.page.locator(".point.missed")).to_have_count(1)
    expect(learner.page.locator(".model")).to_be_focused()
    assert ratings() == [1]


def test_a_scenario_marks_on_from_the_learners_own_slope(learner):
    learner.opens_item("best-price")
    k, m = (learner.drawn()[name] for name in "km")
    learner.answers(f"{m} - {2 * k} p")
    learner.is_told("Not yet")
    learner.clicks("Go on with my answer")
    learner.is_asked("Part 2 of 2")
    learner.answers(f"{m}/{k}")
    learner.is_told("Not yet")
    learner.answers(f"{m}/{2 * k}")
    learner.is_told("Correct")
    assert ratings()[0] <= 2


def test_a_rating_is_chosen_by_its_key_and_leads_on(learner):
    learner.opens_item("quarter")
    learner.answers("0.25")
    learner.is_told("Correct")
    expect(learner.page.locator(".rate .proposed")).to_contain_text("Good")
    learner.presses("4")
    learner.is_asked("A pair of headphones")
    assert ratings() == [4]


@pytest.mark.parametrize(("key", "level"), [("1", "guess"), ("2", "unsure"), ("3", "sure")])
def test_confidence_is_chosen_by_its_key(learner, key, level):
    learner.opens_item("flat-point")
    learner.page.get_by_label("The tangent is horizontal.").check()
    learner.presses(key, "Enter")
    learner.is_told("Correct")
    assert ReviewEvent.objects.get().confidence == level


def test_z_takes_the_last_review_back_with_the_same_numbers(learner):
    learner.opens_item("square-times-exp")
    n = learner.drawn()["n"]
    learner.answers(learner.derivative())
    learner.is_told("Correct")
    learner.presses("Enter")
    learner.is_asked("How steep is")

    learner.page.get_by_role("heading", name="Question").evaluate("document.activeElement.blur()")
    learner.presses("z")
    expect(learner.page.get_by_text("That is taken back.")).to_be_visible()
    learner.is_asked("Differentiate with respect to")
    assert learner.drawn()["n"] == n
    assert ratings() == []


def test_when_all_is_done_the_page_says_so_and_stops(learner):
    learner.opens_item("quarter")
    learner.answers("1/4")
    learner.is_told("Correct")
    User.objects.update(new_per_day=1)
    learner.presses("4")

    end = learner.page.locator(".end")
    expect(end).to_contain_text("Done for today")
    expect(end).to_be_focused()
    learner.presses("z")
    learner.is_asked("How steep is")
