"""`manage.py rebuild_cards [--dry-run] [--learner NAME] [--json]`: make every card again from the log, and compare.

0 differences are expected. Others are printed and, without --dry-run, mended in one transaction; the exit status is 1
when there were any. Learners may go on practising meanwhile.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from quiz.models import User
from quiz.services.rebuild import Rebuilt, rebuild

MOST_PRINTED = 50


class Command(BaseCommand):
    help = "Fold the log of reviews again and compare it with the cards; mend what differs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="compare only, change nothing")
        parser.add_argument("--learner", metavar="NAME", help="the cards of one learner")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        learner = _learner(options["learner"])
        started = perf_counter()
        found = rebuild(learner, mend=not options["dry_run"])
        seconds = perf_counter() - started
        self.stdout.write(_as_json(found, seconds) if options["json"] else _in_words(found, seconds))
        if found.differences or found.days:
            raise SystemExit(1)


def _learner(name: str | None) -> User | None:
    if name is None:
        return None
    try:
        return User.objects.get(username=name)
    except User.DoesNotExist as unknown:
        raise CommandError(f"there is no learner `{name}`") from unknown


def _as_json(found: Rebuilt, seconds: float) -> str:
    return json.dumps({**asdict(found), "seconds": round(seconds, 2)}, ensure_ascii=False)


def _in_words(found: Rebuilt, seconds: float) -> str:
    shown = found.differences[:MOST_PRINTED]
    lines = [f"{each.learner}, {each.item}: {each.field} is {each.stored}, by the log {each.folded}" for each in shown]
    if len(found.differences) > len(shown):
        lines.append(f"… and {len(found.differences) - len(shown)} more")
    if found.days:
        lines.append(f"{found.days} counters of due cards were wrong")
    lines.append(
        f"{found.events} events, {found.cards} cards, {len(found.differences)} differences in {seconds:.1f} s"
        + (", mended" if found.mended else "")
    )
    return "\n".join(lines)
