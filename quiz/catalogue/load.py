"""Files -> catalogue. Everything that can be read is read; everything that cannot becomes a problem with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel

from quiz.catalogue.decks import read_decks
from quiz.catalogue.entries import Catalogue, Origin, Page, Topic
from quiz.catalogue.ids import Lock, read_lock
from quiz.catalogue.records import BlueprintRecord, DeckRecord, LabRecord, PageRecord, TopicsRecord
from quiz.catalogue.validation import read_record
from quiz.reading.compose import compose
from quiz.reading.files import LOCK, bounded, content_files, shown_name
from quiz.reading.problems import Finding, Problem, Severity
from quiz.reading.source import Composed, Document, Mapping, Scalar

FILE_RECORDS: dict[str, type[BaseModel]] = {
    "deck": DeckRecord,
    "topics": TopicsRecord,
    "page": PageRecord,
    "lab": LabRecord,
    "blueprint": BlueprintRecord,
}
"""What a document is, by the field that names it."""
PAGES = ("page", "lab", "blueprint")


def load(root: Path, *, start: Path | None = None, extra: Sequence[Path] = ()) -> Catalogue:
    """All of content below `root`, read but not yet checked; names are shown relative to `start` (default: above root).

    `extra` are files from elsewhere, read as if they lay in `root`; a deck among them takes the place of its namesake.
    """
    beside = (start or root.absolute().parent).absolute()
    own, added = (
        [compose(shown_name(path, beside), bounded(path)) for path in paths] for paths in (content_files(root), extra)
    )
    lock = read_lock(_text_of(root / LOCK), shown_name(root / LOCK, beside))
    return catalogue_of([*_without_namesakes(own, added), *added], lock)


def catalogue_of(composed: Sequence[Composed], lock: Lock | None = None) -> Catalogue:
    """The catalogue of composed files."""
    documents = [(_sort(document), document) for each in composed for document in each.documents]
    decks = read_decks([document for sort, document in documents if sort == "deck"])
    tree = _read_topics([document for sort, document in documents if sort == "topics"])
    pages, pages_wrong = _read_pages([(sort, document) for sort, document in documents if sort in PAGES])
    problems = [problem for each in composed for problem in each.problems]
    problems += [_without_name(document) for sort, document in documents if not sort]
    problems += [_empty(each) for each in composed if not each.documents and not each.problems]
    return Catalogue(
        decks=decks.decks,
        topics=tree.topics,
        opening=tree.opening,
        seen=decks.seen,
        pages=pages,
        topics_origin=tree.origin,
        lock=lock or Lock(),
        files=tuple(each.source.file for each in composed),
        whole=all(_is_whole(each) for each in composed) and all(sort for sort, _ in documents),
        problems=tuple(sorted({*problems, *decks.problems, *tree.problems, *pages_wrong})),
    )


def _text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""


def _without_namesakes(own: Sequence[Composed], added: Sequence[Composed]) -> list[Composed]:
    """Without the files that are given again, and the decks that another file stands in for."""
    decks = {name for each in added for name in _deck_names(each)}
    files = {each.source.file for each in added}
    return [each for each in own if each.source.file not in files and not decks & set(_deck_names(each))]


def _deck_names(composed: Composed) -> Iterator[str]:
    for document in composed.documents:
        match document.root:
            case Mapping(fields) if "deck" in fields and isinstance(name := fields["deck"].value, Scalar):
                yield name.text


def _is_whole(composed: Composed) -> bool:
    """Whether no item was lost to a syntax error."""
    lost = any(each.code in ("yaml-syntax", "lost-backslash") for each in composed.problems)
    return bool(composed.documents) and not lost


def _sort(document: Document) -> str:
    fields = document.root.fields if isinstance(document.root, Mapping) else {}
    return next((name for name in FILE_RECORDS if name in fields), "")


def _without_name(document: Document) -> Problem:
    hint = "a deck begins with `deck: its-name`"
    message = f"this says none of {', '.join(f'{name}:' for name in FILE_RECORDS)} — what is it?"
    return Origin(document, ()).problem(Finding((), "missing-field", message, hint))


def _empty(composed: Composed) -> Problem:
    finding = Finding((), "missing-field", "this file is empty", "", Severity.WARNING)
    return composed.source.problem(finding, 0)


@dataclass(frozen=True, slots=True)
class _Tree:
    """What topics.yaml says, and what is wrong with it."""

    topics: tuple[Topic, ...]
    opening: tuple[str, ...]
    origin: Origin | None
    problems: tuple[Problem, ...]


def _read_topics(documents: Sequence[Document]) -> _Tree:
    topics: list[Topic] = []
    opening: list[str] = []
    wrong: list[Problem] = []
    for document in documents:
        record, findings = read_record(TopicsRecord, document.plain)
        wrong += [Origin(document, ()).problem(finding) for finding in findings]
        for each in record.topics if record else ():
            topics.append(Topic(each.id, each.title, each.needs, each.strategy or each.id, len(topics) + 1))
        opening += record.opening if record else ()
    return _Tree(tuple(topics), tuple(opening), Origin(documents[0], ()) if documents else None, tuple(wrong))


def _read_pages(documents: Sequence[tuple[str, Document]]) -> tuple[tuple[Page, ...], list[Problem]]:
    pages: list[Page] = []
    wrong: list[Problem] = []
    for sort, document in documents:
        origin = Origin(document, ())
        record, findings = read_record(FILE_RECORDS[sort], document.plain)
        wrong += [origin.problem(finding) for finding in findings]
        pages += [Page(record, origin)] if record else []
    return tuple(pages), wrong
