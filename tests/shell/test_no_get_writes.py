"""Looking changes nothing: no address writes when it is only looked at."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.models import User, Visit

WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "DROP", "ALTER")


def addresses(patterns: list[Any] | None = None, before: str = "/") -> Iterator[str]:
    """Every address without a blank to fill in."""
    for entry in patterns if patterns is not None else get_resolver().url_patterns:
        here = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from addresses(entry.url_patterns, here)
        elif isinstance(entry, URLPattern) and "<" not in here:
            yield here


@contextmanager
def writes() -> Iterator[list[str]]:
    seen: list[str] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().upper().startswith(WRITES):
            seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield seen


@pytest.mark.parametrize("address", sorted(addresses()))
def test_a_stranger_looking_leaves_nothing_behind(
    client: Client, catalogue_rows: None, address: str
) -> None:
    with writes() as seen:
        response = client.get(address)
    assert response.status_code < 500
    assert seen == []
    assert not User.objects.exists()
    assert not Visit.objects.exists()


@pytest.mark.parametrize("address", sorted(addresses()))
def test_a_person_looking_changes_nothing(hers: Client, catalogue_rows: None, address: str) -> None:
    with writes() as seen:
        response = hers.get(address)
    assert response.status_code < 500
    assert seen == []


def test_the_watch_sees_a_write(db: None) -> None:
    with writes() as seen:
        User.objects.create_guest()
    assert len(seen) == 1
