"""Looking for an exercise: the address holds what was asked, and bad addresses are harmless."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from exercises.content import catalogue
from tests.exercises.conftest import Answered
from tests.exercises.made import facts
from tests.exercises.test_pages import words

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def names(client: Client, address: str) -> set[str]:
    shown = re.findall(
        r'<h3><a href="/exercises/([a-z0-9_]+)/"', client.get(address).content.decode()
    )
    return set(shown)


def test_an_exercise_is_found_by_another_name(client: Client) -> None:
    assert names(client, "/exercises/?q=thread the needle") == {"thoracic_reach_rotation"}


def test_filters_of_one_kind_widen_and_of_two_kinds_narrow(client: Client) -> None:
    sitting = names(client, "/exercises/?position=sitting")
    standing = names(client, "/exercises/?position=standing")
    assert sitting and standing
    assert names(client, "/exercises/?position=sitting&position=standing") == sitting | standing
    assert names(client, "/exercises/?position=sitting&area=low_back") < sitting


def test_nothing_on_the_floor_shows_nothing_on_the_floor(client: Client) -> None:
    found = names(client, "/exercises/?floor=no")
    assert found
    assert all("floor_transfer" not in catalogue()[slug].demands for slug in found)


def test_the_count_and_what_was_chosen_are_said_and_can_be_taken_away(client: Client) -> None:
    page = client.get("/exercises/?q=cat&position=all_fours").content.decode()
    said = words(client, "/exercises/?q=cat&position=all_fours")
    assert f"1 of {len(catalogue())}" in said
    assert "Without All fours" in said and "Without “cat”" in said
    assert 'href="/exercises/?q=cat"' in page and 'href="/exercises/?position=all_fours"' in page


def test_nothing_found_says_so_and_leads_back(client: Client) -> None:
    said = words(client, "/exercises/?q=handstand")
    assert "No exercise has all of that" in said and "See all exercises" in said


def test_the_choices_stay_chosen_without_scripts(client: Client) -> None:
    page = client.get("/exercises/?area=low_back&minutes=2&when=third").content.decode()
    for chosen in ("low_back", "2", "third"):
        assert re.search(rf'value="{chosen}" id="[a-z_0-9]+" checked', page)


def test_htmx_is_sent_the_list_alone_and_an_address_with_nothing_empty(client: Client) -> None:
    response = client.get("/exercises/?q=&minutes=&position=sitting&when=", headers=HTMX)
    assert response["HX-Push-Url"] == "/exercises/?position=sitting"
    assert "HX-Request" in response["Vary"]
    page = response.content.decode()
    assert '<div class="stack stack-wide" id="found">' in page
    assert "<html" not in page and "<form" not in page


@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "q=" + "a" * 5000,
        "q=%F0%9F%90%88",
        "q=<script>alert(1)</script>",
        "q=' OR 1=1 --",
        "q=((((",
        "q=%ff%fe",
        "position=flying&position=sitting",
        "position=" + "&position=".join(["sitting"] * 200),
        "area=&has=mat&minutes=99999999999999999999&floor=yes&when=never",
        "minutes=two",
        "minutes=2&minutes=5",
        "unknown=1&q=cat",
    ],
)
def test_a_bad_address_is_harmless(client: Client, query: str) -> None:
    response = client.get(f"/exercises/?{query}")
    assert response.status_code == 200
    assert b"<script>alert" not in response.content


def test_a_filter_nobody_could_choose_counts_as_not_chosen(client: Client) -> None:
    everything = names(client, "/exercises/")
    assert names(client, "/exercises/?minutes=two&position=flying&when=never") == everything


def test_the_address_of_a_search_leads_to_the_same_search(client: Client) -> None:
    asked = "/exercises/?q=sit&position=sitting&position=standing&has=chair&minutes=3&when=third"
    pushed = client.get(asked, headers=HTMX)["HX-Push-Url"]
    assert names(client, pushed) == names(client, asked)
    assert parse_qs(urlsplit(pushed).query) == parse_qs(urlsplit(asked).query)


def test_her_answers_choose_no_filter(answered: Answered) -> None:
    page = answered(facts()).get("/exercises/").content.decode()
    assert " checked" not in page and "What you chose" not in page
    assert "HX-Push-Url" not in answered(facts()).get("/exercises/").headers
