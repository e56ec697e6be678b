"""Guests nobody has seen for thirteen months are erased, and nobody else."""

from datetime import UTC, date, datetime
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client

from accounts.models import User, Visit

pytestmark = pytest.mark.django_db

TODAY = datetime(2026, 4, 15, 3, 0, tzinfo=UTC)
THIRTEEN_MONTHS_AGO = date(2025, 3, 15)


def prune(*arguments: str) -> str:
    said = StringIO()
    with time_machine.travel(TODAY, tick=False):
        call_command("prune_guests", *arguments, stdout=said)
    return said.getvalue()


def guest(seen_on: date) -> User:
    return User.objects.create_guest(seen_on=seen_on)


def test_an_unseen_guest_goes_with_all_that_is_hers() -> None:
    Client().force_login(guest(date(2025, 1, 1)))
    assert prune() == "Erased 1 guest unseen for 13 months.\n"
    assert not User.objects.exists()
    assert not Visit.objects.exists()


def test_a_guest_is_never_erased_sooner_than_we_said() -> None:
    on_the_day = guest(THIRTEEN_MONTHS_AGO)
    prune()
    assert list(User.objects.all()) == [on_the_day]


def test_a_day_or_two_later_she_is() -> None:
    guest(date(2025, 3, 12))
    prune()
    assert not User.objects.exists()


def test_an_account_with_an_address_stays_however_long() -> None:
    User.objects.create_user("ann@example.org", "a long enough word", last_seen_on=date(2020, 1, 1))
    assert prune() == "Erased 0 guests unseen for 13 months.\n"
    assert User.objects.count() == 1


def test_a_dry_run_only_counts() -> None:
    guest(date(2024, 1, 1))
    guest(date(2024, 1, 2))
    assert prune("--dry-run") == "Would erase 2 guests unseen for 13 months.\n"
    assert User.objects.count() == 2


def test_more_than_a_handful() -> None:
    User.objects.bulk_create(User(password="!", last_seen_on=date(2024, 1, 1)) for _ in range(250))
    assert prune() == "Erased 250 guests unseen for 13 months.\n"
    assert not User.objects.exists()


def test_visits_that_ran_out_go_too() -> None:
    kept = guest(TODAY.date())
    with time_machine.travel(datetime(2025, 1, 1, tzinfo=UTC)):
        Client().force_login(kept)
    prune()
    assert not Visit.objects.exists()
    assert User.objects.get() == kept
