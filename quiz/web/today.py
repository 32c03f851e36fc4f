"""Today: what is due, what is new, and one button."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from quiz.services import library, plan, progress, queue
from quiz.web.learner import learner_of

MINUTES_A_QUESTION = 0.75


@never_cache
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    learner, at = learner_of(request), now()
    day = queue.day_of(learner, at=at)
    context = {
        "day": day,
        "minutes": max(1, round(day.left * MINUTES_A_QUESTION)),
        "decks": library.deck_rows(learner),
        "goals": plan.lines(learner, at=at) if learner else (),
        "summary": progress.session_summary(learner, at=at) if learner else None,
    }
    return render(request, "today/page.html", context)
