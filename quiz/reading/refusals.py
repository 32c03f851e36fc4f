"""Texts that YAML reads in silence as something else than what was meant: escapes, split lists, cut comments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quiz.reading.build import Placed
from quiz.reading.problems import Finding, Path, Severity
from quiz.reading.source import Mapping, Scalar, Sequence, Value

_ESCAPE = re.compile(r"\\(\\|[^\n])")
_LETTERS = re.compile(r"[A-Za-z]+")
_HARMLESS = frozenset('"\\/ xuU')


def refusals(text: str, root: Value) -> Iterator[Placed]:
    """Every such text below a value, in the order written."""
    waiting = [(root, "")]
    while waiting:
        value, name = waiting.pop()
        match value:
            case Scalar() as scalar:
                yield from _lost_backslash(text, scalar)
                yield from _cut_by_comment(text, scalar)
            case Sequence(items) as sequence:
                yield from _broken_list(sequence)
                waiting.extend((item, name) for item in reversed(items))
            case Mapping(fields) as mapping:
                yield from _broken_mapping(mapping, name)
                for each in fields.values():
                    yield from _lost_backslash(text, each.key)
                waiting.extend((each.value, each.key.text) for each in reversed(fields.values()))


def _lost_backslash(text: str, scalar: Scalar) -> Iterator[Placed]:
    """`"\\nabla"` is a newline and `abla`: an escape in double quotes that is a control character."""
    if scalar.style != '"':
        return
    for escape in _ESCAPE.finditer(text, scalar.start, scalar.end):
        if escape[1] not in _HARMLESS:
            word = _LETTERS.match(text, escape.start() + 1)
            lost = f"\\{word[0] if word else escape[1]}"
            message = f"this double-quoted text lost a backslash: '{lost}' is read as an escape"
            yield (escape.start(), Finding((), "lost-backslash", message, "use no quotes, '…' or a block"))
            return
    control = re.search("[\x00-\x09\x0b-\x1f\x7f]", scalar.text)
    if control:
        message = f"this double-quoted text holds the control character U+{ord(control[0]):04X}"
        yield (scalar.start, Finding((), "lost-backslash", message, "use no quotes, '…' or a block"))


def _broken_list(sequence: Sequence) -> Iterator[Placed]:
    """`[gcd(a, b) = 1]` is a list of two texts, neither of which has its brackets closed."""
    if sequence.flow:
        yield from _torn([item for item in sequence.items if isinstance(item, Scalar)], "")


def _broken_mapping(mapping: Mapping, name: str) -> Iterator[Placed]:
    """`{answer: f(a, b)}` is a mapping of `answer` to `f(a` and of `b)` to nothing."""
    if mapping.flow:
        texts = [text for each in mapping.fields.values() for text in (each.key, each.value)]
        torn_keys = any(is_torn(key) for key in mapping.fields)
        yield from _torn([text for text in texts if isinstance(text, Scalar)], name if torn_keys else "")


def _torn(texts: list[Scalar], name: str) -> Iterator[Placed]:
    """The first text that opens a bracket which another one closes."""
    left = [text.text.count("(") - text.text.count(")") if not text.style else 0 for text in texts]
    for at, text in enumerate(texts):
        if left[at] > 0 and min(left[at:]) < 0:
            yield text.start, torn((), text.text, name)
            return


def is_torn(key: str) -> bool:
    """A bracket is opened and not closed: the comma behind it ended the key."""
    return key.count("(") > key.count(")")


def torn(path: Path, text: str, name: str) -> Finding:
    """`text` is what stands before the comma; `name` the field whose keys are torn, if it is keys."""
    message = f"'{text}' is only a part: a comma splits lists in […] and {{…}}"
    hint = "write one per line, or put it in single quotes"
    if name:
        hint = f"write `{name}:` as a block list: a comma inside {{ … }} splits it"
    return Finding(path, "broken-list", message, hint, at_key=bool(name))


def _cut_by_comment(text: str, scalar: Scalar) -> Iterator[Placed]:
    """`ask: Take $a # b$.` ends before the `#`: warned about when the rest looks like text rather than a remark."""
    if scalar.style or not scalar.text or not text.startswith(" #", scalar.end) or text.startswith("  ", scalar.end):
        return
    rest = text[scalar.end + 2 : scalar.end + 3]
    unfinished = scalar.text.count("$") % 2 == 1 or scalar.text.count("(") != scalar.text.count(")")
    if unfinished or rest.strip():
        message = "this text ends before ' #', which starts a comment"
        finding = Finding((), "comment-cuts-text", message, "put the text in single quotes", Severity.WARNING)
        yield scalar.end + 1, finding
