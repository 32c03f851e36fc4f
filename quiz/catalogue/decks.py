"""Deck files -> decks and entries. An item that cannot be read is dropped; its problems and its id are kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quiz.catalogue.consequences import causes
from quiz.catalogue.entries import Deck, Entry, Origin, Seen
from quiz.catalogue.fingerprints import fingerprints
from quiz.catalogue.item_text import own_text
from quiz.catalogue.records import DeckRecord
from quiz.catalogue.validation import read_record
from quiz.kinds import KINDS
from quiz.kinds.question import Template
from quiz.reading import source
from quiz.reading.compose import compose
from quiz.reading.problems import Finding, Problem
from quiz.reading.source import Document
from quiz.reading.suggest import did_you_mean


@dataclass(frozen=True)
class Decks:
    decks: tuple[Deck, ...]
    seen: tuple[Seen, ...]
    problems: tuple[Problem, ...]


def read_item(text: str) -> Template:
    """The template of an item stored as its own text. Such a text was checked when it was stored: an error is ours."""
    composed = compose("revision", text)
    plain = composed.documents[0].plain if composed.documents else None
    template, findings = build_item(plain) if isinstance(plain, dict) else (None, [])
    if template is None:
        wrong = [problem.message for problem in composed.problems] + [finding.message for finding in findings]
        raise ValueError(f"a stored item cannot be read any more: {'; '.join(wrong)}")
    return template


def build_item(plain: Mapping[str, Any]) -> tuple[Template | None, list[Finding]]:
    """The template of an item as plain texts, or None and all that is wrong with it."""
    name = plain.get("kind")
    if name is None:
        return None, [Finding((), "missing-field", "'kind' is missing", f"one of {', '.join(KINDS)}")]
    if not isinstance(name, str) or name not in KINDS:
        hint = did_you_mean(str(name), KINDS) or f"one of {', '.join(KINDS)}"
        return None, [Finding(("kind",), "unknown-kind", f"there is no kind '{name}'", hint)]
    kind = KINDS[name]
    record, findings = read_record(kind.record, dict(plain))
    if record is None:
        return None, findings
    template, findings = kind.build(record, ())
    return template, causes(findings)


def read_decks(documents: Sequence[Document]) -> Decks:
    """All decks, in the order given; positions of items count through all of them."""
    decks: list[Deck] = []
    seen: list[Seen] = []
    problems: list[Problem] = []
    for document in documents:
        plain = dict(document.plain) if isinstance(document.plain, dict) else {}
        if plain.get("items") == "":  # every item was lost to syntax errors, which are told already
            plain["items"] = []
        head, findings = read_record(DeckRecord, plain)
        problems += [Origin(document, ()).problem(finding) for finding in findings]
        deck = _deck(plain, head, document.source.file, len(decks) + 1)
        decks += [deck] if head else []
        for origin, item in _items(document):
            each, findings = _read(origin, item, deck, len(seen) + 1)
            seen.append(each)
            problems += [origin.problem(finding) for finding in findings]
    return Decks(tuple(decks), tuple(seen), tuple(problems))


def _deck(plain: Mapping[str, Any], head: DeckRecord | None, file: str, position: int) -> Deck:
    """The deck of a file; where its head is broken, what its items need of it all the same."""
    if head is None:
        return Deck(str(plain.get("deck", "")), "", "en", str(plain.get("license", "")), (), file, position)
    return Deck(head.deck, head.title, head.language, head.license, head.authors, file, position)


def _items(document: Document) -> list[tuple[Origin, Mapping[str, Any]]]:
    """The items of a deck that are mappings; others are refused by the deck's record."""
    plain = document.plain
    items = plain.get("items") if isinstance(plain, dict) else None
    listed = items if isinstance(items, list) else []
    return [(Origin(document, ("items", at)), item) for at, item in enumerate(listed) if isinstance(item, dict)]


def _read(origin: Origin, item: Mapping[str, Any], deck: Deck, position: int) -> tuple[Seen, list[Finding]]:
    template, findings = build_item(item)
    entry = _entry(origin, item, template, deck, position) if template else None
    return Seen(item, origin, deck.key, entry), findings


def _entry(origin: Origin, item: Mapping[str, Any], template: Template, deck: Deck, position: int) -> Entry:
    record = template.record
    value, _, _ = source.at_path(origin.document.root, origin.path)
    assert isinstance(value, source.Mapping)
    wording, grading = fingerprints(item)
    return Entry(
        id=record.id,
        kind=record.kind,
        title=record.title,
        topic=record.topic,
        level=record.level,
        section=record.section,
        deck=deck.key,
        position=position,
        covers=tuple(record.covers),
        needs=tuple(record.needs),
        license=record.license or (record.source.license if record.source else "") or deck.license,
        text=own_text(origin.document.source, value),
        template=template,
        wording=wording,
        grading=grading,
        was=record.was,
        retired=bool(record.retired),
        retired_on=record.retired,
        retired_use=record.use,
        origin=origin,
    )
