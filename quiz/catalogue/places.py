"""Which content a command is about: the content folder, a folder or file in it, or a file from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from quiz.reading.files import content_files, root_above


@dataclass(frozen=True)
class Aim:
    """`root` is read whole, `extra` as if it lay there; only `files` are reported (all, if None)."""

    root: Path
    extra: tuple[Path, ...] = ()
    files: frozenset[Path] | None = None

    def reports(self, path: Path) -> bool:
        return self.files is None or path.resolve() in self.files


def aim(paths: Sequence[Path], root: Path) -> Aim:
    """What to read when somebody names these paths; `root` is the content folder when they name none."""
    if not paths:
        return Aim(root)
    home = next((found for path in paths if (found := root_above(path)) is not None), root)
    if any(path.resolve() == home.resolve() for path in paths):
        return Aim(home)
    files = [file for path in paths for file in _files_of(path)]
    own = {path.resolve() for path in content_files(home)}
    extra = tuple(file for file in files if file.resolve() not in own)
    return Aim(home, extra, frozenset(file.resolve() for file in files))


def _files_of(path: Path) -> list[Path]:
    if path.is_dir():
        return [file for file in sorted(path.rglob("*")) if file.suffix in (".yaml", ".yml") and file.is_file()]
    return [path]
