"""`manage.py load_content`: checks content, then publishes it in one transaction; any error and nothing is written."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from quiz.grading.verdict import ENGINE_VERSION
from quiz.models import Publication
from quiz.reading.files import content_digest
from quiz.reading.printing import as_json, shown
from quiz.reading.problems import Problem
from quiz.services import publishing
from quiz.services.publishing import Published


class Command(BaseCommand):
    help = "Publish content: new items, new revisions, retirements. Unchanged content is recognised at once."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say what would change and change nothing")
        parser.add_argument("--strict", action="store_true", help="warnings block as errors do")
        parser.add_argument("--json", action="store_true", help="one JSON object instead of text")

    def handle(self, *args: Any, **options: Any) -> None:
        root = Path(settings.CONTENT)
        digest = content_digest(root, ENGINE_VERSION)
        if publishing.is_published(digest):
            self._say(_as_before(), options, "Content is unchanged")
            return
        from quiz.services.loading import load_changed  # the checker, which unchanged content need not wait for

        loaded = load_changed(root, digest, strict=options["strict"], dry_run=options["dry_run"], at=timezone.now())
        if loaded.published is None:
            self._refuse(loaded.report.problems, loaded.report.summary(), options)
        if loaded.unlocked:
            self.stderr.write(loaded.unlocked)
        what = "Nothing is written; this would be published" if options["dry_run"] else "Content is published"
        self._say(loaded.published or Published(), options, what)

    def _refuse(self, problems: Sequence[Problem], summary: str, options: dict[str, Any]) -> None:
        if options["json"]:
            refused = {**asdict(Published()), "problems": [as_json(problem) for problem in problems]}
            self.stdout.write(json.dumps(refused, ensure_ascii=False))
        else:
            for problem in problems:
                self.stdout.write(shown(problem))
            self.stdout.write(f"Nothing is published: {summary}.")
        raise SystemExit(1)

    def _say(self, published: Published, options: dict[str, Any], what: str) -> None:
        counts = asdict(published)
        if options["json"]:
            self.stdout.write(json.dumps(counts))
        elif options["verbosity"] > 0:
            self.stdout.write(f"{what}: {', '.join(f'{count} {name}' for name, count in counts.items())}.")


def _as_before() -> Published:
    """What loading the same content again comes to: every item unchanged."""
    latest = Publication.objects.first()
    summary = latest.summary if latest else {}
    return Published(unchanged=sum(summary.get(name, 0) for name in ("created", "revised", "reworded", "unchanged")))
