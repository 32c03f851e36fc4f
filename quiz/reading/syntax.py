"""What the YAML parser complains about, said again for somebody who writes questions."""

from __future__ import annotations

import re
from collections.abc import Callable

import yaml

from quiz.reading.build import Placed, syntax
from quiz.reading.problems import Finding
from quiz.reading.source import Source

_QUOTE_IT = "put the text in single quotes, or use `>` and a new line"
_FORMULA = "put the formula in single quotes"
_KEY = re.compile(r"^\s*(?:- +)*[^\s#'\"{\[|>][^:]*:(?: |$)")


def rewritten(error: yaml.MarkedYAMLError, source: Source) -> tuple[int, Placed]:
    """Where the broken item is, and the finding with its own place."""
    at = _index(source, error.problem_mark)
    start = _index(source, error.context_mark) if error.context_mark else at
    problem = error.problem or ""
    for words, explain in _EXPLANATIONS:
        if words in problem:
            index, finding = explain(source, at, start)
            return index, (index, finding)
    return at, (at, syntax(f"YAML cannot read on here: {problem}"))


def _index(source: Source, mark: yaml.Mark | None) -> int:
    return source.index(mark.line + 1, mark.column + 1) if mark else 0


def _line_before(source: Source, index: int) -> str:
    """What stands on the line up to a character."""
    return source.text[source.text.rfind("\n", 0, index) + 1 : index]


def _value_start(source: Source, index: int) -> int:
    """Where the value of the key on this line begins."""
    line = source.text.rfind("\n", 0, index) + 1
    key = _KEY.match(source.text[line:index])
    return line + key.end() if key else index


def _colon(source: Source, at: int, _: int) -> Placed:
    before = _line_before(source, at)
    if _KEY.match(before):
        return at, syntax("a colon and a space inside a text start something new for YAML", _QUOTE_IT)
    hint = "indent it like its neighbours"
    return at, syntax("this line is indented deeper than the fields around it", hint)


def _no_colon(source: Source, _: int, start: int) -> Placed:
    line = source.place(start)[0]
    hint = f"is a quote or a block sign (`>`) missing on line {line - 1}?" if line > 1 else ""
    return start, syntax("this line is indented like a key but has no colon", hint)


def _cannot_start(source: Source, at: int, _: int) -> Placed:
    sign = source.text[at : at + 1]
    return at, syntax(f"a text that starts with {sign} means something else to YAML", _FORMULA)


def _open_quote(source: Source, _: int, start: int) -> Placed:
    return start, syntax("this quote is never closed", "a quote inside '…' is written twice: ''")


def _escape(source: Source, at: int, _: int) -> Placed:
    slash = source.text.rfind("\\", 0, at + 1)
    message = f"this double-quoted text lost a backslash: '{source.text[slash : slash + 2]}' is not an escape"
    return slash, Finding((), "lost-backslash", message, "use no quotes, '…' or a block")


def _open_bracket(source: Source, at: int, start: int) -> Placed:
    sign = source.text[start : start + 1]
    closing = {"[": "]", "{": "}"}.get(sign, "its partner")
    line, column = source.place(at)
    message = f"this {sign} needs a comma or {closing} before {line}:{column}"
    return start, syntax(message, "a text with , : [ ] { } # or quotes in it needs single quotes here")


def _not_a_key(source: Source, at: int, _: int) -> Placed:
    before = _line_before(source, at).rstrip()
    if before.endswith(("'", '"')):
        return at, syntax("the text goes on after its closing quote", "a quote inside '…' is written twice: ''")
    if before.endswith(("}", "]")):
        opening = "{" if before.endswith("}") else "["
        value = _value_start(source, at)
        message = f"a text that starts with {opening} means something else to YAML"
        return value, syntax(message, "put the text in single quotes")
    hint = "indent it like its neighbours; a list item starts with '- '"
    return at, syntax("this line does not belong to the list or the fields above it", hint)


def _block_sign(source: Source, at: int, start: int) -> Placed:
    sign = source.text[start : start + 1]
    message = (
        f"after {sign} the text starts on a new line; a formula that starts with {sign} means something else to YAML"
    )
    return start, syntax(message, _FORMULA)


def _list_here(source: Source, at: int, _: int) -> Placed:
    return at, syntax("a text that starts with '- ' is a list to YAML, and a list starts on its own line", _FORMULA)


def _no_content(source: Source, at: int, _: int) -> Placed:
    sign = source.text[at : at + 1]
    if not sign.strip():
        return at, syntax("something is missing here")
    return at, syntax(f"a text that starts with {sign} means something else to YAML", _FORMULA)


def _too_deep(source: Source, at: int, _: int) -> Placed:
    return at, syntax("lists and fields are nested too deep here")


_EXPLANATIONS: tuple[tuple[str, Callable[[Source, int, int], Placed]], ...] = (
    ("mapping values are not allowed", _colon),
    ("could not find expected ':'", _no_colon),
    ("cannot start any token", _cannot_start),
    ("unexpected end of stream", _open_quote),
    ("unexpected document indicator", _open_quote),
    ("unknown escape character", _escape),
    ("hexdecimal", _escape),
    ("expected ',' or", _open_bracket),
    ("did not find expected key", _not_a_key),
    ("expected '-' indicator", _not_a_key),
    ("expected comment or line break", _block_sign),
    ("block sequence entries are not allowed", _list_here),
    ("expected node content", _no_content),
    ("nested too deep", _too_deep),
)
