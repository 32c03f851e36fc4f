"""What the learner reads: one sentence with the place in their function, hedged by how sure we are."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from quiz.calculus.tables import MISCONCEPTIONS
from quiz.grading.asked import Asked
from quiz.grading.diagnosis.candidate import Candidate
from quiz.grading.diagnosis.ranking import Certainty, Finding
from quiz.notation import ascii, latex
from quiz.notation.tree import Name, Node


def spoken(finding: Finding, asked: Asked) -> dict[str, Any]:
    """A finding as plain data: `say` is prose with formulas between dollar signs, `path` opens a worked step."""
    candidate = finding.candidate
    return {
        "id": "+".join(candidate.ids),
        "certainty": str(finding.certainty),
        "where": "" if candidate.where is None else _text(candidate.where),
        "say": _say(candidate, asked, _as_prose),
        "path": None if candidate.path is None else list(candidate.path),
    }


def sentence(found: tuple[Finding, ...], asked: Asked) -> str:
    """The message of the verdict, in plain text; nothing where we are not sure enough to speak first."""
    first = found[0]
    said = _say(first.candidate, asked, _text)
    match first.certainty:
        case Certainty.SURE:
            return said
        case Certainty.LIKELY:
            return f"This looks as if something went wrong here: {said}"
        case _:
            return ""


def _say(candidate: Candidate, asked: Asked, write: Callable[[Node], str]) -> str:
    """The sentence of the first misconception; of two, both."""
    place = "the function" if candidate.where is None else write(candidate.where)
    wrt = write(Name(asked.by))
    return " ".join(MISCONCEPTIONS[each].says.replace("{where}", place).replace("{wrt}", wrt) for each in candidate.ids)


@lru_cache(maxsize=512)
def _text(node: Node) -> str:
    return ascii(node)


@lru_cache(maxsize=512)
def _as_prose(node: Node) -> str:
    return f"${latex(node)}$"
