"""`manage.py grade`: tasks and responses in, verdicts out, one JSON object a line. No database is touched."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from time import perf_counter
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand

from quiz.grading import worker
from quiz.grading.diagnosis import diagnosed
from quiz.grading.ladder import grade
from quiz.grading.rows import BadRow, source, task
from quiz.grading.verdict import Outcome, Verdict

LONGEST_LINE = 4 * 1024 * 1024
"""Bytes; a longer line is answered as a bad row and skipped."""


class Command(BaseCommand):
    help = (
        "Grade answers: reads JSON Lines {id, kind, function, wrt, answer, response, ...} on standard input and writes "
        "one verdict a line, in the same order, as soon as it is known. A bad line is answered as undecided."
    )
    requires_system_checks = ()
    requires_migrations_checks = False

    def handle(self, **options: Any) -> None:
        worker.start()
        try:
            for line in _lines(sys.stdin.buffer):
                if line is None or line.strip():
                    self.stdout.write(json.dumps(_answer(line), allow_nan=False))
                    self.stdout.flush()
        finally:
            worker.stop()


def _lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """Lines as they come; None for one that is too long, whose rest is dropped."""
    while line := stream.readline(LONGEST_LINE + 1):
        if len(line) <= LONGEST_LINE:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(LONGEST_LINE)
        yield None


def _answer(line: bytes | None) -> dict[str, Any]:
    start = perf_counter()
    identity, verdict = _judged(line)
    named = verdict.misconceptions
    return {
        "id": identity,
        "outcome": str(verdict.outcome),
        "decided_by": verdict.decided_by,
        "flags": list(verdict.flags),
        "misconceptions": [{name: each[name] for name in ("id", "certainty", "where")} for each in named],
        "message": verdict.message,
        "ms": round((perf_counter() - start) * 1000, 3),
    }


def _judged(line: bytes | None) -> tuple[Any, Verdict]:
    """The id of the row and its verdict; whatever is wrong with a row is a verdict too."""
    if line is None:
        return None, _bad("line: longer than 4 MB")
    try:
        row = json.loads(line, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return None, _bad("line: not a JSON object")
    if not isinstance(row, dict):
        return None, _bad("line: not a JSON object")
    name = row.get("id")
    if not isinstance(row.get("response"), str):
        return name, _bad("response: a text is missing")
    try:
        asked = task(source(row))
        return name, diagnosed(asked, row["response"], grade(asked, row["response"]))
    except BadRow as problem:
        return name, _bad(str(problem))


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


def _bad(message: str) -> Verdict:
    return Verdict(Outcome.UNDECIDED, "input", flags=("bad_row",), message=message)
