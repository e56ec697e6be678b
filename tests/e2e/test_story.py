"""The main job as she lives it: from the landing page to a summary, and back the next day."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.e2e.conftest import OpenPage

Check = Callable[[Page], None]
AT_26_WEEKS_3_DAYS = timedelta(days=280 - 185)
MOST_PAGES = 30
MOST_STEPS = 150


def give_dates(page: Page) -> None:
    """From the landing page to the first question, at 26 weeks + 3 days."""
    page.goto("/")
    page.get_by_role("link", name="Start").first.click()
    page.get_by_text("Yes, I am pregnant").click()
    page.get_by_role("button", name="Go on").click()
    due = date.today() + AT_26_WEEKS_3_DAYS
    for part, value in enumerate((due.day, due.month, due.year)):
        page.fill(f"#id_due_{part}", str(value))
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Yes, 26 weeks + 3 days").click()
    page.get_by_role("button", name="Not now").click()


def answer(
    page: Page,
    ticks: dict[str, list[str]] | None = None,
    look: Check | None = None,
    until: str = "check",
) -> int:
    """None of these on every page but for ``ticks`` (page to labels); return the pages asked."""
    for asked in range(MOST_PAGES):
        slug = page.url.rstrip("/").rsplit("/", 1)[-1]
        if slug in (until, "check", "safety"):
            return asked
        if look:
            look(page)
        for label in (ticks or {}).get(slug, []):
            page.get_by_text(label, exact=True).click()
        if slug == "pain":
            for chip in page.locator("label:has(input[value='0'])").all():
                chip.click()
        elif page.locator("input[type=radio]").count():
            page.locator("input[value=clear]").check()
        name = "Go on" if page.locator("input:checked").count() else "None of these"
        page.locator("button:visible", has_text=name).first.click()
    raise AssertionError("the questions never end")


def get_ready(page: Page, **answers: str) -> None:
    """On the way to her first session: what she is used to and has, or asked later."""
    page.goto("/today/")
    expect(page).to_have_url(re.compile("/today/getting-ready/$"))
    for name, word in answers.items():
        page.locator(f"label:has(input[name={name}][value={word}])").click()
    page.get_by_role("button", name="Go on" if answers else "Ask me later").click()
    expect(page).to_have_url(re.compile("/today/$"))


def check_in(page: Page, pain: int) -> None:
    """From today to the player; right after a screening only her pain is asked."""
    page.goto("/today/?minutes=5")
    page.locator(".button-start").click()
    if page.get_by_role("button", name="None of these").count():
        page.get_by_role("button", name="None of these").click()
    expect(page.get_by_role("heading", name="How is your back now?")).to_be_visible()
    page.locator(f"label:has(input[name=pain][value='{pain}'])").click()
    page.get_by_role("button", name="Begin").click()
    expect(page).to_have_url(re.compile("/sessions/[0-9a-f-]{36}/$"))


def say_how_it_was(page: Page) -> None:
    page.locator("label:has(input[name=pain_after][value='2'])").click()
    page.locator("label:has(input[name=pain_worst][value='5'])").click()
    page.get_by_role("button", name="Save").click()


def play(page: Page) -> None:
    """Do the whole session by the clock: holds run down, repetitions end on her tap."""
    page.clock.install()
    page.reload()
    page.locator("[data-act=start]:visible").click()
    for _ in range(MOST_STEPS):
        if "/after/" in page.url:
            return
        if page.locator("[data-word=done]:visible").count():
            page.locator("button.player-sheet:visible").click()
        page.clock.fast_forward(5_000)
    raise AssertionError("the session never ends")


def done_without_js(page: Page) -> None:
    for _ in range(MOST_STEPS):
        if "/after/" in page.url:
            return
        page.locator("[data-act=start]:visible, button.player-sheet:visible").first.click()
    raise AssertionError("the session never ends")


@pytest.mark.parametrize("js", [True, False], ids=["with JavaScript", "without"])
def test_from_landing_to_summary_and_back_the_next_day(
    open_page: OpenPage, check_axe: Check, monkeypatch: pytest.MonkeyPatch, js: bool
) -> None:
    page = open_page(js=js)
    give_dates(page)
    assert answer(page, {"body": ["Sore knees"]}) <= 15
    page.get_by_role("button", name="Yes, go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Nothing in your answers stops you from starting gentle exercise"
    )
    get_ready(page, experience="new_to_exercise", floor="alone", wall="no")
    expect(page.get_by_role("heading", level=1)).to_have_text("Eight minutes for your back")
    check_in(page, pain=4)
    if js:
        play(page)
    else:
        done_without_js(page)
    say_how_it_was(page)
    expect(page).to_have_url(re.compile("/summary/$"))
    expect(page.locator("main")).to_contain_text("Slow breathing")

    # Only the server's clock: the browser tools wait by the clock of this very process.
    tomorrow = timezone.now() + timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    page.goto("/")
    expect(page).to_have_url(re.compile("/today/$"))
    expect(page.locator("main")).to_contain_text("Your back was 4 before and 2 after")
    page.goto("/progress/")
    row = page.get_by_role("row").filter(has_text="esterday")
    expect(row).to_contain_text("4")
    expect(row).to_contain_text("2")
    if js:
        check_axe(page)


def test_a_headache_with_high_blood_pressure_reaches_emergency(phone: Page) -> None:
    """No outcome page comes before the question that could raise it."""
    give_dates(phone)
    answer(
        phone,
        {
            "these-days-2": ["A bad headache that does not settle"],
            "blood-pressure": ["High blood pressure or pre-eclampsia"],
        },
    )
    expect(phone.get_by_role("heading", level=1)).to_have_text("Call an ambulance now")


def test_pain_that_nothing_eases_is_the_sign_it_is(phone: Page, check_axe: Check) -> None:
    give_dates(phone)
    answer(phone, until="pain")
    for name, level in (("B1", 4), ("B1-worst", 6)):
        phone.locator(f"label:has(input[name='answer-{name}'][value='{level}'])").click()
    phone.get_by_role("button", name="Go on").click()
    for label in ("Buttock", "Stairs", "Nothing eases it", "Everyday things", "One to two weeks"):
        phone.get_by_text(label, exact=True).click()
    check_axe(phone)
    phone.get_by_role("button", name="Go on").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Phone your maternity unit now")
    expect(phone.get_by_role("heading", name="What would change this")).to_be_visible()


def test_a_reload_lands_on_the_same_step(phone: Page) -> None:
    give_dates(phone)
    answer(phone)
    phone.get_by_role("button", name="Yes, go on").click()
    get_ready(phone)
    check_in(phone, pain=3)
    phone.locator("[data-act=start]:visible").click()
    with phone.expect_response(re.compile("/events/")):
        phone.locator("[data-act=skip]:visible").click()
    here = phone.locator(".player-step:not([hidden])").get_attribute("data-step")
    phone.reload()
    assert phone.locator(".player-step:not([hidden])").get_attribute("data-step") == here


def test_something_wrong_stops_everything_until_she_has_spoken_to_someone(phone: Page) -> None:
    give_dates(phone)
    answer(phone)
    phone.get_by_role("button", name="Yes, go on").click()
    get_ready(phone)
    check_in(phone, pain=3)
    phone.locator("[data-act=start]:visible").click()
    with phone.expect_response("**/stop/"):
        phone.get_by_role("button", name="Something is wrong").click()
    phone.goto("/today/")  # left without an answer, it is asked again before anything else
    expect(phone).to_have_url(re.compile("/stop/$"))
    phone.get_by_text("Calf pain or swelling").click()
    phone.locator(".question-row").first.click()
    phone.get_by_role("button", name="Tell me what to do").click()
    expect(phone).to_have_url(re.compile("/safety/$"))
    expect(phone.get_by_role("link", name="I have spoken to them")).to_be_visible()
    phone.goto("/today/")
    assert not phone.locator(".button-start").count()
