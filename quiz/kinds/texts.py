"""The texts of an item with their placeholders read: prompt, model answer, hints."""

from __future__ import annotations

from dataclasses import dataclass

from quiz.kinds.placeholders import Prose, read_prose
from quiz.kinds.records import Asked
from quiz.kinds.setting import Setting
from quiz.reading.problems import Finding, Path


@dataclass(frozen=True, slots=True)
class Texts:
    ask: Prose
    model: Prose
    hints: tuple[Prose, ...]


def read_texts(record: Asked, setting: Setting, path: Path, findings: list[Finding], answer: bool) -> Texts:
    """`answer`: whether there is an answer that model and hints may show."""

    def prose(text: str, place: Path, may_show: bool) -> Prose:
        found = read_prose(text, setting, place, may_show)
        if isinstance(found, Finding):
            findings.append(found)
            return Prose()
        return found

    return Texts(
        prose(record.ask, (*path, "ask"), False),
        prose(record.model, (*path, "model"), answer),
        tuple(prose(hint, (*path, "hints", index), answer) for index, hint in enumerate(record.hints)),
    )
