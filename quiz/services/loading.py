"""Loading changed content: read, checked in every variant, published in one transaction, and its ids locked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from quiz.catalogue import Catalogue, load
from quiz.catalogue.check import Report, check
from quiz.catalogue.ids import lock_text, next_lock
from quiz.catalogue.remembered import FILE as MEMORY
from quiz.catalogue.remembered import keep, recall
from quiz.grading.verdict import ENGINE_VERSION
from quiz.reading.files import LOCK
from quiz.services.publishing import Published, publish


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the check found and, unless it stood in the way, what was published."""

    report: Report
    published: Published | None = None
    unlocked: str = ""
    """Why the shipped ids could not be written down; empty when they were."""


def load_changed(root: Path, digest: str, *, strict: bool, dry_run: bool, at: datetime) -> Loaded:
    """Items whose fingerprints the lock knows under this engine were tried when they were shipped."""
    catalogue = load(root, start=Path.cwd())
    memory = recall(Path(settings.DATA) / MEMORY)
    report = check(
        catalogue, wanted=lambda entry: not catalogue.lock.knows(entry.shipped, ENGINE_VERSION), memory=memory
    )
    keep(Path(settings.DATA) / MEMORY, memory)
    if report.errors or (strict and report.problems):
        return Loaded(report)
    if dry_run:
        return Loaded(report, _tried(catalogue, digest, at))
    published = publish(catalogue, digest=digest, at=at)
    return Loaded(report, published, _keep_lock(root / LOCK, catalogue, at))


def _tried(catalogue: Catalogue, digest: str, at: datetime) -> Published:
    """Published and taken back: what it came to."""
    with transaction.atomic():
        published = publish(catalogue, digest=digest, at=at)
        transaction.set_rollback(True)
    return published


def _keep_lock(path: Path, catalogue: Catalogue, at: datetime) -> str:
    """Shipped ids are written down. Where the content folder is read-only, content is published all the same."""
    shipped = [entry.shipped for entry in catalogue.items]
    text = lock_text(next_lock(catalogue.lock, shipped, ENGINE_VERSION, timezone.localdate(at)))
    try:
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
    except OSError as problem:
        return f"{path} cannot be written ({problem.strerror}); shipped ids are not locked."
    return ""
