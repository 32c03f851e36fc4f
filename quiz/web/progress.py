"""Progress: the log in numbers, a forecast and a map of days."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from quiz.services.progress import progress_of
from quiz.web.figures import day_bars, day_map
from quiz.web.learner import learner_of


@never_cache
@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    learner = learner_of(request)
    if learner is None:
        return render(request, "progress/page.html", {"progress": None})
    found = progress_of(learner, at=now())
    context = {"progress": found, "forecast": day_bars(found.forecast), "map": day_map(found.history)}
    return render(request, "progress/page.html", context)
