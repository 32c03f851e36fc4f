"""SymPy in its own process: killed, hung or grown too large, it costs one proof and never an exception."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from tasks import outcome_of, the_derivative_of, tree, verdict_on

from quiz.grading import worker
from quiz.grading.verdict import Outcome

ARCTAN = "cos(arctan(x))^2"
"""Right for the derivative of arctan, and beyond our own exact proof."""


def hang(*_: object) -> str:
    while True:
        pass


def die(*_: object) -> str:
    os._exit(9)


def grow(megabytes: int) -> bool:
    """Whether that much memory can be had."""
    try:
        return bool(bytearray(megabytes * 1024 * 1024))
    except MemoryError:
        return False


@pytest.fixture
def pool() -> Iterator[None]:
    worker.start()
    assert worker.warm()
    yield
    worker.stop()


@pytest.fixture
def here() -> Iterator[None]:
    worker.prove_here()
    yield
    worker.stop()


def test_the_pool_proves_what_the_exact_rung_cannot(pool: None) -> None:
    verdict = verdict_on(ARCTAN, the_derivative_of("arctan(x)"))

    assert (verdict.outcome, verdict.decided_by) == (Outcome.CORRECT, "sympy")
    assert verdict.proof


@pytest.mark.parametrize("trouble", [hang, die])
def test_a_killed_or_hung_proof_leaves_the_next_answer_unharmed(
    pool: None, trouble: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = worker.health()
    with monkeypatch.context() as patched:
        patched.setattr(worker, "proof_or_nothing", trouble)
        patched.setattr(worker, "SECONDS", 0.3)
        first = verdict_on(ARCTAN, the_derivative_of("arctan(x)"))
    second = verdict_on(ARCTAN, the_derivative_of("arctan(x)"))
    after = worker.health()

    assert (first.outcome, first.decided_by, first.flags) == (Outcome.CORRECT, "digits", ("unproved",))
    assert (second.outcome, second.decided_by) == (Outcome.CORRECT, "sympy")
    assert after.overrun + after.crashed == before.overrun + before.crashed + 1


@pytest.mark.skipif(not os.path.exists("/proc/self/statm"), reason="the memory limit is Linux's")
def test_the_worker_gets_half_a_gigabyte_and_no_more(pool: None) -> None:
    workshop = worker._workshop

    assert workshop.ask(grow, 5.0, 5.0, 300) is True
    assert workshop.ask(grow, 5.0, 5.0, 700) is False


def test_a_stopped_worker_starts_again_when_asked(pool: None) -> None:
    worker.stop()
    assert worker.prove(tree("x + x"), tree("2x"), {}) == ""

    worker.start()
    assert worker.warm()
    assert worker.prove(tree("x + x"), tree("2x"), {})


def test_proofs_can_run_in_this_process_for_a_batch(here: None) -> None:
    assert outcome_of(ARCTAN, the_derivative_of("arctan(x)")) == "correct"
    assert worker.health().mode is worker.Mode.HERE
    assert not worker.health().is_running


def test_without_a_worker_the_digits_say_that_there_is_no_proof() -> None:
    worker.stop()
    verdict = verdict_on(ARCTAN, the_derivative_of("arctan(x)"))

    assert (verdict.outcome, verdict.decided_by, verdict.flags) == (Outcome.CORRECT, "digits", ("unproved",))


def test_sympy_is_not_asked_about_what_is_too_large() -> None:
    worker.prove_here()
    try:
        before = worker.health().jobs
        long = "+".join(f"sin({n}x)" for n in range(1, 60))
        assert worker.prove(tree(long), tree("x"), {}) == ""
        assert worker.prove(tree("(x+1)^40"), tree("x"), {}) == ""
        assert worker.health().jobs == before
    finally:
        worker.stop()
