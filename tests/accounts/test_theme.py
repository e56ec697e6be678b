"""The look follows her choice, on this browser first, and takes her nowhere but back."""

import pytest
from django.test import Client

from accounts.models import User

pytestmark = pytest.mark.django_db


def worn(client: Client) -> object:
    return client.get("/about/").context["theme"]


def test_without_a_choice_it_follows_her_phone(client: Client) -> None:
    assert worn(client) == "auto"


def test_a_choice_is_worn_at_once_and_for_400_days(client: Client) -> None:
    response = client.post("/account/theme/", {"theme": "night", "next": "/about/"})
    assert (response.status_code, response["Location"]) == (303, "/about/")
    assert response.cookies["theme"]["max-age"] == 400 * 24 * 60 * 60
    assert response.cookies["theme"]["samesite"] == "Lax"
    assert worn(client) == "night"


def test_her_choice_waits_for_her_on_another_browser(hers: Client, person: User) -> None:
    hers.post("/account/theme/", {"theme": "dark"})
    other = Client()
    other.force_login(person)
    assert worn(other) == "dark"


@pytest.mark.parametrize("value", ["", "neon", "NIGHT", '"><script>', "night; path=/", "x" * 4000])
def test_a_hostile_cookie_is_no_choice(client: Client, value: str) -> None:
    client.cookies["theme"] = value
    assert worn(client) == "auto"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "http:evil.example",
        "///evil.example",
        "",
    ],
)
def test_it_never_leads_to_another_site(client: Client, elsewhere: str) -> None:
    response = client.post("/account/theme/", {"theme": "dark", "next": elsewhere})
    assert (response.status_code, response["Location"]) == (303, "/")
