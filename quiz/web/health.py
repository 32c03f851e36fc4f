"""`/healthz`: whether this process serves, for whatever watches it. Answered before hosts, sessions and redirects."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Any

from django.db import Error as DatabaseTrouble
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse

from quiz.grading import worker
from quiz.grading.verdict import ENGINE_VERSION
from quiz.models import Item

ADDRESSES = ("/healthz", "/healthz/")
METHODS = ("GET", "HEAD")
STARTED = monotonic()
NO_PROOFS = (worker.State.OFF, worker.State.FAILED)
"""Every answer is still judged; some are checked to 50 digits and not proved."""

View = Callable[[HttpRequest], HttpResponse]


def healthz(view: View) -> View:
    """A probe names no host that we know, has no cookie and speaks no HTTPS."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.path_info not in ADDRESSES:
            return view(request)
        return health() if request.method in METHODS else HttpResponseNotAllowed(METHODS)

    return answer


def health() -> JsonResponse:
    """200 while questions can be asked and graded, though perhaps `degraded`; 503 without the database."""
    has_database, pool = can_read(), worker.health()
    found: dict[str, Any] = {
        "status": "down" if not has_database else "degraded" if pool.state in NO_PROOFS else "ok",
        "database": "ok" if has_database else "unreachable",
        "pool": {
            "state": str(pool.state),
            "workers": pool.workers,
            "restarts": pool.restarts,
            "jobs": pool.jobs,
            "killed": pool.killed,
            "last_failure": pool.last_failure or None,
        },
        "engine_version": ENGINE_VERSION,
        "uptime": round(monotonic() - STARTED),
    }
    return JsonResponse(found, status=200 if has_database else 503, headers={"Cache-Control": "no-store"})


def can_read() -> bool:
    try:
        Item.objects.exists()
    except DatabaseTrouble:
        return False
    return True
