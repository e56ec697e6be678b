"""The warning signs on paper: every number can be read and dialled from it."""

from itertools import pairwise

import pytest
from playwright.sync_api import Page

from safety.content import countries, signs
from tests.e2e.conftest import OpenPage

BLACK = "rgb(0, 0, 0)"


@pytest.fixture
def paper(open_page: OpenPage) -> Page:
    """The public page of a stranger, as it is printed."""
    page = open_page(size=(703, 1000))
    page.goto("/safety/warning-signs/")
    page.emulate_media(media="print")
    return page


@pytest.mark.parametrize("theme", ["light", "dark", "night"])
def test_the_number_to_call_is_black(paper: Page, theme: str, site: str) -> None:
    paper.context.add_cookies([{"name": "theme", "value": theme, "url": site}])
    paper.reload()
    button = paper.locator(".number-button").first
    for part in (button, button.locator("b")):
        assert part.evaluate("each => getComputedStyle(each).color") == BLACK


def test_the_numbers_of_all_countries_are_printed(paper: Page) -> None:
    printed = paper.locator(".numbers-printed").first
    assert printed.is_visible()
    for country in countries().values():
        if country.code:
            assert f"{country.name}: {country.emergency}" in printed.inner_text()
    assert not paper.locator("details.more").first.is_visible()


def test_what_to_do_this_second_is_printed_for_every_sign(paper: Page) -> None:
    text = paper.locator("main").inner_text()
    assert [sign.id for sign in signs() if sign.first not in text] == []


def test_nothing_lies_over_anything_else(paper: Page) -> None:
    boxes = [each.bounding_box() for each in paper.locator(".page > *:visible").all()]
    shown = [box for box in boxes if box]
    assert len(shown) >= 4
    for above, below in pairwise(shown):
        assert above["y"] + above["height"] <= below["y"]
