"""manage.py on any Python: what it takes for ready, and what it says when it is not."""

import ast
import sys
from pathlib import Path

import pytest

import manage

ROOT = Path(manage.__file__).parent
LOCK = ROOT / "requirements.lock"
TEST_LOCK = ROOT / "requirements-test.lock"


@pytest.fixture
def home(tmp_path, monkeypatch):
    """This interpreter, as if it lived in our own `.venv`."""
    monkeypatch.setattr(manage, "VENV", tmp_path)
    monkeypatch.setattr(manage, "UNFINISHED", tmp_path / "gradus-unfinished")
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    return tmp_path


def test_it_can_be_read_by_a_python_that_is_too_old():
    ast.parse((ROOT / "manage.py").read_text(encoding="utf-8"), feature_version=(3, 7))


def test_a_python_that_is_too_old_is_told_so_in_one_sentence(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    with pytest.raises(SystemExit) as end:
        manage.main()
    assert end.value.code == "Gradus needs Python 3.11 or newer; this is Python 3.9."


def test_an_environment_with_everything_is_left_alone():
    assert manage.has_packages(with_tests=True)
    assert manage.has_packages(with_tests=False)


@pytest.mark.parametrize(
    ("version", "requirement", "fits"),
    [
        ("5.2.19", "django>=5.2,<6", True),
        ("6.0", "django>=5.2,<6", False),
        ("5.1.9", "django>=5.2,<6", False),
        ("0.9.0", "math-core>=0.9,<0.10", True),
        ("0.10.1", "math-core>=0.9,<0.10", False),
        ("6.12.0", "whitenoise[brotli]>=6.11", True),
        ("2026.6", "tzdata>=2025.2", True),
    ],
)
def test_versions_are_compared_by_their_numbers(version, requirement, fits):
    assert manage.satisfies(version, requirement) is fits


def test_every_requirement_is_written_in_the_two_relations_manage_py_knows():
    import re
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lines = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    strange = [line for line in lines if not re.fullmatch(r"[\w.-]+(\[\w+\])?>=[\d.]+(,<[\d.]+)?", line)]
    assert strange == []


def test_a_finished_set_up_is_ready(home):
    manage.stamp(LOCK).write_text(manage.digest(LOCK))
    assert manage.is_ready(LOCK)


def test_an_interrupted_set_up_is_not_ready(home):
    manage.stamp(LOCK).write_text(manage.digest(LOCK))
    manage.UNFINISHED.touch()
    assert not manage.is_ready(LOCK)


def test_a_new_lock_or_a_new_python_is_installed_anew(home):
    manage.stamp(LOCK).write_text("of yesterday 3.11")
    assert not manage.is_ready(LOCK)


def test_the_tools_for_tests_are_asked_for_separately(home):
    manage.stamp(LOCK).write_text(manage.digest(LOCK))
    assert not manage.is_ready(TEST_LOCK)


def test_uv_looks_for_packages_where_pip_does(monkeypatch):
    class Listed:
        stdout = (
            "global.index-url='https://index.example/simple'\n"
            "global.extra-index-url='file:///a file:///b'\n"
            ":env:.find-links='/wheels'\nglobal.cert='/ca.pem'\n"
        )

    monkeypatch.setattr("subprocess.run", lambda *_, **__: Listed)
    for name in ("UV_INDEX", "UV_DEFAULT_INDEX", "UV_FIND_LINKS", "SSL_CERT_FILE"):
        monkeypatch.delenv(name, raising=False)
    words = manage.environment_for_uv()
    assert words["UV_DEFAULT_INDEX"] == "https://index.example/simple"
    assert words["UV_INDEX"] == "file:///a file:///b"
    assert words["UV_FIND_LINKS"] == "/wheels"
    assert words["SSL_CERT_FILE"] == "/ca.pem"


def test_what_the_user_set_for_uv_stays(monkeypatch):
    monkeypatch.setenv("UV_INDEX", "file:///mine")
    assert manage.environment_for_uv()["UV_INDEX"] == "file:///mine"


def test_the_lock_for_tests_holds_the_same_versions():
    def pins(path):
        lines = path.read_text(encoding="utf-8").splitlines()
        return {line.split(" \\")[0] for line in lines if line[:1].isalpha()}

    assert pins(LOCK) <= pins(TEST_LOCK)


def test_the_locks_name_no_host():
    for lock in (LOCK, TEST_LOCK):
        assert "://" not in lock.read_text(encoding="utf-8")


def test_ci_installs_a_browser_and_runs_the_test_command():
    script = ROOT / ".ci" / "run"
    lines = script.read_text(encoding="utf-8").splitlines()
    assert script.stat().st_mode & 0o111
    assert lines[0] == "#!/bin/sh"
    assert lines[-1] == "python3 manage.py test"
