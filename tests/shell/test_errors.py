"""When something went wrong: the right status, a page of ours, words that help, never a 500."""

from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client

from accounts.models import User

pytestmark = pytest.mark.django_db

HERE = {"origin": "http://testserver"}
WAYS_ON = 'href="/safety/warning-signs/"'


class Fields(HTMLParser):
    """What a browser would send if she pressed the button."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.action, self._area = "", ""
        self.data: dict[str, str] = {}
        self.feed(html.split("<main", 1)[1].split("</main", 1)[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {key: value or "" for key, value in attrs}
        if tag == "form":
            self.action = found["action"]
        elif tag == "input":
            self.data[found["name"]] = found["value"]
        elif tag == "textarea":
            self._area = found["name"]

    def handle_data(self, data: str) -> None:
        if self._area:
            self.data[self._area] = self.data.get(self._area, "") + data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""


@pytest.fixture
def strict() -> Client:
    """A browser whose tokens are looked at."""
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


def fault(problem: Exception) -> Callable[..., HttpResponse]:
    def view(*args: Any, **kwargs: Any) -> HttpResponse:
        raise problem

    return view


def test_a_page_that_is_not_there(client: Client) -> None:
    response = client.get("/exercises/back_flip/")
    assert response.status_code == 404
    assert WAYS_ON in response.content.decode()


def test_a_page_that_is_not_hers(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("config.views.all_sources", fault(PermissionDenied()))
        response = client.get("/sources/")
    assert response.status_code == 403
    assert WAYS_ON in response.content.decode()


@pytest.mark.parametrize("theme", ["", "neon", "night\r\nX: y", "<b>", "LIGHT"])
def test_a_theme_nobody_drew(client: Client, theme: str) -> None:
    response = client.post("/account/theme/", {"theme": theme})
    assert response.status_code == 400
    assert "theme" not in response.cookies
    assert WAYS_ON in response.content.decode()


def test_an_address_that_only_takes_posts(client: Client) -> None:
    response = client.get("/account/theme/")
    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert WAYS_ON in response.content.decode()


def test_a_note_of_5_mb(strict: Client) -> None:
    token = Fields(strict.post("/account/", headers=HERE).content.decode()).data
    response = strict.post("/account/", {**token, "unit_name": "x" * 5_000_000}, headers=HERE)
    assert response.status_code == 413
    assert "too long" in response.content.decode()
    assert not User.objects.exists()


def test_a_note_of_5_mb_with_a_stale_token(strict: Client) -> None:
    response = strict.post("/account/", {"unit_name": "x" * 5_000_000}, headers=HERE)
    assert response.status_code == 413


def test_a_thousand_fields(client: Client) -> None:
    response = client.post("/account/", {f"field{n}": "x" for n in range(1000)})
    assert response.status_code == 413


def test_a_file_where_none_was_asked_for(client: Client) -> None:
    body = (
        b'--x\r\nContent-Disposition: form-data; name="unit_name"; filename="a.txt"\r\n\r\nhi\r\n'
        b"--x--\r\n"
    )
    response = client.post("/account/", body, content_type="multipart/form-data; boundary=x")
    assert response.status_code == 413


def test_a_body_that_is_no_form(client: Client) -> None:
    response = client.post("/account/", b"--", content_type="multipart/form-data; boundary=")
    assert response.status_code == 400
    assert WAYS_ON in response.content.decode()


def test_a_fault_of_ours_looks_like_us_and_asks_the_database_nothing(
    client: Client, person: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(person)
    client.raise_request_exception = False
    monkeypatch.setattr("config.views.all_sources", fault(ZeroDivisionError()))
    monkeypatch.setattr("django.contrib.auth.get_user", fault(OperationalError("gone")))
    response = client.get("/about/")
    assert response.status_code == 500
    assert "phone your maternity unit" in response.content.decode().lower()
    assert 'href="/safety/warning-signs/"' in response.content.decode()


def test_a_fault_in_the_error_page_itself_still_says_something(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.raise_request_exception = False
    monkeypatch.setattr("config.views.all_sources", fault(ZeroDivisionError()))
    monkeypatch.setattr("config.views.render_to_string", fault(OSError("no templates")))
    response = client.get("/sources/")
    assert response.status_code == 500
    assert "phone your maternity unit" in response.content.decode()


def test_a_stale_token_keeps_what_she_typed_and_sends_it_again(strict: Client) -> None:
    said = {
        "unit_name": 'St "Mary\'s" & <b>Sons</b>',
        "unit_phone": "020 7946 0000",
        "theme": "dark",
    }
    refused = strict.post("/account/", said, headers=HERE)
    assert refused.status_code == 403
    again = Fields(refused.content.decode())
    assert again.action == "/account/"
    assert again.data.items() >= said.items()
    assert strict.post(again.action, again.data, headers=HERE).status_code == 303
    assert User.objects.get().unit_name == said["unit_name"]


def test_a_stale_token_keeps_every_line_of_a_note(strict: Client) -> None:
    note = "\nIt was worse at night.\r\n\r\nThen better."
    refused = strict.post("/account/", {"note": note}, headers=HERE)
    assert Fields(refused.content.decode()).data["note"].split() == note.split()


def test_a_stale_token_never_repeats_a_password(strict: Client) -> None:
    typed = {"password": "correct horse", "new_password1": "battery staple"}
    refused = strict.post("/account/", typed, headers=HERE)
    assert b"correct horse" not in refused.content
    assert b"battery staple" not in refused.content


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "http://["},
        {"origin": "null"},
        {"origin": "https://evil.example"},
        {"origin": "http://testserver.evil.example"},
        {"referer": "http://evil.example/"},
    ],
    ids=["silence", "nonsense", "hides", "another site", "a lookalike", "another site's page"],
)
def test_a_strangers_form_is_not_handed_a_token(strict: Client, headers: dict[str, str]) -> None:
    refused = strict.post("/account/erase/", {"unit_name": "from afar"}, headers=headers)
    assert refused.status_code == 403
    assert b"from afar" not in refused.content
    assert Fields(refused.content.decode()).action == ""


@pytest.mark.parametrize("address", ["/nowhere/", "/account/theme/"])
def test_htmx_shows_an_error_as_the_page_it_is(client: Client, address: str) -> None:
    headers = {"HX-Request": "true", "HX-Target": "part"}
    response = client.post(address, {"theme": "neon"}, headers=headers)
    assert response["HX-Retarget"] == "body"
    assert b"</html>" in response.content


def test_a_form_never_comes_back_pointing_elsewhere(rf: Any) -> None:
    request: HttpRequest = rf.post("//evil.example/account/")
    assert not request.get_full_path().startswith("//")
