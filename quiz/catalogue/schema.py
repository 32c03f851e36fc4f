"""JSON Schema of content files, made from the records that read them: one truth for reader and editor."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from quiz.catalogue.load import FILE_RECORDS
from quiz.kinds import KINDS

SCHEMAS = FILE_RECORDS
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema(sort: str) -> dict[str, Any]:
    """The schema of one sort of file. Items of a deck are told apart by their `kind`."""
    model = SCHEMAS[sort]
    made = model.model_json_schema(mode="validation")
    if sort == "deck":
        made = _with_kinds(made)
    return {"$schema": DIALECT, **made}


def _with_kinds(deck: dict[str, Any]) -> dict[str, Any]:
    records: list[type[BaseModel]] = [kind.record for kind in KINDS.values()]
    refs, shared = models_json_schema([(record, "validation") for record in records])
    cases = [
        {"if": {"properties": {"kind": {"const": name}}, "required": ["kind"]}, "then": refs[kind.record, "validation"]}
        for name, kind in KINDS.items()
    ]
    kind = {"enum": list(KINDS), "description": "The form of the item."}
    item = {"type": "object", "required": ["kind"], "properties": {"kind": kind}, "allOf": cases}
    deck["properties"]["items"] = {**deck["properties"]["items"], "items": item}
    deck["$defs"] = {**deck.get("$defs", {}), **shared["$defs"]}
    return deck
