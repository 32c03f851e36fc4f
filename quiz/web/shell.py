"""One URL, one context, two renderings."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django_htmx.middleware import HtmxDetails


class HtmxRequest(HttpRequest):
    """A request as HtmxMiddleware leaves it."""

    htmx: HtmxDetails


def page(
    request: HttpRequest, template: str, fragment: str, context: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """The whole page for a browser, only the fragment for htmx; `Vary` keeps the back button honest.

    A history restore is a whole page even to htmx: it replaces the body.
    """
    asked_for_part = request.headers.get("HX-Request") == "true"
    restoring = request.headers.get("HX-History-Restore-Request") == "true"
    part = asked_for_part and not restoring
    response = render(request, fragment if part else template, dict(context), status=status)
    patch_vary_headers(response, ["HX-Request", "HX-History-Restore-Request"])
    return response
