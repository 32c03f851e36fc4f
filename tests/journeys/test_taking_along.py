"""From one browser to the next, without JavaScript: a guest's history moves with a file, and practice goes on there."""

from __future__ import annotations

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from quiz.models import Card, ReviewEvent, User

pytestmark = pytest.mark.django_db


def answers(visitor, key, response):
    return visitor.open(f"/study/{key}/").send(f"/{key}/answer/", answer=response, act="answer")


def took(visitor):
    return b"".join(visitor.client.get("/me/take/gradus.json").streaming_content)


def brings(visitor, content, name="gradus.json"):
    return visitor.open("/me/take/").send("/take/bring/", file=SimpleUploadedFile(name, content))


def rows(content):
    return {name: value for name, value in json.loads(content).items() if name != "exported_at"}


def test_a_stranger_who_brings_a_file_is_a_guest_with_that_history(visitor):
    answers(visitor, "quarter", "1/4")
    answers(visitor, "quarter", "0.25")
    kept = took(visitor)
    visitor.open("/me/take/").send("/take/wipe/", confirmation="delete everything")
    assert not User.objects.exists()

    other = type(visitor)()
    assert brings(other, kept).sees("Brought in: 1 new question, 2 reviews, 2 answers.")
    assert rows(took(other)) == rows(kept)
    assert other.open("/progress/").sees("reviews in all")
    assert answers(other, "flat-point", "0").status == 200


def test_the_same_file_in_two_accounts_makes_two_histories_of_their_own(visitor):
    answers(visitor, "quarter", "1/4")
    kept = took(visitor)
    other = type(visitor)()
    brings(other, kept)
    assert brings(other, kept).sees("Everything in this file was here already.")
    other.open("/").send("/study/undo/")

    assert ReviewEvent.objects.filter(kind="void").count() == 1
    assert sorted(Card.objects.values_list("reviews", flat=True)) == [0, 1]
    assert rows(took(visitor)) == rows(kept)


def test_the_zip_of_the_tables_can_be_brought_too(visitor):
    answers(visitor, "quarter", "1/4")
    packed = b"".join(visitor.client.get("/me/take/gradus.zip").streaming_content)
    other = type(visitor)()

    assert brings(other, packed, "gradus.zip").sees("Brought in: 1 new question, 1 review, 1 answer.")


def test_a_file_with_one_wrong_value_changes_nothing(visitor):
    answers(visitor, "quarter", "1/4")
    kept = took(visitor)
    spoilt = re.sub(rb'"study_day": "[^"]*"', b'"study_day": "soon"', kept)

    assert brings(visitor, spoilt).sees("events[0].study_day: must be a day such as 2026-01-05")
    assert rows(took(visitor)) == rows(kept)
