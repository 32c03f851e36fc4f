"""`{% live_reading question text %}`, `{% place text span %}`, `{{ verdict|how }}`."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from quiz.grading.verdict import Verdict
from quiz.web.live_reading import reading_of

register = template.Library()
HOW = {
    "identical": "the same as ours",
    "exact": "proved equal",
    "sympy": "proved equal",
    "digits": "checked to 50 digits",
}


@register.inclusion_tag("study/_preview.html")
def live_reading(question: Any, text: str) -> dict[str, Any]:
    """The dashed box under the field: how the text is read as it stands."""
    return reading_of(question, text)


@register.simple_tag
def place(text: str, span: tuple[int, int] | None) -> SafeString:
    """The text as typed, with a mark under the trouble; at the end, under a blank after it."""
    start, end = span or (len(text), len(text))
    start = max(0, min(start, len(text)))
    end = max(start + 1, end)
    return format_html("{}<mark>{}</mark>{}", text[:start], text[start:end] or "\N{NO-BREAK SPACE}", text[end:])


@register.filter
def how(verdict: Verdict | None) -> str:
    """How sure we are that it is right, in a few words; nothing for what was only looked up."""
    return HOW.get(verdict.decided_by, "") if verdict else ""
