"""How an answer is read while it is typed: no table, no algebra system, no verdict."""

from __future__ import annotations

from typing import Any

from quiz.notation import Parsed, Unreadable, latex


def reading_of(question: Any, text: str) -> dict[str, Any]:
    """What `study/_preview.html` shows for a text: the reading, what is in the way of it, or the empty box."""
    context: dict[str, Any] = {"question": question}
    if not text.strip() or not hasattr(question, "read"):
        return context
    match question.read(text):
        case Parsed() as parsed:
            return {**context, "parsed": parsed, "reading": latex(parsed.tree)}
        case Unreadable() as unreadable:
            return {**context, "unreadable": unreadable}
    return context
