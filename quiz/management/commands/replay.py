"""`manage.py replay`: review histories in, scheduling states out, one JSON object a line. No database is touched."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentTypeError
from collections.abc import Iterator
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError, CommandParser

from quiz.scheduling.replay import Complaint, History, read_line, replay
from quiz.scheduling.scheduler import Scheduler
from quiz.scheduling.settings import Settings
from quiz.scheduling.steps import Steps, read_steps
from quiz.scheduling.weights import DEFAULT_WEIGHTS, Weights

LONGEST_LINE = 16 * 1024 * 1024
"""Bytes; a longer line is refused and skipped."""


class Command(BaseCommand):
    help = (
        "Replay review histories: reads JSONL {card, reviews: [{at, rating}]} on standard input and writes each "
        "object with `states`, the memory after every review. Nothing is fuzzed. A bad line is answered by an "
        "object with `error`, and the rest goes on."
    )
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        usual = Settings()
        parser.add_argument("--tz", default=usual.timezone, help="the learner's time zone, such as Europe/Berlin")
        parser.add_argument("--rollover", type=int, default=usual.rollover_hour, help="hour of the new study day")
        parser.add_argument("--retention", type=float, default=usual.retention, help="recall aimed at, 0.5 to 0.99")
        parser.add_argument("--learning-steps", type=_steps, default=usual.learning_steps, help="1m,10m; '' for none")
        parser.add_argument("--relearning-steps", type=_steps, default=usual.relearning_steps, help="10m; '' for none")
        parser.add_argument("--weights", type=_weights, default=DEFAULT_WEIGHTS, help="the 21 weights of FSRS-6")

    def handle(self, **options: Any) -> None:
        scheduler = Scheduler(_settings(options))
        for number, line in enumerate(_lines(sys.stdin.buffer), start=1):
            if line.strip():
                self.stdout.write(_answer(line, number, scheduler))


def _settings(options: dict[str, Any]) -> Settings:
    try:
        return Settings(
            retention=options["retention"],
            learning_steps=options["learning_steps"],
            relearning_steps=options["relearning_steps"],
            rollover_hour=options["rollover"],
            timezone=options["tz"],
            weights=options["weights"],
        )
    except ValueError as problem:
        raise CommandError(str(problem)) from problem


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines; of one that is too long only a beginning that is too long to be read."""
    while line := stream.readline(LONGEST_LINE + 1):
        rest = line
        while len(rest) > LONGEST_LINE and not rest.endswith(b"\n"):
            rest = stream.readline(LONGEST_LINE + 1)
        yield line


def _answer(line: bytes, number: int, scheduler: Scheduler) -> str:
    history = _read(line)
    if isinstance(history, Complaint):
        return json.dumps({"card": history.card, "line": number, "error": history.message})
    return json.dumps(replay(history, scheduler))


def _read(line: bytes) -> History | Complaint:
    if len(line) > LONGEST_LINE:
        return Complaint(f"longer than {LONGEST_LINE} bytes")
    try:
        return read_line(line.decode("utf-8"))
    except UnicodeDecodeError:
        return Complaint("not UTF-8")


def _steps(text: str) -> Steps:
    try:
        return read_steps(text)
    except ValueError as problem:
        raise ArgumentTypeError(str(problem)) from problem


def _weights(text: str) -> Weights:
    try:
        return tuple(float(number) for number in text.split(","))
    except ValueError as problem:
        raise ArgumentTypeError("weights are numbers with commas between them") from problem
