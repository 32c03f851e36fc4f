"""`manage.py grade`: tasks and responses in, verdicts out, one JSON object a line. No database is touched."""

from __future__ import annotations

import gc
import json
import logging
import math
import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import replace
from time import perf_counter
from typing import Any, BinaryIO, NoReturn

from django.core.management.base import BaseCommand

from quiz.grading import worker
from quiz.grading.ladder import NOT_VERIFIED, grade
from quiz.grading.rows import BadRow, source, task
from quiz.grading.verdict import Outcome, Verdict

LONGEST_LINE = 4 * 1024 * 1024
"""Bytes; a longer line is answered as a bad row and skipped."""

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Grade answers: reads JSON Lines {id, kind, function, wrt, answer, response, ...} on standard input and writes "
        "one verdict a line, in the same order, as soon as it is known. A bad line is answered as undecided."
    )
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--prove",
            choices=["sympy"],
            help="derive keys and prove by SymPy alone, to compare with our own proofs; differences are still refuted "
            "by ball arithmetic",
        )

    def handle(self, *, prove: str | None = None, **options: Any) -> None:
        worker.start()
        gc.freeze()  # what is loaded stays: no pause to look through it again and again
        try:
            for line in _lines(sys.stdin.buffer):
                self.stdout.write(_answer(line, by_sympy=prove == "sympy"))
                self.stdout.flush()
        except KeyboardInterrupt:
            pass
        except BrokenPipeError:  # nobody reads on; what Python itself still flushes goes nowhere
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        finally:
            worker.stop()


def _lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """Lines as they come, without the blank ones; None for one that is too long, whose rest is dropped."""
    mark = b"\xef\xbb\xbf"
    while line := stream.readline(LONGEST_LINE + 1):
        line, mark = line.removeprefix(mark), b""
        if len(line) <= LONGEST_LINE:
            if line.strip():
                yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(LONGEST_LINE)
        yield None


def _answer(line: bytes | None, *, by_sympy: bool) -> str:
    """One line of JSON; an id that can be read but not written is not known."""
    answer = _verdict_on(line, by_sympy)
    try:
        return json.dumps(answer, allow_nan=False)
    except RecursionError:
        return json.dumps({**answer, "id": None})


def _verdict_on(line: bytes | None, by_sympy: bool) -> dict[str, Any]:
    start = perf_counter()
    identity, verdict = _judged(line, by_sympy)
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


def _judged(line: bytes | None, by_sympy: bool) -> tuple[Any, Verdict]:
    """The id of the row and its verdict; whatever is wrong with a row is a verdict too."""
    if line is None:
        return None, _bad("line: longer than 4 MB")
    row = _row(line)
    if row is None:
        return None, _bad("line: not a JSON object")
    name = row.get("id")
    if not isinstance(row.get("response"), str):
        return name, _bad("response: a text is missing")
    try:
        return name, _graded(row, by_sympy)
    except BadRow as problem:
        return name, _bad(str(problem))
    except Exception:  # the stream goes on, whatever we did wrong
        log.exception("a row could not be graded")
        return name, Verdict(Outcome.UNDECIDED, "none", message=NOT_VERIFIED)


def _row(line: bytes) -> dict[str, Any] | None:
    """The object on a line; of equal keys the last counts."""
    try:
        row = json.loads(line.decode(), parse_constant=_refuse, parse_float=_finite)
    except (ValueError, RecursionError):
        return None
    return row if isinstance(row, dict) else None


def _graded(row: dict[str, Any], by_sympy: bool) -> Verdict:
    asked = task(replace(source(row), by_sympy=by_sympy))
    verdict = grade(asked, row["response"])
    if verdict.outcome is not Outcome.INCORRECT:
        return verdict
    from quiz.grading.diagnosis import diagnosed  # brings NumPy along, for which right answers need not wait

    return diagnosed(asked, row["response"], verdict)


def _finite(text: str) -> float:
    value = float(text)
    return value if math.isfinite(value) else _refuse(text)


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")


def _bad(message: str) -> Verdict:
    return Verdict(Outcome.UNDECIDED, "input", flags=("bad_row",), message=message)
