"""`{% live_reading question text %}`, `{% place text span %}`, `{% nudge_test nudged %}`, `{{ verdict|how }}`,
`{{ question|conditions }}`, `{{ number|signed }}`."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from quiz.grading.verdict import Verdict
from quiz.kinds.slopes import Nudged
from quiz.notation import latex
from quiz.web.live_reading import reading_of
from quiz.web.nudge_figure import nudge_figure

register = template.Library()
RELATIONS = {"=": "=", "!=": r"\neq", "<": "<", "<=": r"\le", ">": ">", ">=": r"\ge"}
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


@register.inclusion_tag("study/_nudge.html")
def nudge_test(nudged: Nudged) -> dict[str, Any]:
    """What a small move of the variable shows about a wrong answer, in words and as a figure."""
    return {"nudged": nudged, "test": nudged.test, "figure": nudge_figure(nudged.test)}


@register.filter
def signed(number: str) -> str:
    """A decimal as it is printed: with a minus sign, not a hyphen."""
    return number.replace("-", "−")


@register.simple_tag
def place(text: str, span: tuple[int, int] | None) -> SafeString:
    """The text as typed, with a mark under the trouble; at the end, under a blank after it."""
    start, end = span or (len(text), len(text))
    start = max(0, min(start, len(text)))
    end = max(start + 1, end)
    return format_html("{}<mark>{}</mark>{}", text[:start], text[start:end] or "\N{NO-BREAK SPACE}", text[end:])


@register.filter
def conditions(question: Any) -> list[str]:
    """The domain an author set, as LaTeX; empty where the function alone says where it lives."""
    case = getattr(question, "case", None)
    return (
        [f"{latex(each.left)} {RELATIONS[each.relation]} {latex(each.right)}" for each in case.domain] if case else []
    )


@register.filter
def how(verdict: Verdict | None) -> str:
    """How sure we are that it is right, in a few words; nothing for what was only looked up."""
    return HOW.get(verdict.decided_by, "") if verdict else ""
