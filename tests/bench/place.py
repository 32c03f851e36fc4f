"""A place of its own for one run: a temporary data folder, a copy of content, and the commands run in there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent.parent
LOCK = "ids.lock"
LONGEST_COMMAND = 1800
LONGEST_START = 180


@dataclass(frozen=True)
class Place:
    """Folders that end with the run."""

    folder: Path

    def content(self, name: str = "content") -> Path:
        return self.folder / name

    def data(self, name: str = "data") -> Path:
        return self.folder / name

    def copy_shipped(self, name: str = "content", *, with_lock: bool = False) -> Path:
        """The shipped content; without its lock every item is checked as if it were new."""
        left_out = None if with_lock else shutil.ignore_patterns(LOCK)
        return Path(shutil.copytree(ROOT / "content", self.content(name), ignore=left_out, dirs_exist_ok=True))


def environment(data: Path, content: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GRADUS_", "DATABASE_URL"))}
    return {**kept, "GRADUS_DATA": str(data), "GRADUS_CONTENT": str(content), "DJANGO_SETTINGS_MODULE": "quiz.settings"}


def manage(*arguments: str, data: Path, content: Path) -> tuple[float, str]:
    """Seconds that a whole command takes, the start of Python included, and what it printed. A failure ends the run."""
    started = perf_counter()
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment(data, content),
        capture_output=True,
        text=True,
        timeout=LONGEST_COMMAND,
    )
    seconds = perf_counter() - started
    if done.returncode:
        said = (done.stdout + done.stderr)[-3000:]
        raise SystemExit(f"manage.py {' '.join(arguments)} ended with status {done.returncode}:\n{said}")
    return seconds, done.stdout.strip()


@contextmanager
def serving(data: Path, content: Path) -> Iterator[str]:
    """`manage.py start` on a free port of this machine; gives `host:port` once it says that it is ready."""
    with served(data, content) as (address, _):
        yield address


@contextmanager
def served(data: Path, content: Path) -> Iterator[tuple[str, int]]:
    """The same, with the number of the server's process."""
    server = subprocess.Popen(
        [sys.executable, "manage.py", "start", "--port", "0"],
        cwd=ROOT,
        env=environment(data, content),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield _address(server), server.pid
    finally:
        server.terminate()
        server.communicate(timeout=30)


def _address(server: subprocess.Popen[str]) -> str:
    said = []
    assert server.stdout is not None
    for line in server.stdout:
        said.append(line)
        if "ready: http://" in line:
            return line.rpartition("http://")[2].strip()
    raise SystemExit(f"The server did not start:\n{''.join(said)}")


def inside(data: Path, content: Path) -> None:
    """Django in this process, on this data folder, with the tables made."""
    os.environ.update(environment(data, content))
    os.chdir(ROOT)
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
