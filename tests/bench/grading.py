"""Our grading against what one would write first: SymPy's parser and `simplify(key - answer) == 0`."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import perf_counter
from types import FrameType

from tests.bench.figures import Figure, spread
from tests.bench.pairs import PAIRS

SECONDS = 5
RATIO_P50, RATIO_P95 = 80.0, 60.0


@dataclass(frozen=True)
class Judged:
    """What an engine said: accepted, or not; None when it gave no answer in time."""

    accepts: bool | None
    ms: float


def figures_of(*, quick: bool) -> Iterator[Figure]:
    """Both engines see each pair for the first time, with the key at hand."""
    from quiz.grading import worker

    pairs = PAIRS[::4] if quick else PAIRS
    worker.start()
    worker.warm()
    naive = _all(pairs, _naive_engine({function for function, _, _ in pairs}))
    ours = _all(pairs, _our_engine({function for function, _, _ in pairs}))
    worker.stop()
    first = spread("grading", "first sight, Gradus", [each.ms for each in ours])
    second = spread("grading", "first sight, SymPy simplify", [each.ms for each in naive])
    yield first
    yield second
    assert first.p95 and second.p95
    yield Figure("grading", "SymPy's p50 / ours", second.p50 / first.p50, unit="×", target=RATIO_P50, at_least=True)
    yield Figure("grading", "SymPy's p95 / ours", second.p95 / first.p95, unit="×", target=RATIO_P95, at_least=True)
    for name, found, is_ours in (("Gradus", ours, True), ("SymPy simplify", naive, False)):
        yield from _accuracy(name, pairs, found, is_ours)


def _all(pairs: tuple[tuple[str, str, bool], ...], judge: Callable[[str, str], bool | None]) -> list[Judged]:
    found = []
    for function, typed, _ in pairs:
        started = perf_counter()
        accepts = judge(function, typed)
        found.append(Judged(accepts, (perf_counter() - started) * 1000))
    return found


def _accuracy(
    name: str, pairs: tuple[tuple[str, str, bool], ...], found: list[Judged], is_ours: bool
) -> Iterator[Figure]:
    right = [each.accepts for (_, _, is_right), each in zip(pairs, found, strict=True) if is_right]
    wrong = [each.accepts for (_, _, is_right), each in zip(pairs, found, strict=True) if not is_right]
    yield Figure(
        "grading",
        f"right answers accepted, {name}",
        100 * sum(each is True for each in right) / len(right),
        count=len(right),
        unit="%",
        target=99.5 if is_ours else None,
        at_least=True,
    )
    accepted = sum(each is True for each in wrong)
    target = 0.0 if is_ours else None
    yield Figure("grading", f"wrong answers accepted, {name}", accepted, count=len(wrong), unit="", target=target)


def _our_engine(functions: set[str]) -> Callable[[str, str], bool | None]:
    from quiz.grading.ladder import grade
    from quiz.grading.rows import source, task
    from quiz.grading.verdict import Outcome

    tasks = {each: task(source({"function": each, "wrt": "x", "domain": _domain(each)})) for each in functions}
    decided = {Outcome.CORRECT: True, Outcome.INCORRECT: False}
    return lambda function, typed: decided.get(grade(tasks[function], typed).outcome)


def _domain(function: str) -> str:
    return "x > 0" if "log(x)" in function or function == "x**x" else ""


def _naive_engine(functions: set[str]) -> Callable[[str, str], bool | None]:
    """Runs the text as code, which is why it may see nothing but `pairs.py`."""
    from sympy import diff, simplify
    from sympy.parsing.sympy_parser import parse_expr

    keys = {each: diff(parse_expr(each)) for each in functions}

    def judge(function: str, typed: str) -> bool | None:
        signal.signal(signal.SIGALRM, _late)
        signal.alarm(SECONDS)
        try:
            return bool(simplify(keys[function] - parse_expr(typed)) == 0)
        except TimeoutError:
            return None
        finally:
            signal.alarm(0)

    return judge


def _late(number: int, frame: FrameType | None) -> None:
    raise TimeoutError
