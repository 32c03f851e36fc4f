"""Who is practising: somebody with a row, or nobody yet. Nothing is written for a visitor who only looks."""

from __future__ import annotations

from django.contrib.auth import login
from django.http import HttpRequest

from quiz.models import User
from quiz.services import accounts

BACKEND = "django.contrib.auth.backends.ModelBackend"


def learner_of(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


def learner_for(request: HttpRequest) -> User:
    """The learner of a post: who has none becomes a guest, kept by the session's cookie."""
    learner = learner_of(request)
    if learner is None:
        learner = accounts.new_guest(timezone=request.COOKIES.get("gradus_zone", ""))
        login(request, learner, backend=BACKEND)
    return learner
