"""Every way to give her dates, what is refused and kept, and that nothing is redated silently."""

from datetime import UTC, date, datetime
from importlib import import_module
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.test import Client

from accounts.models import User
from safety.dating import Basis
from safety.models import Dating, Pregnancy
from tests.people import AT_26_WEEKS_3_DAYS, NOW, Woman
from tests.safety.ways import CONFIRM, DATES, WAYS, in_three

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_every_way_is_a_link_that_needs_no_script(client: Client) -> None:
    page = client.get(DATES).content.decode()
    for by in Basis:
        assert f'href="?by={by}"' in page
    assert page.count('class="chip"') == len(Basis)
    assert '?by=scan&amp;then=relief"' in client.get(f"{DATES}?then=relief").content.decode()


@pytest.mark.parametrize("by", WAYS)
def test_every_way_has_its_own_fields_and_shows_the_week(client: Client, by: str) -> None:
    asked = client.get(f"{DATES}?by={by}").content.decode()
    assert all(f'name="{name}"' in asked for name in WAYS[by])
    shown = client.post(f"{DATES}?by={by}", WAYS[by]).content.decode()
    assert "Yes, 26 weeks + 3 days" in shown
    assert "Friday 7 August 2026" in shown
    assert not User.objects.exists()


@pytest.mark.parametrize("by", WAYS)
def test_what_she_confirms_is_kept_with_how_it_came_about(client: Client, by: str) -> None:
    shown = client.post(f"{DATES}?by={by}", WAYS[by]).content.decode()
    for name, value in WAYS[by].items():
        assert f'name="{name}" value="{value}"' in shown
    client.post(CONFIRM, WAYS[by] | {"by": by})
    pregnancy, dating = Pregnancy.objects.get(), Dating.objects.get()
    assert (pregnancy.due_date, pregnancy.due_date_basis) == (AT_26_WEEKS_3_DAYS, by)
    assert pregnancy.due_date_set_on == NOW.date()
    assert (dating.person, dating.pregnancy, dating.basis) == (pregnancy.person, pregnancy, by)
    assert (dating.due_date, dating.at, dating.adopted) == (AT_26_WEEKS_3_DAYS, NOW, True)
    assert dating.entered


def test_what_she_typed_is_stored_as_she_typed_it(client: Client) -> None:
    client.post(CONFIRM, WAYS["scan"] | {"by": "scan"})
    assert Dating.objects.get().entered == {"scan": "2026-01-20", "weeks": "11+4"}
    assert Dating.objects.get().scan_days == 81


def test_a_page_that_was_tampered_with_moves_no_due_date(client: Client) -> None:
    forged = {"due": "2026-05-05", **in_three("due", date(2026, 5, 5)), "dated": "x"}
    client.post(CONFIRM, WAYS["scan"] | {"by": "scan"} | forged)
    assert Pregnancy.objects.get().due_date == AT_26_WEEKS_3_DAYS


@pytest.mark.parametrize("by", ["", "scan2", "SCAN", "../../etc/passwd", "<script>", "x" * 5000])
def test_a_strange_way_is_the_due_date(client: Client, by: str) -> None:
    assert "Your due date" in client.get(DATES, {"by": by}).content.decode()
    client.post(CONFIRM, WAYS["due_date"] | {"by": by})
    assert Pregnancy.objects.get().due_date_basis == Basis.DUE_DATE


HOSTILE: list[tuple[str, dict[str, str], str]] = [
    ("scan", {}, "Write the day of the scan."),
    ("scan", {"weeks_0": ""}, "Write how many weeks."),
    ("scan", {"weeks_0": "4"}, "from 5 to 42"),
    ("scan", {"weeks_0": "43"}, "from 5 to 42"),
    ("scan", {"weeks_0": "11", "weeks_1": "7"}, "from 0 to 6"),
    ("scan", {"weeks_0": "9" * 400}, "from 5 to 42"),
    ("scan", {"weeks_0": "9" * 5000}, "as a number"),
    ("scan", in_three("scan", date(2026, 5, 5)), "has not come yet"),
    ("scan", {"scan_2": "1"}, "more than 43 weeks ago"),
    ("scan", {"scan_2": "0"}, "no such date"),
    ("last_period", {}, "Write the first day of your last period."),
    ("last_period", {"period_2": "9999"}, "has not come yet"),
    ("last_period", {"period_2": "2024"}, "more than 43 weeks ago"),
    ("last_period", {"period_0": "29", "period_1": "2"}, "no such date"),  # 2025 has none
    ("last_period", {"cycle": "46"}, "more than 45 days"),
    ("last_period", {"cycle": "9" * 400}, "more than 45 days"),
    ("last_period", {"cycle": "0"}, "at least one day"),
    ("last_period", {"cycle": "-28"}, "at least one day"),
    ("last_period", {"cycle": "a month"}, "as a number"),
    ("last_period", {"cycle": "28.5"}, "as a number"),
    ("transfer", {}, "Write the day of the transfer."),
    ("transfer", {"embryo": ""}, "Choose how old the embryo was."),
    ("transfer", {"embryo": "1"}, "Choose how old the embryo was."),
    ("transfer", {"embryo": "-5"}, "Choose how old the embryo was."),
    ("transfer", {"embryo": "x" * 5000}, "Choose how old the embryo was."),
    ("transfer", {"transfer_2": "2026", "transfer_1": "6"}, "has not come yet"),
    ("transfer", {"transfer_2": "2024"}, "more than 41 weeks ago"),
    ("ovulation", {}, "Write the day you ovulated."),
    ("ovulation", {"ovulation_2": "2024"}, "more than 41 weeks ago"),
    ("ovulation", {"ovulation_0": "0"}, "no such date"),
    ("told", {}, "Write how many weeks."),
    ("told", {"told_2": "2027"}, "has not come yet"),
    ("told", {"told_2": ""}, "Write the whole date."),
    ("told", {"told_1": "١٣"}, "no such date"),
    ("told", {"told_0": "27\x00"}, "in numbers"),
    ("told", {"weeks_0": "44"}, "from 0 to 43"),
    ("told", {"weeks_0": "42", "told_1": "3"}, "more than 43 weeks pregnant"),
]


@pytest.mark.parametrize(("by", "changes", "words"), HOSTILE)
@pytest.mark.parametrize("last", ["", "confirm/"])
def test_what_cannot_be_is_refused_in_words(
    client: Client, last: str, by: str, changes: dict[str, str], words: str
) -> None:
    typed = WAYS[by] | changes if changes else {}
    response = client.post(f"{DATES}{last}?by={by}", typed | {"by": by})
    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert "<title>Error:" in page
    assert not User.objects.exists()


@pytest.mark.parametrize("by", WAYS)
def test_what_she_typed_is_kept_on_an_error_and_on_change(client: Client, by: str) -> None:
    year = next(name for name in WAYS[by] if name.endswith("_2"))
    refused = client.post(f"{DATES}?by={by}", WAYS[by] | {year: "2031"})
    changing = client.post(f"{DATES}?by={by}", WAYS[by] | {"change": "yes"})
    assert (refused.status_code, changing.status_code) == (422, 200)
    assert 'value="2031"' in refused.content.decode()
    page = changing.content.decode()
    kept = {name: value for name, value in WAYS[by].items() if name != "embryo"}
    assert all(_field(page, name, value) for name, value in kept.items())
    assert by != "transfer" or 'value="5" id="id_embryo_3" checked' in page


def _field(page: str, name: str, value: str) -> bool:
    return any(
        f'name="{name}"' in tag and f'value="{value}"' in tag for tag in page.split("<input")
    )


def test_nothing_is_chosen_about_the_embryo_for_her(client: Client) -> None:
    assert " checked" not in client.get(f"{DATES}?by=transfer").content.decode()


def test_weeks_and_days_are_of_today_unless_she_says_otherwise(client: Client) -> None:
    page = client.get(f"{DATES}?by=told").content.decode()
    assert all(_field(page, n, v) for n, v in in_three("told", NOW.date()).items())


@pytest.mark.parametrize(
    ("by", "changes", "uncertain"),
    [
        ("last_period", {}, False),
        ("last_period", {"cycle": ""}, True),
        ("last_period", {"cycle": "36"}, True),
        ("scan", {}, False),
        ("scan", in_three("scan", date(2026, 5, 4)) | {"weeks_0": "26"}, True),
    ],
)
def test_an_uncertain_date_is_called_so_and_kept_so(
    client: Client, by: str, changes: dict[str, str], uncertain: bool
) -> None:
    page = client.post(f"{DATES}?by={by}", WAYS[by] | changes).content.decode()
    assert ("This date is uncertain." in page) is uncertain
    client.post(CONFIRM, WAYS[by] | changes | {"by": by})
    assert Dating.objects.get().uncertain is uncertain


# Her day, not the server's.


@pytest.mark.parametrize(
    ("zone", "now", "on", "words"),
    [
        ("UTC", datetime(2026, 5, 4, 12, 30, tzinfo=UTC), date(2026, 5, 4), "26 weeks + 3 days"),
        (
            "Pacific/Auckland",
            datetime(2026, 5, 4, 12, 30, tzinfo=UTC),
            date(2026, 5, 5),
            "26 weeks + 4 days",
        ),
        (
            "Pacific/Honolulu",
            datetime(2026, 5, 4, 9, 30, tzinfo=UTC),
            date(2026, 5, 3),
            "26 weeks + 2 days",
        ),
    ],
)
def test_the_day_is_hers(client: Client, zone: str, now: datetime, on: date, words: str) -> None:
    client.cookies["tz"] = zone
    with time_machine.travel(now, tick=False):
        page = client.post(DATES, WAYS["due_date"]).content.decode()
        client.post(CONFIRM, in_three("period", on) | {"by": "last_period"})
    assert f"Yes, {words}" in page
    assert Pregnancy.objects.get().due_date_set_on == on
    assert Dating.objects.get().on == on


def test_a_period_that_began_today_has_not_begun_a_zone_behind(client: Client) -> None:
    with time_machine.travel(datetime(2026, 5, 4, 12, 30, tzinfo=UTC), tick=False):
        client.cookies["tz"] = "Pacific/Auckland"
        period = in_three("period", date(2026, 5, 5))
        assert client.post(f"{DATES}?by=last_period", period).status_code == 200
        client.cookies["tz"] = "Pacific/Honolulu"
        assert client.post(f"{DATES}?by=last_period", period).status_code == 422


def test_who_flies_west_on_the_first_day_is_asked_not_counted_below_nothing(client: Client) -> None:
    with time_machine.travel(datetime(2026, 5, 4, 12, 30, tzinfo=UTC), tick=False):
        client.cookies["tz"] = "Pacific/Auckland"
        period = in_three("period", date(2026, 5, 5)) | {"cycle": "28", "by": "last_period"}
        assert client.post(CONFIRM, period).status_code == 303
        client.cookies["tz"] = "Pacific/Honolulu"
        for address in ("/safety/screening/", "/safety/", "/safety/dates/", "/today/"):
            page = client.get(address).content.decode()
            assert "-1 week" not in page
            assert "past 43 weeks" not in page


# What was stored before there were rows of dates.


def test_dates_from_before_are_kept_as_the_ones_in_use(her: Woman) -> None:
    Dating.objects.all().delete()
    assert her.client.get("/safety/dates/").status_code == 200
    migration: Any = import_module("safety.migrations.0003_keep_the_dates_in_use")
    migration.keep_the_dates_in_use(apps, None)
    dating = Dating.objects.get()
    assert (dating.person, dating.pregnancy) == (her.person, her.pregnancy)
    assert (dating.due_date, dating.basis, dating.adopted) == (AT_26_WEEKS_3_DAYS, "due_date", True)
    assert (dating.at, dating.on) == (her.pregnancy.dated_at, her.pregnancy.due_date_set_on)
