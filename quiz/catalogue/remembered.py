"""What earlier runs found: an item that has not changed, tried by the same engine, gives the same examination again.

The key of an examination is a digest of the item's own text, of every source file that takes part in trying it, and of
the versions of the libraries underneath: whatever could change the result changes the key.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import Any

from quiz.catalogue.examine import Examination
from quiz.reading.problems import Finding, Severity

ENGINE = Path(__file__).resolve().parent.parent
FLOORS = ("notation", "calculus", "reading", "grading", "kinds", "catalogue")
LIBRARIES = ("sympy", "mpmath", "python-flint", "pydantic", "PyYAML", "snowballstemmer", "math-core", "numpy")
FILE = "checked.json"
MOST_KEPT = 8_000

Memory = dict[str, Examination]
"""Examinations by key."""


@cache
def engine_digest() -> str:
    """Of the source files and libraries that decide what an examination finds."""
    digest = blake2b(digest_size=16)
    for path in sorted(path for floor in FLOORS for path in (ENGINE / floor).rglob("*.py")):
        digest.update(path.relative_to(ENGINE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    digest.update(" ".join(version(name) for name in LIBRARIES).encode())
    return digest.hexdigest()


def key_of(text: str) -> str:
    """The key of the item with this text."""
    return blake2b(f"{engine_digest()}\0{text}".encode(), digest_size=16).hexdigest()


def recall(path: Path) -> Memory:
    """What was kept; nothing where there is no file or it cannot be understood."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return {key: _read(written) for key, written in kept.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def keep(path: Path, memory: Mapping[str, Examination]) -> None:
    """Write it down, the last used last; where nothing can be written, nothing is remembered."""
    kept = dict(list(memory.items())[-MOST_KEPT:])
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        beside.write_text(json.dumps({key: asdict(found) for key, found in kept.items()}), encoding="utf-8")
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)


def _read(written: Mapping[str, Any]) -> Examination:
    findings = tuple(
        Finding(**{**each, "path": tuple(each["path"]), "severity": Severity(each["severity"])})
        for each in written["findings"]
    )
    return Examination(findings, int(written["variants"]), int(written["checks"]))
