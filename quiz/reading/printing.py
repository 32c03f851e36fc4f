"""Problems for the terminal and for machines."""

from __future__ import annotations

from typing import Any

from quiz.reading.problems import Problem

WIDTH = 100
"""Of a source line, at most so many characters are shown, around the caret."""


def shown(problem: Problem) -> str:
    """`file:line:column: severity code: message`, the source line, a caret and the hint under it."""
    said = f"{problem.file}:{problem.line}:{problem.column}: {problem.severity} {problem.code}: {problem.message}"
    if not problem.source.strip():
        return f"{said}\n    {problem.hint}" if problem.hint else said
    line, caret = _window(problem.source, problem.column - 1)
    hint = f" {problem.hint}" if problem.hint else ""
    return f"{said}\n    {line}\n    {' ' * caret}^{hint}"


def _window(line: str, column: int) -> tuple[str, int]:
    """The part of a long line around a column, without the indentation, and where the column is in it."""
    indent = min(len(line) - len(line.lstrip()), column)
    line, column = line[indent:], column - indent
    if len(line) <= WIDTH:
        return line.rstrip(), column
    start = max(0, min(column - WIDTH // 2, len(line) - WIDTH))
    part = line[start : start + WIDTH]
    lead = "…" if start else ""
    return lead + part.rstrip() + ("…" if start + WIDTH < len(line) else ""), column - start + len(lead)


def as_json(problem: Problem) -> dict[str, Any]:
    """The problem as `check_content --json` gives it."""
    return {
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "severity": str(problem.severity),
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
    }
