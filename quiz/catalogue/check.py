"""All of content, looked at and tried: one report with every problem, sorted by place."""

from __future__ import annotations

import gc
import multiprocessing
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any

from quiz.catalogue.decks import read_item
from quiz.catalogue.entries import Catalogue, Entry, Origin
from quiz.catalogue.examine import Examination, examine
from quiz.catalogue.lints import CATALOGUE_LINTS
from quiz.catalogue.lints.lint import Scene
from quiz.catalogue.records import PageRecord
from quiz.catalogue.remembered import Memory, key_of
from quiz.catalogue.rows import examine_rows
from quiz.grading import worker
from quiz.reading.printing import as_json
from quiz.reading.problems import Problem, Severity

WORKERS = 2
WORTH_A_PROCESS = 24
"""Fewer items than these are tried here: a second process costs more than it brings."""


@dataclass(frozen=True)
class Report:
    """What `check_content` says. `items` are entries of decks, also those that could not be read."""

    items: int
    by_kind: Mapping[str, int]
    by_deck: Mapping[str, int]
    variants: int
    checks: int
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> int:
        return sum(each.severity is Severity.ERROR for each in self.problems)

    def as_json(self) -> dict[str, Any]:
        return {
            "items": self.items,
            "by_kind": dict(self.by_kind),
            "by_deck": dict(self.by_deck),
            "variants_checked": self.variants,
            "checks": self.checks,
            "problems": [as_json(each) for each in self.problems],
        }

    def summary(self) -> str:
        """`50 items, 232 variants, 716 checks, 0 problems`"""
        counts = (
            (self.items, "item"),
            (self.variants, "variant"),
            (self.checks, "check"),
            (len(self.problems), "problem"),
        )
        return ", ".join(f"{count} {noun}{'' if count == 1 else 's'}" for count, noun in counts)


def check(
    catalogue: Catalogue,
    *,
    inventory: Mapping[str, Origin] | None = None,
    wanted: Callable[[Entry], bool] = lambda _: True,
    files: Collection[str] | None = None,
    memory: Memory | None = None,
    workers: int = WORKERS,
) -> Report:
    """Look at everything, try every wanted item in all its variants. Nothing stops at the first problem.

    With `files`, only their items are tried and only their problems are told. What `memory` holds is not tried again,
    and what is tried is added to it.
    """
    seen = [each for each in catalogue.seen if files is None or each.origin.file in files]
    entries = [each.entry for each in seen if each.entry is not None and wanted(each.entry)]
    problems = list(catalogue.problems)
    problems += [problem for lint in CATALOGUE_LINTS for problem in lint.look(Scene(catalogue, inventory))]
    examined = _examined(entries, {} if memory is None else memory, workers)
    for entry, examination in zip(entries, examined, strict=True):
        problems += [entry.origin.problem(finding) for finding in examination.findings]
    for page in catalogue.pages:
        is_table = isinstance(page.record, PageRecord) and (files is None or page.origin.file in files)
        for row in examine_rows(page.record) if is_table else ():
            problems += [page.origin.problem(finding) for finding in row.findings]
            examined.append(row)
    return Report(
        items=len(seen),
        by_kind=_counted(str(each.plain.get("kind", "")) for each in seen),
        by_deck=_counted(each.deck for each in seen),
        variants=sum(each.variants for each in examined[: len(entries)]),
        checks=sum(each.checks for each in examined),
        problems=tuple(sorted({each for each in problems if files is None or each.file in files})),
    )


def _counted(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items()))


def _examined(entries: Sequence[Entry], memory: Memory, workers: int) -> list[Examination]:
    """The examination of each entry; those used move to the end of the memory."""
    keys = [key_of(entry.text) for entry in entries]
    fresh = [(key, entry) for key, entry in zip(keys, entries, strict=True) if key not in memory]
    found = dict(zip((key for key, _ in fresh), _examine_all([entry for _, entry in fresh], workers), strict=True))
    examined = [found.get(key) or memory[key] for key in keys]
    for key, examination in zip(keys, examined, strict=True):
        memory.pop(key, None)
        memory[key] = examination
    return examined


def _examine_all(entries: Sequence[Entry], workers: int) -> Iterable[Examination]:
    """In two processes when it is worth it: SymPy keeps one core busy, and forked processes share what is loaded."""
    if workers < 2 or len(entries) < WORTH_A_PROCESS or "fork" not in multiprocessing.get_all_start_methods():
        return _proving_here(entries)
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_settle_in) as pool:
        # The longest first: the two processes then end together.
        order = sorted(range(len(entries)), key=lambda number: -len(entries[number].text))
        found = dict(zip(order, pool.map(_examine_text, [entries[number].text for number in order]), strict=True))
        return [found[number] for number in range(len(entries))]


def _settle_in() -> None:
    """For a process that examines and ends: collecting its garbage costs a seventh of the time and frees little."""
    gc.freeze()
    gc.disable()
    worker.prove_here()


def _proving_here(entries: Sequence[Entry]) -> list[Examination]:
    """Proofs run in this process while content is checked: no stranger's text comes in."""
    if worker.health().mode is not worker.Mode.OFF:
        return [examine(entry.template) for entry in entries]
    worker.prove_here()
    try:
        return [examine(entry.template) for entry in entries]
    finally:
        worker.stop()


def _examine_text(text: str) -> Examination:
    """For another process, which gets the item as its own text and reads it again."""
    return examine(read_item(text))
