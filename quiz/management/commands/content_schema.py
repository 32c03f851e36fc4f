"""`manage.py content_schema [deck|page|lab|blueprint|topics]`: JSON Schema, from the models that read content."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from quiz.catalogue.schema import SCHEMAS, schema


class Command(BaseCommand):
    help = "Print the JSON Schema of a content file: editors complete fields and underline mistakes with it."
    requires_system_checks: list[str] = []  # type: ignore[assignment]

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("sort", nargs="?", default="deck", choices=SCHEMAS, help="of which file (default: deck)")

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(json.dumps(schema(options["sort"]), indent=2, ensure_ascii=False))
