"""Accounts: what a guest did is kept, names are one's own, and every page says plainly what is wrong."""

from datetime import timedelta

import pytest
from django.conf import settings as project
from django.contrib.auth import SESSION_KEY
from django.urls import reverse
from django.utils.timezone import now

from quiz.models import User
from quiz.services import accounts
from quiz.web.learner import BACKEND

pytestmark = pytest.mark.django_db
PASSWORD = "a-slope-of-one-half"
SIGN_UP = {"username": "ann", "email": "", "password1": PASSWORD, "password2": PASSWORD}


@pytest.fixture
def guest(client):
    somebody = accounts.guest_for("a visitor's secret", timezone="Europe/Rome")
    client.force_login(somebody, backend=BACKEND)
    return somebody


@pytest.fixture
def ann():
    return accounts.keep(accounts.guest_for("ann's secret"), username="ann", password=PASSWORD)


def test_signing_up_keeps_the_guests_row_and_zone(client, guest):
    response = client.post(reverse("sign_up"), SIGN_UP)
    assert response.url == reverse("practice")
    kept = User.objects.get(username="ann")
    assert (kept.pk, kept.is_guest, kept.timezone) == (guest.pk, False, "Europe/Rome")
    assert client.session[SESSION_KEY] == str(guest.pk)


def test_a_stranger_may_sign_up_before_the_first_question(client):
    client.cookies["gradus_zone"] = "Asia/Tokyo"
    client.post(reverse("sign_up"), SIGN_UP)
    assert User.objects.get().timezone == "Asia/Tokyo"


def test_the_email_address_is_optional_and_kept(client, guest):
    client.post(reverse("sign_up"), {**SIGN_UP, "email": "ann@example.org"})
    assert User.objects.get().email == "ann@example.org"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"username": "Guest-1"}, "belong to guests"),
        ({"username": "a name"}, "Enter a valid username"),
        ({"password2": "another-slope"}, "didn’t match"),
        ({"password1": "12345678", "password2": "12345678"}, "entirely numeric"),
        ({"password1": "short", "password2": "short"}, "too short"),
        ({"email": "not-an-address"}, "valid email"),
    ],
)
def test_what_cannot_be_taken_is_said_beside_its_field(client, guest, change, says):
    response = client.post(reverse("sign_up"), {**SIGN_UP, **change})
    assert response.status_code == 200
    assert says in response.content.decode().replace("&#x27;", "'").replace("didn't", "didn’t")
    assert User.objects.get().is_guest


def test_a_name_is_taken_once_however_it_is_written(client, ann):
    response = client.post(reverse("sign_up"), {**SIGN_UP, "username": "ANN"})
    assert "already exists" in response.content.decode()
    assert User.objects.count() == 1


def test_who_has_an_account_is_not_asked_to_sign_up_again(client, ann):
    client.force_login(ann)
    assert client.get(reverse("sign_up")).url == reverse("me")


def test_logging_in_and_out(client, ann):
    assert client.post(reverse("log_in"), {"username": "ann", "password": PASSWORD}).url == "/"
    assert "ann" in client.get(reverse("about")).content.decode()
    assert client.get(reverse("log_out")).status_code == 405
    client.post(reverse("log_out"))
    assert SESSION_KEY not in client.session


def test_a_wrong_password_tells_nothing_about_the_name(client, ann):
    def answer_to(name):
        response = client.post(reverse("log_in"), {"username": name, "password": "wrong"})
        page = response.content.decode()
        return page[page.index('<ul class="errorlist') :].split("</ul>")[0]

    assert answer_to("ann") == answer_to("nobody")


def test_logging_in_goes_on_to_the_page_that_was_asked_for_but_never_elsewhere(client, ann):
    login = {"username": "ann", "password": PASSWORD}
    assert client.post(reverse("log_in"), {**login, "next": "/me/"}).url == "/me/"
    client.post(reverse("log_out"))
    assert client.post(reverse("log_in"), {**login, "next": "https://elsewhere.example/"}).url == "/"


def test_a_password_is_changed_without_being_logged_out(client, ann):
    client.force_login(ann)
    new = "another-slope-of-two"
    sent = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert client.post(reverse("change_password"), sent).url == reverse("me")
    assert client.get(reverse("me")).status_code == 200
    ann.refresh_from_db()
    assert ann.check_password(new)


def test_a_study_day_is_set_within_its_bounds(client, guest):
    day = {"new_per_day": 5, "reviews_per_day": 50, "retention": 0.85, "timezone": "Europe/Berlin", "rollover_hour": 3}
    client.post(reverse("me"), day)
    guest.refresh_from_db()
    assert (guest.new_per_day, guest.retention, guest.timezone, guest.rollover_hour) == (5, 0.85, "Europe/Berlin", 3)
    for wrong in ({"rollover_hour": 24}, {"retention": 0.99}, {"timezone": "Mars/Olympus"}, {"new_per_day": -1}):
        assert client.post(reverse("me"), {**day, **wrong}).status_code == 200
    guest.refresh_from_db()
    assert guest.rollover_hour == 3


def test_a_visitor_without_a_row_is_sent_to_log_in(client):
    assert client.get(reverse("me")).url == f"{reverse('log_in')}?next=/me/"


@pytest.mark.parametrize("name", ["sign_up", "log_in", "about"])
def test_a_page_that_is_only_read_makes_no_row_and_no_session(client, name):
    client.get(reverse(name))
    assert not User.objects.exists()
    assert project.SESSION_COOKIE_NAME not in client.cookies


def test_the_cookie_of_a_session_lasts_two_years(client, guest):
    client.get(reverse("me"))
    assert client.cookies[project.SESSION_COOKIE_NAME]["max-age"] == project.SESSION_COOKIE_AGE
    assert timedelta(seconds=project.SESSION_COOKIE_AGE) == timedelta(days=730)


def test_a_session_in_use_is_renewed_once_a_month(client, guest, time_machine):
    client.get(reverse("me"))
    assert project.SESSION_COOKIE_NAME not in client.get(reverse("me")).cookies
    time_machine.move_to(now() + timedelta(days=31))
    assert project.SESSION_COOKIE_NAME in client.get(reverse("me")).cookies


def test_a_form_that_waited_too_long_says_that_nothing_is_lost(ann):
    from django.test import Client

    response = Client(enforce_csrf_checks=True).post(reverse("log_in"), {"username": "ann", "password": PASSWORD})
    assert response.status_code == 403
    assert "waited too long" in response.content.decode()


def test_a_missing_page_says_so_kindly(client):
    response = client.get("/no/such/page/")
    assert response.status_code == 404
    assert "There is nothing at this address" in response.content.decode()


def test_our_own_mistake_has_a_page_that_needs_nothing(client, monkeypatch):
    def broken(*_, **__):
        raise ZeroDivisionError

    monkeypatch.setattr("quiz.web.about.render", broken)
    client.raise_request_exception = False
    response = client.get(reverse("about"))
    assert response.status_code == 500
    assert "It is our mistake" in response.content.decode()


def test_easy_days_and_minutes_are_kept(client, guest):
    day = {"new_per_day": 5, "reviews_per_day": 50, "retention": 0.85, "timezone": "UTC", "rollover_hour": 3}
    client.post(reverse("me"), {**day, "easy_days": ["5", "6"], "minutes_per_day": 20, "bury_siblings": "on"})
    guest.refresh_from_db()

    assert (guest.easy_days, guest.minutes_per_day, guest.bury_siblings) == ([5, 6], 20, True)
