"""Which files are content, how they are named to people, and the digest that says whether any of them changed."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

from quiz.reading.compose import MAX_BYTES

FOLDERS = ("decks", "reference", "labs", "interviews")
TOPICS = "topics.yaml"
LOCK = "ids.lock"


def content_files(root: Path) -> list[Path]:
    """topics.yaml, then every YAML file of the content folders, by folder and name."""
    topics = [root / TOPICS] if (root / TOPICS).is_file() else []
    below = [path for folder in FOLDERS for path in sorted((root / folder).rglob("*.y*ml"))]
    return topics + [path for path in below if path.suffix in (".yaml", ".yml") and path.is_file()]


def bounded(path: Path) -> bytes:
    """The content of a file, at most one byte more than a content file may have."""
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def shown_name(path: Path, start: Path) -> str:
    """The path as an editor started in `start` would want it."""
    absolute = path.absolute()
    return str(absolute.relative_to(start)) if absolute.is_relative_to(start) else str(absolute)


def content_digest(root: Path, engine: str) -> str:
    """Changes when any content file, its name, or the engine does. The lock follows from the rest and is left out."""
    digest = blake2b(engine.encode(), digest_size=16)
    for path in content_files(root):
        content = bounded(path)
        digest.update(f"\0{path.relative_to(root)}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def root_above(path: Path) -> Path | None:
    """The content folder a path lies in: the nearest one above (or itself) that holds topics.yaml or ids.lock."""
    for folder in [path, *path.absolute().parents]:
        if any((folder / name).is_file() for name in (TOPICS, LOCK)):
            return folder
    return None
