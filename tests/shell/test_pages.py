"""The shell's own pages."""

import pytest
from django.db import OperationalError
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/", "/about/", "/privacy/", "/sources/", "/leave/"])
def test_anybody_may_look_at_the_public_pages(client: Client, address: str) -> None:
    assert client.get(address).status_code == 200
    assert client.head(address).status_code == 200


@pytest.mark.parametrize("address", ["/", "/about/", "/privacy/", "/sources/", "/leave/"])
def test_nobody_can_post_to_them(client: Client, address: str) -> None:
    response = client.post(address)
    assert response.status_code == 405
    assert b"</html>" in response.content


def test_someone_under_way_starts_at_today(hers: Client) -> None:
    response = hers.get("/")
    assert (response.status_code, response["Location"]) == (303, "/today/")


def test_the_page_to_flee_to_says_nothing(client: Client) -> None:
    words = client.get("/leave/").content.decode().lower()
    assert "<title>notes</title>" in words
    for word in ("easeback", "pregnan", "back pain", "midwife", "exercise"):
        assert word not in words.split("<body", 1)[1]


def test_the_privacy_page_tells_of_the_pruning(client: Client) -> None:
    assert b"13 months" in client.get("/privacy/").content


def test_health_says_yes(client: Client) -> None:
    response = client.get("/health/")
    assert response.json() == {"ok": True, "database": True}
    assert "no-store" in response["Cache-Control"]


def test_health_says_when_the_database_is_gone(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Gone:
        def cursor(self) -> None:
            raise OperationalError("no route to host")

    monkeypatch.setattr("config.views.connection", Gone())
    response = client.get("/health/")
    assert response.status_code == 503
    assert response.json() == {"ok": False, "database": False}


@pytest.mark.parametrize(
    "stored",
    [
        "every date you gave",
        "gave birth",
        "epidural",
        "paused",
        "next morning",
        "no network",
        "room to lie down",
    ],
)
def test_the_privacy_page_names_what_is_kept(client: Client, stored: str) -> None:
    assert stored in client.get("/privacy/").content.decode()
