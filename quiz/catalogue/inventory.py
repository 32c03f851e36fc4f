"""The inventory content is held against: a YAML file with `items:`, each with an `id`."""

from __future__ import annotations

from quiz.catalogue.entries import Origin
from quiz.reading.source import Composed, Mapping, Scalar, Sequence


def inventory_ids(composed: Composed) -> dict[str, Origin]:
    """Every id of an inventory with its place; empty when the file is none."""
    found: dict[str, Origin] = {}
    for document in composed.documents:
        match document.root:
            case Mapping(fields) if "items" in fields and isinstance(items := fields["items"].value, Sequence):
                for at, item in enumerate(items.items):
                    if isinstance(item, Mapping) and "id" in item.fields:
                        name = item.fields["id"].value
                        if isinstance(name, Scalar):
                            found[name.text] = Origin(document, ("items", at))
    return found
