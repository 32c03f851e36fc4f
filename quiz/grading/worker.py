"""The place where SymPy may take its time: a warm process that can be killed, with limited memory.

Three modes. *Off* (the default): no proof by SymPy is tried. *Here*: in this process, for checking content, where no
stranger's text comes in. *Pool*: what the web uses; a job that hangs, dies or grows costs its time limit and gives
no proof, never an exception.
"""

from __future__ import annotations

import atexit
import logging
import multiprocessing
import os
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import CancelledError
from concurrent.futures import TimeoutError as Overrun
from contextlib import ExitStack
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from quiz.grading.equality.sympy_proof import is_within_reach, proof
from quiz.notation.tree import Node

SECONDS = 1.5
PATIENCE = 1.8
"""How long an answer may wait for its turn and its proof together."""
START_SECONDS = 30.0
MEMORY = 512 * 1024 * 1024
JOBS_PER_PROCESS = 200

log = logging.getLogger(__name__)


class Mode(StrEnum):
    OFF = "off"
    HERE = "here"
    POOL = "pool"


@dataclass(frozen=True, slots=True)
class Health:
    """Numbers since the start of this process."""

    mode: Mode = Mode.OFF
    is_running: bool = False
    jobs: int = 0
    proved: int = 0
    overrun: int = 0
    crashed: int = 0


class Workshop:
    """The worker of this process: its mode, its pool, its numbers."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.opening = threading.Lock()
        self.counts = Health()
        self.pool: Any = None
        self.owner = 0
        """The process that started the pool: a forked child must not use it."""

    def start(self) -> None:
        """Use a pool from now on; its process starts with the first job, or with `warm`."""
        self.count(mode=Mode.POOL)

    def prove_here(self) -> None:
        """Prove in this very process from now on: for content under check, not for strangers' answers."""
        self.stop()
        self.count(mode=Mode.HERE)

    def warm(self) -> bool:
        """Start the process and wait until SymPy is loaded there; says whether it is."""
        return self.ask(_ready, START_SECONDS, START_SECONDS) is True

    def open_pool(self) -> Any:
        """The running pool; who finds none opens it and waits for SymPy, so that the first verdict is as any other."""
        with self.opening:
            if not self.is_running:
                with ExitStack() as undo:
                    pool = _new_pool()
                    undo.callback(pool.stop)
                    pool.schedule(_ready, timeout=START_SECONDS).result(timeout=START_SECONDS)
                    undo.pop_all()
                with self.lock:
                    self.pool, self.owner = pool, os.getpid()
            return self.pool

    def stop(self) -> None:
        """End the process and go back to *off*."""
        with self.lock:
            pool, self.pool = self.pool, None
            self.count(mode=Mode.OFF)
        if pool is not None and self.owner == os.getpid():
            pool.stop()
            pool.join()

    def health(self) -> Health:
        with self.lock:
            return replace(self.counts, is_running=self.is_running)

    @property
    def is_running(self) -> bool:
        pool = self.pool
        return pool is not None and self.owner == os.getpid() and bool(pool.active)

    def prove(self, key: Node, answer: Node, signs: Mapping[str, str]) -> str:
        """The step by which SymPy proves `key = answer`, or nothing: no proof, no time, no worker."""
        mode = self.counts.mode
        if mode is Mode.OFF or not (is_within_reach(key) and is_within_reach(answer)):
            return ""
        self.count(jobs=1)
        if mode is Mode.HERE:
            step: str = proof_or_nothing(key, answer, dict(signs))
        else:
            step = self.ask(proof_or_nothing, SECONDS, PATIENCE, key, answer, dict(signs)) or ""
        self.count(proved=1 if step else 0)
        return step

    def ask(self, job: Callable[..., Any], seconds: float, patience: float, *arguments: Any) -> Any:
        """The job's result from the pool, None if it is late, killed or refused."""
        future = None
        try:
            future = self.open_pool().schedule(job, args=arguments, timeout=seconds)
            return future.result(timeout=patience)
        except Overrun:
            if future is not None:
                future.cancel()
            self.count(overrun=1)
        except (CancelledError, OSError, RuntimeError, MemoryError) as trouble:
            log.warning("the proof worker gave up: %s", trouble)
            self.count(crashed=1)
        return None

    def count(self, mode: Mode | None = None, **more: int) -> None:
        with self.lock:
            sums = {name: getattr(self.counts, name) + by for name, by in more.items()}
            self.counts = replace(self.counts, mode=mode or self.counts.mode, **sums)


def proof_or_nothing(key: Node, answer: Node, signs: Mapping[str, str]) -> str:
    """The worker's border: SymPy may raise anything at all on an odd expression, which is no proof."""
    try:
        return proof(key, answer, signs)
    except Exception:
        log.warning("SymPy failed on a proof", exc_info=True)
        return ""


def _new_pool() -> Any:
    from pebble import ProcessPool

    return ProcessPool(
        max_workers=1, max_tasks=JOBS_PER_PROCESS, initializer=_settle_in, initargs=(MEMORY,), context=_context()
    )


def _context() -> Any:
    """A fork server that has SymPy loaded makes a fresh worker in milliseconds; where there is none, spawn."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["quiz.grading.equality.sympy_proof", "sympy"])
    return context


def _settle_in(memory: int) -> None:
    """Runs once in the worker: load SymPy, then let the address space grow by `memory` bytes and no more.

    Only Linux says how large the address space is and holds the limit; elsewhere the time limit has to do.
    """
    import sympy  # noqa: F401

    sizes = Path("/proc/self/statm")
    if sizes.exists():
        import resource

        now = int(sizes.read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (now + memory, now + memory))


def _ready() -> bool:
    import sympy

    return bool(sympy.simplify(sympy.sin(sympy.Symbol("x")) ** 2) != 0)


_workshop = Workshop()
atexit.register(_workshop.stop)

start = _workshop.start
prove_here = _workshop.prove_here
warm = _workshop.warm
stop = _workshop.stop
health = _workshop.health
prove = _workshop.prove
