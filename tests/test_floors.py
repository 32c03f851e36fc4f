"""The floors of the house, as pyproject.toml writes them, hold in every file."""

import ast
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "quiz").rglob("*.py"))
NEVER_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "base", "misc", "data", "process", "handle"}
LONGEST_MODULE = 300


def test_a_floor_imports_only_downwards_and_the_cores_know_no_django(capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    status = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert status == 0, capsys.readouterr().out


def test_no_module_is_longer_than_a_reader_can_hold():
    long = {str(path.relative_to(ROOT)): lines for path in SOURCES if (lines := _lines(path)) > LONGEST_MODULE}
    assert not long


def test_no_module_is_named_after_nothing():
    nothing = [str(path.relative_to(ROOT)) for path in SOURCES if path.stem in NEVER_NAMES]
    assert not nothing


@pytest.mark.parametrize("forbidden", ["eval", "exec", "parse_expr", "sympify"])
def test_no_text_is_ever_run_as_code(forbidden):
    calls = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and _name(node.func) == forbidden
    ]
    assert not calls


def test_every_exception_is_caught_only_where_a_job_of_the_worker_or_a_line_of_the_pipe_ends():
    borders = {
        str(path.relative_to(ROOT))
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler) and _catches_everything(node)
    }
    assert borders <= {"quiz/grading/worker.py", "quiz/grading/cell.py", "quiz/management/commands/grade.py"}


def _catches_everything(node: ast.ExceptHandler) -> bool:
    return node.type is None or _name(node.type) in ("Exception", "BaseException")


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
