#!/usr/bin/env python3
"""Django's manage.py, which sets itself up: on a Python without our packages it makes `.venv` and goes on in there.

An environment that has everything is used as it is. `.venv` holds two marks: `gradus-unfinished` while it is being
filled, so that an interrupted set-up starts afresh, and `gradus-<lock>` with the digest of what was installed.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
UNFINISHED = VENV / "gradus-unfinished"
UV = "uv==0.13.8"
OLDEST = (3, 11)


def main() -> None:
    if sys.version_info < OLDEST:
        sys.exit("Gradus needs Python 3.11 or newer; this is Python {}.{}.".format(*sys.version_info))
    lock = ROOT / ("requirements-test.lock" if sys.argv[1:2] == ["test"] else "requirements.lock")
    if not is_ready(lock):
        try:
            set_up(lock)
        except KeyboardInterrupt:
            sys.exit("Interrupted. The same command starts the set-up again.")
        go_on_in_venv()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quiz.settings")
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        settings.INSTALLED_APPS  # noqa: B018 - reads the settings now, so that what is wrong is said in one line
    except ImproperlyConfigured as problem:
        sys.exit(str(problem))
    execute_from_command_line(sys.argv)


# --- is everything here? ----------------------------------------------------------------------------------------------


def is_ready(lock: Path) -> bool:
    """Whether this very interpreter has what `lock` asks for."""
    if is_home():
        if UNFINISHED.exists():
            return False
        if any(VENV.glob("gradus-*.lock")):
            return stamp(lock).exists() and stamp(lock).read_text() == digest(lock)
    return has_packages(with_tests="test" in lock.name)


def is_home() -> bool:
    return Path(sys.prefix).resolve() == VENV.resolve()


def stamp(lock: Path) -> Path:
    return VENV / f"gradus-{lock.name}"


def digest(lock: Path) -> str:
    import hashlib

    return "{} {}.{}".format(hashlib.sha256(lock.read_bytes()).hexdigest(), *sys.version_info)


def has_packages(with_tests: bool) -> bool:
    """Whether the requirements of pyproject.toml are installed; the first one missing answers."""
    import re
    import tomllib
    from importlib.metadata import PackageNotFoundError, version

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = project["project"]["dependencies"] + (project["dependency-groups"]["dev"] if with_tests else [])
    try:
        return all(satisfies(version(re.split(r"[^\w.-]", line)[0]), line) for line in wanted)
    except PackageNotFoundError:
        return False


def satisfies(version: str, requirement: str) -> bool:
    """`>=a` and `<b`, compared by their numbers; pyproject.toml writes no other relation."""
    import re

    def numbers(text: str) -> "list[int]":
        return [int(part) for part in re.findall(r"\d+", text)[:3]]

    have = numbers(version)
    bounds = re.findall(r"(>=|<)([\d.]+)", requirement)
    return all(have >= numbers(bound) if relation == ">=" else have < numbers(bound) for relation, bound in bounds)


# --- setting up -------------------------------------------------------------------------------------------------------


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def run(*command: "str | Path", quiet: bool = False, **options: "object") -> int:
    import subprocess

    silence = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL} if quiet else {}
    return int(subprocess.run(command, check=False, **silence, **options).returncode)  # type: ignore[call-overload]


def set_up(lock: Path) -> None:
    """Make and fill `.venv`; one process at a time, so that a second finds the work done."""
    if is_home() and UNFINISHED.exists():
        # A house is not rebuilt from inside: the interpreter it was made with does that.
        sys.exit(run(getattr(sys, "_base_executable", sys.executable), __file__, *sys.argv[1:]))
    with Path(__file__).open("rb") as door:
        wait_for_turn(door.fileno())
        if PYTHON.exists() and run(PYTHON, "-c", READY, lock, cwd=ROOT) == 0:
            return
        if os.environ.get("VIRTUAL_ENV") and Path(os.environ["VIRTUAL_ENV"]).resolve() != VENV.resolve():
            say("The active environment lacks packages Gradus needs; it is left as it is, and .venv is used instead.")
        try:
            make_venv()
            install(lock)
        except OSError as problem:
            sys.exit(f"The folder {VENV} cannot be written ({problem.strerror or problem}).")


READY = "import sys, pathlib, manage; sys.exit(not manage.is_ready(pathlib.Path(sys.argv[1])))"


def wait_for_turn(door: int) -> None:
    """An exclusive lock, given back by the system when the process ends, however it ends."""
    try:
        import fcntl
    except ImportError:  # Windows has no such lock
        return
    try:
        fcntl.flock(door, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        say("Another set-up is at work; waiting for it …")
        fcntl.flock(door, fcntl.LOCK_EX)


def make_venv() -> None:
    """A fresh `.venv`, unless a sound one stands there."""
    oldest = f"import sys; sys.exit(sys.version_info < {OLDEST})"
    if PYTHON.exists() and not UNFINISHED.exists() and run(PYTHON, "-c", oldest, quiet=True) == 0:
        return
    import venv

    say("Setting Gradus up. This happens once and takes about half a minute.")
    say("  making .venv with Python {}.{} …".format(*sys.version_info))
    try:
        import ensurepip  # noqa: F401 - Debian ships it in a package of its own
    except ImportError:
        sys.exit(
            "This Python cannot build environments yet: sudo apt install python{}.{}-venv".format(*sys.version_info)
        )
    venv.EnvBuilder(clear=True, symlinks=os.name != "nt").create(VENV)
    UNFINISHED.touch()


def install(lock: Path) -> None:
    """The locked packages, each checked by its hash: by uv where it works, else by pip."""
    UNFINISHED.touch()
    pip = (PYTHON, "-m", "pip", "--disable-pip-version-check")
    if run(*pip, "--version", quiet=True):
        run(PYTHON, "-m", "ensurepip", "--upgrade", quiet=True)
    count = sum(line[:1].isalpha() for line in lock.read_text(encoding="utf-8").splitlines())
    say(f"  installing {count} packages into .venv …")
    run(*pip, "install", "-q", UV, quiet=True)
    exact = ("--require-hashes", "-r", lock)
    if run(PYTHON, "-m", "uv", "pip", "install", "--python", PYTHON, *exact, quiet=True, env=environment_for_uv()):
        say("  uv could not; trying pip, which is slower …")
        if run(*pip, "install", "-q", *exact):
            sys.exit("The packages could not be installed; the lines above say why. The same command tries again.")
    stamp(lock).write_text(f"{digest(lock).split()[0]} {version_of_venv()}")
    UNFINISHED.unlink()
    say("  done.")


def version_of_venv() -> str:
    import subprocess

    ask = "import sys; print('{}.{}'.format(*sys.version_info), end='')"
    return subprocess.check_output([PYTHON, "-c", ask], text=True)


def environment_for_uv() -> "dict[str, str]":
    """Where the user's pip looks for packages, in uv's words: uv does not read pip's settings itself."""
    import subprocess

    listed = subprocess.run([PYTHON, "-m", "pip", "config", "list"], check=False, capture_output=True, text=True).stdout
    pip = {}
    for line in listed.splitlines():
        name, _, value = line.partition("=")
        pip[name.rpartition(".")[2]] = value.strip("'\"").replace("\\n", " ").split()
    words = {
        "UV_DEFAULT_INDEX": " ".join(pip.get("index-url", [])),
        "UV_INDEX": " ".join(pip.get("extra-index-url", [])),
        "UV_FIND_LINKS": ",".join(pip.get("find-links", [])),
        "UV_NO_INDEX": "1" if pip.get("no-index") in (["1"], ["true"]) else "",
        "SSL_CERT_FILE": " ".join(pip.get("cert", [])),
        # pip takes the best file of all indexes together; with hashes that is safe.
        "UV_INDEX_STRATEGY": "unsafe-best-match",
        "UV_PYTHON_DOWNLOADS": "never",
    }
    return {**{name: value for name, value in words.items() if value}, **os.environ}


def go_on_in_venv() -> None:
    arguments = [str(PYTHON), str(Path(__file__).resolve()), *sys.argv[1:]]
    if os.name != "nt":
        os.execv(arguments[0], arguments)
    sys.exit(run(*arguments))


if __name__ == "__main__":
    main()
