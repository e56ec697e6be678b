"""A second date: both are shown, and nothing is redated without her word."""

import pytest
from django.test import Client

from accounts.models import User
from safety.models import Dating, Draft, Pregnancy
from tests.people import AT_26_WEEKS_3_DAYS, NOW, Woman
from tests.safety.ways import CONFIRM, DATES, LATER, WAYS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_both_dates_are_shown_and_she_is_asked(her: Woman) -> None:
    page = her.post(DATES, LATER).content.decode()
    assert "Two dates. Which shall we use?" in page
    assert "7 days apart" in page
    assert "Friday 7 August 2026" in page
    assert "Friday 14 August 2026" in page
    assert "Ask your midwife which date is right." not in page


@pytest.mark.parametrize("use", [{}, {"use": ""}, {"use": "both"}, {"use": "x" * 5000}])
@pytest.mark.parametrize("by", WAYS)
def test_without_her_choice_nothing_is_redated(her: Woman, by: str, use: dict[str, str]) -> None:
    day = next(name for name in WAYS[by] if name.endswith("_0") and name != "weeks_0")
    other = WAYS[by] | {day: str(int(WAYS[by][day]) - 2)}
    response = her.post(CONFIRM, other | {"by": by} | use)
    assert response.status_code == 422
    assert "Choose which date to use." in response.content.decode()
    assert Pregnancy.objects.get().due_date == AT_26_WEEKS_3_DAYS
    assert Dating.objects.count() == 1


def test_the_new_date_is_used_when_she_says_so(her: Woman) -> None:
    her.screened()
    her.post(CONFIRM, LATER | {"use": "new"})
    assert Pregnancy.objects.get().due_date.day == 14
    assert her.known().standing.again_because.startswith("Your dates have changed")
    newest, first = Dating.objects.order_by("-at")
    assert (newest.adopted, first.adopted) == (True, True)


def test_a_date_she_does_not_use_is_kept_beside(her: Woman) -> None:
    her.screened()
    response = her.post(CONFIRM, LATER | {"use": "keep"})
    assert response["Location"] == "/safety/dates/"
    assert Pregnancy.objects.get().due_date == AT_26_WEEKS_3_DAYS
    assert her.known().standing.status == "good"
    kept = Dating.objects.order_by("-at")[0]
    assert (kept.due_date.day, kept.adopted) == (14, False)
    page = her.client.get("/safety/dates/").content.decode()
    assert "Not in use" in page
    assert "Friday 14 August 2026" in page


def test_what_counts_for_less_is_not_offered_first(her: Woman) -> None:
    period = WAYS["last_period"] | {"period_0": "29", "by": "last_period"}
    page = her.post(f"{DATES}?by=last_period", period).content.decode()
    assert "counts for more than the one you wrote" in page
    assert page.index('value="keep"') < page.index('value="new"')
    stronger = her.post(DATES, LATER).content.decode()
    assert stronger.index('value="new"') < stronger.index('value="keep"')


def test_a_mismatch_is_flagged_and_stays_flagged(her: Woman) -> None:
    scan = WAYS["scan"] | {"scan_0": "12", "by": "scan"}  # eight days: more than the seven
    assert "Ask your midwife which date is right." in (
        her.post(f"{DATES}?by=scan", scan).content.decode()
    )
    her.post(CONFIRM, scan | {"use": "keep"})
    page = her.client.get("/safety/dates/").content.decode()
    assert "Ask your midwife which date is right." in page


def test_the_same_date_for_a_better_reason_asks_nothing_again(client: Client) -> None:
    client.post(CONFIRM, WAYS["last_period"] | {"by": "last_period"})
    before = Pregnancy.objects.get()
    client.post(CONFIRM, WAYS["scan"] | {"by": "scan"})
    client.post(CONFIRM, WAYS["told"] | {"by": "told"})  # for a lesser reason: noted only
    after = Pregnancy.objects.get()
    assert (before.due_date_basis, after.due_date_basis) == ("last_period", "scan")
    assert after.dated_at == before.dated_at
    assert Dating.objects.filter(adopted=True).count() == 2
    assert Dating.objects.count() == 3


def test_confirming_again_keeps_what_she_has_answered(her: Woman) -> None:
    her.post("/safety/screening/")
    her.post("/safety/screening/right-now-1/", {"answer": "none"})
    her.post(CONFIRM, WAYS["due_date"])
    assert Draft.objects.get().answers


def test_her_dates_say_what_they_rest_on(her: Woman) -> None:
    assert 'href="/safety/dates/"' in her.client.get("/account/").content.decode()
    page = her.client.get("/safety/dates/").content.decode()
    assert "26</b> weeks" in page
    assert "A due date you were given" in page
    assert "You told us on 4 April 2026." in page
    assert 'href="/safety/screening/dates/"' in page


def test_another_woman_sees_nothing_of_her_dates(her: Woman, client: Client) -> None:
    stranger = Client()
    stranger.force_login(User.objects.create_guest(seen_on=NOW.date(), time_zone="UTC"))
    assert stranger.get("/safety/dates/")["Location"] == "/safety/screening/"
    assert Client().get("/safety/dates/")["Location"] == "/"
