"""What a wrong answer seems to come from, as the page says it: plainly, hedged, as a question, or only on request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from quiz.calculus.step import Path
from quiz.calculus.tables import MISCONCEPTIONS


class Voice(StrEnum):
    SURE = "sure"
    LIKELY = "likely"
    EITHER = "ambiguous"
    """Two explanations fit about as well: the learner is asked."""
    POSSIBLE = "possible"
    SILENT = ""


AT_ONCE = 2
"""Explanations in one question."""
SLIPS = frozenset(name for name, each in MISCONCEPTIONS.items() if each.rule == "slip")


@dataclass(frozen=True, slots=True)
class Explanation:
    id: str
    say: str
    """Prose, formulas between dollar signs."""
    path: Path | None = None
    """Where in the worked steps it happened; None where it is about the whole answer."""

    @property
    def is_slip(self) -> bool:
        """Nothing but slips; `a+b` is two at once."""
        return all(each in SLIPS for each in self.id.split("+"))


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """At most one message a try; `meant` is the explanation the learner chose."""

    voice: Voice
    found: tuple[Explanation, ...] = ()
    meant: str = ""

    @property
    def choices(self) -> tuple[Explanation, ...]:
        return self.found[:AT_ONCE] if self.voice is Voice.EITHER else ()

    @property
    def is_asked(self) -> bool:
        """The question waits for its answer."""
        return bool(self.choices) and not self.meant

    @property
    def said(self) -> Explanation | None:
        """The one explanation to show: the chosen one, else the first that was found."""
        if self.voice is Voice.EITHER:
            return next((each for each in self.found if each.id == self.meant), None)
        return self.found[0] if self.found else None

    @property
    def speaks_of_you(self) -> bool:
        """Whether "It looks as if" fits in front of the sentence."""
        return bool(self.said and self.said.say.startswith("You "))

    @property
    def is_slip(self) -> bool:
        """A sign, a constant, the notation; so is what we cannot name, or only guess at."""
        if self.voice is Voice.EITHER and not self.meant:
            return all(each.is_slip for each in self.choices)
        return self.said is None or self.voice is Voice.POSSIBLE or self.said.is_slip

    @property
    def path(self) -> Path | None:
        """Where the steps should open; None while we only guess."""
        is_trusted = self.voice in (Voice.SURE, Voice.LIKELY) or bool(self.meant)
        return self.said.path if is_trusted and self.said else None


NOTHING = Diagnosis(Voice.SILENT)


def diagnosis_of(misconceptions: Sequence[Mapping[str, Any]], meant: str = "") -> Diagnosis:
    """The finding of a verdict, cheapest explanation first."""
    if not misconceptions:
        return NOTHING
    certainty = misconceptions[0].get("certainty", "")
    voice = Voice(certainty) if certainty in set(Voice) else Voice.POSSIBLE
    if voice is Voice.EITHER and len(misconceptions) < AT_ONCE:
        voice = Voice.LIKELY
    return Diagnosis(voice, tuple(map(_explanation, misconceptions)), meant)


def _explanation(found: Mapping[str, Any]) -> Explanation:
    path = found.get("path")
    return Explanation(found["id"], found.get("say", ""), tuple(path) if isinstance(path, list | tuple) else None)
