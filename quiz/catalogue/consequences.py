"""Of the findings in one item, those that only follow from another: a parameter that is not read is nowhere known."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quiz.reading.problems import Finding

_HEAD = re.compile(r"\s*([^\W\d]\w*)")


def causes(findings: Sequence[Finding]) -> list[Finding]:
    """The findings without complaints about names that are unknown because their own line is wrong."""
    lost: set[str] = set()
    kept: list[Finding] = []
    for finding in findings:
        match finding.path:
            case ("vary", str(name), *_):
                lost.add(name)
            case ("given", str(head), *_) if found := _HEAD.match(head):
                lost.add(found[1])
        if not _is_about(finding.message, lost):
            kept.append(finding)
    return kept


def _is_about(message: str, lost: set[str]) -> bool:
    """Whether a message says that a lost name is unknown: `a is not in …`, `{f(x)} is not …`, `there is no 'f' …`."""
    names = "|".join(map(re.escape, lost))
    return bool(
        lost and re.match(rf"(?:{names}) is not in|\{{[=+ ]*(?:{names})\b.*is not|there is no '(?:{names})'", message)
    )
