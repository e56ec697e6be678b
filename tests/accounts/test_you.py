"""Her own page: what she may choose, and what is refused."""

import pytest
from django.test import Client

from accounts.models import User

pytestmark = pytest.mark.django_db

CHOICES = {
    "country": "GB",
    "theme": "night",
    "unit_name": "St Mary's",
    "unit_phone": "+44 20 7946 0000",
    "skin": "dark",
    "hair": "bob",
    "outfit": "long",
}


def test_a_stranger_may_look_and_is_told_nothing_is_kept(client: Client) -> None:
    response = client.get("/account/")
    assert response.status_code == 200
    assert "Nothing about you is kept yet" in response.content.decode()


def test_a_guest_is_told_what_her_cookie_is_and_when_she_is_forgotten(hers: Client) -> None:
    words = hers.get("/account/").content.decode()
    assert "13 months" in words
    assert "cookie" in words
    assert 'href="/account/erase/"' in words


def test_what_she_chooses_is_kept_and_shown(hers: Client, person: User) -> None:
    response = hers.post("/account/", CHOICES)
    assert response.status_code == 303
    person.refresh_from_db()
    assert {name: getattr(person, name) for name in CHOICES} == CHOICES
    assert person.unit_asked_on is not None
    shown = hers.get(response["Location"]).content.decode()
    assert "Saved" in shown
    assert "+44 20 7946 0000" in shown


def test_all_of_it_may_be_left_empty(hers: Client, person: User) -> None:
    hers.post("/account/", CHOICES)
    assert hers.post("/account/", {"theme": "auto"}).status_code == 303
    person.refresh_from_db()
    assert (person.country, person.unit_phone) == ("", "")
    assert (person.skin, person.hair, person.outfit) == ("light", "bun", "short")


def test_the_woman_in_the_pictures_looks_as_she_chose_on_every_page(
    hers: Client,
) -> None:
    hers.post("/account/", CHOICES)
    worn = 'data-skin="dark" data-hair="bob" data-outfit="long"'
    assert worn in hers.get("/exercises/").content.decode()
    assert "data-skin" not in Client().get("/exercises/").content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("country", "ZZ"),
        ("country", "gb"),
        ("country", "Britain"),
        ("unit_phone", "ring the bell"),
        ("unit_phone", "1"),
        ("unit_phone", "0" * 31),
        ("unit_phone", "javascript:alert(1)"),
        ("unit_name", "x" * 81),
        ("theme", "neon"),
        ("skin", "green"),
        ("hair", "<script>"),
        ("outfit", "none"),
    ],
)
def test_what_cannot_be_right_is_said_and_nothing_is_kept(
    hers: Client, person: User, field: str, value: str
) -> None:
    response = hers.post("/account/", {**CHOICES, field: value})
    assert response.status_code == 422
    words = response.content.decode()
    assert "<title>Error: You" in words
    assert "St Mary" in words or field == "unit_name"
    person.refresh_from_db()
    assert person.unit_name == ""


def test_what_is_refused_is_refused_in_plain_words(hers: Client) -> None:
    everything = {"country": "ZZ", "theme": "neon", "unit_name": "x" * 81, "unit_phone": "bell"}
    words = hers.post("/account/", everything).content.decode()
    for plain in ("Choose a country", "Choose one of the four", "80 letters", "digits and spaces"):
        assert plain in words


def test_her_country_decides_the_numbers(hers: Client) -> None:
    unknown = hers.get("/about/").context
    assert unknown["countries"]
    hers.post("/account/", {**CHOICES, "country": "GB"})
    known = hers.get("/about/").context
    assert known["country"].code == "GB"
    assert not known["countries"]


def test_her_clock_is_shown(hers: Client) -> None:
    hers.cookies["tz"] = "Pacific/Auckland"
    assert "Pacific/Auckland" in hers.get("/account/").content.decode()
