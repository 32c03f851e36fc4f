"""The place where SymPy may take its time: a warm process that can be killed, with limited memory.

Three modes. *Off* (the default): no proof by SymPy is tried. *Here*: in this process, for checking content, where no
stranger's text comes in. *Pool*: what the web uses; a job that hangs, dies or grows costs its time limit and gives
no proof, never an exception. One job runs at a time. Who finds the process busy, resting or not yet there does not
wait for long: the rung is skipped.
"""

from __future__ import annotations

import atexit
import logging
import os
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import CancelledError
from concurrent.futures import TimeoutError as Overrun
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from time import monotonic
from typing import Any

from quiz.grading import cell
from quiz.grading.equality.sympy_proof import is_within_reach
from quiz.notation.tree import Node

SECONDS = 1.5
"""Of one proof."""
TURN = 0.3
"""Seconds that an answer waits for a busy worker."""
GRACE = 0.2
"""Seconds beyond its time after which a pool that has not ended a job counts as broken. All three make 2 seconds."""
START_SECONDS = 30.0
REST = 60.0
"""Seconds without a try after a pool could not be opened."""

log = logging.getLogger(__name__)


class Mode(StrEnum):
    OFF = "off"
    HERE = "here"
    POOL = "pool"


class State(StrEnum):
    OFF = "off"
    HERE = "here"
    WAITING = "waiting"
    """Nothing has needed the process yet."""
    STARTING = "starting"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Health:
    """Numbers since the start of this process."""

    mode: Mode = Mode.OFF
    state: State = State.OFF
    workers: int = 0
    restarts: int = 0
    """How often another process than the one before did a job: recycled, killed or died."""
    jobs: int = 0
    proved: int = 0
    overrun: int = 0
    crashed: int = 0
    skipped: int = 0
    """Rungs left out because the worker was busy or not there."""
    last_failure: str = ""

    @property
    def killed(self) -> int:
        return self.overrun + self.crashed

    @property
    def is_running(self) -> bool:
        return self.state is State.READY


class Workshop:
    """The worker of this process: its mode, its pool, its numbers."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.turn = threading.Lock()
        self.counts = Health()
        self.pool: Any = None
        self.owner = 0
        """The process that started the pool: a forked child must not use it."""
        self.opening: threading.Thread | None = None
        self.patience = START_SECONDS
        self.rests_until = 0.0
        self.last_worker = 0

    def start(self, *, patience: float = START_SECONDS) -> None:
        """Use a pool from now on; its process starts with the first job, or with `warm`.

        A pipe waits for that; a web server has no more `patience` than its visitors.
        """
        self.patience = patience
        self.rests_until = 0.0
        self.count(mode=Mode.POOL)

    def prove_here(self) -> None:
        """Prove in this very process from now on: for content under check, not for strangers' answers."""
        self.stop()
        self.count(mode=Mode.HERE)

    def warm(self) -> bool:
        """Start the process and wait until SymPy is loaded there; says whether it is."""
        return self.opened(START_SECONDS) is not None

    def stop(self) -> None:
        """End the process and go back to *off*."""
        self.count(mode=Mode.OFF)
        opening = self.opening
        if opening is not None:
            opening.join(START_SECONDS)  # a worker half started complains when it is stopped
        self.drop_pool(wait=True)

    def health(self) -> Health:
        with self.lock:
            return replace(self.counts, state=self.state, workers=int(self.is_running))

    @property
    def state(self) -> State:
        if self.counts.mode is not Mode.POOL:
            return State(str(self.counts.mode))
        if self.is_running:
            return State.READY
        if self.is_opening:
            return State.STARTING
        return State.FAILED if monotonic() < self.rests_until else State.WAITING

    @property
    def is_running(self) -> bool:
        pool = self.pool
        return pool is not None and self.owner == os.getpid() and bool(pool.active)

    @property
    def is_opening(self) -> bool:
        return self.opening is not None and self.opening.is_alive()

    # -- a job ---------------------------------------------------------------------------------------------------

    def prove(self, key: Node, answer: Node, signs: Mapping[str, str]) -> str:
        """The step by which SymPy proves `key = answer`, or nothing: no proof, no time, no worker."""
        mode = self.counts.mode
        if mode is Mode.OFF or not (is_within_reach(key) and is_within_reach(answer)):
            return ""
        step = self.proved_here(key, answer, signs) if mode is Mode.HERE else self.ask(cell.prove, key, answer, signs)
        self.count(proved=1 if step else 0)
        return step or ""

    def proved_here(self, key: Node, answer: Node, signs: Mapping[str, str]) -> str:
        self.count(jobs=1)
        with suppress(MemoryError):
            return cell.proof_or_nothing(key, answer, signs)
        return ""

    def ask(self, job: Callable[..., tuple[int, Any]], *arguments: Any) -> Any:
        """The job's result from the pool, None if it is busy, late, killed or refused."""
        if not self.turn.acquire(timeout=TURN):
            self.count(skipped=1)
            return None
        try:
            if (pool := self.opened(self.patience)) is not None:
                return self.done(pool, job, *arguments)
            self.count(skipped=1)
            return None
        finally:
            self.turn.release()

    def done(self, pool: Any, job: Callable[..., tuple[int, Any]], *arguments: Any) -> Any:
        self.count(jobs=1)
        try:
            future = pool.schedule(job, args=(SECONDS, *arguments), timeout=SECONDS)
            process, result = future.result(timeout=SECONDS + GRACE)
        except Overrun as late:
            self.failed("overrun", "a proof took longer than its time")
            if not late.args:  # not told by the pool that it has killed the job: nothing more is to be expected of it
                self.drop_pool()
            return None
        except (CancelledError, OSError, RuntimeError, MemoryError) as trouble:
            self.failed("crashed", f"the worker gave up: {type(trouble).__name__}", trouble)
            return None
        self.count(restarts=int(self.last_worker not in (0, process)))
        self.last_worker = process
        return result

    # -- the pool ------------------------------------------------------------------------------------------------

    def opened(self, patience: float) -> Any:
        """The running pool. Who finds none has it opened by a thread, and waits `patience` seconds for that."""
        with self.lock:
            if self.is_running:
                return self.pool
            if not self.is_opening:
                if monotonic() < self.rests_until or self.counts.mode is not Mode.POOL:
                    return None
                self.opening = threading.Thread(target=self.open_pool, name="open the proof worker", daemon=True)
                self.opening.start()
            opening = self.opening
        assert opening is not None
        opening.join(patience)
        return self.pool if self.is_running else None

    def open_pool(self) -> None:
        """A new pool, whose process has loaded SymPy, so that its first verdict is as any other; or a rest."""
        self.drop_pool()
        try:
            with ExitStack() as undo:
                pool = cell.new_pool()
                undo.callback(_end, pool)
                pool.schedule(cell.ready, timeout=START_SECONDS).result(timeout=START_SECONDS)
                undo.pop_all()
        except (Overrun, CancelledError, OSError, RuntimeError, MemoryError) as trouble:
            self.rests_until = monotonic() + REST
            self.failed("crashed", f"the worker could not be started: {type(trouble).__name__}", trouble)
            return
        with self.lock:
            self.pool, self.owner = pool, os.getpid()

    def drop_pool(self, *, wait: bool = False) -> None:
        """End the pool there is, if it is ours."""
        with self.lock:
            pool, self.pool = self.pool, None
        if pool is None or self.owner != os.getpid():
            return
        ending = threading.Thread(target=_end, args=(pool,), name="end the proof worker", daemon=True)
        ending.start()
        if wait:
            ending.join(START_SECONDS)

    # -- numbers -------------------------------------------------------------------------------------------------

    def failed(self, kind: str, why: str, trouble: BaseException | None = None) -> None:
        """Health says what happened; what the system says of it, with paths and all, is for the log alone."""
        log.warning("%s %s", why, trouble or "")
        with self.lock:
            self.count(None, **{kind: 1})
            self.counts = replace(self.counts, last_failure=why)

    def count(self, mode: Mode | None = None, **more: int) -> None:
        with self.lock:
            sums = {name: getattr(self.counts, name) + by for name, by in more.items()}
            self.counts = replace(self.counts, mode=mode or self.counts.mode, **sums)  # type: ignore[arg-type]


def _end(pool: Any) -> None:
    pool.stop()
    pool.join()


_workshop = Workshop()
atexit.register(_workshop.stop)

start = _workshop.start
prove_here = _workshop.prove_here
warm = _workshop.warm
stop = _workshop.stop
health = _workshop.health
prove = _workshop.prove
