"""What `manage.py check` knows about Gradus itself; each finding has an id and a way out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error


def content_is_there(**_: Any) -> list[CheckMessage]:
    """Without `topics.yaml` and at least one deck there is nothing to practise."""
    folder = Path(settings.CONTENT)
    if (folder / "topics.yaml").is_file() and any((folder / "decks").glob("*.yaml")):
        return []
    hint = "The folder content/ belongs to the repository; is the checkout complete?"
    return [Error(f"There are no topics or no decks in {folder}.", hint=hint, id="quiz.E001")]


def debug_pages_stay_at_home(**_: Any) -> list[CheckMessage]:
    """Error pages with source code are for one's own machine."""
    if not settings.DEBUG or settings.ALLOWED_HOSTS == settings.LOCAL_HOSTS:
        return []
    hint = "Unset GRADUS_DEBUG, or GRADUS_HOSTS."
    return [Error("GRADUS_DEBUG is true while GRADUS_HOSTS lets others in.", hint=hint, id="quiz.E002")]


CHECKS = (content_is_there, debug_pages_stay_at_home)
