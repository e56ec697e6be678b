"""The log tells that something happened and never about whom."""

import io
import logging
from collections.abc import Iterator

import pytest
from django.db import IntegrityError, OperationalError
from django.test import Client

from accounts.models import User
from config.logs import Discreet

PRIVATE = ["Marigold", "07700900123", "marigold@example.org", "thirty-one"]


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that would be printed, at the most talkative level."""
    text, root = io.StringIO(), logging.getLogger()
    handler = logging.StreamHandler(text)
    handler.setFormatter(Discreet())
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield text
    root.removeHandler(handler)
    root.setLevel(level)


def write(log: io.StringIO, fault: Exception) -> str:
    try:
        raise fault
    except type(fault):
        logging.getLogger("django.request").exception("Internal Server Error: %s", "/log/")
    return log.getvalue()


@pytest.mark.django_db
def test_what_she_does_and_gets_wrong_leaves_no_trace_of_her(
    log: io.StringIO, person: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Client(enforce_csrf_checks=False, raise_request_exception=False)
    client.force_login(person)
    typed = {"unit_name": "Marigold", "unit_phone": "07700900123", "theme": "dark"}
    client.post("/account/", typed)
    client.post("/account/", {**typed, "unit_phone": "thirty-one"})
    client.get(f"/sessions/{person.pk}/?note=Marigold")
    client.get("/nowhere/marigold@example.org/")
    client.post("/account/theme/", {"theme": "Marigold"})
    client.post("/account/", {"note": "Marigold" * 100_000})
    Client(enforce_csrf_checks=True).post("/account/", typed)
    nobody: dict[str, str] = {}
    monkeypatch.setattr("config.views.all_sources", lambda: nobody[PRIVATE[0]])
    client.get("/sources/?q=Marigold")
    written = log.getvalue()
    assert "Internal Server Error: /sources/" in written
    assert "Not Found: /sessions/<id>/" in written
    for word in [*PRIVATE, str(person.pk), person.pk.hex]:
        assert word not in written


def test_a_fault_keeps_its_kind_and_place_but_not_the_row_it_quotes(log: io.StringIO) -> None:
    detail = "DETAIL: Key (unit_name)=(Marigold) already exists"
    written = write(log, IntegrityError(detail))
    assert "django.db.utils.IntegrityError" in written
    assert "test_logs.py" in written
    assert "Marigold" not in written


def test_a_fault_of_the_machine_says_what_is_the_matter(log: io.StringIO) -> None:
    assert "database is locked" in write(log, OperationalError("database is locked"))


def test_a_cause_is_not_quoted_either(log: io.StringIO) -> None:
    name = PRIVATE[0]
    fault = RuntimeError(name)
    fault.__cause__ = ValueError(name)
    written = write(log, fault)
    assert "RuntimeError" in written
    assert name not in written
