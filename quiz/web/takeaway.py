"""Take it with you: one's own file, tables and Anki decks to download; a file brought back; everything deleted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from threading import Lock
from typing import IO, Any

from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from quiz.models import User
from quiz.services import takeaway as own
from quiz.services.anki import own_decks
from quiz.services.bringing import Brought
from quiz.services.bringing import bring as bring_in
from quiz.takeaway.own_file import LARGEST_SENT, Takeaway, read
from quiz.takeaway.tables import Trouble
from quiz.web.learner import learner_for, learner_of
from quiz.web.uploads import TOO_LARGE

CONFIRMED = "delete everything"
ONE_AT_A_TIME, PATIENCE = Lock(), 5.0
"""A large file needs some hundred megabytes while it is read; seconds that another one waits."""
MEGABYTES = LARGEST_SENT // 2**20


class WipeForm(forms.Form):
    confirmation = forms.CharField(
        label=f"To delete, type: {CONFIRMED}",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}),
    )

    def clean_confirmation(self) -> str:
        typed = " ".join(str(self.cleaned_data["confirmation"]).lower().split())
        if typed != CONFIRMED:
            raise forms.ValidationError(f"Nothing was deleted. Type exactly: {CONFIRMED}")
        return typed


@never_cache
@require_safe
def takeaway(request: HttpRequest) -> HttpResponse:
    return _page(request)


def _page(request: HttpRequest, **found: Any) -> HttpResponse:
    learner = learner_of(request)
    shown = {
        "learner": learner,
        "counts": own.counted(learner),
        "megabytes": MEGABYTES,
        "wipe": WipeForm(label_suffix=""),
    }
    return render(request, "takeaway/page.html", {**shown, **found})


@never_cache
@login_required
@require_safe
def own_file(request: HttpRequest) -> FileResponse:
    return _download(request, own.own_file, "json")


@never_cache
@login_required
@require_safe
def own_tables(request: HttpRequest) -> FileResponse:
    return _download(request, own.own_tables, "zip")


@never_cache
@login_required
@require_safe
def anki_decks(request: HttpRequest) -> FileResponse:
    """`?all=1` adds the questions that were never met, as new cards."""
    with_new = request.GET.get("all") == "1"
    return _download(request, lambda learner, *, at: own_decks(learner, at=at, with_new=with_new), "apkg")


def _download(request: HttpRequest, write: Callable[..., IO[bytes]], suffix: str) -> FileResponse:
    learner, at = learner_of(request), now()
    name = f"gradus-{_day(learner, at)}.{suffix}"
    return FileResponse(write(learner, at=at), as_attachment=True, filename=name)


def _day(learner: User | None, at: datetime) -> str:
    return (learner.scheduling.day(at) if learner else at.date()).isoformat()


@never_cache
@require_POST
def bring(request: HttpRequest) -> HttpResponse:
    """A stranger who brings a file becomes a guest with that history, once it can be read."""
    sent = request.FILES.get("file")
    if getattr(request, TOO_LARGE, False):
        return _page(request, troubles=[f"This file is larger than {MEGABYTES} MB."])
    if sent is None:
        return _page(request, troubles=["Choose a file first."])
    if not ONE_AT_A_TIME.acquire(timeout=PATIENCE):
        return _page(request, troubles=["Another file is being read just now. Please try again in a minute."])
    try:
        brought = _brought(request, sent.read())
    finally:
        ONE_AT_A_TIME.release()
    if isinstance(brought, tuple):
        return _page(request, troubles=brought)
    messages.success(request, render_to_string("takeaway/_brought.html", {"brought": brought}))
    return redirect("takeaway")


def _brought(request: HttpRequest, sent: bytes) -> Brought | tuple[Trouble, ...]:
    file = read(sent)
    return bring_in(learner_for(request), file) if isinstance(file, Takeaway) else file


@never_cache
@login_required
@require_POST
def wipe(request: HttpRequest) -> HttpResponse:
    learner, form = learner_of(request), WipeForm(request.POST, label_suffix="")
    if learner is None or not form.is_valid():
        return _page(request, wipe=form)
    own.wipe(learner)
    if learner.is_guest:
        logout(request)
    messages.success(request, "Everything you had here is deleted.")
    return redirect("takeaway")
