"""Any text in any field of any form: a page that says what happened, never a broken one, and nothing runs."""

from __future__ import annotations

import re
import uuid
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from urllib.parse import quote

import pytest
from django.test import Client
from hostile_texts import HOSTILE, MARKUP, random_texts

from quiz.models import Attempt, Card, ReviewEvent
from quiz.services.ticket import Ticket
from quiz.web.encoding import without_charset

TYPED_KINDS = ["quarter", "two-slopes", "why-minus", "best-price", "flat-point"]
FEW = [*HOSTILE[::9], "9" * 5_000, "20" + "0" * 5_000, "\x00", "<script>alert(1)</script>", "' OR 1=1 --"]
"""For fields that nobody types in."""
BROKEN = ("Traceback (most recent call last)", "Something broke here", "Server Error")
ACT = '<section class="card verdict|<section class="card reveal|role="status"|class="probe|<h1'


def sent(texts):
    """As a form sends them: a lone surrogate has no UTF-8 and arrives as the replacement character."""
    return [text.encode("utf-8", "replace").decode() for text in texts]


class Elements(HTMLParser):
    """The names of all elements of a page, and the attributes that would run code."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.scripts: list[dict[str, str | None]] = []
        self.handlers: list[str] = []
        self.names: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.names.add(tag)
        self.scripts += [dict(attributes)] if tag == "script" else []
        self.handlers += [name for name, value in attributes if name.startswith("on")]
        followed = [value or "" for name, value in attributes if name in ("href", "src", "action", "formaction")]
        self.handlers += [value for value in followed if not value.startswith(("/", "#"))]


@pytest.fixture
def asked(visitor):
    """Sends a text to a question's form, from a fresh page."""

    def ask(key, text, act="answer", **more):
        visitor.open(f"/study/{key}/")
        action, hidden = visitor.form("/answer/")
        form = {**hidden, "act": act, "answer": text, **more}
        visitor._got(visitor.client.post(action, form))
        assert_sound(visitor)
        return visitor

    return ask


def assert_sound(visitor):
    """A whole page of ours that says something, and in which nothing that was typed became part of the page."""
    assert visitor.status == 200
    assert not any(word in visitor.html for word in BROKEN)
    assert re.search(ACT, visitor.html)
    found = Elements(visitor.html)
    assert not found.handlers
    assert all(set(each) == {"src", "defer"} for each in found.scripts)
    assert not found.names & {"img", "iframe", "object", "embed", "mi:script"}


@pytest.mark.parametrize("key", TYPED_KINDS)
def test_every_hostile_text_is_answered_by_a_sound_page(asked, key):
    for text in sent(HOSTILE[TYPED_KINDS.index(key) :: 2] if key != "why-minus" else HOSTILE):
        asked(key, text)

    assert not Attempt.objects.filter(outcome="correct").exclude(response="0").exists(), "none of it is an answer"


def test_a_hostile_text_gets_a_verdict_in_words(asked):
    for text in sent(HOSTILE):
        page = asked("square-times-exp", text)
        heading = re.search(r'<section class="card verdict[^>]*>\s*<h2>(.*?)</h2>', page.html, re.DOTALL)

        assert heading is not None, text[:40]
        words = re.sub(r"<[^>]+>", " ", heading[1]).strip()
        assert words.startswith(("I cannot read this yet", "Not yet", "Undecided", "Which one", "Nearly"))
        if "cannot read" in words:
            assert re.search(r"</code>\s*<p>.+?</p>|</h2>\s*<p>.+?</p>", page.html, re.DOTALL), "and says why"


@pytest.mark.parametrize("batch", range(5))
def test_random_texts_are_answered_by_a_sound_page(asked, batch):
    for text in random_texts(60, seed=batch):
        asked(TYPED_KINDS[batch], text)


@pytest.mark.parametrize("text", MARKUP)
@pytest.mark.parametrize("key", ["square-times-exp", "why-minus"])
def test_what_is_typed_comes_back_as_text(asked, key, text):
    page = asked(key, text)

    shown = re.findall(
        r'<blockquote class="said">(.*?)</blockquote>|id="answer"[^>]*?value="([^"]*)"', page.html, re.DOTALL
    )
    assert any(text in unescape(re.sub(r"</?(?:p|br)\s*/?>", "", inner or value)) for inner, value in shown)


def test_previews_of_hostile_texts_are_sound_fragments(visitor):
    visitor.open("/study/square-times-exp/")
    ticket = visitor.form("/answer/")[1]["ticket"]
    for text in sent(HOSTILE):
        visitor.open(f"/study/square-times-exp/preview/?ticket={quote(ticket)}&answer={quote(text[:8000])}")
        found = Elements(visitor.html)

        assert visitor.status == 200
        assert visitor.html.startswith("<output")
        assert not found.handlers and "script" not in found.names


FIELDS = ["ticket", "part", "act", "nonce", "confidence", "columns", "box0", "deck"]


@pytest.mark.parametrize("field", FIELDS)
def test_any_text_in_any_other_field_of_an_answer_is_survived(asked, field):
    for text in sent(FEW):
        asked("two-slopes", "(1, 1)", **{field: text})

    assert Card.objects.count() <= 1


@pytest.mark.parametrize("field", ["ticket", "part", "point", "said", "deck"])
@pytest.mark.parametrize("act", ["hint", "tick"])
def test_any_text_in_a_hint_or_a_tick_is_survived(visitor, act, field):
    visitor.open("/study/why-minus/").send("/answer/", act="thought")
    _, hidden = visitor.form("/tick/")
    for text in sent(FEW):
        visitor._got(visitor.client.post(f"/study/why-minus/{act}/", {**hidden, "said": "yes", field: text}))
        assert_sound(visitor)
        visitor.open("/study/why-minus/")

    assert ReviewEvent.objects.count() <= 1


@pytest.mark.parametrize("field", ["rating", "event", "nonce", "ticket", "deck"])
def test_any_text_in_a_rating_is_survived(visitor, field):
    visitor.open("/study/quarter/").send("/answer/", act="answer", answer="1/4")
    action, hidden = visitor.form("/rate/")
    for text in sent(FEW):
        visitor._got(visitor.client.post(action, {**hidden, "rating": "3", field: text}, follow=True))
        assert_sound(visitor)

    assert ReviewEvent.objects.standing().count() == 1


def test_a_rating_whose_number_is_taken_changes_nothing(visitor):
    visitor.open("/study/quarter/").send("/answer/", act="answer", answer="1/4")
    action, hidden = visitor.form("/rate/")
    visitor._got(visitor.client.post(action, {**hidden, "rating": "4", "nonce": hidden["event"]}, follow=True))

    assert visitor.status == 200
    assert ReviewEvent.objects.standing().get().rating == 3


@pytest.mark.parametrize(
    "address", ["/?deck={}", "/study/{}/", "/library/{}/", "/library/decks/{}/", "/study/quarter/seen/{}/", "/{}"]
)
def test_nonsense_addresses_get_a_clean_page(visitor, address):
    for text in sent(FEW):
        visitor.open(address.format(quote(text[:3000], safe="")))

        assert visitor.status in (200, 400, 404)
        assert "<main" in visitor.html
        assert not any(word in visitor.html for word in BROKEN)
        assert not Elements(visitor.html).handlers


def test_a_form_that_is_far_too_large_gets_a_clean_page(visitor):
    visitor.open("/study/quarter/")
    action, hidden = visitor.form("/answer/")
    for form in ({**hidden, "answer": "x" * 300_000}, {**hidden, **{f"box{n}": "1" for n in range(300)}}):
        visitor._got(visitor.client.post(action, form))

        assert visitor.status == 400
        assert visitor.sees("This request could not be understood")


@pytest.fixture
def at_the_door(visitor):
    """The visitor's requests come in as those from the network do."""
    inside = visitor.client.handler
    visitor.client.handler = lambda environ: inside(without_charset(environ))
    return visitor


CODECS = ["utf-7", "unicode_escape", "hex", "idna", "utf-16", "undefined"]


@pytest.mark.parametrize("charset", CODECS)
def test_forms_are_utf8_whatever_their_header_says(at_the_door, charset):
    """Some codecs of Python give lone surrogates, which no table can keep, and some give no text at all."""
    visitor = at_the_door.open("/study/why-minus/")
    action, hidden = visitor.form("/answer/")
    body = "".join(
        f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in {**hidden, "act": "answer", "answer": "+2AA- \\ud800 it is steep"}.items()
    )
    kind = f"multipart/form-data; boundary=b; charset={charset}"
    posted = visitor.client.generic("POST", action, (body + "--b--\r\n").encode(), content_type=kind)

    assert posted.status_code == 200
    assert Attempt.objects.get().response == "+2AA- \\ud800 it is steep"


@pytest.mark.parametrize("charset", CODECS)
def test_addresses_are_utf8_too(at_the_door, charset):
    header = {"content-type": f"text/plain; charset={charset}"}
    at_the_door._got(at_the_door.client.get("/?deck=%5Cud800%2B2AA-", headers=header))

    assert_sound(at_the_door)


def test_names_and_passwords_may_be_anything(db):
    client = Client()
    for text in sent(FEW):
        for address in ("/sign-up/", "/log-in/"):
            text = text[:20_000]
            form = {"username": text, "email": text, "password": text, "password1": text, "password2": text + "?"}
            response = client.post(address, form)
            html = response.content.decode()

            assert response.status_code == 200
            assert "<main" in html
            assert not Elements(html).handlers


def test_a_nonce_that_another_learner_used_is_no_error(visitor, db):
    nonce = str(uuid.uuid4())
    visitor.open("/study/quarter/").send("/answer/", act="answer", answer="1/2", nonce=nonce)
    other = type(visitor)()
    other.open("/study/quarter/").send("/answer/", act="answer", answer="1/4", nonce=nonce)

    assert other.status == 200
    assert Attempt.objects.count() == 1


def test_a_ticket_of_a_text_that_was_never_published_here_shows_the_question_again(visitor):
    visitor.open("/study/quarter/")
    action, hidden = visitor.form("/answer/")
    ticket = replace(Ticket.read(hidden["ticket"]), revision_id=10**6).signed()
    visitor._got(visitor.client.post(action, {**hidden, "ticket": ticket, "act": "answer", "answer": "1/4"}))

    assert_sound(visitor)
    assert visitor.sees("too old to be checked")
    assert 'value="1/4"' in visitor.html
    visitor.open(f"/study/quarter/preview/?ticket={quote(ticket)}&answer=x")
    assert visitor.status == 200
