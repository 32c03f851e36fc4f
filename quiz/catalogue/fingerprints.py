"""Two digests of an item: what is graded, and how it is said. They decide whether an edit touches verdicts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

_GRADED = """
id kind vary where given domain answer tolerance form follows any_order choose units_accepted right must weight
"""
GRADED = frozenset(_GRADED.split())
"""Fields that can change a verdict, wherever they stand."""
GRADED_LISTS = frozenset(["options", "mistakes", "key_points", "parts"])
"""Lists of records some fields of which are graded."""


def fingerprint(value: object) -> str:
    """16 hexadecimal digits, the same for equal plain values in the same order."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return blake2b(text.encode(), digest_size=8).hexdigest()


def fingerprints(item: Mapping[str, Any]) -> tuple[str, str]:
    """(wording, grading) of an item as plain texts. An item's own id is part of neither."""
    body = {name: value for name, value in item.items() if name not in ("id", "was")}
    return fingerprint(_without_graded(body)), fingerprint(_graded(body))


def _graded(fields: Mapping[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in sorted(fields.items()) if name in GRADED}
    lists = {name: [_graded_entry(each) for each in fields[name]] for name in sorted(GRADED_LISTS & fields.keys())}
    return {**kept, **lists}


def _graded_entry(entry: object) -> object:
    return _graded(entry) if isinstance(entry, Mapping) else entry


def _without_graded(fields: Mapping[str, Any]) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for name, value in sorted(fields.items()):
        if name in GRADED_LISTS and isinstance(value, list):
            said[name] = [_without_graded(each) if isinstance(each, Mapping) else each for each in value]
        elif name not in GRADED:
            said[name] = value
    return said
