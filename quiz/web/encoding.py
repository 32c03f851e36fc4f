"""Forms are UTF-8, as every page says. Some other codecs give text that no table can keep, or none at all."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

View = Callable[[HttpRequest], HttpResponse]


def utf8_only(view: View) -> View:
    """Whatever charset the header of a request claims is ignored."""

    def read(request: HttpRequest) -> HttpResponse:
        request.encoding = "utf-8"
        return view(request)

    return read
