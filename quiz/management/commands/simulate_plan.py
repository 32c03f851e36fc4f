"""`manage.py simulate_plan`: what planning towards a date gains over plain daily practice, on simulated learners."""

from __future__ import annotations

import json
from argparse import ArgumentTypeError
from collections.abc import Callable
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from quiz.scheduling.plan import LONGEST, calendar
from quiz.scheduling.plan_crowd import Policy, Terms
from quiz.scheduling.plan_trial import Result, trial

WORDS = {
    Policy.PLAIN: "plain FSRS every day",
    Policy.NEW_FIRST: "… new items first",
    Policy.EVE: "… with a final pass",
    Policy.SHARES: "… with equal shares of new",
    Policy.PLAN: "the plan (both)",
}
ANY_MONDAY = date(2026, 1, 5)


class Command(BaseCommand):
    help = (
        "Simulate learners who have so many days and minutes for so many new items, and compare the plan with plain "
        "FSRS practice at an equal budget: expected recall on the day, mean and range over the learners. The true "
        "memory of each is drawn around the weights the scheduler believes in. Touches no database."
    )
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--items", type=_whole(1, 20_000), default=200, help="new items to learn")
        parser.add_argument("--days", type=_whole(1, LONGEST), default=30, help="days until the date")
        parser.add_argument("--minutes", type=_whole(1, 600), default=20, help="minutes a day, for every policy")
        parser.add_argument("--learners", type=_whole(2, 1000), default=20, help="simulated learners")
        parser.add_argument("--new-a-day", type=_whole(1, 1000), default=12, help="limit of plain practice")
        parser.add_argument("--seed", type=_whole(0, 2**31), default=1, help="the same seed gives the same figures")
        parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")

    def handle(self, **options: Any) -> None:
        days = calendar(ANY_MONDAY, ANY_MONDAY + timedelta(days=options["days"]))
        terms = Terms((), options["items"], days, options["minutes"], new_a_day=options["new_a_day"])
        results = trial(terms, options["learners"], options["seed"])
        if options["json"]:
            asked = {name: options[name] for name in ("items", "days", "minutes", "learners", "new_a_day", "seed")}
            self.stdout.write(json.dumps({**asked, "policies": [asdict(result) for result in results]}))
        else:
            self.stdout.write(_table(results, options))


def _table(results: tuple[Result, ...], options: dict[str, Any]) -> str:
    head = "{items} items, {days} days, {minutes} minutes a day, {learners} simulated learners, seed {seed}"
    lines = [head.format(**options), ""]
    lines.append(f"{'':28}{'recall on the day':>18}{'range':>14}{'gain':>15}{'unseen':>8}{'min/day':>9}")
    for result in results:
        spread = f"{100 * result.least:.1f}–{100 * result.most:.1f}"
        gain = "" if result is results[0] else f"{100 * result.gain:+.1f} ± {100 * result.gain_error:.1f}"
        mean = f"{100 * result.mean:.1f} %"
        figures = f"{mean:>18}{spread:>14}{gain:>15}{result.unseen:>8.1f}{result.minutes:>9.1f}"
        lines.append(f"{WORDS[result.policy]:28}{figures}")
    return "\n".join(lines)


def _whole(low: int, high: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isdecimal() or len(text) > 10 or not low <= int(text) <= high:
            raise ArgumentTypeError(f"a whole number from {low} to {high}, not {text}")
        return int(text)

    return read
