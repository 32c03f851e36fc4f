"""Some combination of the parameters satisfies `where`."""

from __future__ import annotations

from collections.abc import Iterator

from quiz.catalogue.lints.lint import Examined, ItemLint
from quiz.reading.problems import Finding

CODE = "no-variants"


def look(item: Examined) -> Iterator[Finding]:
    if not item.variants:
        yield Finding(("where",), CODE, "no combination satisfies 'where'", "loosen it, or widen the values of `vary`")


LINT = ItemLint(CODE, look)
