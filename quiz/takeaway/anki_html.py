"""Markdown with `$…$` to the HTML of an Anki field, formulas as MathJax: `\\(…\\)` and `\\[…\\]`."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin

from quiz.kinds.choice import ChoiceQuestion
from quiz.kinds.computed import ComputedQuestion
from quiz.kinds.explain import ExplainQuestion
from quiz.kinds.question import Question
from quiz.kinds.scenario import ScenarioQuestion


def _formula(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    token = tokens[index]
    return in_line(token.content) if token.type == "math_inline" else displayed(token.content)


def in_line(latex: str) -> str:
    return rf"\({escape(latex.strip(), quote=False)}\)"


def displayed(latex: str) -> str:
    return rf"\[{escape(latex.strip(), quote=False)}\]"


def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    reader.disable(["image", "html_block", "html_inline"])
    reader.use(dollarmath_plugin, allow_labels=False, allow_space=False, allow_digits=True, double_inline=True)
    for kind in ("math_inline", "math_inline_double", "math_block"):
        reader.add_render_rule(kind, _formula)
    return reader


_markdown = _reader()


def html(text: str) -> str:
    return str(_markdown.render(text)).strip()


def inline(text: str) -> str:
    return str(_markdown.renderInline(text)).strip()


def front(question: Question) -> str:
    """What is asked, with the options of a choice and the parts of a scenario."""
    asked = html(question.prompt)
    if isinstance(question, ChoiceQuestion):
        asked += _listed("ul", [inline(option.text) for option in question.options])
    if isinstance(question, ScenarioQuestion):
        asked += _listed("ol", [front(part) for part in question.parts.values()])
    return asked


def back(question: Question) -> str:
    """The answer, then what the author says about it."""
    match question:
        case ComputedQuestion():
            label = f"{question.label} = " if question.label else ""
            answer = displayed(label + question.answer_shown)
        case ChoiceQuestion():
            right = [option for option in question.options if option.right]
            answer = _listed("ul", [" ".join((inline(option.text), inline(option.say))) for option in right])
        case ExplainQuestion():
            answer = _listed("ul", [inline(point.say) for point in question.key_points])
        case ScenarioQuestion():
            answer = _listed("ol", [back(part) for part in question.parts.values()])
        case _:
            answer = ""
    return answer + (html(question.model) if question.model else "")


def _listed(tag: str, entries: Sequence[str]) -> str:
    return f"<{tag}>{''.join(f'<li>{entry}</li>' for entry in entries)}</{tag}>"
