"""Files that are sent: one address takes one, of a bounded size; everywhere else a request with one is refused."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import TooManyFilesSent
from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler
from django.urls import reverse

from quiz.takeaway.own_file import LARGEST_SENT

TOO_LARGE = "too_large"
"""Name of the request's attribute that says that a file was cut off."""


class OneFile(TemporaryFileUploadHandler):
    """Writes a file to the disk while it comes, up to the limit."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        if self.request is None or self.request.path != reverse("bring"):
            raise TooManyFilesSent("no form at this address takes a file")
        self.received = 0
        super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.received += len(raw_data)
        if self.received > LARGEST_SENT:
            setattr(self.request, TOO_LARGE, True)
            raise StopUpload(connection_reset=False)
        super().receive_data_chunk(raw_data, start)
