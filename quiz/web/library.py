"""The library: decks, their items, and one item to look at."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from quiz.models import Deck, Item
from quiz.services import library as shelves
from quiz.services import progress
from quiz.web.learner import learner_of


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
    return render(request, "library/item.html", {"shown": shelves.item_page(learner_of(request), found, at=now())})
