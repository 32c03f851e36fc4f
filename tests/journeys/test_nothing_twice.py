"""Two tabs, a double click, the back button and a reload: never two reviews, never a lost answer."""

from __future__ import annotations

import pytest

from quiz.models import Attempt, Card, ReviewEvent
from quiz.services.publishing import publish


def sent_twice(visitor, address_ends, **fields):
    action, hidden = visitor.form(address_ends)
    form = {**hidden, **fields}
    visitor._got(visitor.client.post(action, form))
    return visitor._got(visitor.client.post(action, form))


def test_a_double_click_is_one_attempt(visitor):
    visitor.open("/study/quarter/")
    sent_twice(visitor, "/answer/", act="answer", answer="1/2")

    assert Attempt.objects.count() == 1
    assert visitor.sees("Not yet")


def test_a_right_answer_sent_twice_is_one_review(visitor):
    visitor.open("/study/quarter/")
    sent_twice(visitor, "/answer/", act="answer", answer="1/4")

    assert ReviewEvent.objects.count() == 1
    assert visitor.sees("Correct")


def test_a_second_tab_sees_how_the_question_stands(visitor):
    visitor.open("/study/quarter/")
    action, in_the_second_tab = visitor.form("/answer/")
    visitor.send("/answer/", act="answer", answer="1/4")
    in_the_second_tab["nonce"] = "00000000-0000-4000-8000-000000000002"
    visitor._got(visitor.client.post(action, {**in_the_second_tab, "act": "answer", "answer": "1/2"}))

    assert ReviewEvent.objects.count() == 1
    assert visitor.sees("answered this one already")


def test_both_tabs_may_try_while_the_question_is_open(visitor):
    visitor.open("/study/quarter/")
    action, in_the_second_tab = visitor.form("/answer/")
    visitor.send("/answer/", act="answer", answer="1/2")
    in_the_second_tab["nonce"] = "00000000-0000-4000-8000-000000000003"
    visitor._got(visitor.client.post(action, {**in_the_second_tab, "act": "answer", "answer": "1/4"}))

    assert Attempt.objects.count() == 2
    assert ReviewEvent.objects.count() == 1
    assert Card.objects.count() == 1


def test_a_reload_after_a_wrong_try_finds_the_try(visitor):
    visitor.open("/study/quarter/").send("/answer/", act="answer", answer="1/2").open("/")

    assert visitor.sees("Not yet")
    assert 'value="1/2"' in visitor.html


def test_the_address_of_a_finished_question_shows_its_verdict(visitor):
    visitor.open("/study/quarter/").send("/answer/", act="answer", answer="1/4").open("/study/quarter/seen/0/")

    assert visitor.sees("Correct")
    assert ReviewEvent.objects.count() == 1


def test_a_rating_pressed_twice_counts_once(visitor):
    visitor.open("/study/quarter/").send("/answer/", act="answer", answer="1/4")
    sent_twice(visitor, "/rate/", rating="2")

    assert ReviewEvent.objects.standing().count() == 1
    assert Card.objects.get().reviews == 1


def test_an_item_published_anew_is_graded_as_it_was_shown(visitor, rewritten):
    visitor.open("/study/quarter/")
    publish(rewritten("s(x): 1/(1 + exp(-x))", "s(x): 1/(1 + exp(-2*x))"), digest="second", at=rewritten.at)
    visitor.send("/answer/", act="answer", answer="1/4")

    assert visitor.sees("Correct")
    assert ReviewEvent.objects.get().revision.number == 1


def test_editing_the_wording_keeps_every_schedule(visitor, rewritten):
    visitor.open("/study/quarter/").send("/answer/", act="answer", answer="1/4")
    before = Card.objects.values("state", "due_at", "due_day", "stability", "reviews").get()
    reworded = rewritten("title: The steepest point", "title: The very steepest point")
    summary = publish(reworded, digest="second", at=rewritten.at)

    assert (summary.reworded, summary.revised, summary.created) == (1, 0, 0)
    assert Card.objects.values("state", "due_at", "due_day", "stability", "reviews").get() == before


@pytest.mark.parametrize("ticket", ["", "nonsense", "x" * 9000, "a:b:c"])
def test_a_ticket_of_another_making_shows_the_question_again(visitor, ticket):
    visitor.open("/study/quarter/")
    action, hidden = visitor.form("/answer/")
    visitor._got(visitor.client.post(action, {**hidden, "ticket": ticket, "act": "answer", "answer": "1/4"}))

    assert visitor.status == 200
    assert visitor.sees("too old to be checked")
    assert 'value="1/4"' in visitor.html
    assert ReviewEvent.objects.count() == 0
