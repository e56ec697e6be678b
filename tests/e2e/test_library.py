"""The library in a browser: what is looked for, and pictures that come when they are seen."""

import re

import pytest
from playwright.sync_api import Page, expect

from exercises.content import catalogue
from sessions.models import GuidedSession
from tests.e2e.conftest import OpenPage
from tests.e2e.test_pages import enter
from tests.people import Woman
from tests.sessions.practised import answered

REACH = "thoracic_reach_rotation"


def pictures(page: Page) -> int:
    return page.locator("svg.rig:visible use[href]").count()


def test_she_finds_an_exercise_by_another_name(phone: Page) -> None:
    phone.goto("/exercises/")
    phone.get_by_label("Find by name").fill("thread the needle")
    expect(phone).to_have_url(re.compile(r"\?q=thread"))
    expect(phone.locator(".exercise-card")).to_have_count(1)
    phone.get_by_role("link", name="Reach and turn").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Reach and turn")
    phone.go_back()
    expect(phone.locator(".exercise-card")).to_have_count(1)


def test_a_filter_changes_the_list_and_can_be_taken_away(phone: Page) -> None:
    phone.goto("/exercises/")
    phone.locator("summary", has_text="Filter").click()
    phone.get_by_label("Sitting", exact=True).check(force=True)
    expect(phone).to_have_url(re.compile(r"\?position=sitting$"))
    phone.get_by_role("button", name="Show what fits").click()
    expect(phone.get_by_label("Sitting", exact=True)).to_be_hidden()
    expect(phone.get_by_role("status").first).to_contain_text(f"of {len(catalogue())}")
    phone.get_by_role("link", name="Without Sitting").click()
    expect(phone.locator(".exercise-card")).to_have_count(len(catalogue()))


def test_pictures_come_when_they_are_near(phone: Page) -> None:
    phone.goto("/exercises/", wait_until="networkidle")
    first = pictures(phone)
    assert 2 <= first < len(catalogue())
    phone.locator(".exercise-card").last.scroll_into_view_if_needed()
    expect(phone.locator(".exercise-card").last.locator("use[href]")).to_have_count(1)


def test_without_scripts_every_picture_is_there_and_the_filters_work(no_js: Page) -> None:
    no_js.goto("/exercises/")
    assert pictures(no_js) == len(catalogue())
    assert no_js.locator("svg.later:visible").count() == 0
    no_js.locator("summary", has_text="Filter").click()
    no_js.get_by_label("Standing", exact=True).check(force=True)
    no_js.get_by_role("button", name="Show what fits").click()
    expect(no_js).to_have_url(re.compile(r"position=standing"))
    expect(no_js.get_by_role("link", name="Without Standing")).to_be_visible()


@pytest.mark.parametrize("js", [True, False], ids=["with scripts", "without"])
def test_she_finds_one_by_another_name_and_begins_it(
    open_page: OpenPage, site: str, her: Woman, js: bool
) -> None:
    answered(her)
    page = open_page(js=js)
    enter(page, site, her)
    page.goto("/exercises/")
    page.get_by_label("Find by name").fill("thread the needle")
    if not js:
        page.get_by_label("Find by name").press("Enter")
    expect(page).to_have_url(re.compile(r"\?q=thread"))
    expect(page.locator("#found h3")).to_have_count(1)
    page.get_by_role("link", name="Reach and turn").click()
    page.get_by_role("link", name="Try it now").click()
    page.get_by_role("button", name="None of these").click()
    page.locator("label", has_text="3").first.click()
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("button", name="Something is wrong").first).to_be_visible()
    steps = GuidedSession.objects.get().steps
    assert {step["exercise"] for step in steps if step.get("exercise")} == {REACH}
    expect(page.locator("main")).to_contain_text("Reach and turn")


def test_words_and_enter_are_enough_without_scripts(no_js: Page) -> None:
    no_js.goto("/exercises/")
    no_js.get_by_label("Find by name").fill("thread the needle")
    no_js.get_by_label("Find by name").press("Enter")
    expect(no_js.locator(".exercise-card")).to_have_count(1)
