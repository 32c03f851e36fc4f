"""Take it with you: what goes out comes back in, nothing twice, nothing of anybody else's."""

from __future__ import annotations

import json
import uuid
from random import Random

import pytest

from quiz.models import Attempt, Card, Goal, Item, Presentation, ReviewEvent, User
from quiz.scheduling.fold import fold
from quiz.scheduling.rating import Rating
from quiz.services import cards, study, takeaway
from quiz.services.bringing import bring
from quiz.services.cards import CardAct
from quiz.services.rebuild import rebuild
from quiz.services.relogging import event_of
from quiz.services.reviews import from_json
from quiz.takeaway.own_file import Takeaway, read
from quiz.takeaway.tables import ATTEMPTS, CARDS, EVENTS, GOALS, PRESENTATIONS, PROFILE

KEYS = ["quarter", "square-times-exp", "two-slopes", "flat-point", "why-minus", "best-price"]


def packed(person):
    return takeaway.own_file(person.user, at=person.at).read()


def brought(person, sent):
    file = read(sent)
    assert isinstance(file, Takeaway), file
    return bring(person.user, file)


def wiped(person):
    takeaway.wipe(person.user)
    assert not Card.objects.of(person.user).exists()


def practises(person, seed, acts=25, keys=KEYS):
    random = Random(seed)
    for _ in range(acts):
        match random.choices(["answer", "rate", "undo", "open"], [10, 4, 3, 2])[0]:
            case "answer":
                person.answers(random.choice(keys), right=random.random() < 0.7)
            case "rate":
                event = study.last_review(person.user)
                if event:
                    study.rate(person.user, event.uuid, random.choice(list(Rating)), nonce=uuid.uuid4(), at=person.at)
            case "undo":
                study.undo(person.user, at=person.at)
            case "open":
                tries(person, "square-times-exp")
        person.waits(minutes=random.choice([1, 12, 600, 2000, 9000, 60000]))


def tries(person, key):
    """A wrong answer that leaves the question open."""
    showing = person.opens(key)
    part = showing.current
    study.answer(
        person.user, showing.ticket, act="answer", part_id=part.id, response="7", nonce=uuid.uuid4(), at=person.at
    )


def assert_folded():
    """Every card is the fold of its log, and every event says what was before and after it."""
    for card in Card.objects.all():
        rows = list(card.events.order_by("sequence"))
        names = {row.pk: str(row.uuid) for row in rows}
        log = [event_of(row, names.get(row.voids_id, "")) for row in rows]
        assert [row.sequence for row in rows] == list(range(card.sequence))
        assert card.memory == fold(log, card.user.scheduling)
        for number, row in enumerate(rows):
            assert from_json(row.before) == fold(log[:number], card.user.scheduling)
            assert from_json(row.after) == fold(log[: number + 1], card.user.scheduling)


@pytest.mark.parametrize("seed", range(4))
def test_out_wiped_in_and_out_again_is_the_same_file(ann, seed):
    ann.user.timezone, ann.user.retention, ann.user.new_per_day = "Asia/Tokyo", 0.85, 40
    ann.user.save()
    practises(ann, seed)
    goal = Goal.objects.create(user=ann.user, name="Interview", day=ann.at.date(), made_at=ann.at, days_off=[6])
    goal.decks.set([Item.objects.get(key="quarter").deck])
    before = packed(ann)
    wiped(ann)
    ann.user.refresh_from_db()
    assert ann.user.timezone == "UTC"
    counts = json.loads(before)
    found = brought(ann, before)
    ann.user.refresh_from_db()

    assert packed(ann) == before
    assert (found.questions, found.answers) == (len(counts["cards"]), len(counts["attempts"]))
    assert (found.unknown, found.unshown) == ((), 0)
    assert_folded()


def test_the_same_file_twice_changes_nothing(ann):
    practises(ann, 7)
    before = packed(ann)

    assert brought(ann, before).is_nothing
    assert packed(ann) == before


@pytest.fixture
def ben(ann):
    other = type(ann).__new__(type(ann))
    other.user, other.at = User.objects.create(username="ben", new_per_day=50), ann.at
    return other


def facts(user):
    """What happened, as far as no file and no merging may change it."""
    events = ReviewEvent.objects.of(user).filter(kind="review")
    return sorted(events.values_list("card__item__key", "at", "rating", "values"), key=str)


def test_a_file_brought_into_another_account_is_a_copy_and_touches_nothing_of_the_first(ann, ben):
    practises(ann, 3)
    before = packed(ann)
    found = brought(ben, before)

    assert found.reviews == ReviewEvent.objects.of(ann.user).filter(kind="review").count() > 0
    assert packed(ann) == before
    assert facts(ben.user) == facts(ann.user)
    assert brought(ben, before).is_nothing
    assert_folded()


def test_a_copy_stays_known_when_the_account_it_came_from_is_gone(ann, ben):
    practises(ann, 5, acts=10)
    before = packed(ann)
    brought(ben, before)
    ann.user.is_guest = True
    takeaway.wipe(ann.user)

    assert brought(ben, before).is_nothing


def test_a_later_file_goes_on_where_this_account_stands(ann):
    """Wiped, brought back half way, then brought to the end: as if nothing had been."""
    practises(ann, 11, acts=12)
    tries(ann, "two-slopes")
    half = packed(ann)
    practises(ann, 12, acts=12)
    whole = packed(ann)
    wiped(ann)
    brought(ann, half)
    brought(ann, whole)

    assert sorted(json.loads(packed(ann))["cards"], key=str) == sorted(json.loads(whole)["cards"], key=str)
    assert brought(ann, whole).is_nothing
    assert brought(ann, half).is_nothing
    assert_folded()


@pytest.mark.parametrize("seed", range(6))
def test_two_histories_of_the_same_questions_become_one_woven_by_time(ann, ben, seed):
    practises(ann, seed, acts=8)
    brought(ben, packed(ann))
    practises(ann, seed + 100, acts=12)
    ben.waits(minutes=30)
    practises(ben, seed + 200, acts=12)
    mine, theirs = packed(ann), facts(ben.user)
    own = facts(ann.user)
    wiped(ann)
    brought(ann, packed(ben))
    found = brought(ann, mine)

    assert_folded()
    assert found.reviews > 0
    assert set(map(str, own)) | set(map(str, theirs)) == set(map(str, facts(ann.user)))
    assert brought(ann, mine).reviews == 0
    assert_folded()
    study.undo(ann.user, at=ann.at)
    ann.waits(days=400)
    ben.waits(days=400)
    for key in KEYS:
        ann.answers(key)
    assert_folded()


def test_a_review_taken_back_in_both_places_is_taken_back_once(ann):
    ann.answers("quarter")
    ann.answers("flat-point")
    whole = packed(ann)
    study.undo(ann.user, at=ann.at)
    there = packed(ann)
    wiped(ann)
    brought(ann, whole)
    study.undo(ann.user, at=ann.waits(minutes=1).at)
    brought(ann, there)

    assert ReviewEvent.objects.filter(kind="void").count() == 1
    assert_folded()


def test_a_used_account_keeps_its_settings(ann, ben):
    ann.user.timezone = "Asia/Tokyo"
    ann.user.save()
    ann.answers("quarter")
    ben.answers("flat-point")
    brought(ben, packed(ann))
    ben.user.refresh_from_db()

    assert ben.user.timezone == "UTC"
    assert Card.objects.of(ben.user).count() == 2


def test_a_question_left_open_there_is_open_here(ann, ben):
    tries(ann, "square-times-exp")
    brought(ben, packed(ann))

    assert [each.response for each in ben.opens("square-times-exp").current.tries] == ["7"]


def test_what_is_over_in_the_file_is_over_here(ann):
    tries(ann, "square-times-exp")
    opened = packed(ann)
    ann.waits(minutes=1).answers("square-times-exp")
    whole = packed(ann)
    wiped(ann)
    brought(ann, opened)
    brought(ann, whole)

    assert packed(ann) == whole


def test_a_question_this_server_does_not_have_is_left_out_and_named(ann):
    ann.answers("quarter")
    ann.answers("flat-point")
    file = json.loads(packed(ann))
    wiped(ann)
    for table in ("cards", "presentations", "attempts", "events"):
        for row in file[table]:
            row["item"] = row["item"].replace("quarter", "gone")
    found = brought(ann, json.dumps(file).encode())

    assert found.unknown == ("gone",)
    assert [card.item.key for card in Card.objects.all()] == ["flat-point"]


@pytest.mark.parametrize("change", [{"revision": "0" * 32}, {"values": {"n": "999"}}])
def test_a_wording_this_server_does_not_have_keeps_the_reviews_without_the_showing(ann, change):
    ann.answers("square-times-exp")
    file = json.loads(packed(ann))
    wiped(ann)
    file["presentations"][0].update(change)
    file["events"][0]["revision"] = change.get("revision", file["events"][0]["revision"])
    found = brought(ann, json.dumps(file).encode())

    assert (found.reviews, found.unshown, found.answers) == (1, 1, 0)
    assert not Presentation.objects.exists()
    assert study.rate(ann.user, study.last_review(ann.user).uuid, Rating.HARD, nonce=uuid.uuid4(), at=ann.at)
    study.undo(ann.user, at=ann.at)
    assert_folded()


def test_an_event_known_here_under_another_question_is_refused_and_changes_nothing(ann):
    ann.answers("quarter")
    file = json.loads(packed(ann).replace(b'"quarter"', b'"flat-point"'))
    before = packed(ann)
    (trouble,) = brought(ann, json.dumps(file).encode())

    assert str(trouble) == "events[0].uuid: belongs to another question in this account"
    assert packed(ann) == before


def test_a_wipe_leaves_nothing_and_nobody_elses(ann, ben):
    practises(ann, 2)
    ben.answers("quarter")
    before = packed(ben)
    wiped(ann)

    assert not Attempt.objects.filter(presentation__card__user=ann.user).exists()
    assert not ReviewEvent.objects.of(ann.user).exists()
    assert User.objects.filter(username="ann").exists()
    assert packed(ben) == before


def test_a_wiped_guest_is_gone(ann):
    ann.answers("quarter")
    ann.user.is_guest = True
    takeaway.wipe(ann.user)

    assert not User.objects.exists()


OF_THE_PERSON = {"password", "username", "email", "first_name", "last_name", "is_guest", "is_staff", "is_superuser"}
OF_THE_PERSON |= {"frontier", "is_active", "date_joined", "last_login", "groups", "user_permissions"}


@pytest.mark.parametrize(
    ("model", "table", "elsewhere"),
    [
        (User, PROFILE, OF_THE_PERSON),
        (Card, CARDS, {"user", "opened_at"}),
        (Presentation, PRESENTATIONS, {"card"}),
        (Attempt, ATTEMPTS, set()),
        (Goal, GOALS, {"user"}),
        (ReviewEvent, EVENTS, {"user", "card"}),
    ],
)
def test_every_column_of_a_learner_is_taken_along(model, table, elsewhere):
    """A new column of these tables needs a line in quiz/takeaway/tables.py, with a default for older files."""
    stored = {field.name for field in model._meta.get_fields() if field.concrete} - {"id"} - elsewhere

    assert stored - {"item"} == {column.name for column in table.columns} - {"item"}


@pytest.mark.parametrize(
    "response", ["", "\\frac{", "999", "-1", "0,0,9", "[[[", "{}", '{"a": 1}', "<b>", "x" * 40_000]
)
def test_a_page_of_an_answer_that_no_form_could_send_is_still_a_page(ann, client, response):
    """The file is the learner's own: whatever they write into it, their pages open."""
    for key in KEYS:
        tries(ann, key) if key != "why-minus" else None
        ann.waits(minutes=1).answers(key)
    file = json.loads(packed(ann))
    wiped(ann)
    for number, row in enumerate(file["attempts"]):
        row["response"], row["part"] = response, row["part"] if number % 3 else "no-such-part"
    for row in file["presentations"]:
        row["ticks"], row["hints"] = {"": {"nothing": "said"}, "x": {}}, {"": 900, "no-such-part": 3}
    brought(ann, json.dumps(file).encode())
    client.force_login(User.objects.get(pk=ann.user.pk), backend="django.contrib.auth.backends.ModelBackend")

    for row in file["presentations"]:
        assert client.get(f"/study/{row['item']}/seen/{row['sequence']}/").status_code == 200
        assert client.get(f"/study/{row['item']}/").status_code == 200
    assert client.get("/progress/").status_code == 200


@pytest.mark.parametrize("path", [[], [7, 7], [-9], [0, 0, 0, 0, 0, 0]])
@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_moves_on_steps_that_are_not_there_leave_the_page_whole(ann, client, path, level):
    tries(ann, "square-times-exp")
    file = json.loads(packed(ann))
    wiped(ann)
    place = {"derivation": level - 1, "path": path}
    move = {"place": place, "level": level, "did": "said", "said": ["x"], "outcomes": ["correct"], "message": ""}
    file["presentations"][0]["steps"] = {"": [move, {**move, "did": "shown"}], "nowhere": [move]}
    brought(ann, json.dumps(file).encode())
    client.force_login(User.objects.get(pk=ann.user.pk), backend="django.contrib.auth.backends.ModelBackend")

    assert client.get("/study/square-times-exp/seen/0/").status_code == 200


def test_after_two_histories_are_woven_the_log_confirms_every_card_and_every_load(ann, ben):
    practises(ann, 1, acts=10)
    brought(ben, packed(ann))
    practises(ann, 2, acts=10)
    ben.waits(minutes=30)
    practises(ben, 3, acts=10)
    card = Card.objects.of(ben.user).filter(reviews__gt=0).first()
    for act in (CardAct.SUSPEND, CardAct.UNSUSPEND, CardAct.BURY, CardAct.RESCHEDULE):
        cards.act(ben.user, card.item, act, nonce=uuid.uuid4(), at=ben.waits(minutes=1).at, day=ben.at.date())
    brought(ben, packed(ann))
    brought(ann, packed(ben))
    found = rebuild(mend=False)

    assert (found.differences, found.days) == ((), 0)
