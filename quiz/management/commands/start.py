"""`manage.py start`: make ready what is missing, then serve. All it writes is in the data folder."""

from __future__ import annotations

import errno
import signal
import socket
import sys
import threading
from argparse import ArgumentParser
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor
from django.template.defaultfilters import pluralize

from quiz.grading import worker
from quiz.models import Deck, Item
from quiz.takeaway.own_file import LARGEST_SENT
from quiz.web import mathfont

THREADS = 8
LIMITS = {
    "max_request_header_size": 64 * 1024,
    "max_request_body_size": LARGEST_SENT + 1024 * 1024,  # one form takes a file of this size
    "channel_timeout": 30,  # seconds in which a visitor sends nothing
    "connection_limit": 500,
}
AFTER_THE_FIRST_PAGE = 1.5
"""Seconds after which the algebra system is loaded: not while the first page is being made."""
PATIENCE = 20.0
"""Seconds."""
ANY_ADDRESS = ("0.0.0.0", "::")  # noqa: S104 - compared with, not bound to


class Command(BaseCommand):
    help = "Prepare the database, the content and the math font where needed, then serve Gradus."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", default="8000", help="where to listen (8000); 0 takes any free port")
        parser.add_argument("--host", default="127.0.0.1", help="whom to serve (127.0.0.1: this machine only)")
        parser.add_argument("--prepare", action="store_true", help="prepare everything, then stop without serving")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["prepare"]:
                self.prepare()
                self.stdout.write("Everything is prepared.")
                return
            listener = listening_socket(options["host"], options["port"])
            self.prepare()
            self.serve(listener, options["host"])
        except DatabaseError as problem:
            refuse(f"The database cannot be used: {problem}.")
        except OSError as problem:
            refuse(f"{problem.filename or settings.DATA} cannot be written ({problem.strerror or problem}).")

    def prepare(self) -> None:
        """Tables, content, font, and in production the collected static files; what is there already is left alone."""
        if is_behind_on_migrations():
            self.stdout.write("Preparing the database …")
            call_command("migrate", verbosity=0, interactive=False)
        self.load_content()
        if not (settings.DATA / "static" / mathfont.FILE).exists():
            self.stdout.write("Building the math font …")
        mathfont.build(settings.DATA / "static")
        if settings.PRODUCTION:
            call_command("collectstatic", verbosity=0, interactive=False)

    def load_content(self) -> None:
        """Publish what is in the content folder; with problems in it, go on with what was published before."""
        if not Item.objects.exists():
            self.stdout.write("Loading the questions …")
        try:
            call_command("load_content", verbosity=0)
        except SystemExit:
            if not Item.objects.live().exists():
                raise
            self.stderr.write("The content has the problems above; the questions published before stay in use.")

    def serve(self, listener: socket.socket, host: str) -> None:
        from waitress import create_server

        from quiz.wsgi import application

        allow(host)
        warming = threading.Thread(target=worker.warm, name="warm the grader", daemon=True)
        warming.start()
        later = threading.Timer(AFTER_THE_FIRST_PAGE, load_algebra)
        later.daemon = True
        later.start()
        proxy: dict[str, Any] = {"clear_untrusted_proxy_headers": True}
        if settings.HTTPS:
            proxy = {"trusted_proxy": "*", "trusted_proxy_headers": {"x-forwarded-proto", "x-forwarded-for"}}
        server = create_server(application, sockets=[listener], threads=THREADS, ident=None, **LIMITS, **proxy)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        self.welcome(listener, host)
        server.run()  # returns on Ctrl-C
        warming.join(PATIENCE)  # a worker half started complains when it is stopped
        worker.stop()
        self.stdout.write("\nGradus has stopped.")

    def welcome(self, listener: socket.socket, host: str) -> None:
        port = listener.getsockname()[1]
        shown = "127.0.0.1" if host in ANY_ADDRESS else host
        address = f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}"
        questions, decks = Item.objects.live().count(), Deck.objects.count()
        self.stdout.write(f"Gradus is ready: {address}")
        self.stdout.write(
            f"{questions} question{pluralize(questions)} in {decks} deck{pluralize(decks)}; "
            f"all you do is kept {where_kept()}."
        )
        self.stdout.write("Ctrl-C stops it.")
        self.stdout.flush()


def load_algebra() -> None:
    """Keys are derived in this process: whoever answers first should not wait for SymPy to be imported."""
    import_module("sympy")


def refuse(sentence: str) -> NoReturn:
    sys.exit(sentence)


def listening_socket(host: str, port: str) -> socket.socket:
    """Bound before anything else is done, so that a taken port is known at once."""
    if not (port.isascii() and port.isdecimal() and int(port) < 65536):
        refuse(f"A port is a number from 1 to 65535, not “{port}”.")
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, int(port), type=socket.SOCK_STREAM)[0]
    except (socket.gaierror, UnicodeError):
        refuse(f"There is no address “{host}” on this machine.")
    listener = socket.socket(family, kind, protocol)
    if sys.platform != "win32":
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
        listener.listen(1024)
    except OSError as problem:
        refuse(why_not_bound(problem, host, port))
    return listener


def why_not_bound(problem: OSError, host: str, port: str) -> str:
    match problem.errno:
        case errno.EADDRINUSE:
            return f"Port {port} is taken. Choose another one, for example: manage.py start --port {int(port) + 1}"
        case errno.EACCES:
            return f"Port {port} may not be used by this account. Choose one above 1023."
        case errno.EADDRNOTAVAIL:
            return f"There is no address “{host}” on this machine."
        case _:
            return f"Gradus cannot listen on {host}, port {port} ({problem.strerror})."


def is_behind_on_migrations() -> bool:
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def allow(host: str) -> None:
    """Answer to the name we listen on; on every address, to any name, unless GRADUS_HOSTS says otherwise."""
    if settings.ALLOWED_HOSTS == settings.LOCAL_HOSTS:
        settings.ALLOWED_HOSTS = ["*"] if host in ANY_ADDRESS else [*settings.LOCAL_HOSTS, host]


def where_kept() -> str:
    database = connections[DEFAULT_DB_ALIAS]
    if database.vendor != "sqlite":
        return f"in the {database.display_name} database"
    path = Path(database.settings_dict["NAME"])
    return f"in {path.relative_to(settings.ROOT) if path.is_relative_to(settings.ROOT) else path}"
