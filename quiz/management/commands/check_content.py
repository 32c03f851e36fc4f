"""`manage.py check_content [PATH …]`: reads, lints, tries every variant; exit status 1 when something is wrong."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from quiz.catalogue.check import Report, check
from quiz.catalogue.entries import Origin
from quiz.catalogue.inventory import inventory_ids
from quiz.catalogue.load import load
from quiz.catalogue.places import aim
from quiz.catalogue.remembered import FILE as MEMORY
from quiz.catalogue.remembered import Memory, keep, recall
from quiz.reading.compose import compose
from quiz.reading.files import bounded
from quiz.reading.printing import shown


class Command(BaseCommand):
    help = "Check content: read it, lint it, build every variant and try every test. Finds all problems in one run."
    requires_system_checks: list[str] = []  # type: ignore[assignment]

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="files or folders (default: all)")
        parser.add_argument("--strict", action="store_true", help="warnings count as errors")
        parser.add_argument("--again", action="store_true", help="try everything anew, whatever earlier runs found")
        parser.add_argument("--json", action="store_true", help="one JSON object instead of text")
        parser.add_argument(
            "--inventory", action="append", default=[], type=Path, metavar="FILE", help="ids that `covers` must name"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        for path in (*options["paths"], *options["inventory"]):
            if not path.exists():
                raise CommandError(f"There is no {path}.")
        kept = Path(settings.DATA) / MEMORY
        memory = {} if options["again"] else recall(kept)
        report = _report(options["paths"], options["inventory"], memory)
        keep(kept, memory)
        self.stdout.write(json.dumps(report.as_json(), ensure_ascii=False) if options["json"] else _text(report))
        if report.errors or (options["strict"] and report.problems):
            raise SystemExit(1)


def _report(paths: list[Path], inventories: list[Path], memory: Memory) -> Report:
    aimed = aim(paths, Path(settings.CONTENT))
    catalogue = load(aimed.root, start=Path.cwd(), extra=aimed.extra)
    inventory = _inventory(inventories) if inventories else None
    if aimed.files is None:
        return check(catalogue, inventory=inventory, memory=memory)
    files = {name for name in catalogue.files if aimed.reports(Path(name))}
    return check(catalogue, inventory=inventory, files=files, memory=memory)


def _inventory(paths: list[Path]) -> dict[str, Origin]:
    found: dict[str, Origin] = {}
    for path in paths:
        ids = inventory_ids(compose(str(path), bounded(path)))
        if not ids:
            raise CommandError(f"{path} is no inventory: it has no `items:` with ids.")
        found.update(ids)
    return found


def _text(report: Report) -> str:
    return "\n".join([*(shown(problem) for problem in report.problems), report.summary()])
