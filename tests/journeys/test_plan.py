"""A date to be ready for, over HTTP and with a moved clock: made, days missed, planned anew, the eve, after."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from quiz.models import Card, Deck, Goal, Item, User
from quiz.services import plan

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
"""A Monday."""


@pytest.fixture
def at(time_machine):
    """Moves the clock to so many days after the start."""

    def move(days, hours=0):
        time_machine.move_to(START + timedelta(days=days, hours=hours), tick=False)

    move(0)
    return move


def makes_a_plan(visitor, days=12, **more):
    fields = {"name": "Interview", "day": str((START + timedelta(days=days)).date()), "minutes": 30}
    decks = list(Deck.objects.values_list("key", flat=True))
    return visitor.open("/plan/").send("/plan/", **{**fields, "decks": decks, **more})


def words(visitor):
    return " ".join(re.sub(r"<[^>]+>", " ", visitor.html).split())


def met_today(visitor, days):
    """Today's new items as if they had been learnt in one go, due in five days."""
    user = User.objects.get()
    (line,) = plan.lines(user, at=START + timedelta(days=days))
    unseen = Item.objects.exclude(cards__reviews__gt=0)[: line.new_left]
    now = START + timedelta(days=days)
    fields = {"state": "review", "stability": 5.0, "difficulty": 5.0, "reviews": 1, "interval": 5}
    for item in unseen:
        due = now.date() + timedelta(days=5)
        Card.objects.create(user=user, item=item, last_review=now, due_day=due, **fields)


def test_a_plan_from_the_first_day_to_the_day_after(visitor, at):
    makes_a_plan(visitor)
    assert "in 12 days" in words(visitor) and "Where this leads" in words(visitor)
    assert "1 new today" in words(visitor.open("/plan/")) or ">1</dd>" in visitor.html
    assert "Interview in 12 days: 1 question today" in words(visitor.open("/today/"))

    at(7)
    assert "Interview in 5 days: 3 questions today" in words(visitor.open("/today/"))
    met_today(visitor, 7)
    at(8)
    assert "Interview in 4 days: 3 questions today" in words(visitor.open("/today/"))
    met_today(visitor, 8)

    at(11)
    assert "Interview tomorrow: 6 questions today" in words(visitor.open("/today/"))
    assert "The eve" in words(visitor.open("/plan/")) and "in the final pass" in words(visitor)

    at(12)
    assert "Interview today" in words(visitor.open("/today/"))
    assert "Today is the day" in words(visitor.open("/plan/")) and '<svg class="fig"' not in visitor.html

    at(13)
    assert "Interview" not in words(visitor.open("/today/"))
    assert "Over Interview 14 March 2026" in words(visitor.open("/plan/"))
    visitor.send("/remove/")
    assert "is removed" in words(visitor) and not Goal.objects.exists()


def test_a_stranger_becomes_a_guest_with_the_first_plan_and_not_before(visitor, at):
    visitor.open("/plan/")
    assert not User.objects.exists()
    makes_a_plan(visitor)

    assert User.objects.get().is_guest and Goal.objects.get().user == User.objects.get()


def test_the_forecast_has_its_range_in_words_as_a_figure_and_as_a_table(visitor, at):
    makes_a_plan(visitor)

    assert re.search(
        r"about \d+ % of 6 questions on the day; 8 of 10 simulations lie between \d+ and \d+ %", words(visitor)
    )
    assert re.search(r"<title id=\"path-\d+\">What you would know at the end of each day until 14 March", visitor.html)
    assert visitor.html.count("<tr><td>") == 13
    assert re.search(r"Minutes a day Known on the day .* 30 .* 35 .* 40 ", words(visitor))


def test_too_few_minutes_are_said_with_what_would_help(visitor, at):
    makes_a_plan(visitor, days=1, minutes=5)

    assert "4 of the 6 questions you have not met do not fit into 5 minutes a day" in words(visitor)


def test_a_plan_can_be_changed(visitor, at):
    makes_a_plan(visitor)
    goal = Goal.objects.get()
    visitor.open(f"/plan/{goal.pk}/")
    decks = list(Deck.objects.values_list("key", flat=True))
    day = (START + timedelta(days=3)).date()
    visitor.send(f"/plan/{goal.pk}/", name="Exam", day=str(day), minutes=45, decks=decks, days_off=["5", "6"])
    goal.refresh_from_db()

    assert "Your plan is changed." in words(visitor)
    assert (goal.name, goal.day, goal.minutes, goal.days_off) == ("Exam", day, 45, [5, 6])


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"day": "2026-03-02"}, "a day after today and within a year"),
        ({"day": "2028-03-02"}, "a day after today and within a year"),
        ({"day": "soon"}, "Enter a valid date"),
        ({"minutes": "0"}, "greater than or equal to 5"),
        ({"minutes": "9" * 400}, "less than or equal to 240"),
        ({"minutes": "9" * 5000}, "Enter a whole number"),
        ({"decks": ["9" * 5000]}, "is not one of the available choices"),
        ({"decks": ["practice", "a\x00b"]}, "is not one of the available choices"),
        ({"days_off": ["9" * 5000]}, "is not one of the available choices"),
        ({"decks": []}, "This field is required"),
        ({"decks": ["nowhere"]}, "nowhere is not one of the available choices"),
        ({"days_off": list("0123456")}, "One day of the week must be left"),
        ({"days_off": ["7"]}, "7 is not one of the available choices"),
        ({"name": "n" * 61}, "at most 60 characters"),
        ({"name": "a\x00b"}, "Null characters are not allowed"),
    ],
)
def test_what_cannot_be_planned_is_said_and_nothing_is_stored(visitor, at, wrong, said):
    makes_a_plan(visitor, **wrong)

    assert visitor.status == 200
    assert said in words(visitor)
    assert not Goal.objects.exists() and not User.objects.exists()


def test_two_plans_of_one_name_are_refused_and_six_plans_too(visitor, at):
    makes_a_plan(visitor)
    assert "a plan with this name already" in words(makes_a_plan(visitor))
    for number in range(4):
        makes_a_plan(visitor, name=f"Exam {number}")

    assert Goal.objects.count() == plan.MOST_GOALS
    assert "5 plans at a time" in words(visitor)


def test_a_form_sent_twice_at_once_makes_one_plan(visitor, at):
    makes_a_plan(visitor)
    first = Goal.objects.get()
    again = Goal(user=first.user, name=first.name, day=first.day)

    assert plan.set_goal(again, Deck.objects.all(), at=START) == first
    assert Goal.objects.count() == 1


def test_a_plan_is_nobody_elses(visitor, at, client):
    makes_a_plan(visitor)
    address = f"/plan/{Goal.objects.get().pk}/"
    client.force_login(User.objects.create(username="ben"))

    assert client.get(address).status_code == 404
    assert client.post(address + "remove/").status_code == 404
    assert client.get(address + "remove/").status_code == 405
    client.logout()
    assert client.get(address).status_code == 404
    assert client.get(f"/plan/{'9' * 40}/").status_code == 404
    assert Goal.objects.count() == 1


def simulated(*options):
    out = StringIO()
    call_command("simulate_plan", *options, stdout=out)
    return out.getvalue()


def test_the_simulator_prints_a_table_and_repeats_itself():
    small = ("--items=40", "--days=8", "--minutes=20", "--learners=5")
    table = simulated(*small)

    assert table == simulated(*small)
    assert table != simulated(*small, "--seed=2")
    assert table.startswith("40 items, 8 days, 20 minutes a day, 5 simulated learners, seed 1")
    assert "plain FSRS every day" in table and "the plan" in table


def test_the_simulator_speaks_json():
    found = json.loads(simulated("--items=40", "--days=8", "--minutes=20", "--learners=5", "--json"))

    assert (found["items"], found["seed"]) == (40, 1)
    assert [each["policy"] for each in found["policies"]][::4] == ["plain", "plan"]
    assert all(0 <= each["least"] <= each["mean"] <= each["most"] <= 1 for each in found["policies"])


@pytest.mark.parametrize("wrong", ["--items=0", "--days=-1", "--learners=1", "--minutes=many", "--seed=99999999999"])
def test_the_simulator_refuses_what_it_cannot_simulate(wrong):
    with pytest.raises(CommandError, match="a whole number from"):
        simulated(wrong)
