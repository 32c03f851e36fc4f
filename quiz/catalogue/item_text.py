"""An item's own YAML text, cut from its deck: it stands alone and the same reader reads it again."""

from __future__ import annotations

from quiz.reading.source import Mapping, Source


def own_text(source: Source, item: Mapping) -> str:
    """The text of one item, moved to the left margin. Comments inside stay, comments after it do not."""
    indent = source.place(item.start)[1] - 1
    first, *rest = source.text[item.start : item.end].rstrip("\n").split("\n")
    return "\n".join([first, *(_dedented(line, indent) for line in rest)]) + "\n"


def _dedented(line: str, indent: int) -> str:
    """A line of a flow list may stand further left than its item: then only what is there is taken away."""
    return line[min(indent, len(line) - len(line.lstrip(" "))) :]
