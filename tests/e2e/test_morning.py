"""The next morning, on a phone: one tap, with and without JavaScript."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from safety.dating import Basis, Dated
from safety.recording import set_dates
from sessions.models import GuidedSession
from tests.e2e.conftest import OpenPage
from tests.people import Woman
from tests.sessions.advised import over


@pytest.mark.parametrize("js", [True, False], ids=["script", "no script"])
def test_one_tap_tells_it_and_the_advice_follows(
    open_page: OpenPage, site: str, check_axe: Callable[[Page], None], js: bool
) -> None:
    row, visit = session_of_thirty_hours_ago()
    phone = open_page(js=js)
    phone.context.add_cookies([{"name": "visit", "value": visit, "url": site}])
    phone.goto("/today/")
    if js:  # axe is a script itself
        check_axe(phone)
    phone.get_by_role("button", name="6", exact=True).click()
    expect(phone.get_by_text("That was too much: rest your back")).to_be_visible()
    for address in ("/today/", f"/sessions/{row.pk}/summary/", f"/sessions/{row.pk}/morning/"):
        phone.goto(address)
        if js:
            check_axe(phone)


def session_of_thirty_hours_ago() -> tuple[GuidedSession, str]:
    """Whatever the hour is now, five in the morning has passed since. And her visit."""
    now = timezone.now()
    person, client = User.objects.create_guest(time_zone="Europe/London"), Client()
    client.force_login(person)
    due = now.date() + timedelta(days=90)
    pregnancy = set_dates(person=person, dated=Dated(Basis.DUE_DATE, due), now=now)
    row = over(Woman(client, person, pregnancy), 0)
    ended = now - timedelta(hours=30)
    GuidedSession.objects.update(
        on=ended.date(), started_at=ended - timedelta(minutes=10), ended_at=ended
    )
    return row, client.cookies["visit"].value
