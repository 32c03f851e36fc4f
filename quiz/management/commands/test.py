"""`manage.py test [pytest arguments]`: the whole suite, on two processes unless told otherwise."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence

from django.conf import settings
from django.core.management.base import BaseCommand

OWN_CHOICE = ("-n", "--numprocesses", "--pdb", "--trace", "-pno:xdist", "no:xdist")


class Command(BaseCommand):
    help = "Run the tests with pytest; arguments are passed on."

    def run_from_argv(self, argv: list[str]) -> None:
        """Become pytest, so that its summary is the last line and its exit status ours."""
        command = [sys.executable, "-m", "pytest", *spread_over_two(argv[2:]), *argv[2:]]
        os.chdir(settings.ROOT)
        if os.name != "nt":
            os.execv(command[0], command)  # noqa: S606 - no shell is wanted
        sys.exit(subprocess.run(command, check=False).returncode)  # noqa: S603 - what the user typed


def spread_over_two(arguments: Sequence[str]) -> tuple[str, ...]:
    if any(argument.startswith(OWN_CHOICE) for argument in arguments):
        return ()
    return ("-n", "2", "--dist", "worksteal")
