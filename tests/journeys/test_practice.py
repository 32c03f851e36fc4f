"""Practising over HTTP, without JavaScript: what a browser with scripts switched off can do."""

from __future__ import annotations

import re

import pytest

from quiz.models import Attempt, Card, ReviewEvent, User
from quiz.services.ticket import Ticket


def drawn_by(visitor):
    """The parameters of the scenario on the page, from its ticket."""
    values = Ticket.read(visitor.form("/answer/")[1]["ticket"]).values
    return tuple(int(values[name]) for name in "ckm")


def n_on_page(visitor):
    return int(re.search(r"x\^\{?(\d+)\}?", visitor.html)[1])


def test_looking_writes_nothing(visitor):
    visitor.open("/")

    assert visitor.status == 200
    assert User.objects.count() == 0
    assert Card.objects.count() == 0


def test_the_first_answer_makes_a_guest_and_a_right_one_ends_the_review(visitor):
    visitor.open("/study/square-times-exp/")
    n = n_on_page(visitor)
    visitor.send("/answer/", act="answer", answer=f"{n}x^{n - 1} e^x + x^{n} e^x", confidence="sure")

    assert visitor.sees("Correct")
    guest = User.objects.get()
    assert guest.is_guest
    event = ReviewEvent.objects.get()
    assert (event.rating, event.proposed, event.confidence) == (3, 3, "sure")
    assert Card.objects.get().reviews == 1


def test_a_wrong_answer_is_named_and_can_be_tried_again(visitor):
    visitor.open("/study/square-times-exp/")
    n = n_on_page(visitor)
    visitor.send("/answer/", act="answer", answer=f"{n}x^{n - 1} e^x")

    assert visitor.sees("Not yet")
    assert visitor.sees("What does the product rule add?")
    assert ReviewEvent.objects.count() == 0

    visitor.send("/answer/", act="answer", answer=f"(x^{n} + {n}x^{n - 1}) e^x")

    assert visitor.sees("Correct")
    assert ReviewEvent.objects.get().rating == 1, "a named misconception is relearned"


def test_an_unreadable_answer_costs_nothing_and_stays_in_the_field(visitor):
    visitor.open("/study/square-times-exp/").send("/answer/", act="answer", answer="2 sin(x")

    assert visitor.sees("I cannot read this yet")
    assert visitor.sees("This bracket is never closed.")
    assert 'value="2 sin(x"' in visitor.html
    assert not Attempt.objects.get().counts
    assert ReviewEvent.objects.count() == 0


def test_the_answer_can_be_shown_and_the_question_comes_back(visitor):
    visitor.open("/study/square-times-exp/").send("/answer/", act="gave_up")

    assert visitor.sees("Here it is")
    assert visitor.sees("Each factor has its turn")
    assert ReviewEvent.objects.get().rating == 1
    assert Card.objects.get().due_at is not None


def test_hints_open_one_by_one_and_cap_the_rating(visitor):
    visitor.open("/study/square-times-exp/")
    action, hidden = visitor.form("/answer/")
    visitor._got(visitor.client.post(action.replace("/answer/", "/hint/"), hidden))

    assert visitor.sees("Which operation happens last?")
    assert not visitor.sees("Each factor is differentiated once.")

    n = n_on_page(visitor)
    visitor.send("/answer/", act="answer", answer=f"{n}x^{n - 1} e^x + x^{n} e^x")

    assert ReviewEvent.objects.get().rating == 2


def test_another_rating_replaces_the_proposed_one_and_both_stay_in_the_log(visitor):
    visitor.open("/study/quarter/").send("/answer/", act="answer", answer="1/4")
    visitor.send("/rate/", rating="4")

    kinds = list(ReviewEvent.objects.values_list("kind", "rating"))
    assert kinds == [("review", 3), ("void", None), ("review", 4)]
    assert Card.objects.get().reviews == 1
    assert ReviewEvent.objects.standing().get().proposed == 3


def test_undo_brings_the_question_back_with_the_same_numbers(visitor):
    visitor.open("/study/square-times-exp/")
    n = n_on_page(visitor)
    visitor.send("/answer/", act="gave_up").open("/").send("/study/undo/")

    assert visitor.sees("taken back")
    assert n_on_page(visitor) == n
    assert ReviewEvent.objects.standing().count() == 0
    assert Card.objects.get().reviews == 0


def test_a_review_shows_other_numbers(visitor):
    visitor.open("/study/square-times-exp/")
    first = n_on_page(visitor)
    visitor.send("/answer/", act="gave_up").open("/study/square-times-exp/")

    assert n_on_page(visitor) != first


def test_a_choice_answers_each_option(visitor):
    visitor.open("/study/flat-point/").send("/answer/", act="answer", answer="1")

    assert visitor.sees("Not yet")
    assert visitor.sees("at")  # its feedback
    visitor.send("/answer/", act="answer", answer="0")

    assert visitor.sees("Correct")
    assert visitor.sees("That is all it says.")


def test_a_choice_without_a_tick_costs_nothing(visitor):
    visitor.open("/study/flat-point/").send("/answer/", act="answer")

    assert visitor.status == 200
    assert ReviewEvent.objects.count() == 0
    assert not Attempt.objects.filter(counts=True).exists()


def test_the_boxes_of_a_vector_are_put_together(visitor):
    visitor.open("/study/two-slopes/")
    a = Ticket.read(visitor.form("/answer/")[1]["ticket"]).values["a"]
    visitor.send("/answer/", act="answer", box0=f"{a}y", box1=f"{a}x+2y")

    assert visitor.sees("Correct")


def test_explaining_reveals_point_by_point_and_the_learners_ticks_count(visitor):
    visitor.open("/study/why-minus/")
    visitor.send("/answer/", act="answer", answer="The gradient points uphill, and only a small step is safe.")

    assert visitor.sees("The gradient points uphill.")
    assert not visitor.sees("The promise holds for a small step.")
    visitor.send("/tick/", said="yes")
    assert visitor.sees("The promise holds for a small step.")
    visitor.send("/tick/", said="yes")

    assert visitor.sees("A model answer")
    assert ReviewEvent.objects.get().rating == 3


def test_a_must_that_seems_missing_is_probed_before_anything_is_revealed(visitor):
    visitor.open("/study/why-minus/").send("/answer/", act="answer", answer="Because the gradient points uphill.")

    assert visitor.sees("Can the loss be higher after one step?")
    assert not visitor.sees("The promise holds for a small step.")
    visitor.send("/answer/", act="probe", answer="It can, if the step is not small.")
    visitor.send("/tick/", said="yes").send("/tick/", said="yes")

    assert ReviewEvent.objects.get().rating == 2, "a probe caps the rating"


def test_a_missing_must_proposes_again(visitor):
    visitor.open("/study/why-minus/").send("/answer/", act="thought")
    visitor.send("/tick/", said="yes").send("/tick/", said="no")

    event = ReviewEvent.objects.get()
    assert event.rating == 1
    assert "small step" in event.reason


def test_a_typical_wrong_claim_is_asked_back(visitor):
    visitor.open("/study/why-minus/")
    visitor.send("/answer/", act="answer", answer="The gradient points at the minimum, a small step follows it.")
    if visitor.sees("Which way does the gradient itself point?"):
        visitor.send("/answer/", act="skipped")

    assert visitor.sees("Did you mean that the gradient itself leads to the minimum?")


def test_a_scenario_marks_on_from_the_learners_own_slope(visitor):
    visitor.open("/study/best-price/")
    _, k, m = drawn_by(visitor)
    visitor.send("/answer/", act="answer", answer=f"{m} - {2 * k} p")
    assert visitor.sees("Not yet")
    visitor.send("/answer/", act="went_on")
    assert visitor.sees("Part 2 of 2")
    visitor.send("/answer/", act="answer", answer=f"{m}/{2 * k}")

    assert visitor.sees("Correct")
    event = ReviewEvent.objects.get()
    assert event.rating == 2, "marking on is hard at most"
    assert "own" in event.reason


def test_a_scenario_answered_part_by_part_is_one_review(visitor):
    visitor.open("/study/best-price/")
    c, k, m = drawn_by(visitor)
    visitor.send("/answer/", act="answer", answer="p")
    visitor.send("/answer/", act="answer", answer=f"{m + k * c} - {2 * k} p")
    assert visitor.sees("Part 2 of 2")
    assert ReviewEvent.objects.count() == 0
    visitor.send("/answer/", act="answer", answer=f"{m + k * c}/{2 * k}")

    assert ReviewEvent.objects.get().rating == 2, "one slip in one part"


PAGES = ["/", "/today/", "/library/", "/library/decks/practice/", "/library/quarter/", "/progress/"]


@pytest.mark.parametrize("address", PAGES)
def test_every_page_answers_a_stranger(visitor, address):
    visitor.open(address)

    assert visitor.status == 200
    assert "<main" in visitor.html
