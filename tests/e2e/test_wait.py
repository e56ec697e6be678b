"""The wait of a sign is counted down, survives sleep, and is read out once, at its end."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import OpenPage
from tests.people import NOW, Woman
from tests.sessions.practised import Practised, answered, begin

OVER = "The time is over. How is it now?"
AN_HOUR = 3_600_000


@pytest.fixture
def session(site: str, her: Woman) -> Practised:
    return begin(answered(her))


@pytest.fixture
def phone(open_page: OpenPage, site: str, session: Practised) -> Page:
    page = open_page()
    key = session.her.client.cookies["visit"].value
    page.context.add_cookies([{"name": "visit", "value": key, "url": site}])
    page.clock.install(time=NOW)
    return page


def in_the_player(phone: Page, session: Practised) -> Locator:
    phone.goto(session.address)
    phone.get_by_role("button", name="Start").click()
    phone.get_by_role("button", name="Something is wrong").click()
    phone.get_by_role("button", name="Dizzy or faint").click()
    return phone.locator('[data-part="w2"] [data-wait]')


def on_its_page(phone: Page, session: Practised) -> Locator:
    phone.goto(f"{session.address}stop/w2/")
    return phone.locator("[data-wait]")


@pytest.mark.parametrize("where", [in_the_player, on_its_page])
def test_five_minutes_are_counted_down_and_their_end_is_said(
    phone: Page, session: Practised, where: object
) -> None:
    wait = where(phone, session)  # type: ignore[operator]
    left, said = wait.get_by_role("timer"), wait.get_by_role("status")
    expect(left).to_have_text("5:00")
    expect(said).to_have_text("")
    phone.clock.run_for(61_000)
    expect(left).to_have_text("3:59")
    expect(said).to_have_text("")
    phone.clock.fast_forward(AN_HOUR)  # the phone slept
    expect(left).to_have_text("0:00")
    expect(said).to_have_text(OVER)


def test_looking_at_another_sign_does_not_begin_it_anew(phone: Page, session: Practised) -> None:
    wait = in_the_player(phone, session)
    phone.clock.run_for(60_000)
    phone.locator('[data-part="w2"] [data-open="list"]').click()
    phone.get_by_role("button", name="Dizzy or faint").click()
    expect(wait.get_by_role("timer")).to_have_text("4:00")


@pytest.mark.parametrize("passed", [60_000, AN_HOUR], ids=["under way", "over"])
def test_dizzy_a_second_time_has_all_its_minutes(
    phone: Page, session: Practised, passed: int
) -> None:
    wait = in_the_player(phone, session)
    left, said = wait.get_by_role("timer"), wait.get_by_role("status")
    phone.clock.fast_forward(passed)
    phone.locator('[data-part="w2"] [data-open="list"]').click()
    phone.get_by_role("button", name="Nothing here, go on").click()
    phone.get_by_role("button", name="Something is wrong").click()
    phone.get_by_role("button", name="Dizzy or faint").click()
    expect(left).to_have_text("5:00")
    expect(said).to_have_text("")
    phone.clock.run_for(61_000)
    expect(left).to_have_text("3:59")


def test_the_answers_are_there_while_it_runs(phone: Page, session: Practised) -> None:
    in_the_player(phone, session)
    for words in ("It settled within 5 minutes", "It has not settled, or I fainted"):
        expect(phone.get_by_role("button", name=words)).to_be_visible()
