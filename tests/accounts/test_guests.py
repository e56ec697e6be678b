"""A guest is made at the first thing worth saving, and keeps her key for 400 days."""

from datetime import UTC, date, datetime, timedelta
from http.cookies import Morsel

import pytest
import time_machine
from django.conf import settings as site
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django_htmx.middleware import HtmxDetails
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.guests import person_required
from accounts.models import User, Visit
from config.http import HttpRequest

pytestmark = pytest.mark.django_db

LOOKING = [
    "/",
    "/about/",
    "/account/",
    "/safety/warning-signs/",
    "/safety/screening/",
    "/exercises/",
]
MORNING = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
SAVED = {"unit_name": "St Mary's", "theme": "auto"}


def key(client: Client) -> Morsel[str] | None:
    return client.cookies.get(site.SESSION_COOKIE_NAME)


def test_looking_around_makes_nobody(client: Client, catalogue_rows: None) -> None:
    for address in LOOKING:
        assert client.get(address).status_code == 200
    assert not User.objects.exists()
    assert key(client) is None


def test_choosing_a_theme_is_not_worth_a_person(client: Client) -> None:
    client.post("/account/theme/", {"theme": "night"})
    assert not User.objects.exists()
    assert key(client) is None


def test_a_mistake_makes_nobody(client: Client) -> None:
    assert client.post("/account/", {"unit_phone": "call me", "theme": "auto"}).status_code == 422
    assert not User.objects.exists()


def test_the_first_thing_worth_saving_makes_a_guest(client: Client) -> None:
    client.cookies["tz"] = "Europe/Paris"
    assert client.post("/account/", SAVED).status_code == 303
    person = User.objects.get()
    assert person.is_guest
    assert not person.has_usable_password()
    assert person.time_zone == "Europe/Paris"
    assert person.id.version == 7
    assert Visit.objects.get().person == person


def test_the_second_thing_is_kept_for_the_same_guest(client: Client) -> None:
    client.post("/account/", SAVED)
    client.post("/account/", {**SAVED, "unit_name": "The Royal"})
    assert User.objects.get().unit_name == "The Royal"


def test_her_key_is_kept_400_days_and_out_of_reach_of_scripts(client: Client) -> None:
    client.post("/account/", SAVED)
    cookie = key(client)
    assert cookie is not None
    assert cookie["max-age"] == 400 * 24 * 60 * 60
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["secure"]  # plain http on this very machine


def test_her_key_travels_only_over_https_on_a_public_site(
    client: Client, settings: Settings
) -> None:
    settings.SESSION_COOKIE_SECURE = True
    client.post("/account/", SAVED, secure=True)
    cookie = key(client)
    assert cookie is not None and cookie["secure"]


def test_her_key_is_renewed_once_a_day_and_not_more(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        client.post("/account/", SAVED)
        client.cookies["theme"] = "dark"
        for _ in range(2):
            with django_assert_num_queries(3):  # the visit, the person and her state
                assert site.SESSION_COOKIE_NAME not in client.get("/about/").cookies
        clock.shift(timedelta(days=1))
        renewed = client.get("/about/").cookies[site.SESSION_COOKIE_NAME]
        assert renewed["max-age"] == 400 * 24 * 60 * 60
        assert Visit.objects.get().expire_date == MORNING + timedelta(days=401)
        assert User.objects.get().last_seen_on == date(2026, 3, 3)
        with django_assert_num_queries(3):
            assert site.SESSION_COOKIE_NAME not in client.get("/about/").cookies


def test_she_is_still_known_399_days_later_and_not_after_401(client: Client) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        client.post("/account/", SAVED)
        clock.shift(timedelta(days=399))
        assert client.get("/account/erase/").status_code == 200
        clock.shift(timedelta(days=401))
        assert client.get("/account/erase/").status_code == 303


def test_a_stranger_is_sent_home(client: Client) -> None:
    response = client.get("/account/erase/")
    assert (response.status_code, response["Location"]) == (303, "/")


def test_a_stranger_with_htmx_is_sent_home_whole() -> None:
    @person_required
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(str(request.person))

    request = RequestFactory().get("/", headers={"HX-Request": "true"})
    request.user = AnonymousUser()
    request.htmx = HtmxDetails(request)  # type: ignore[attr-defined]
    assert view(request)["HX-Redirect"] == "/"  # type: ignore[arg-type]


def test_a_key_nobody_made_opens_nothing(client: Client) -> None:
    client.cookies[site.SESSION_COOKIE_NAME] = "a" * 32
    assert client.get("/account/erase/").status_code == 303
    assert client.get("/about/").status_code == 200


def test_two_guests_are_two_people_and_neither_has_an_address() -> None:
    first, second = User.objects.create_guest(), User.objects.create_guest()
    assert first != second
    assert first.email is None and second.email is None


def test_an_address_belongs_to_one_person_however_it_is_written() -> None:
    User.objects.create_user("Ann@Example.org", "a long enough word")
    with pytest.raises(IntegrityError), transaction.atomic():
        User(email="ANN@example.org", password="!").save()


def test_an_empty_address_is_no_address() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User(email="", password="!").save()
    with pytest.raises(ValueError):
        User.objects.create_user("")
