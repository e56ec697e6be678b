"""What she prints: one clean sheet an exercise, and one for a set, whatever she reads by."""

import re

import pytest
from playwright.sync_api import Page

from exercises.content import catalogue
from tests.e2e.conftest import OpenPage
from tests.e2e.test_pages import enter
from tests.e2e.visits import adapted
from tests.people import Woman

NOT_FOR_PAPER = (".top", ".places", ".dock", ".foot", ".figure-keys", ".ways", "details")
WHITE, BLACK = "rgb(255, 255, 255)", "rgb(0, 0, 0)"


def sheets(page: Page) -> int:
    """How many sheets of A4 it takes."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))


def on_paper(page: Page, address: str) -> Page:
    page.goto(address, wait_until="networkidle")
    page.emulate_media(media="print")
    return page


@pytest.mark.parametrize("theme", ["light", "dark", "night"])
def test_paper_is_white_and_has_no_way_on(open_page: OpenPage, theme: str) -> None:
    page = on_paper(open_page(theme=theme), "/exercises/half_kneel_hip_flexor/")
    for what in NOT_FOR_PAPER:
        assert all(not each.is_visible() for each in page.locator(what).all()), what
    ink = page.evaluate("getComputedStyle(document.querySelector('.steps')).color")
    paper = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--paper')")
    shirt = "getComputedStyle(document.querySelector('.rig')).getPropertyValue('--disc')"
    assert (ink, paper) == (BLACK, "#fff")
    assert "e9e0d1" in page.evaluate(shirt)
    assert page.locator(".plate-pair .rig:visible").count() == 2


def words_of(slug: str) -> int:
    form = catalogue()[slug].form()
    return sum(map(len, (form.start, *form.steps, *catalogue()[slug].mistakes)))


def test_an_exercise_is_one_sheet(open_page: OpenPage, site: str, her: Woman) -> None:
    adapted(her)
    page = open_page()
    enter(page, site, her)
    long = []
    for slug in sorted(catalogue(), key=words_of)[-6:]:  # the longest; the others have room
        on_paper(page, f"/exercises/{slug}/")
        if sheets(page) != 1:
            long.append(slug)
        page.emulate_media(media="screen")
    assert long == []


def test_a_set_says_on_paper_how_each_is_done_and_when_to_stop(phone: Page) -> None:
    page = on_paper(phone, "/exercises/sets/six/")
    for each in page.locator(".set-steps > li").all():
        assert each.locator(".print-only .steps").is_visible()
    assert page.get_by_text("Stop, and phone your midwife or doctor,").is_visible()
    assert sheets(page) <= 3
