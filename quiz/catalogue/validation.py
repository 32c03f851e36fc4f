"""A record from plain texts, or everything that is wrong with them: pydantic's errors in an author's words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from quiz.reading.problems import Finding, Path
from quiz.reading.refusals import is_torn, torn
from quiz.reading.suggest import did_you_mean

Record = TypeVar("Record", bound=BaseModel)

_SAID = {
    "model_type": "fields are wanted here, such as `key: value`",
    "dict_type": "fields are wanted here, such as `key: value`",
    "list_type": "a list is wanted here",
    "tuple_type": "a list is wanted here",
    "string_type": "one text is wanted here",
    "string_pattern_mismatch": "small letters, digits and single hyphens are wanted here, not '{input}'",
    "string_too_short": "at least {min_length} characters are wanted here",
    "string_too_long": "at most {max_length} characters are wanted here, not {length}",
    "too_short": "at least {min_length} entries are wanted here",
    "too_long": "at most {max_length} entries are wanted here",
    "literal_error": "{expected} is wanted here, not '{input}'",
    "enum": "{expected} is wanted here, not '{input}'",
    "union_tag_invalid": "{tag} is none of {expected_tags}",
}
_FORMAT_ERRORS = ("string_pattern_mismatch", "string_too_short", "string_too_long")


def read_record(model: type[Record], plain: object) -> tuple[Record | None, list[Finding]]:
    """The record, or None and all findings, with paths from the top of `plain`."""
    try:
        return model.model_validate(plain), []
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=True)
        return None, list(dict.fromkeys(_finding(model, plain, each) for each in details))


def _finding(model: type[BaseModel], plain: object, error: ErrorDetails) -> Finding:
    path = _path_in(plain, error["loc"], error["type"])
    match error["type"]:
        case "extra_forbidden":
            name = str(path[-1])
            hint = did_you_mean(name, fields_at(model, path[:-1]))
            return Finding(path, "unknown-field", f"unknown field '{name}'", hint, at_key=True)
        case "missing":
            name = str(error["loc"][-1])
            return Finding(path, "missing-field", f"'{name}' is missing", _purpose(model, path, name))
        case kind if kind in _FORMAT_ERRORS and path and path[-1] == "id":
            return Finding(
                path, "bad-id", f"'{error['input']}' cannot be an id", "3 to 60 of a-z, 0-9 and single hyphens"
            )
        case _ if not str(error["input"] or "").strip() and (key := _torn_key(plain, path)):
            return torn((*path[:-1], key), key, str(path[-2]))
        case _:
            return Finding(path, "bad-value", _message(error))


def _torn_key(plain: object, path: Path) -> str:
    """`given: {f(x, y): x*y}`: the comma leaves `f(x` with nothing. The file has been told so, in the same words."""
    if len(path) < 2:
        return ""
    for step in path[:-1]:
        plain = plain[step]  # type: ignore[index]
    keys = list(plain) if isinstance(plain, dict) else []
    torn_keys = [key for key in keys[: keys.index(path[-1]) + 1] if is_torn(key)] if path[-1] in keys else []
    return str(torn_keys[-1]) if torn_keys else ""


def _message(error: ErrorDetails) -> str:
    """One sentence for a wrong value."""
    said = _SAID.get(error["type"])
    if said is None:
        return re.sub(r"^(Value error|Assertion failed), ", "", error["msg"])
    shown = str(error["input"])
    words = {**error.get("ctx", {}), "input": shown[:60], "length": len(shown)}
    return said.format(**words)


def _path_in(plain: object, loc: tuple[str | int, ...], kind: str) -> Path:
    """The part of pydantic's location that exists in the text; names of union members and the like drop out."""
    path: list[str | int] = []
    for step in loc[:-1] if kind == "missing" else loc:
        if (isinstance(plain, dict) and step in plain) or (isinstance(plain, list) and _within(plain, step)):
            plain = plain[step]  # type: ignore[index]
            path.append(step)
    return tuple(path)


def _within(plain: list[object], step: str | int) -> bool:
    return isinstance(step, int) and 0 <= step < len(plain)


def _purpose(model: type[BaseModel], path: Path, name: str) -> str:
    for each in models_at(model, path):
        if name in each.model_fields:
            return each.model_fields[name].description or ""
    return ""


def fields_at(model: type[BaseModel], path: Path) -> list[str]:
    """Names of the fields that may stand at a path."""
    return [name for each in models_at(model, path) for name in each.model_fields]


def models_at(model: type[BaseModel], path: Path) -> list[type[BaseModel]]:
    """The records that may stand at a path of a record; several where the annotation is a union."""
    models = [model]
    for step in path:
        if isinstance(step, str):
            found = [nested for each in models if step in each.model_fields for nested in _nested(each, step)]
            models = found or models
    return models


def _nested(model: type[BaseModel], name: str) -> Iterator[type[BaseModel]]:
    waiting: list[Any] = [model.model_fields[name].annotation]
    while waiting:
        annotation = waiting.pop()
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            yield annotation
        else:
            waiting.extend(get_args(annotation))
