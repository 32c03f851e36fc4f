"""What runs inside the proof worker, and how its process is made: little memory, little time, first to be killed."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from quiz.grading.equality.sympy_proof import proof
from quiz.notation.tree import Node

MEMORY = 512 * 1024 * 1024
"""Bytes of address space, all told; SymPy itself takes 90 MB of it."""
JOBS_PER_PROCESS = 200
LAST_CALL = 1.0
"""Seconds after its time at which a job ends its own process, should nobody have done so."""
OUT_OF_MEMORY = 12

log = logging.getLogger(__name__)


def new_pool() -> Any:
    from pebble import CONSTS, ProcessPool

    CONSTS.term_timeout = LAST_CALL  # a long multiplication hears no polite signal
    return ProcessPool(
        max_workers=1, max_tasks=JOBS_PER_PROCESS, initializer=settle_in, initargs=(MEMORY,), context=_context()
    )


def _context() -> Any:
    """A fork server that has SymPy loaded makes a fresh worker in milliseconds; where there is none, spawn."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["quiz.grading.cell", "sympy"])
    return context


def settle_in(memory: int) -> None:
    """Runs once in the worker: load SymPy, then let the address space grow to `memory` bytes and no more.

    Only Linux holds that limit; elsewhere the time limit has to do.
    """
    import sympy  # noqa: F401

    if sys.platform != "linux":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError):  # should the machine itself run out of memory, this process goes before the server
        Path("/proc/self/oom_score_adj").write_text("1000")


def ready() -> bool:
    import sympy

    return bool(sympy.simplify(sympy.sin(sympy.Symbol("x")) ** 2) != 0)


def prove(seconds: float, key: Node, answer: Node, signs: Mapping[str, str]) -> tuple[int, str]:
    """The number of this process, and the step that proves `key = answer` or nothing.

    A process that ran out of memory ends: what it holds on to would be missing the next time.
    """
    with_an_end(seconds)
    try:
        step = proof_or_nothing(key, answer, signs)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    with_an_end(0.0)
    return os.getpid(), step


def with_an_end(seconds: float) -> None:
    """Whatever happens to the server, no job outlives its time for long; 0 takes that back."""
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds + LAST_CALL if seconds else 0.0)


def proof_or_nothing(key: Node, answer: Node, signs: Mapping[str, str]) -> str:
    """The worker's border: SymPy may raise anything at all on an odd expression, which is no proof."""
    try:
        return proof(key, answer, signs)
    except MemoryError:
        raise
    except Exception:
        log.warning("SymPy failed on a proof", exc_info=True)
        return ""
