"""Running for others: settings from the environment, a strict policy, and nothing lost when the process is killed."""

import os
import re
import secrets
import signal
import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PRODUCTION = {
    "GRADUS_PRODUCTION": "true",
    "GRADUS_SECRET_KEY": secrets.token_urlsafe(48),
    "GRADUS_HOSTS": "gradus.example.org",
}


def managed(*arguments: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    plain = {
        name: value for name, value in os.environ.items() if not name.startswith(("GRADUS_", "DJANGO_", "DATABASE"))
    }
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**plain, "GRADUS_DATA": str(folder), **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_deployment_check_is_clean_in_production(tmp_path):
    done = managed("check", "--deploy", "--fail-level", "WARNING", folder=tmp_path, **PRODUCTION)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


@pytest.mark.parametrize(
    ("environment", "names"),
    [
        ({**PRODUCTION, "GRADUS_SECRET_KEY": ""}, "GRADUS_SECRET_KEY"),
        ({**PRODUCTION, "GRADUS_SECRET_KEY": "short"}, "GRADUS_SECRET_KEY"),
        ({**PRODUCTION, "GRADUS_HOSTS": " , "}, "GRADUS_HOSTS"),
        ({**PRODUCTION, "GRADUS_DEBUG": "true"}, "GRADUS_DEBUG"),
        ({"GRADUS_PRODUCTION": "perhaps"}, "GRADUS_PRODUCTION"),
        ({"GRADUS_HSTS": "-1"}, "GRADUS_HSTS"),
        ({"DATABASE_URL": "nonsense"}, "DATABASE_URL"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_in_one_line(tmp_path, environment, names):
    done = managed("check", folder=tmp_path, **environment)
    assert done.returncode == 1
    assert names in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_data_folder_that_cannot_be_written_is_said_in_one_line(tmp_path):
    (tmp_path / "file").touch()
    done = managed("check", folder=tmp_path / "file" / "var")
    assert done.returncode == 1
    assert done.stderr.startswith("The data folder ")
    assert len(done.stderr.splitlines()) == 1


def test_a_local_start_makes_its_own_secret_once_and_keeps_it_private(tmp_path):
    managed("check", folder=tmp_path)
    key = tmp_path / "secret_key"
    first = key.read_text()
    managed("check", folder=tmp_path)
    assert len(first) >= 50
    assert key.read_text() == first
    assert key.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--port", "http"], "A port is a number from 1 to 65535, not “http”."),
        (["--port", "70000"], "A port is a number from 1 to 65535, not “70000”."),
        (["--host", "no.such.host.invalid"], "There is no address “no.such.host.invalid” on this machine."),
    ],
)
def test_start_refuses_what_it_cannot_listen_on(tmp_path, arguments, sentence):
    done = managed("start", *arguments, folder=tmp_path)
    assert (done.returncode, done.stderr.strip()) == (1, sentence)


def test_start_says_when_the_port_is_taken(tmp_path):
    import socket

    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = managed("start", "--port", str(port), folder=tmp_path)
    assert done.returncode == 1
    assert (
        done.stderr.strip()
        == f"Port {port} is taken. Choose another one, for example: manage.py start --port {port + 1}"
    )


def test_what_was_committed_survives_a_killed_process(tmp_path):
    """SQLite in WAL: a commit is in the file of the log before it is acknowledged."""
    program = textwrap.dedent("""
        import django, sys, time
        django.setup()
        from django.db import connection
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE reviews (n INTEGER)")
            cursor.execute("INSERT INTO reviews VALUES (7)")
        print("acknowledged", flush=True)
        time.sleep(60)
    """)
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("GRADUS_", "DATABASE"))}
    environment = {**plain, "GRADUS_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "quiz.settings"}
    child = subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline().strip() == "acknowledged"
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    with sqlite3.connect(tmp_path / "gradus.sqlite3") as database:
        assert database.execute("SELECT n FROM reviews").fetchall() == [(7,)]
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    database.close()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/about/", "/log-in/", "/sign-up/", "/no/such/page/"])
def test_every_answer_carries_the_strict_policy(client, address):
    policy = client.get(address)["Content-Security-Policy"]
    directives = dict(part.strip().partition(" ")[::2] for part in policy.split(";"))
    assert directives["default-src"] == "'self'"
    assert directives["script-src"] == "'self'"
    assert directives["style-src"] == "'self'"
    assert directives["connect-src"] == "'self'"
    assert directives["object-src"] == directives["base-uri"] == directives["frame-ancestors"] == "'none'"
    assert "unsafe" not in policy


@pytest.mark.parametrize("template", sorted((ROOT / "templates").rglob("*.html")), ids=lambda path: path.name)
def test_no_template_needs_inline_script_or_style(template):
    text = template.read_text(encoding="utf-8")
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:|hx-on|hx-vals='js", text)


@pytest.mark.parametrize("template", sorted((ROOT / "templates").rglob("*.html")), ids=lambda path: path.name)
def test_no_template_loads_anything_from_elsewhere(template):
    assert not re.search(r"""(src|href|action)=["'](https?:)?//""", template.read_text(encoding="utf-8"))


def test_the_style_sheets_and_the_script_load_nothing_from_elsewhere():
    for path in [*(ROOT / "static").rglob("*.css"), *(ROOT / "static").rglob("*.js")]:
        assert "//" not in re.sub(
            r"(?m)^\s*//.*$|/\*.*?\*/|\s//\s.*$", "", path.read_text(encoding="utf-8"), flags=re.S
        )
