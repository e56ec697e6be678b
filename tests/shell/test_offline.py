"""What a browser keeps for when there is no network, and that none of it is anybody's."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from config import offline
from config.settings import BASE_DIR

pytestmark = pytest.mark.django_db
WORKER = "/service-worker.js"


def test_the_worker_is_asked_about_each_time_and_rules_the_whole_site(client: Client) -> None:
    response = client.get(WORKER)
    assert response["Content-Type"].startswith("text/javascript")
    assert response["Cache-Control"] == "no-cache"
    assert f'"{offline.version()}"' in response.content.decode()


def test_the_worker_is_the_same_for_everybody(client: Client, hers: Client) -> None:
    assert hers.get(WORKER).content == Client().get(WORKER).content


def test_it_keeps_two_public_pages_and_no_other() -> None:
    assert offline.pages() == ["/offline/", "/safety/warning-signs/"]


def test_every_file_it_keeps_is_ours_and_there() -> None:
    kept = offline.files()
    assert {"/static/css/base.css", "/static/js/player/main.js", "/static/img/icons.svg"} <= {*kept}
    assert all((BASE_DIR / address.lstrip("/")).is_file() for address in kept)


def test_it_names_files_by_their_hash(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("config.offline.static", lambda name: f"/static/{name}?hashed")
    assert all(address.endswith("?hashed") for address in offline.files())


def test_the_version_changes_with_a_file(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings.DEBUG = True
    before = offline.version()
    assert offline.version() == before
    (tmp_path / "base.html").write_text("other words")
    monkeypatch.setattr("config.offline.TEMPLATES", tmp_path)
    assert offline.version() != before


@pytest.mark.parametrize("address", ["/offline/", "/safety/warning-signs/"])
def test_what_is_kept_holds_a_number_and_nobodys_data(
    client: Client, hers: Client, person: User, address: str
) -> None:
    User.objects.filter(pk=person.pk).update(unit_name="St Elsewhere", unit_phone="020 7946 0000")
    page = Client().get(address).content.decode()
    assert "tel:112" in page
    assert "St Elsewhere" not in page and "7946" not in page


@pytest.mark.parametrize("address", ["/", "/safety/warning-signs/"])
def test_a_page_asks_the_browser_to_keep_the_signs(client: Client, address: str) -> None:
    assert b"js/offline.js" in client.get(address).content


def test_neither_the_page_to_flee_to_nor_the_last_one_keeps_anything(hers: Client) -> None:
    assert b"js/offline.js" not in hers.get("/leave/").content
    assert b"js/offline.js" not in hers.post("/account/erase/").content
