"""The pages of “Take it with you”: downloads of one's own, files that are refused, everything deleted."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from quiz.models import User
from quiz.services import accounts
from quiz.takeaway import own_file
from quiz.web import takeaway, uploads
from quiz.web.learner import BACKEND

pytestmark = pytest.mark.django_db
DOWNLOADS = ["own_file", "own_tables", "anki_decks"]


@pytest.fixture
def ann(client):
    user = accounts.keep(accounts.guest_for("ann's secret"), username="ann", password="a-slope-of-one-half")
    client.force_login(user, backend=BACKEND)
    return user


def sent(client, content, **fields):
    return client.post(reverse("bring"), {"file": SimpleUploadedFile("gradus.json", content), **fields})


@pytest.mark.parametrize("name", DOWNLOADS)
def test_a_download_is_a_file_that_no_cache_keeps(client, ann, name):
    response = client.get(reverse(name))

    assert response.status_code == 200
    assert "attachment" in response["Content-Disposition"]
    assert "no-store" in response["Cache-Control"]
    assert b"".join(response.streaming_content)


@pytest.mark.parametrize("name", DOWNLOADS)
def test_a_stranger_has_nothing_to_download(client, name):
    assert client.get(reverse(name)).status_code == 302


@pytest.mark.parametrize("name", ["bring", "wipe"])
def test_what_changes_something_is_posted(client, ann, name):
    assert client.get(reverse(name)).status_code == 405


def test_the_zip_holds_the_file_and_three_tables(client, ann):
    body = b"".join(client.get(reverse("own_tables")).streaming_content)
    packed = zipfile.ZipFile(io.BytesIO(body))

    assert sorted(packed.namelist()) == ["attempts.csv", "cards.csv", "gradus.json", "reviews.csv"]
    assert packed.read("reviews.csv").decode().startswith("uuid,kind,item,sequence,")
    assert json.loads(packed.read("gradus.json"))["format"] == "gradus"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "this is no JSON"),
        (b"{", "line 1, column 2"),
        (b"\xff\xfe", "no JSON in UTF-8"),
        (b"[]", "not a file that Gradus wrote"),
        (b'{"format": "gradus", "version": 2}', "2 is newer than this Gradus"),
        (b"PK\x03\x04rest", "This zip cannot be read"),
        (b"[" * 100_000, "nested too deeply"),
        (b"[" + b"[]," * 3_000_001 + b"[]]", "more values than"),
    ],
)
def test_a_file_that_cannot_be_taken_is_told_why_and_makes_nobody(client, content, says):
    response = sent(client, content)

    assert response.status_code == 200
    assert says in response.content.decode()
    assert not User.objects.exists()


def test_no_file_is_said_too(client):
    assert "Choose a file first." in client.post(reverse("bring")).content.decode()


def test_a_file_that_is_too_large_is_cut_off(client, monkeypatch):
    monkeypatch.setattr(uploads, "LARGEST_SENT", 1000)

    assert "This file is larger than" in sent(client, b" " * 100_000).content.decode()


def test_a_file_sent_anywhere_else_is_refused(client, ann):
    response = client.post(reverse("me"), {"file": SimpleUploadedFile("a", b"x" * 1000), "new_per_day": "3"})

    assert response.status_code == 400


def test_one_file_is_read_at_a_time(client, monkeypatch):
    monkeypatch.setattr(takeaway, "PATIENCE", 0.01)
    with takeaway.ONE_AT_A_TIME:
        assert "Another file is being read" in sent(client, b"{}").content.decode()


def test_a_small_zip_with_a_large_text_is_refused(client, monkeypatch):
    monkeypatch.setattr(own_file, "LARGEST_READ", 100_000)
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("gradus.json", b" " * 10_000_000)
    assert len(bomb.getvalue()) < 20_000

    assert "gradus.json: it is larger than" in sent(client, bomb.getvalue()).content.decode()


@pytest.mark.parametrize("typed", ["", "delete", "Delete nothing"])
def test_without_the_words_nothing_is_deleted(client, ann, typed):
    response = client.post(reverse("wipe"), {"confirmation": typed})

    assert response.status_code == 200
    assert "errorlist" in response.content.decode()


def test_with_the_words_the_settings_are_gone_and_the_account_stays(client, ann):
    User.objects.update(timezone="Asia/Tokyo")
    response = client.post(reverse("wipe"), {"confirmation": " Delete  everything "})
    ann.refresh_from_db()

    assert response.status_code == 302
    assert (ann.timezone, ann.username) == ("UTC", "ann")


def test_a_guest_is_gone_after_it_and_logged_out(client):
    client.force_login(accounts.guest_for("somebody"), backend=BACKEND)
    client.post(reverse("wipe"), {"confirmation": "delete everything"})

    assert not User.objects.exists()
    assert "Log in" in client.get(reverse("takeaway")).content.decode()
