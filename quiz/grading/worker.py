"""The place where SymPy may take its time: a warm process that can be killed, with limited memory.

Three modes. *Off* (the default): no proof by SymPy is tried. *Here*: in this process, for checking content, where no
stranger's text comes in. *Pool*: what the web uses; a job that hangs, dies or grows costs its time limit and gives
no proof, never an exception.
"""

from __future__ import annotations

import atexit
import logging
import multiprocessing
import threading
from collections.abc import Mapping
from concurrent.futures import CancelledError
from concurrent.futures import TimeoutError as Overrun
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from quiz.grading.equality.sympy_proof import is_within_reach, proof
from quiz.notation.tree import Node

SECONDS = 1.5
PATIENCE = 4.0
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


_state = threading.RLock()
_health = Health()
_pool: Any = None


def start() -> None:
    """Use a pool from now on; its process starts with the first job, or with `warm`."""
    _count(mode=Mode.POOL)


def prove_here() -> None:
    _count(mode=Mode.HERE)


def warm() -> bool:
    """Start the process and wait until SymPy is loaded there; says whether it is."""
    return _ask(_ready, START_SECONDS, START_SECONDS) is True


def stop() -> None:
    """End the process and go back to *off*."""
    global _pool
    with _state:
        pool, _pool = _pool, None
        _count(mode=Mode.OFF)
    if pool is not None:
        pool.stop()
        pool.join()


def health() -> Health:
    with _state:
        return replace(_health, is_running=_pool is not None and _pool.active)


def prove(key: Node, answer: Node, signs: Mapping[str, str]) -> str:
    """The step by which SymPy proves `key = answer`, or nothing: no proof, no time, no worker."""
    mode = _health.mode
    if mode is Mode.OFF or not (is_within_reach(key) and is_within_reach(answer)):
        return ""
    _count(jobs=1)
    if mode is Mode.HERE:
        step: Any = proof_or_nothing(key, answer, dict(signs))
    else:
        step = _ask(proof_or_nothing, SECONDS, PATIENCE, key, answer, dict(signs))
    _count(proved=1 if step else 0)
    return step or ""


def proof_or_nothing(key: Node, answer: Node, signs: Mapping[str, str]) -> str:
    """The worker's border: SymPy may raise anything at all on an odd expression, which is no proof."""
    try:
        return proof(key, answer, signs)
    except Exception:
        log.warning("SymPy failed on a proof", exc_info=True)
        return ""


def _ask(job: Any, seconds: float, patience: float, *arguments: Any) -> Any:
    """The job's result from the pool, None if it is late, killed or refused."""
    future = None
    try:
        future = _running_pool().schedule(job, args=arguments, timeout=seconds)
        return future.result(timeout=patience)
    except Overrun:
        if future is not None:
            future.cancel()
        _count(overrun=1)
    except (CancelledError, OSError, RuntimeError, MemoryError) as trouble:
        log.warning("the proof worker gave up: %s", trouble)
        _count(crashed=1)
    return None


def _running_pool() -> Any:
    global _pool
    from pebble import ProcessPool

    with _state:
        if _pool is None or not _pool.active:
            _pool = ProcessPool(
                max_workers=1,
                max_tasks=JOBS_PER_PROCESS,
                initializer=_settle_in,
                initargs=(MEMORY,),
                context=_context(),
            )
        return _pool


def _context() -> Any:
    """A fork server that has SymPy loaded makes a fresh worker in milliseconds; where there is none, spawn."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["quiz.grading.equality.sympy_proof", "sympy"])
    return context


def _settle_in(memory: int) -> None:
    """Runs once in the worker: load SymPy, then let the address space grow by `memory` bytes and no more."""
    import sympy  # noqa: F401

    try:
        import resource
    except ImportError:
        return
    with open("/proc/self/statm", encoding="ascii") as sizes:
        now = int(sizes.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (now + memory, now + memory))


def _ready() -> bool:
    import sympy

    return bool(sympy.simplify(sympy.sin(sympy.Symbol("x")) ** 2) != 0)


def _count(mode: Mode | None = None, **more: int) -> None:
    global _health
    with _state:
        counts = {name: getattr(_health, name) + by for name, by in more.items()}
        _health = replace(_health, mode=_health.mode if mode is None else mode, **counts)


atexit.register(stop)
