"""Requests that no browser sends: each gets an answer, none of them a 500, over the wire and past every limit."""

import encodings
import io
import socket
import threading
from importlib import import_module

import pytest
from django.test import Client
from waitress import create_server

from quiz.grading import worker
from quiz.management.commands.start import LIMITS

pytestmark = pytest.mark.django_db
CODECS = ["utf-7", "unicode_escape", "utf-16", "hex", "idna", "rot13", "undefined", "base64", "../x", "a b", "\x7f", ""]


@pytest.fixture
def calm():
    """A client that shows a broken view as a visitor sees it: as status 500."""
    return Client(raise_request_exception=False)


BODIES = {
    "no boundary": ("multipart/form-data", b"--b\r\n"),
    "an empty boundary": ("multipart/form-data; boundary=", b"--\r\n"),
    "a boundary that is no ascii": ("multipart/form-data; boundary=ü", b"--b\r\n"),
    "a boundary of 300 characters": (f"multipart/form-data; boundary={'b' * 300}", b"--b\r\n"),
    "cut short": ("multipart/form-data; boundary=b", b'--b\r\nContent-Disposition: form-data; name="answer"\r\n\r\nx'),
    "no name": ("multipart/form-data; boundary=b", b"--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n"),
    "bad base64": (
        "multipart/form-data; boundary=b",
        b'--b\r\nContent-Disposition: form-data; name="a"\r\nContent-Transfer-Encoding: base64\r\n\r\n=x=\r\n--b--\r\n',
    ),
    "a file": (
        "multipart/form-data; boundary=b",
        b'--b\r\nContent-Disposition: form-data; name="answer"; filename="../x"\r\n\r\nx\r\n--b--\r\n',
    ),
    "nested": ("multipart/form-data; boundary=b", b"--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c--\r\n"),
    "not a form": ("application/json", b"{" * 10_000),
    "utf-16": ("application/x-www-form-urlencoded; charset=utf-16", "answer=x".encode("utf-16")),
    "bytes": ("application/x-www-form-urlencoded", bytes(range(256)) * 20),
    "semicolons": ("application/x-www-form-urlencoded", b";" * 5_000 + b"&" * 5_000),
    "many fields": ("application/x-www-form-urlencoded", b"&".join(b"a%d=1" % n for n in range(500))),
    "large": ("application/x-www-form-urlencoded", b"answer=" + b"x" * 300_000),
    "no type": ("", b"answer=x"),
}


@pytest.mark.parametrize("name", BODIES)
@pytest.mark.parametrize("address", ["/study/undo/", "/log-in/", "/sign-up/"])
def test_a_body_that_is_no_form_is_refused_or_read_as_an_empty_one(calm, address, name):
    kind, body = BODIES[name]
    response = calm.generic("POST", address, body, content_type=kind)

    assert response.status_code in (200, 302, 400)


COOKIES = [
    "gradus_session=" + "x" * 30_000,
    "; ".join(f"c{n}=1" for n in range(3_000)),
    'gradus_session="\\000\\377"; gradus_csrf=\\x00',
    "gradus_csrf=" + "é" * 500,
    "gradus_session==;;=;,,\t=\x7f",
    "messages=[[[" + "[" * 5_000,
    "sessionid='; DROP TABLE--; gradus_session=../../etc/passwd",
    "gradus_session=\xff\xfe",
]


@pytest.mark.parametrize("cookie", COOKIES, ids=lambda text: text[:20])
def test_any_cookie_is_survived(calm, cookie):
    for address in ("/", "/log-in/", "/me/", "/progress/", "/admin/"):
        assert calm.get(address, headers={"cookie": cookie}).status_code in (200, 302)


HEADERS = {
    "hx-request": "true\x0b",
    "hx-current-url": "http://[::1",
    "hx-trigger": "{" * 900,
    "accept": "*/*;q=" + "9" * 5_000,
    "accept-encoding": "gzip;q=nan, br;q=x," * 100,
    "accept-language": "-" * 5_000 + "," * 500,
    "referer": "http://[",
    "origin": "null",
    "content-length": "-7",
    "x-forwarded-for": "::::",
    "x-forwarded-proto": "\xff",
    "if-none-match": '"' * 999,
    "if-modified-since": "Thu, 99 Xyz 99999 99:99:99 GMT",
    "range": "bytes=9-1,-",
    "expect": "nothing",
    "user-agent": "\udcff"[:0] + "ÿ" * 8_000,
}


@pytest.mark.parametrize("name", HEADERS)
def test_any_header_is_survived(calm, name):
    for address in ("/", "/log-in/", "/today/", "/static/css/missing.css"):
        assert calm.get(address, headers={name: HEADERS[name]}).status_code in (200, 302, 304, 400, 404)
        assert calm.post(address, headers={name: HEADERS[name]}).status_code in (200, 302, 400, 403, 404, 405)


def test_a_file_is_never_taken(calm):
    kind, body = BODIES["a file"]

    assert calm.generic("POST", "/log-in/", body, content_type=kind).status_code == 400


# -- at the door itself, before Django has a request ----------------------------------------------------------------


@pytest.fixture(scope="module", autouse=True)
def _without_its_worker():
    """The door for servers asks for a worker; these tests need none."""
    import_module("quiz.wsgi")
    worker.stop()


def called(**more):
    """The status of one request to the WSGI application, and what it sent."""
    from quiz.wsgi import application

    seen = []
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": "/about/", "QUERY_STRING": "", "SERVER_NAME": "localhost",
        "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.input": io.BytesIO(b""), "wsgi.url_scheme": "http",
        "wsgi.errors": io.StringIO(), **more,
    }  # fmt: skip
    body = application(environ, lambda status, headers, *_: seen.append(status))
    return seen[0], b"".join(body)


@pytest.mark.parametrize("charset", CODECS)
@pytest.mark.parametrize(("method", "status"), [("GET", "200"), ("HEAD", "200"), ("POST", "405"), ("PUT", "405")])
def test_a_forged_charset_is_ignored(method, status, charset):
    kind = f"text/plain; Charset = {charset}; x=y"
    found, _ = called(REQUEST_METHOD=method, QUERY_STRING="deck=%FF%00&x=\xfc", CONTENT_TYPE=kind)

    assert found.startswith((status, "403"))


@pytest.mark.parametrize("name", ["CONTENT_TYPE", "HTTP_COOKIE", "HTTP_HX_REQUEST", "HTTP_HOST"])
def test_a_header_with_a_nul_is_refused(name):
    status, body = called(**{name: "text/plain; charset=a\x00b"})

    assert status == "400 Bad Request"
    assert b"could not be understood" in body


def test_names_of_codecs_are_not_collected():
    """Python keeps every name it was asked for; 64 KB a request would fill the machine."""
    before = len(encodings._cache)
    for number in range(50):
        assert called(CONTENT_TYPE=f"text/plain; charset=no-such-codec-{number}")[0] == "200 OK"

    assert len(encodings._cache) == before


def test_a_boundary_survives_the_loss_of_its_charset():
    body = b'--b\r\nContent-Disposition: form-data; name="username"\r\n\r\nsomebody\r\n--b--\r\n'
    status, page = called(
        REQUEST_METHOD="POST", PATH_INFO="/log-in/", CONTENT_TYPE='multipart/form-data; charset="hex"; boundary=b',
        CONTENT_LENGTH=str(len(body)), **{"wsgi.input": io.BytesIO(body)},
    )  # fmt: skip

    assert status == "403 Forbidden", "read as a form: what is missing is the form's secret"
    assert page


@pytest.fixture(scope="module")
def door():
    """The server of `manage.py start` with its limits, on a port of its own; what it serves says `fine`."""

    def fine(environ, start_response):
        environ["wsgi.input"].read()
        start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "4")])
        return [b"fine"]

    server = create_server(fine, host="127.0.0.1", port=0, threads=1, **LIMITS)
    serving = threading.Thread(target=server.run, daemon=True)
    serving.start()
    yield server.effective_port
    server.close()
    serving.join(5)


WIRE = {
    b"GET / HTTP/1.1\r\nHost: x\r\n\r\n": b"200",
    b"GET / HTTP/1.1\r\nHost: x\r\nCookie: " + b"c" * 60_000 + b"\r\n\r\n": b"200",
    b"GET / HTTP/1.1\r\nHost: x\r\nCookie: " + b"c" * 70_000 + b"\r\n\r\n": b"431",
    b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n": b"431",
    b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 30000000\r\n\r\n": b"413",
    b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: nine\r\n\r\n": b"400",
    b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n": b"400",
    b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n": b"",
    b"nonsense\r\n\r\n": b"400",
    b"GET  HTTP/1.1\r\n\r\n": b"400",
}


@pytest.mark.parametrize("request_", WIRE, ids=lambda sent: sent[:30].decode())
def test_sizes_are_bounded_before_django_sees_anything(door, request_):
    with socket.create_connection(("127.0.0.1", door), timeout=10) as wire:
        wire.sendall(request_)
        status = wire.recv(4096).split(b" ")[1]

    assert status.startswith(WIRE[request_])
    assert not status.startswith(b"5")
