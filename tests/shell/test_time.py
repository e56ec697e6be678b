"""Her day is by her own clock, and a cookie that claims to be a clock is not believed."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from config.http import HttpRequest
from config.middleware import her_time

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
Through = Callable[..., HttpRequest]


@pytest.fixture(autouse=True)
def noon_in_greenwich(settings: Settings) -> Iterator[None]:
    settings.TIME_ZONE = "Europe/London"
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def through(rf: RequestFactory) -> Through:
    """Send a request through the middleware and see what a view would get."""

    def through(cookie: str | None = None, user: User | AnonymousUser | None = None) -> HttpRequest:
        seen: list[HttpRequest] = []
        request = rf.get("/")
        request.user = user or AnonymousUser()
        if cookie is not None:
            request.COOKIES["tz"] = cookie

        def view(request: HttpRequest) -> HttpResponse:
            seen.append(request)
            assert timezone.get_current_timezone() == request.now.tzinfo
            return HttpResponse()

        her_time(view)(request)  # type: ignore[arg-type]  # becomes ours on its way
        return seen[0]

    return through


def test_noon_in_london_is_tomorrow_in_auckland(through: Through) -> None:
    assert through("Pacific/Auckland").on == date(2026, 3, 2)
    assert through("Europe/London").on == date(2026, 3, 1)


def test_the_slash_may_come_encoded(through: Through) -> None:
    assert through("Pacific%2FAuckland").browser_zone == "Pacific/Auckland"


def test_her_browser_goes_before_what_was_kept(through: Through) -> None:
    away = User(time_zone="Asia/Tokyo")
    assert str(through("Pacific/Auckland", away).now.tzinfo) == "Pacific/Auckland"
    assert str(through(None, away).now.tzinfo) == "Asia/Tokyo"


def test_without_either_the_clock_is_the_hosts(through: Through) -> None:
    assert str(through().now.tzinfo) == "Europe/London"


@pytest.mark.parametrize(
    "cookie",
    [
        "",
        "Mars/Olympus",
        "../../../etc/passwd",
        "..%2F..%2Fetc%2Fpasswd",
        "/usr/share/zoneinfo/Europe/Paris",
        "europe/paris",
        "Europe/Paris\x00",
        "Europe/Paris\r\nSet-Cookie: a=b",
        "%FF%FE",
        "<script>",
        "Europe/" + "x" * 5000,
    ],
)
def test_a_hostile_zone_is_no_zone(through: Through, cookie: str) -> None:
    request = through(cookie)
    assert request.browser_zone == ""
    assert str(request.now.tzinfo) == "Europe/London"


def test_a_kept_zone_that_no_longer_exists_does_no_harm(through: Through) -> None:
    assert str(through(None, User(time_zone="Gone/City")).now.tzinfo) == "Europe/London"


@pytest.mark.django_db
def test_a_page_is_served_whatever_the_cookie(client: Client) -> None:
    client.cookies["tz"] = "../../etc/passwd"
    assert client.get("/about/").status_code == 200
