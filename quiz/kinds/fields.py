"""Field types of records. Every scalar of a source file arrives as text; the type says what may stand there.

A refusal is one plain sentence. The JSON Schema of a type is what an editor sees: there `1` is a number.
"""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

LONGEST_TEXT = 20_000
SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"

_DECIMAL = re.compile(r"[+-]?(\d{1,40})(\.\d{1,40})?\Z")
_RATIO = re.compile(r"([+-]?\d{1,40})\s?/\s?(\d{1,40})\Z")


def refuse(sentence: str, **words: Any) -> PydanticCustomError:
    return PydanticCustomError("bad_value", sentence, words)


def one_text(value: Any) -> str:
    if isinstance(value, list | dict):
        raise refuse("one text is wanted here, not {found}", found="a list" if isinstance(value, list) else "a mapping")
    text = str(value).strip()
    if not text:
        raise refuse("this must not be empty")
    if len(text) > LONGEST_TEXT:
        raise refuse("this text is longer than {most} characters", most=LONGEST_TEXT)
    return text


def formula(value: Any) -> Any:
    """A formula, or a list of formulas (a vector), or a list of such lists (the rows of a matrix)."""
    if isinstance(value, list):
        if not value:
            raise refuse("this list is empty")
        return tuple(formula(each) for each in value)
    return one_text(value)


def yes_or_no(value: Any) -> bool:
    match str(value).strip().lower():
        case "yes" | "true":
            return True
        case "no" | "false":
            return False
    raise refuse("yes or no is wanted here, not '{found}'", found=str(value))


def level(value: Any) -> int:
    text = str(value).strip()
    if text not in ("1", "2", "3"):
        raise refuse("level is 1, 2 or 3, not '{found}'", found=text)
    return int(text)


def exact(text: str) -> Fraction | None:
    """`3`, `-0.25`, `1/3` as an exact fraction."""
    text = text.strip().replace("−", "-")
    if _DECIMAL.match(text):
        return Fraction(text)
    ratio = _RATIO.match(text)
    if ratio and int(ratio[2]) != 0:
        return Fraction(int(ratio[1]), int(ratio[2]))
    return None


def day(value: Any) -> str:
    text = one_text(value)
    try:
        is_day = date.fromisoformat(text).isoformat() == text
    except ValueError:
        is_day = False
    if not is_day:
        raise refuse("a date such as 2027-03-01 is wanted here, not '{found}'", found=text)
    return text


def number(value: Any) -> Fraction:
    found = exact(str(value))
    if found is None:
        raise refuse("a number is wanted here, not '{found}'", found=str(value))
    return found


def positive(value: Any) -> Fraction:
    found = number(value)
    if found <= 0:
        raise refuse("a number above 0 is wanted here, not '{found}'", found=str(value))
    return found


def several_texts(value: Any) -> Any:
    """A list of texts. One text alone is one entry: `covers: concept-01`."""
    if isinstance(value, str):
        return (one_text(value),)
    if isinstance(value, list | tuple):
        return tuple(one_text(each) for each in value)
    raise refuse("a list is wanted here")


Text = Annotated[str, BeforeValidator(one_text)]
Slug = Annotated[
    str,
    BeforeValidator(one_text),
    StringConstraints(pattern=rf"^{SLUG}$", max_length=60),
    WithJsonSchema({"type": "string", "pattern": f"^{SLUG}$", "maxLength": 60}),
]
Identifier = Annotated[
    str,
    BeforeValidator(one_text),
    StringConstraints(pattern=rf"^{SLUG}$", min_length=3, max_length=60),
    WithJsonSchema({"type": "string", "pattern": f"^{SLUG}$", "minLength": 3, "maxLength": 60}),
]
Texts = Annotated[
    tuple[str, ...],
    BeforeValidator(several_texts),
    WithJsonSchema({"type": ["array", "string"], "items": {"type": ["string", "number"]}}),
]
Formula = Annotated[str, BeforeValidator(one_text), WithJsonSchema({"type": ["string", "number"]})]
Entries = Annotated[
    str | tuple[Any, ...],
    BeforeValidator(formula),
    WithJsonSchema({"type": ["string", "number", "array"]}),
]
"""A formula, a phrase, or a list of formulas."""
Day = Annotated[str, BeforeValidator(day), WithJsonSchema({"type": "string", "format": "date"})]
YesNo = Annotated[bool, BeforeValidator(yes_or_no), WithJsonSchema({"enum": ["yes", "no", True, False]})]
Level = Annotated[int, BeforeValidator(level), WithJsonSchema({"enum": [1, 2, 3]})]
Count = Annotated[
    Fraction, BeforeValidator(positive), WithJsonSchema({"type": ["number", "string"], "exclusiveMinimum": 0})
]
"""A number above 0, whole or not: a weight, minutes."""

Title = Annotated[str, BeforeValidator(one_text), Field(max_length=60)]
