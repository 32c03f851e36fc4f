"""Sessions last two years from the last visit, not from the first: browsers forget cookies after 400 days at most."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now

RENEWED = "renewed"
EVERY = timedelta(days=30)

View = Callable[[HttpRequest], HttpResponse]


def renewed_monthly(view: View) -> View:
    """Once in thirty days a session in use is saved again, and with it its cookie.

    Only where the page read the session anyway: the live preview stays free of table look-ups.
    """

    def renew(request: HttpRequest) -> HttpResponse:
        response = view(request)
        session = request.session
        if session.accessed and not session.is_empty():
            month = int(now().timestamp() // EVERY.total_seconds())
            if session.get(RENEWED) != month:
                session[RENEWED] = month
        return response

    return renew
