"""`manage.py load_content`: checks content, then publishes it in one transaction; any error and nothing is written."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from quiz.catalogue.check import Report, check
from quiz.catalogue.entries import Catalogue
from quiz.catalogue.files import content_digest
from quiz.catalogue.ids import FILE as LOCK
from quiz.catalogue.ids import lock_text, next_lock
from quiz.catalogue.load import load
from quiz.catalogue.remembered import FILE as MEMORY
from quiz.catalogue.remembered import keep, recall
from quiz.grading.verdict import ENGINE_VERSION
from quiz.models import Publication
from quiz.reading.printing import as_json, shown
from quiz.services import publishing
from quiz.services.publishing import Published


class Command(BaseCommand):
    help = "Publish content: new items, new revisions, retirements. Unchanged content is recognised at once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say what would change and change nothing")
        parser.add_argument("--strict", action="store_true", help="warnings block as errors do")
        parser.add_argument("--json", action="store_true", help="one JSON object instead of text")

    def handle(self, *args: Any, **options: Any) -> None:
        root, at = Path(settings.CONTENT), timezone.now()
        digest = content_digest(root, ENGINE_VERSION)
        if publishing.is_published(digest):
            self._say(_as_before(), options, "Content is unchanged")
            return
        catalogue = load(root, start=Path.cwd())
        memory = recall(Path(settings.DATA) / MEMORY)
        report = check(
            catalogue, wanted=lambda entry: not catalogue.lock.knows(entry.shipped, ENGINE_VERSION), memory=memory
        )
        keep(Path(settings.DATA) / MEMORY, memory)
        if report.errors or (options["strict"] and report.problems):
            self._refuse(report, options)
        if options["dry_run"]:
            self._say(_tried(catalogue, digest, at), options, "Nothing is written; this would be published")
            return
        published = publishing.publish(catalogue, digest=digest, at=at)
        self._keep_lock(root / LOCK, catalogue, at)
        self._say(published, options, "Content is published")

    def _refuse(self, report: Report, options: dict[str, Any]) -> None:
        if options["json"]:
            refused = {**asdict(Published()), "problems": [as_json(problem) for problem in report.problems]}
            self.stdout.write(json.dumps(refused, ensure_ascii=False))
        else:
            for problem in report.problems:
                self.stdout.write(shown(problem))
            self.stdout.write(f"Nothing is published: {report.summary()}.")
        raise SystemExit(1)

    def _say(self, published: Published, options: dict[str, Any], what: str) -> None:
        counts = asdict(published)
        if options["json"]:
            self.stdout.write(json.dumps(counts))
        elif options["verbosity"] > 0:
            self.stdout.write(f"{what}: {', '.join(f'{count} {name}' for name, count in counts.items())}.")

    def _keep_lock(self, path: Path, catalogue: Catalogue, at: datetime) -> None:
        """Shipped ids are written down. Where the content folder is read-only, content is published all the same."""
        shipped = [entry.shipped for entry in catalogue.items]
        text = lock_text(next_lock(catalogue.lock, shipped, ENGINE_VERSION, timezone.localdate(at)))
        try:
            if not path.is_file() or path.read_text(encoding="utf-8") != text:
                path.write_text(text, encoding="utf-8")
        except OSError as problem:
            self.stderr.write(f"{path} cannot be written ({problem.strerror}); shipped ids are not locked.")


def _as_before() -> Published:
    """What loading the same content again comes to: every item unchanged."""
    latest = Publication.objects.first()
    summary = latest.summary if latest else {}
    return Published(unchanged=sum(summary.get(name, 0) for name in ("created", "revised", "reworded", "unchanged")))


def _tried(catalogue: Catalogue, digest: str, at: datetime) -> Published:
    """Published and taken back: what it came to."""
    with transaction.atomic():
        published = publishing.publish(catalogue, digest=digest, at=at)
        transaction.set_rollback(True)
    return published
