"""`/healthz`: one small JSON for whatever watches the server; no host, no cookie, no secret."""

import json
import re

import pytest
from django.conf import settings as project
from django.db import OperationalError

from quiz.grading import worker
from quiz.grading.verdict import ENGINE_VERSION
from quiz.models import Item

pytestmark = pytest.mark.django_db


@pytest.fixture
def pool():
    worker.start()
    assert worker.warm()
    yield
    worker.stop()


@pytest.mark.parametrize("address", ["/healthz", "/healthz/"])
def test_a_server_with_everything_is_ok(client, pool, address):
    response = client.get(address)
    found = response.json()

    assert response.status_code == 200
    assert set(found) == {"status", "database", "pool", "engine_version", "uptime"}
    assert set(found["pool"]) == {"state", "workers", "restarts", "jobs", "killed", "last_failure"}
    assert (found["status"], found["database"], found["engine_version"]) == ("ok", "ok", ENGINE_VERSION)
    assert (found["pool"]["state"], found["pool"]["workers"]) == ("ready", 1)
    assert found["uptime"] >= 0


def test_a_worker_that_nothing_has_needed_yet_is_no_trouble(client):
    worker.start()
    try:
        found = client.get("/healthz").json()
    finally:
        worker.stop()

    assert (found["status"], found["pool"]["state"], found["pool"]["workers"]) == ("ok", "waiting", 0)


def test_a_missing_pool_is_degraded_and_still_serves(client):
    worker.stop()
    response = client.get("/healthz")

    assert response.status_code == 200
    assert (response.json()["status"], response.json()["pool"]["state"]) == ("degraded", "off")


def test_without_the_database_the_answer_is_503(client, monkeypatch):
    def refuse():
        raise OperationalError(f"unable to open {project.DATABASES['default']['NAME']}")

    monkeypatch.setattr(Item.objects, "exists", refuse)
    response = client.get("/healthz")

    assert response.status_code == 503
    assert (response.json()["status"], response.json()["database"]) == ("down", "unreachable")


def test_it_is_never_kept_and_never_sets_a_cookie(client, django_assert_num_queries):
    client.cookies["gradus_session"] = "a" * 32
    with django_assert_num_queries(1):
        response = client.get("/healthz")

    assert response["Cache-Control"] == "no-store"
    assert not response.cookies


def test_a_probe_needs_no_host_and_no_https(client, settings):
    settings.ALLOWED_HOSTS = ["gradus.example.org"]
    settings.SECURE_SSL_REDIRECT = True

    assert client.get("/healthz", headers={"host": "10.1.2.3:8000"}).status_code == 200
    assert client.head("/healthz").status_code == 200
    assert client.post("/healthz").status_code == 405


def test_it_tells_no_secret_and_no_path(client, pool, monkeypatch):
    worker._workshop.failed("crashed", "the worker gave up: OSError", OSError(str(project.DATA)))
    text = client.get("/healthz").content.decode()

    assert json.loads(text)["pool"]["last_failure"] == "the worker gave up: OSError"
    assert project.SECRET_KEY not in text
    assert not re.search(r"/(?!healthz)\w|\\", text)
