"""Practice over HTTP: one question at once. Every act is a post that answers with the question's new state."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe

from quiz.models import Item, User
from quiz.scheduling.rating import Rating
from quiz.services import guidance, leeches, progress, queue, study
from quiz.services.showing import Showing
from quiz.services.ticket import Ticket, TicketError
from quiz.services.why import why
from quiz.web.forms import Ask, Sent, SentStep, uuid_in
from quiz.web.learner import learner_for, learner_of
from quiz.web.live_reading import reading_of
from quiz.web.shell import page

SLUG = re.compile(r"[a-z0-9-]{1,60}")
STALE_FORM = "This page was too old to be checked. Here is the question again, with what you typed."


@never_cache
@require_safe
def practice(request: HttpRequest) -> HttpResponse:
    """The next question, or the card that says that today is done."""
    learner = learner_of(request)
    return show(request, learner, queue.next_showing(learner, deck=deck_of(request), at=now()))


@never_cache
@require_safe
def item(request: HttpRequest, key: str) -> HttpResponse:
    """One question by its permanent id, as it stands for this learner."""
    learner = learner_of(request)
    wanted = get_object_or_404(Item.objects.live(), key=key)
    return show(request, learner, study.open_showing(learner, wanted, at=now()))


@never_cache
@require_safe
def seen(request: HttpRequest, key: str, sequence: int) -> HttpResponse:
    """A question as it was left: what a reload and the back button find."""
    learner = learner_of(request)
    showing = study.seen(learner, key, sequence, at=now()) if learner else None
    return show(request, learner, showing) if showing else redirect("item", key=key)


@require_GET
def preview(request: HttpRequest, key: str) -> HttpResponse:
    """How an answer is read while it is typed. Touches no table once the question is warm."""
    sent = Sent.read(request.GET)
    try:
        part = study.part_of(Ticket.read(sent.ticket), sent.part)
    except TicketError:
        part = None
    return render(request, "study/_preview.html", reading_of(part, sent.response))


@never_cache
@require_POST
def answer(request: HttpRequest, key: str) -> HttpResponse:
    """An answer, a thought, a reply to a probe, or 'I don't know'."""
    learner, sent = learner_for(request), Sent.read(request.POST)
    try:
        showing = study.answer(
            learner,
            Ticket.read(sent.ticket),
            act=sent.act,
            part_id=sent.part,
            response=sent.response,
            confidence=sent.confidence,
            nonce=sent.nonce,
            at=now(),
        )
    except TicketError:
        wanted = get_object_or_404(Item.objects.live(), key=key)
        showing = study.open_showing(learner, wanted, at=now(), note=STALE_FORM)
        return show(request, learner, showing, typed=sent.response)
    return show(request, learner, showing)


@never_cache
@require_POST
def hint(request: HttpRequest, key: str) -> HttpResponse:
    """One more hint. What was typed so far stays in the field, as with all help."""
    sent = Sent.read(request.POST)
    return act(request, key, lambda who, ticket: guidance.hint(who, ticket, sent.part, at=now()), typed=sent.response)


@never_cache
@require_POST
def nudge(request: HttpRequest, key: str) -> HttpResponse:
    """The nudge test of the last answer."""
    sent = Sent.read(request.POST)
    return act(request, key, lambda who, ticket: guidance.nudge(who, ticket, sent.part, at=now()), typed=sent.response)


@never_cache
@require_POST
def meant(request: HttpRequest, key: str) -> HttpResponse:
    """Which of two explanations of the last answer is the right one, in the learner's own judgement."""
    sent, which = Sent.read(request.POST), request.POST.get("which", "")[:120]
    return act(
        request,
        key,
        lambda who, ticket: guidance.meant(who, ticket, sent.part, which, at=now()),
        typed=sent.response,
    )


@never_cache
@require_POST
def step(request: HttpRequest, key: str) -> HttpResponse:
    """One move on the worked steps: open them, answer a level, or have it shown."""
    sent = SentStep.read(request.POST)

    def do(who: User, ticket: Ticket) -> Showing:
        at = now()
        match sent.ask:
            case Ask.BEGIN:
                return guidance.begin_steps(who, ticket, sent.part, at=at)
            case Ask.INTO:
                return guidance.step_into(who, ticket, sent.part, sent.place, at=at)
            case Ask.SHOW:
                return guidance.show_step(who, ticket, sent.part, sent.place, sent.level, at=at)
            case Ask.SAY:
                return guidance.answer_step(who, ticket, sent.part, sent.place, sent.level, sent.said, at=at)

    return act(request, key, do, typed=sent.typed)


@never_cache
@require_POST
def tick(request: HttpRequest, key: str) -> HttpResponse:
    """The learner's own judgement of one key point."""
    part, point, said = (request.POST.get(name, "")[:60] for name in ("part", "point", "said"))
    yes = said == "yes"
    return act(request, key, lambda learner, ticket: study.tick(learner, ticket, part, point, said=yes, at=now()))


@never_cache
@require_POST
def rate(request: HttpRequest, key: str) -> HttpResponse:
    """Another rating than the proposed one; then on to the next question."""
    learner = learner_for(request)
    rating, nonce = request.POST.get("rating", ""), uuid_in(request.POST)
    if rating in ("1", "2", "3", "4"):
        study.rate(learner, uuid_in(request.POST, "event"), Rating(int(rating)), nonce=nonce, at=now())
    return onwards(request, learner)


@never_cache
@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Take back the last review; its question is asked again with the same numbers."""
    learner = learner_for(request)
    meant = uuid_in(request.POST, "event") if "event" in request.POST else None
    undone = study.undo(learner, event_id=meant, at=now())
    if undone is None:
        return onwards(request, learner)
    note = "That is taken back. Here is the question again."
    return show(request, learner, study.open_showing(learner, undone, at=now(), note=note))


def act(request: HttpRequest, key: str, do: Callable[[User, Ticket], Showing], typed: str = "") -> HttpResponse:
    """One act on a ticket; a ticket that cannot be read shows the question again instead of an error."""
    learner = learner_for(request)
    try:
        showing = do(learner, Ticket.read(request.POST.get("ticket", "")))
    except TicketError:
        wanted = get_object_or_404(Item.objects.live(), key=key)
        showing = study.open_showing(learner, wanted, at=now(), note=STALE_FORM)
    return show(request, learner, showing, typed=typed)


def onwards(request: HttpRequest, learner: User) -> HttpResponse:
    """To the next question: as a fragment for htmx, as a redirect for a browser."""
    deck = deck_of(request)
    if request.headers.get("HX-Request") != "true":
        return redirect(practice_url(deck))
    response = show(request, learner, queue.next_showing(learner, deck=deck, at=now()))
    response["HX-Push-Url"] = practice_url(deck)
    return response


def show(request: HttpRequest, learner: User | None, showing: Showing | None, typed: str = "") -> HttpResponse:
    """The practice page in the state of this showing. After a post, the address names it, so that a reload finds it."""
    at, deck = now(), deck_of(request)
    context: dict[str, Any] = {
        "showing": showing,
        "ticket": showing.ticket.signed() if showing else "",
        "nonce": uuid.uuid4(),
        "second_nonce": uuid.uuid4(),
        "day": queue.day_of(learner, deck=deck, at=at),
        "deck": deck,
        "can_undo": study.last_act(learner) if learner else None,
        "rests_on": leeches.rests_on(learner, showing) if learner else (),
        "why": why(showing.event) if showing and showing.event else None,
        "typed": typed,
    }
    if showing is None and learner:
        context["summary"] = progress.session_summary(learner, at=at)
    response = page(request, "study/page.html", "study/_practice.html", context)
    if request.method == "POST" and showing and showing.presentation:
        address = reverse("seen", args=[showing.item.key, showing.presentation.sequence])
        response["HX-Replace-Url"] = f"{address}?deck={deck}" if deck else address
    return response


def practice_url(deck: str) -> str:
    return reverse("practice") + (f"?deck={deck}" if deck else "")


def deck_of(request: HttpRequest) -> str:
    """The deck practised, if the learner chose one; a slug, or nothing."""
    chosen = request.POST.get("deck", "") or request.GET.get("deck", "")
    return chosen if SLUG.fullmatch(chosen) else ""
