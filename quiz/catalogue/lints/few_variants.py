"""With parameters, a review shows fresh numbers: eight variants are wanted, or the numbers come back too soon."""

from __future__ import annotations

from collections.abc import Iterator

from quiz.catalogue.lints.lint import Examined, ItemLint
from quiz.reading.problems import Finding, Severity

CODE = "few-variants"
WANTED = 8


def look(item: Examined) -> Iterator[Finding]:
    if item.record.vary and 0 < len(item.variants) < WANTED:
        count = len(item.variants)
        message = f"{count} variant{'s' if count != 1 else ''}, {WANTED} wanted"
        yield Finding(("vary",), CODE, message, "widen the values, or loosen `where`", Severity.WARNING)


LINT = ItemLint(CODE, look)
