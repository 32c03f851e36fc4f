"""The library: decks, their items, and one item to look at."""

from __future__ import annotations

import uuid
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from quiz.models import Deck, Item
from quiz.services import cards, progress, study
from quiz.services import library as shelves
from quiz.services.cards import CardAct
from quiz.web.forms import uuid_in
from quiz.web.learner import learner_for, learner_of
from quiz.web.study import deck_of, practice_url

UNDO = "undo"
NOTHING_DONE = "Nothing was changed."


@never_cache
@require_safe
def library(request: HttpRequest) -> HttpResponse:
    learner, at = learner_of(request), now()
    context = {"decks": shelves.deck_rows(learner), "topics": progress.topic_states(learner, at=at)}
    return render(request, "library/page.html", context)


@never_cache
@require_safe
def deck(request: HttpRequest, key: str) -> HttpResponse:
    found = get_object_or_404(Deck, key=key)
    rows = shelves.item_rows(learner_of(request), found, at=now())
    return render(request, "library/deck.html", {"deck": found, "rows": rows})


@never_cache
@require_safe
def item(request: HttpRequest, key: str) -> HttpResponse:
    found = get_object_or_404(Item.objects.live().select_related("topic", "deck"), key=key)
    shown = shelves.item_page(learner_of(request), found, at=now())
    return render(request, "library/item.html", {"shown": shown, "nonce": uuid.uuid4()})


@never_cache
@require_POST
def card(request: HttpRequest, key: str) -> HttpResponse:
    """Set a question aside, hide it until tomorrow, begin anew, set its day, or take such an act back."""
    found = get_object_or_404(Item.objects.live(), key=key)
    learner, what, at = learner_for(request), request.POST.get("what", ""), now()
    if what == UNDO:
        done = study.undo(learner, event_id=uuid_in(request.POST, "event"), at=at) is not None
        said = "That is taken back."
    else:
        act = CardAct(what) if what in set(CardAct) else None
        nonce, day = uuid_in(request.POST), day_in(request.POST.get("day", ""))
        done = act is not None and cards.act(learner, found, act, day=day, nonce=nonce, at=at) is not None
        said = cards.DONE[act] if act else ""
    messages.add_message(request, messages.SUCCESS if done else messages.INFO, said if done else NOTHING_DONE)
    if request.POST.get("then") == "practice":
        return redirect(practice_url(deck_of(request)))
    return redirect("library_item", key=key)


def day_in(text: str) -> date | None:
    """A civil date as a browser sends it; anything else is none."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
