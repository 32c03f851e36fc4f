"""On the pages: why a question is due when it is, and what can be done to it besides answering it."""

from __future__ import annotations

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from quiz.models import Card, ReviewEvent, User


@pytest.fixture
def met(visitor):
    """One question answered, and its page in the library."""
    visitor.open("/study/quarter/").send("/answer/", act="answer", answer="1/4")
    return visitor


def rebuilt(*arguments):
    """Exit status and output of `manage.py rebuild_cards`."""
    out = StringIO()
    try:
        call_command("rebuild_cards", *arguments, stdout=out)
    except SystemExit as ended:
        return ended.code, out.getvalue()
    return 0, out.getvalue()


def test_after_a_review_the_page_says_why_it_is_due_then(met):
    assert met.sees("Why is this due in 10 minutes?")
    assert met.sees("it is being learnt")


def test_the_library_says_why_with_the_numbers(met):
    met.send("/rate/", rating="4").open("/library/quarter/")
    event = ReviewEvent.objects.standing().get()

    assert met.sees("easy, as you chose")
    assert met.sees("90 %")
    assert met.sees(f"{event.after['stability']:.1f}".removesuffix(".0"))


def test_a_question_is_set_aside_and_brought_back(met):
    met.open("/library/quarter/").send("/card/", what="suspend")
    assert met.sees("is set aside")
    assert met.sees("Set aside, 1 review so far")
    met.send("/card/", what="unsuspend")
    assert met.sees("This question is back")
    assert not Card.objects.get().suspended


def test_after_the_review_a_question_can_wait_until_tomorrow(met):
    met.send("/card/", what="bury")

    assert met.sees("waits until tomorrow")
    assert met.sees("Undo what was done to a question")
    assert Card.objects.get().buried_until is not None
    met.send("/study/undo/")
    assert Card.objects.get().buried_until is None
    assert Card.objects.get().reviews == 1


def test_a_day_is_set_and_the_change_taken_back(met):
    met.open("/library/quarter/")
    before = Card.objects.get().memory
    met.send("/card/", what="reschedule", day="2099-01-01")
    assert met.sees("Nothing was changed")
    day = ReviewEvent.objects.get().study_day + timedelta(days=3)
    met.send("/card/", what="reschedule", day=day.isoformat())
    assert Card.objects.get().due_day == day
    assert met.sees("You set the day yourself")
    event = ReviewEvent.objects.acts().latest("id")
    met.send("/card/", what="undo", event=str(event.uuid))

    assert met.sees("That is taken back")
    assert Card.objects.get().memory == before


@pytest.mark.parametrize("sent", [{}, {"what": "nonsense"}, {"what": "reschedule", "day": "soon"}, {"what": "undo"}])
def test_what_makes_no_sense_changes_nothing(visitor, sent):
    visitor.open("/library/quarter/").send("/card/", **sent)

    assert visitor.status == 200
    assert visitor.sees("Nothing was changed")
    assert not ReviewEvent.objects.exists()


def test_the_command_finds_nothing_and_says_so(met):
    status, said = rebuilt()

    assert status == 0
    assert "1 events, 1 cards, 0 differences" in said


def test_the_command_tells_and_mends_what_differs(met):
    Card.objects.update(stability=77.0)
    status, said = rebuilt("--dry-run")
    assert status == 1
    assert "stability is 77.0, by the log" in said
    assert Card.objects.get().stability == 77.0

    status, said = rebuilt("--json")
    found = json.loads(said)
    assert (status, found["mended"], len(found["differences"])) == (1, True, 1)
    assert rebuilt("--learner", User.objects.get().username)[0] == 0


def test_the_command_knows_its_learners(db):
    with pytest.raises(CommandError, match="no learner"):
        call_command("rebuild_cards", "--learner", "nobody")
