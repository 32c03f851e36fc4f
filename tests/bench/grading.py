"""Our grading against others on the same answers in one run: what is accepted, how soon, with how much memory.

Three times ours: with the question prepared, at first sight of it, and through the pipe of `manage.py grade`.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter, thread_time
from typing import Any

from tests.bench.corpus import Case, cases
from tests.bench.corpus_functions import DOMAINS, QUESTIONS
from tests.bench.figures import Figure, spread
from tests.bench.pairs import PAIRS
from tests.bench.piped import Pipe

SEED = 2
TURN = 17
SYMPY, SYMPY_FIRST = "SymPy simplify", "SymPy simplify, first sight"
OURS, FIRST, PIPED = "Gradus", "Gradus, first sight", "Gradus, pipe"
Accepts = bool | None


@dataclass(frozen=True)
class Asked:
    """An answer to `derivative of function by x`, for every engine."""

    function: str
    typed: str
    is_right: bool
    domain: str
    sympy: tuple[str, str, str]
    """Function, answer and variable in SymPy's words."""

    @property
    def row(self) -> dict[str, Any]:
        return {"function": self.function, "wrt": "x", "domain": self.domain, "response": self.typed}


@dataclass(frozen=True)
class Judged:
    """What an engine said: accepted, or not; None when it gave no answer."""

    accepts: Accepts
    ms: float


def figures_of(*, quick: bool) -> Iterator[Figure]:
    from quiz.grading import worker

    asked = answers(quick=quick)
    gc.collect()
    gc.freeze()  # what earlier parts of the run have loaded is not ours to look through
    worker.start()
    worker.warm()
    with Pipe() as pipe:
        found = _in_turns(asked, pipe)
        held = pipe.megabytes
    worker.stop()
    yield from _said(SYMPY, asked, found[SYMPY])
    for name, base, targets in (
        (OURS, SYMPY, (80.0, 60.0)),
        (FIRST, SYMPY_FIRST, (30.0, 60.0)),
        (PIPED, SYMPY_FIRST, (60.0, 60.0)),
    ):
        yield from _said(name, asked, found[name], is_ours=True)
        yield from _ratios(name, found[name], found[base], *targets)
    yield Figure("grading", f"memory, {PIPED}", held, unit="MB", target=64.0)
    yield from _others(asked, quick=quick)


def _in_turns(asked: list[Asked], pipe: Pipe) -> dict[str, list[Judged]]:
    """Each engine judges a few answers, then the next: what else the machine does burdens all alike."""
    prepared = _prepared(asked)
    found: dict[str, list[Judged]] = {name: [] for name in (SYMPY, SYMPY_FIRST, OURS, FIRST, PIPED)}
    for start in range(0, len(asked), TURN):
        few = asked[start : start + TURN]
        later, first = _judged_by_sympy(few)
        found[SYMPY] += later
        found[SYMPY_FIRST] += first
        found[OURS] += _judged(few, prepared)
        found[PIPED] += _judged(few, lambda each: _accepted(pipe.ask(each.row)["outcome"]), perf_counter)
    for start in range(0, len(asked), TURN):
        found[FIRST] += _judged(asked[start : start + TURN], _at_first_sight)
    return found


def answers(*, quick: bool) -> list[Asked]:
    """The pairs typed by hand, and a seeded part of the corpus that SymPy has words for."""
    plain = tuple(each for each in QUESTIONS if each["kind"] == "derivative" and "order" not in each)
    made = [
        each for each in cases(SEED, right=3, wrong=2, questions=plain[:: 12 if quick else 3]) if not _as_printed(each)
    ]
    typed = [
        (*each, "x > 0" if "log(x)" in each[0] or each[0] == "x**x" else "") for each in PAIRS[:: 4 if quick else 1]
    ]
    typed += [(each.question["function"], each.response, each.is_right, DOMAINS.get(each.question["function"], ""))
              for each in made]  # fmt: skip
    return list(_sayable(typed))


def _as_printed(case: Case) -> bool:
    """The key as SymPy itself prints it, which is no test of anybody."""
    return case.how.startswith("as derived")


def _sayable(typed: Sequence[tuple[str, str, bool, str]]) -> Iterator[Asked]:
    from tests.bench.naive import texts

    for function, answer, is_right, domain in typed:
        said = texts(function, answer, "x")
        if said is not None:
            yield Asked(function, answer, is_right, domain, said)


def _judged(
    asked: list[Asked], judge: Callable[[Asked], Accepts], clock: Callable[[], float] = thread_time
) -> list[Judged]:
    """In this process the time of the processor counts, which other work does not lengthen."""
    found = []
    for each in asked:
        started = clock()
        accepts = judge(each)
        found.append(Judged(accepts, (clock() - started) * 1000))
    return found


# -- the engines -------------------------------------------------------------------------------------------------


def _judged_by_sympy(asked: list[Asked]) -> tuple[list[Judged], list[Judged]]:
    """With the derivative at hand; and without, which adds the time it takes to derive it."""
    from tests.bench.naive import Naive

    engine = Naive()
    first, later = [], []
    for each in asked:
        engine.forget()
        started = thread_time()
        engine.key(each.sympy[0], each.sympy[2])
        derived = thread_time()
        accepts = engine.judge(*each.sympy)
        ended = thread_time()
        later.append(Judged(accepts, (ended - derived) * 1000))
        first.append(Judged(accepts, (ended - started) * 1000))
    return later, first


def _accepted(outcome: str) -> Accepts:
    return {"correct": True, "incorrect": False}.get(outcome)


def _prepared(asked: list[Asked]) -> Callable[[Asked], Accepts]:
    """Every question has seen an answer before, but none of these."""
    from quiz.grading.ladder import grade
    from quiz.grading.rows import source, task

    tasks = {each.function: task(source(each.row)) for each in asked}
    for each in tasks.values():
        grade(each, "1")
        grade(each, "x - x + 1")
    _forget(questions=False)
    return lambda each: _accepted(grade(tasks[each.function], each.typed).outcome)


def _at_first_sight(each: Asked) -> Accepts:
    from quiz.grading.ladder import grade
    from quiz.grading.rows import source, task

    _forget(questions=True)
    return _accepted(grade(task(source(each.row)), each.typed).outcome)


def _forget(*, questions: bool) -> None:
    from quiz.grading import ground, prepared, rows, signs
    from quiz.notation import reader

    reader._remembered.cache_clear()
    if questions:
        for remembered in (rows.task, ground.ground, signs.facts, prepared._prepared):
            remembered.cache_clear()


def _others(asked: list[Asked], *, quick: bool) -> Iterator[Figure]:
    """Those that happen to be installed; the others are named."""
    from tests.bench.engines import found

    engines, missing = found()
    for line in missing:
        print(line, file=sys.stderr)  # noqa: T201 - said once, as progress is
    few = asked[:: 4 if quick else 1]
    for engine in engines:
        engine.judge("x", "1", "x")
        judged = _judged(few, lambda each, engine=engine: engine.judge(each.function, each.typed, "x"), perf_counter)  # type: ignore[misc]
        yield from _said(engine.name, few, judged)
        yield Figure("grading", f"memory, {engine.name}", engine.megabytes, unit="MB")
        engine.close()


# -- the figures -------------------------------------------------------------------------------------------------


def _said(name: str, asked: list[Asked], found: list[Judged], *, is_ours: bool = False) -> Iterator[Figure]:
    right = [judged.accepts for each, judged in zip(asked, found, strict=True) if each.is_right]
    wrong = [judged.accepts for each, judged in zip(asked, found, strict=True) if not each.is_right]
    yield spread("grading", f"time, {name}", [each.ms for each in found])
    accepted, share = sum(each is True for each in wrong), 100 * sum(each is True for each in right) / len(right)
    yield Figure("grading", f"right accepted, {name}", share, count=len(right), unit="%",
                 target=99.8 if is_ours else None, at_least=True)  # fmt: skip
    yield Figure("grading", f"wrong accepted, {name}", accepted, count=len(wrong), unit="",
                 target=0.0 if is_ours else None)  # fmt: skip


def _ratios(name: str, ours: list[Judged], naive: list[Judged], p50: float, p95: float) -> Iterator[Figure]:
    first, second = (spread("", "", [each.ms for each in found]) for found in (ours, naive))
    assert first.p95
    assert second.p95
    yield Figure("grading", f"SymPy's p50 / {name}", second.p50 / first.p50, unit="×", target=p50, at_least=True)
    yield Figure("grading", f"SymPy's p95 / {name}", second.p95 / first.p95, unit="×", target=p95, at_least=True)
