"""What a browser may send while practising: bounded, and never refused for its content."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from enum import StrEnum

from django.http import QueryDict

from quiz.kinds.guide import Place
from quiz.services.parts import Act

LONGEST = 20_000
"""Characters of one response that are kept; formulas have their own, lower limit in the reader."""
MOST_BOXES = 36
SHOWN_NUL = "\N{SYMBOL FOR NULL}"
CONFIDENCES = ("guess", "unsure", "sure")


@dataclass(frozen=True, slots=True)
class Sent:
    """One post of the practice form. Fields that make no sense fall back to the harmless reading."""

    ticket: str
    part: str
    act: Act
    response: str
    confidence: str
    nonce: uuid.UUID
    was_cut: bool = False

    @classmethod
    def read(cls, data: QueryDict) -> Sent:
        text = response_in(data)
        act = data.get("act", "")
        confidence = data.get("confidence", "")
        return cls(
            ticket=data.get("ticket", "")[:8000],
            part=data.get("part", "")[:60],
            act=Act(act) if act in set(Act) else Act.ANSWER,
            response=text[:LONGEST],
            confidence=confidence if confidence in CONFIDENCES else "",
            nonce=uuid_in(data),
            was_cut=len(text) > LONGEST,
        )


class Ask(StrEnum):
    """What a form of the worked steps asks for."""

    BEGIN = "begin"
    INTO = "into"
    SAY = "say"
    SHOW = "show"


MOST_PIECES = 12
LONGEST_PIECE = 2_000


@dataclass(frozen=True, slots=True)
class SentStep:
    """One post of a form of the worked steps."""

    part: str
    ask: Ask
    place: Place
    level: int
    said: tuple[str, ...]
    typed: str

    @classmethod
    def read(cls, data: QueryDict) -> SentStep:
        ask, level = data.get("ask", ""), data.get("level", "")
        fields = (f"piece{number}" for number in range(MOST_PIECES))
        texts = data.getlist("rule")[:1] or [data.get(field, "") for field in fields if field in data]
        return cls(
            part=data.get("part", "")[:60],
            ask=Ask.INTO if "into" in data else Ask(ask) if ask in set(Ask) else Ask.SAY,
            place=Place.read(data.get("into") or data.get("place", "")) or Place(),
            level=int(level) if level in ("1", "2", "3", "4") else 0,
            said=tuple(each[:LONGEST_PIECE].replace("\x00", SHOWN_NUL) for each in texts),
            typed=response_in(data)[:LONGEST],
        )


def response_in(data: QueryDict) -> str:
    """One text, the ticked options joined by commas, or the boxes of a vector put together. NUL is made visible."""
    boxes = [data.get(f"box{number}", "") for number in range(MOST_BOXES) if f"box{number}" in data]
    text = _joined(boxes, data.get("columns", "")) if boxes else ",".join(data.getlist("answer"))
    return text.replace("\x00", SHOWN_NUL)


def uuid_in(data: QueryDict, name: str = "nonce") -> uuid.UUID:
    """The form's own number; a form without one cannot be recognised when it comes twice, so it gets a new one."""
    try:
        return uuid.UUID(data.get(name, ""))
    except ValueError:
        return uuid.uuid4()


def _joined(boxes: list[str], columns: str) -> str:
    """The boxes as one would type them: `(a, b)`, or `[[a, b], [c, d]]` for a matrix. All blank is blank."""
    if not any(box.strip() for box in boxes):
        return ""
    width = int(columns) if columns.isdecimal() and len(columns) < 3 and 1 < int(columns) < len(boxes) else 0
    if not width:
        return f"({', '.join(boxes)})"
    rows = (boxes[start : start + width] for start in range(0, len(boxes), width))
    inner = ", ".join("[" + ", ".join(row) + "]" for row in rows)
    return f"[{inner}]"
