"""Publishing: all or nothing, nothing twice, and no edit takes a learner's schedule away."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command

from quiz.models import Attempt, Card, Deck, Item, ItemRevision, Publication, ReviewEvent, Topic
from quiz.services import study
from quiz.services.publishing import is_published, publish
from tests.services.conftest import CONTENT, START

LATER = START + timedelta(days=1)
TITLE = ("title: The steepest point", "title: The very steepest point")
QUARTER = "- id: quarter\n  kind: number\n"
RENAMED = (QUARTER, "- id: steepest\n  was: quarter\n  kind: number\n")
RETIRED = (QUARTER, "- id: quarter\n  retired: 2026-01-06\n  kind: number\n")


def tables():
    """Everything that publishing may write."""
    return [list(model.objects.order_by("pk").values()) for model in (Topic, Deck, Item, ItemRevision, Publication)]


def without_quarter(edited):
    text = (CONTENT / "decks" / "practice.yaml").read_text()
    start = text.index(QUARTER)
    return edited((text[start : text.index("- id: two-slopes")], ""))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("answer: derivative of f\n", "answer: derivative of g\n"),
        ("topic: slopes", "topic: nowhere"),
        ("reject: [x^n e^x]", "reject: [n x^(n-1) e^x + x^n e^x]"),
        ("items:\n", "items:\n- [\n"),
        ("- id: quarter", "- id: two-slopes"),
    ],
)
def test_loading_broken_content_changes_nothing(ann, edited, settings, capsys, tmp_path, old, new):
    ann.answers("quarter")
    before = tables(), list(Card.objects.values()), list(ReviewEvent.objects.values())
    edited((old, new), TITLE)
    settings.CONTENT = tmp_path / "content"
    with pytest.raises(SystemExit) as ended:
        call_command("load_content")

    assert ended.value.code == 1
    assert "practice.yaml:" in capsys.readouterr().out
    assert (tables(), list(Card.objects.values()), list(ReviewEvent.objects.values())) == before


def test_a_failure_in_the_middle_leaves_no_half(ann, edited, monkeypatch):
    before = tables()
    monkeypatch.setattr("quiz.services.publishing._retire_missing", lambda entries: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        publish(edited(TITLE), digest="second", at=LATER)

    assert tables() == before


def test_loading_the_same_content_again_makes_no_revision(ann, edited):
    revisions = list(ItemRevision.objects.values())
    summary = publish(edited(), digest="second", at=LATER)

    assert (summary.created, summary.revised, summary.reworded, summary.retired) == (0, 0, 0, 0)
    assert summary.unchanged == Item.objects.count()
    assert list(ItemRevision.objects.values()) == revisions


def test_only_the_last_content_counts_as_published(ann, edited):
    publish(edited(TITLE), digest="second", at=LATER)

    assert is_published("second")
    assert not is_published("test content")


def test_rewording_makes_a_revision_and_keeps_cards(ann, edited):
    ann.answers("quarter")
    before = Card.objects.values().get()
    summary = publish(edited(TITLE), digest="second", at=LATER)

    assert (summary.reworded, summary.revised) == (1, 0)
    assert Card.objects.values().get() == before
    item = Item.objects.select_related("current").get(key="quarter")
    assert item.title == "The very steepest point of a sigmoid"
    assert item.current.number == 2
    assert ReviewEvent.objects.get().revision.number == 1, "what was seen stays what was seen"


def test_another_answer_is_a_revision_that_keeps_the_card_too(ann, edited):
    ann.answers("quarter")
    before = Card.objects.values().get()
    summary = publish(edited(("tolerance: 0.001", "tolerance: 0.01")), digest="second", at=LATER)

    assert (summary.reworded, summary.revised) == (0, 1)
    assert Card.objects.values().get() == before


def test_an_item_that_vanishes_is_retired_and_its_history_stays(ann, edited):
    ann.answers("quarter")
    summary = publish(without_quarter(edited), digest="second", at=LATER)

    assert summary.retired == 1
    assert not Item.objects.live().filter(key="quarter").exists()
    assert ReviewEvent.objects.count() == 1
    assert Attempt.objects.count() == 1
    assert not Card.objects.of(ann.user).active().exists(), "it is asked no more"


def test_an_item_that_comes_back_goes_on_where_it_was(ann, edited):
    ann.answers("quarter")
    publish(without_quarter(edited), digest="second", at=LATER)
    summary = publish(edited(), digest="third", at=LATER)

    assert summary.retired == 0
    assert Card.objects.of(ann.user).active().get().reviews == 1


def test_an_item_retired_by_its_author_is_asked_no_more(ann, edited):
    ann.answers("quarter")
    publish(edited(RETIRED), digest="second", at=LATER)

    assert Item.objects.get(key="quarter").retired
    assert not Card.objects.of(ann.user).active().exists()


def test_an_heir_takes_the_cards(ann, edited):
    ann.answers("quarter")
    before = Card.objects.values().get()
    summary = publish(edited(RENAMED), digest="second", at=LATER)

    assert (summary.created, summary.retired) == (0, 0)
    assert Card.objects.values().get() == before
    assert Card.objects.get().item.key == "steepest"
    assert not Item.objects.filter(key="quarter").exists()


def test_an_answer_on_its_way_reaches_the_heir(ann, edited):
    showing = ann.opens("quarter")
    publish(edited(RENAMED), digest="second", at=LATER)
    answered = ann._acts(showing, right=True)

    assert answered.is_over
    assert answered.item.key == "steepest"
    assert ReviewEvent.objects.get().rating == 3


def test_a_try_before_the_heir_came_still_counts(ann, edited):
    showing = study_wrong(ann, ann.opens("quarter"))
    publish(edited(RENAMED), digest="second", at=LATER)
    answered = ann._acts(showing, right=True)

    assert Attempt.objects.count() == 2
    assert answered.event.attempts == 2
    assert answered.event.rating == 2


def study_wrong(ann, showing):
    import uuid

    return study.answer(ann.user, showing.ticket, response="7", nonce=uuid.uuid4(), at=ann.at)


def test_the_opening_comes_first_then_topics_then_levels(ann):
    keys = list(Item.objects.live().in_order().values_list("key", flat=True))

    assert keys == ["quarter", "best-price", "square-times-exp", "two-slopes", "flat-point", "why-minus"]
