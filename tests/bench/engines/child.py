"""A program that answers line by line, is killed when it takes too long, and started again when it is next needed."""

from __future__ import annotations

import os
import select
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic

SECONDS = 5.0
START_SECONDS = 30.0


class Child:
    """The program of `command`. Its answers are the lines that begin with `mark`; all else it prints is passed over."""

    def __init__(
        self, command: Sequence[str], *, mark: str, first: str = "", reply: Callable[[str], str] | None = None
    ):
        self.command, self.mark, self.first = list(command), mark, first
        self.reply = reply or (lambda said: "")
        """What to say to a question in between, such as `Is x positive?`."""
        self.process: subprocess.Popen[bytes] | None = None
        self.most = 0.0

    def ask(self, line: str, seconds: float = SECONDS) -> str | None:
        """The answer without its mark; None if the program is late or dies."""
        if self.process is None:
            self.process = subprocess.Popen(
                self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0
            )
            if self.first and self._told(self.first, START_SECONDS) is None:
                return None
        return self._told(line, seconds)

    def _told(self, line: str, seconds: float) -> str | None:
        assert self.process is not None
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(line.encode() + b"\n")
            answer = self._answer(monotonic() + seconds)
        except OSError:
            answer = None
        self._weigh()
        if answer is None:
            self.close()
        return answer

    def _answer(self, end: float) -> str | None:
        assert self.process is not None
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        said = ""
        while (left := end - monotonic()) > 0:
            ready, _, _ = select.select([self.process.stdout], [], [], left)
            more = os.read(self.process.stdout.fileno(), 65536) if ready else b""
            if not more:
                return None
            said += more.decode("utf-8", "replace")
            for line in said.splitlines(keepends=True):
                if line.startswith(self.mark) and line.endswith("\n"):
                    return line.removeprefix(self.mark).strip()
            if reply := self.reply(said):
                self.process.stdin.write(reply.encode() + b"\n")
                said = ""
        return None

    def _weigh(self) -> None:
        """The high water mark of its memory, where the system tells."""
        status = Path(f"/proc/{self.process.pid}/status") if self.process else None
        lines = status.read_text().splitlines() if status and status.exists() else []
        held = next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)
        self.most = max(self.most, held)

    def close(self) -> None:
        if self.process is None:
            return
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                pipe.close()
        self.process = None
