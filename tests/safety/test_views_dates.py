"""The first questions: is she pregnant, how far along, and is that right."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from safety.models import Draft, Pregnancy
from tests.people import AT_26_WEEKS_3_DAYS, Woman

DUE = {"due_0": "7", "due_1": "8", "due_2": "2026"}
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_nothing_is_chosen_for_her(client: Client) -> None:
    page = client.get("/safety/screening/").content.decode()
    assert "Are you pregnant now?" in page
    assert "checked" not in page


@pytest.mark.parametrize(
    ("state", "address"),
    [
        ("pregnant", "/safety/screening/dates/"),
        ("after_birth", "/safety/birth/"),
        ("bereaved", "/safety/birth/?loss=yes"),
        ("no_longer", "/safety/no-longer-pregnant/"),
    ],
)
def test_her_state_decides_the_way(client: Client, state: str, address: str) -> None:
    response = client.post("/safety/screening/", {"state": state})
    assert (response.status_code, response["Location"]) == (303, address)


@pytest.mark.parametrize("posted", [{}, {"state": ""}, {"state": "maybe"}, {"state": "x" * 5000}])
def test_a_blank_or_strange_state_is_asked_again(client: Client, posted: dict[str, str]) -> None:
    response = client.post("/safety/screening/", posted)
    assert response.status_code == 422
    assert "Choose one answer" in response.content.decode()


def test_my_back_hurts_now_goes_along(client: Client) -> None:
    response = client.post("/safety/screening/", {"state": "pregnant", "then": "relief"})
    assert response["Location"] == "/safety/screening/dates/?then=relief"
    strange = client.post("/safety/screening/", {"state": "pregnant", "then": "//evil.example"})
    assert strange["Location"] == "/safety/screening/dates/"


def test_the_computed_week_is_shown_to_confirm(client: Client) -> None:
    page = client.post("/safety/screening/dates/", DUE).content.decode()
    assert "Yes, 26 weeks + 3 days" in page
    assert "Friday 7 August 2026" in page
    assert not User.objects.exists()  # nothing is kept before she says yes


def test_weeks_and_days_today_give_the_same(client: Client) -> None:
    address = "/safety/screening/dates/?by=told"
    page = client.post(address, {"weeks_0": "26", "weeks_1": "3"}).content.decode()
    assert "Yes, 26 weeks + 3 days" in page
    assert 'name="by" value="told"' in page


def test_days_may_be_left_blank(client: Client) -> None:
    page = client.post("/safety/screening/dates/?by=told", {"weeks_0": "26"}).content.decode()
    assert "Yes, 26 weeks + 0 days" in page


HOSTILE_DATES: list[tuple[dict[str, Any], str]] = [
    ({}, "Write your due date."),
    ({"due_0": "7"}, "Write the whole date."),
    (DUE | {"due_2": "2028"}, "more than 40 weeks away"),  # two years away
    (DUE | {"due_2": "2025"}, "more than three weeks ago"),
    ({"due_0": "seven", "due_1": "August", "due_2": "soon"}, "in numbers"),
    (DUE | {"due_0": "31", "due_1": "2"}, "no such date"),
    (DUE | {"due_2": "99999999999999999999"}, "no such date"),
    (DUE | {"due_0": "-7"}, "no such date"),
    (DUE | {"due_0": "<script>"}, "in numbers"),
]


@pytest.mark.parametrize(("posted", "words"), HOSTILE_DATES)
@pytest.mark.parametrize("last", ["", "confirm/"])
def test_a_date_that_cannot_be_is_refused_in_words(
    client: Client, last: str, posted: dict[str, str], words: str
) -> None:
    response = client.post(f"/safety/screening/dates/{last}", posted)
    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert "<title>Error:" in page
    assert not User.objects.exists()


def test_what_she_typed_is_kept_on_an_error(client: Client) -> None:
    page = client.post("/safety/screening/dates/", DUE | {"due_2": "2028"}).content.decode()
    assert 'value="2028"' in page
    assert "<script>" not in client.post(
        "/safety/screening/dates/", DUE | {"due_0": '"><script>'}
    ).content.decode().replace('<script src="', "")


@pytest.mark.parametrize(
    ("weeks", "days", "words"),
    [
        ("", "", "Write how many weeks."),
        ("twenty", "0", "as a number"),
        ("44", "0", "from 0 to 43"),
        ("26", "7", "from 0 to 6"),
        ("26", "x", "as a number"),
        ("-3", "0", "from 0 to 43"),
        ("9" * 400, "0", ""),
    ],
)
def test_weeks_that_cannot_be_are_refused_in_words(
    client: Client, weeks: str, days: str, words: str
) -> None:
    response = client.post("/safety/screening/dates/?by=told", {"weeks_0": weeks, "weeks_1": days})
    assert response.status_code == 422
    assert words in response.content.decode()


def test_a_very_early_date_is_asked_once_more(client: Client) -> None:
    page = client.post(
        "/safety/screening/dates/?by=told", {"weeks_0": "2", "weeks_1": "6"}
    ).content.decode()
    assert "That is very early" in page


def test_confirming_makes_a_guest_and_keeps_the_date(client: Client) -> None:
    response = client.post("/safety/screening/dates/confirm/", DUE | {"by": "due_date"})
    assert (response.status_code, response["Location"]) == (303, "/safety/unit/")
    pregnancy = Pregnancy.objects.get()
    assert pregnancy.due_date == AT_26_WEEKS_3_DAYS
    assert pregnancy.person.is_guest
    assert Draft.objects.get(person=pregnancy.person).coverage == "full"


def test_confirming_twice_makes_one_pregnancy(client: Client) -> None:
    for _ in range(3):
        client.post("/safety/screening/dates/confirm/", DUE)
    assert Pregnancy.objects.count() == User.objects.count() == 1


def test_when_it_hurts_now_only_the_urgent_questions_come(client: Client) -> None:
    response = client.post("/safety/screening/dates/confirm/", DUE | {"then": "relief"})
    assert response["Location"] == "/safety/screening/right-now-1/"
    assert Draft.objects.get().coverage == "urgent"


def test_confirming_by_address_alone_is_not_possible(client: Client) -> None:
    assert client.get("/safety/screening/dates/confirm/").status_code == 405


def test_a_known_woman_confirms_her_week_and_goes_on(her: Woman) -> None:
    page = her.client.get("/safety/screening/").content.decode()
    assert "26</b> weeks" in page
    response = her.post("/safety/screening/")
    assert response["Location"] == "/safety/screening/right-now-1/"


def test_past_43_weeks_she_is_asked_where_she_is(her: Woman, clock: Any) -> None:
    clock.shift(117 * 24 * 3600)
    page = her.client.get("/safety/screening/").content.decode()
    assert "past 43 weeks" in page
    assert "I have had my baby" in page
