"""Markdown with `$…$` and `$$…$$` to HTML. HTML in the source is shown, not obeyed.

Two fences: Markdown reads with HTML off, and what it wrote is cleaned to the tags below before formulas go in.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin

from quiz.web.mathml import in_formula_box, mathml

TAGS = {"p", "br", "hr", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a"}
TAGS |= {"table", "thead", "tbody", "tr", "th", "td"}
OPEN, CLOSE = "\ue000", "\ue001"
"""Private characters that hold a formula's place during the cleaning; they are taken out of the source first."""
LONGEST_KEPT = 1200
"""Characters of what is remembered. Authors' texts are shorter; sentences may quote a learner's formula."""
_PLACE = re.compile(f"{OPEN}([0-9]+){CLOSE}")


def _keep_formula(self: Any, tokens: Sequence[Token], index: int, options: Any, env: dict[str, list[str]]) -> str:
    token = tokens[index]
    write = mathml if token.type == "math_inline" else in_formula_box
    env["formulas"].append(write(token.content.strip()))
    return f"{OPEN}{len(env['formulas']) - 1}{CLOSE}"


def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    reader.disable(["image", "heading", "lheading", "reference", "html_block", "html_inline", "code"])
    reader.use(dollarmath_plugin, allow_labels=False, allow_space=False, allow_digits=True, double_inline=True)
    for kind in ("math_inline", "math_inline_double", "math_block"):
        reader.add_render_rule(kind, _keep_formula)
    return reader


_markdown = _reader()


def _written(text: str, inline: bool) -> SafeString:
    env: dict[str, list[str]] = {"formulas": []}
    source = text.replace(OPEN, "").replace(CLOSE, "")
    html = _markdown.renderInline(source, env) if inline else _markdown.render(source, env)
    clean = nh3.clean(html, tags=TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto"})
    return mark_safe(_PLACE.sub(lambda place: env["formulas"][int(place[1])], clean))  # noqa: S308 - cleaned above


def prose(text: str) -> SafeString:
    """Paragraphs, lists, tables, code and formulas."""
    return _kept(text, False) if len(text) <= LONGEST_KEPT else _written(text, inline=False)


def inline_prose(text: str) -> SafeString:
    """One run of text without a paragraph around it: for headings, labels, options and buttons."""
    return _kept(text, True) if len(text) <= LONGEST_KEPT else _written(text, inline=True)


@lru_cache(maxsize=4096)
def _kept(text: str, inline: bool) -> SafeString:
    return _written(text, inline)
