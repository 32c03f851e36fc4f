"""SymPy in its own process: killed, hung or grown too large, it costs one proof and never an exception."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import forkserver
from typing import Any

import pytest
from tasks import outcome_of, the_derivative_of, tree, verdict_on

from quiz.grading import cell, worker
from quiz.grading.ladder import judge_scalar
from quiz.grading.verdict import Outcome, Verdict

ARCTAN = "cos(arctan(x))^2"
"""Right for the derivative of arctan; its exact proof is left out here, so that SymPy is asked."""
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="the memory limit is Linux's")


# -- jobs; each gets its time first and says which process did it ---------------------------------------------------


def hang(*_: object) -> tuple[int, str]:
    while True:
        pass


def hang_in_c(*_: object) -> tuple[int, str]:
    """No signal handler of Python runs during one long multiplication."""
    return os.getpid(), str(7 ** (7**9))[:1]


def die(*_: object) -> tuple[int, str]:
    os._exit(9)


def be_killed(*_: object) -> tuple[int, str]:
    os.kill(os.getpid(), signal.SIGKILL)
    return 0, ""


def eat(*_: object) -> tuple[int, str]:
    """As an expression does that grows without end."""
    heap = []
    try:
        while True:
            heap.append(bytearray(16 * 1024 * 1024))
    except MemoryError:
        heap.clear()
        os._exit(cell.OUT_OF_MEMORY)


def grow(_: float, megabytes: int) -> tuple[int, bool]:
    """Whether that much memory can be had."""
    try:
        return os.getpid(), bool(bytearray(megabytes * 1024 * 1024))
    except MemoryError:
        return os.getpid(), False


def whoever(_: float) -> tuple[int, int]:
    return os.getpid(), os.getpid()


def broken_start(_: int) -> None:
    raise OSError("no room for one more process")


class NoPool:
    """As pebble's pool where no process can be made."""

    active = True

    def schedule(self, *_: object, **__: object) -> Any:
        raise OSError("Resource temporarily unavailable")

    def stop(self) -> None:
        self.active = False

    def join(self) -> None:
        assert not self.active


# -- the worker in each of its states -------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def without_exact_proofs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quiz.grading.equality.prove.proof", lambda *_: "")


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


def judged() -> Verdict:
    return verdict_on(ARCTAN, the_derivative_of("arctan(x)"))


def judged_with(job: object, monkeypatch: pytest.MonkeyPatch) -> Verdict:
    with monkeypatch.context() as patched:
        patched.setattr(cell, "prove", job)
        patched.setattr(worker, "SECONDS", 0.3)
        return judged()


def soon(said: Any, seconds: float = 10.0) -> bool:
    """Whether it comes true, asked again and again."""
    end = time.monotonic() + seconds
    while not said() and time.monotonic() < end:
        time.sleep(0.05)
    return bool(said())


UNPROVED = (Outcome.CORRECT, "digits", ("unproved",))
PROVED = (Outcome.CORRECT, "sympy")


def test_the_pool_proves_what_the_exact_rung_cannot(pool: None) -> None:
    verdict = judged()

    assert (verdict.outcome, verdict.decided_by) == PROVED
    assert verdict.proof


@pytest.mark.parametrize("trouble", [hang, hang_in_c, die, be_killed, eat], ids=lambda job: job.__name__)
def test_a_killed_or_hung_proof_leaves_the_next_answer_unharmed(
    pool: None, trouble: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = worker.health()
    first = judged_with(trouble, monkeypatch)
    second = judged()
    after = worker.health()

    assert (first.outcome, first.decided_by, first.flags) == UNPROVED
    assert (second.outcome, second.decided_by) == PROVED
    assert after.killed == before.killed + 1
    assert after.restarts == before.restarts + 1
    assert after.last_failure


def test_a_worker_killed_between_two_answers_is_replaced(pool: None) -> None:
    os.kill(worker._workshop.ask(whoever), signal.SIGKILL)
    assert soon(lambda: not worker.health().is_running), "the pool has noticed"

    assert judged().decided_by == "sympy"
    assert worker.health().is_running


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork server")
def test_a_fork_server_killed_with_its_worker_is_replaced(pool: None) -> None:
    """As the system does when memory is short: all that we started is gone at once."""
    for process in (forkserver._forkserver._forkserver_pid, worker._workshop.ask(whoever)):
        os.kill(process, signal.SIGKILL)
    assert soon(lambda: not worker.health().is_running)

    assert judged().decided_by == "sympy"


@LINUX
def test_the_worker_gets_half_a_gigabyte_and_no_more(pool: None) -> None:
    workshop = worker._workshop

    assert workshop.ask(grow, 150) is True
    assert workshop.ask(grow, 450) is False
    assert workshop.ask(grow, 150) is True


@LINUX
def test_a_proof_that_runs_out_of_memory_ends_its_process(pool: None, monkeypatch: pytest.MonkeyPatch) -> None:
    before = worker.health()
    huge = tree("sin(x)")
    monkeypatch.setattr(cell, "prove", out_of_memory)

    assert worker.prove(huge, huge, {}) == ""
    assert worker.health().crashed == before.crashed + 1


def out_of_memory(*arguments: Any) -> tuple[int, str]:
    """The worker's own job, around a proof that needs more than there is."""
    cell.proof = lambda *_: str(len(bytearray(2**40)))  # type: ignore[assignment]
    return PROVE(*arguments)


PROVE = cell.prove


def test_a_process_is_used_for_so_many_proofs_and_then_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cell, "JOBS_PER_PROCESS", 3)
    worker.start()
    try:
        assert worker.warm()
        processes = [worker._workshop.ask(whoever) for _ in range(7)]
        assert [processes.count(each) for each in dict.fromkeys(processes)] == [2, 3, 2], "the first had to get ready"
        assert worker.health().restarts >= 2
    finally:
        worker.stop()


def test_an_answer_does_not_queue_behind_others_proofs(pool: None, monkeypatch: pytest.MonkeyPatch) -> None:
    before = worker.health()
    monkeypatch.setattr(cell, "prove", hang)
    monkeypatch.setattr(worker, "SECONDS", 1.0)
    task, answer = the_derivative_of("arctan(x)"), tree(ARCTAN)
    with ThreadPoolExecutor(8) as threads:
        verdicts = list(threads.map(lambda _: judge_scalar(task, answer), range(8)))
    after = worker.health()

    assert {(each.outcome, each.decided_by, each.flags) for each in verdicts} == {UNPROVED}
    assert after.jobs - before.jobs <= 3, "the others left the rung out"
    assert after.skipped - before.skipped >= 5


def test_answers_at_the_same_time_share_one_worker(pool: None, monkeypatch: pytest.MonkeyPatch) -> None:
    before = worker.health()
    monkeypatch.setattr(worker, "TURN", 5.0)
    with ThreadPoolExecutor(4) as threads:
        processes = list(threads.map(lambda _: worker._workshop.ask(whoever), range(4)))

    assert len(set(processes)) == 1
    assert processes[0]
    assert worker.health().jobs - before.jobs == 4


def test_where_no_process_can_be_made_the_rung_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[int] = []
    before = worker.health()
    monkeypatch.setattr(cell, "new_pool", lambda: tries.append(1) or NoPool())
    worker.start()
    try:
        verdicts = [judged() for _ in range(3)]
        health = worker.health()
        assert {(each.outcome, each.decided_by, each.flags) for each in verdicts} == {UNPROVED}
        assert len(tries) == 1, "and not tried again at every answer"
        assert (health.state, health.workers, health.skipped - before.skipped) == (worker.State.FAILED, 0, 3)
        assert "OSError" in health.last_failure
        monkeypatch.setattr(worker._workshop, "rests_until", 0.0)
        assert not worker.warm()
        assert len(tries) == 2, "but after a rest"
    finally:
        worker.stop()


def test_a_worker_that_cannot_settle_in_is_no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cell, "settle_in", broken_start)
    monkeypatch.setattr(worker, "START_SECONDS", 3.0)
    worker.start(patience=4.0)
    try:
        verdict = judged()
        assert (verdict.outcome, verdict.decided_by, verdict.flags) == UNPROVED
        assert worker.health().state is worker.State.FAILED
    finally:
        worker.stop()


def test_a_web_server_does_not_wait_for_the_start_of_its_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    worker.start(patience=0.0)
    try:
        assert judged().decided_by == "digits"
        assert worker.health().state is worker.State.STARTING
        assert worker.warm()
        assert judged().decided_by == "sympy"
    finally:
        worker.stop()


def test_a_pool_that_does_not_answer_is_thrown_away(pool: None, monkeypatch: pytest.MonkeyPatch) -> None:
    class Silent(NoPool):
        def schedule(self, *_: object, **__: object) -> Any:
            from concurrent.futures import Future

            return Future()

    silent, workshop = Silent(), worker._workshop
    real, workshop.pool = workshop.pool, silent
    monkeypatch.setattr(worker, "SECONDS", 0.1)
    first = judged().decided_by
    workshop.pool = real

    assert first == "digits"
    assert soon(lambda: not silent.active)
    assert worker.health().overrun >= 1


def test_a_forked_server_makes_a_worker_of_its_own(pool: None, monkeypatch: pytest.MonkeyPatch) -> None:
    workshop = worker._workshop
    parents = workshop.pool
    monkeypatch.setattr(workshop, "owner", os.getppid())

    assert not worker.health().is_running
    assert workshop.ask(whoever)
    assert parents.active, "the parent's pool is left alone"
    parents.stop()
    parents.join()


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
    verdict = judged()

    assert (verdict.outcome, verdict.decided_by, verdict.flags) == UNPROVED
    assert worker.health().state is worker.State.OFF


def test_sympy_is_not_asked_about_what_is_too_large(here: None) -> None:
    before = worker.health().jobs
    long = "+".join(f"sin({n}x)" for n in range(1, 60))

    assert worker.prove(tree(long), tree("x"), {}) == ""
    assert worker.prove(tree("(x+1)^40"), tree("x"), {}) == ""
    assert worker.health().jobs == before


def test_whatever_sympy_raises_is_no_proof(here: None, monkeypatch: pytest.MonkeyPatch) -> None:
    for trouble in (RecursionError, MemoryError, ZeroDivisionError, AttributeError):
        monkeypatch.setattr(cell, "proof", raising(trouble))
        assert worker.prove(tree("x"), tree("x + 1"), {}) == ""


def raising(trouble: type[Exception]) -> Any:
    def proof(*_: object) -> str:
        raise trouble

    return proof
