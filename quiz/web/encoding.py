"""Headers that Django can build a request from. Forms are UTF-8, as every page says, whatever a header claims."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

CHARSET = re.compile(r"\s*charset\b", re.IGNORECASE)
Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


def well_formed(application: Application) -> Application:
    """Behind a door that refuses a NUL: it is against HTTP, and neither codecs nor PostgreSQL take it."""

    def serve(environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        if any("\x00" in str(value) for name, value in environ.items() if name.startswith(("HTTP_", "CONTENT_"))):
            start_response("400 Bad Request", [("Content-Type", "text/plain; charset=utf-8")])
            return [b"This request could not be understood.\n"]
        return application(without_charset(environ), start_response)

    return serve


def without_charset(environ: Environ) -> Environ:
    """The request with no charset claimed.

    Some codecs give text that no table can keep, and some give none at all. And Python remembers every name of a
    codec it was ever asked for: with such names a stranger could fill the machine.
    """
    kind = environ.get("CONTENT_TYPE", "")
    return {**environ, "CONTENT_TYPE": ";".join(each for each in kind.split(";") if not CHARSET.match(each))}
