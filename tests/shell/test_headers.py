"""What every answer tells the browser, whatever the page and however it ended."""

import pytest
from django.test import Client
from pytest_django import Settings

PUBLIC = [
    "/",
    "/about/",
    "/privacy/",
    "/sources/",
    "/leave/",
    "/offline/",
    "/account/",
    "/safety/warning-signs/",
    "/exercises/",
    "/questions/",
    "/questions/heat-and-cold/",
    "/health/",
]
REFUSED = ["/nowhere/", "/account/theme/"]

pytestmark = pytest.mark.django_db


def directives(policy: str) -> dict[str, str]:
    return {name: rest for name, _, rest in (part.partition(" ") for part in policy.split("; "))}


@pytest.mark.parametrize("address", [*PUBLIC, *REFUSED])
def test_every_answer_is_locked_down(client: Client, address: str) -> None:
    response = client.get(address)
    assert directives(response["Content-Security-Policy"]) == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "manifest-src": "'self'",
        "worker-src": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "geolocation=()" in response["Permissions-Policy"]
    assert "camera=()" in response["Permissions-Policy"]


def test_a_host_we_do_not_serve_is_told_nothing(client: Client) -> None:
    response = client.get("/", headers={"host": "elsewhere.example"})
    assert response.status_code == 400
    assert "unsafe" not in response["Content-Security-Policy"]
    assert b"elsewhere.example" not in response.content


@pytest.mark.parametrize("address", [a for a in PUBLIC if a != "/health/"])
def test_a_strangers_page_may_be_kept_but_is_asked_about(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-cache"
    assert "Cookie" in response["Vary"]


@pytest.mark.parametrize("address", ["/about/", "/account/", "/account/erase/", "/nowhere/"])
def test_a_persons_pages_are_kept_nowhere(hers: Client, address: str) -> None:
    response = hers.get(address)
    assert response["Cache-Control"] == "private, no-store"
    assert "Cookie" in response["Vary"]


def test_a_public_site_insists_on_https(client: Client, settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 365 * 86400
    plain = client.get("/about/")
    assert (plain.status_code, plain["Location"]) == (301, "https://testserver/about/")
    assert "max-age=31536000" in client.get("/about/", secure=True)["Strict-Transport-Security"]


def test_its_own_watchman_may_ask_without(client: Client, settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/health/").status_code == 200
