"""Who is practising: somebody with a row, or nobody yet. Nothing is written for a visitor who only looks."""

from __future__ import annotations

import uuid

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.http import HttpRequest

from quiz.models import User
from quiz.services import accounts

BACKEND = "django.contrib.auth.backends.ModelBackend"


def learner_of(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


def learner_for(request: HttpRequest) -> User:
    """The learner of a post: who has none becomes a guest, kept by the session's cookie.

    The guest is named after the secret of the visitor's forms, so that a double click on the very first answer
    makes one guest. Unlike a log-in this leaves that secret alone: the second click must still be accepted.
    """
    learner = learner_of(request)
    if learner is None:
        secret = request.META.get("CSRF_COOKIE") or uuid.uuid4().hex
        learner = accounts.guest_for(secret, timezone=request.COOKIES.get("gradus_zone", ""))
        request.session[SESSION_KEY] = str(learner.pk)
        request.session[BACKEND_SESSION_KEY] = BACKEND
        request.session[HASH_SESSION_KEY] = learner.get_session_auth_hash()
        request.user = learner
    return learner
