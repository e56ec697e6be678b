"""Every page outside a session, in every theme: axe finds nothing, nothing runs off the side."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from exercises.content import catalogue
from safety.history import Coverage
from tests.e2e.conftest import OpenPage, run_axe
from tests.e2e.visits import CAT, PUBLIC, STATES, adapted, question_pages
from tests.people import NOW, Woman

CheckAxe = Callable[[Page], None]


def enter(page: Page, site: str, her: Woman) -> None:
    """Let this browser be hers."""
    key = her.client.cookies["visit"].value
    page.context.add_cookies([{"name": "visit", "value": key, "url": site}])


@pytest.fixture
def check_themes(check_axe: CheckAxe) -> CheckAxe:
    """Check a page in every theme: nothing but its colours differs by that."""

    def check(page: Page) -> None:
        check_axe(page)
        for theme in ("dark", "night", "light"):
            page.evaluate("theme => document.documentElement.dataset.theme = theme", theme)
            found = run_axe(page, runOnly=["color-contrast"])
            assert not found.violations_count, f"{page.url} {theme}\n{found.generate_report()}"

    return check


@pytest.mark.parametrize("half", [0, 1])
def test_axe_finds_nothing_on_any_public_page(
    phone: Page, check_themes: CheckAxe, half: int
) -> None:
    for address in PUBLIC[half::2]:
        phone.goto(address)
        check_themes(phone)


@pytest.mark.parametrize("part", range(4))
def test_axe_finds_nothing_on_any_exercise(phone: Page, check_axe: CheckAxe, part: int) -> None:
    for slug in sorted(catalogue())[part::4]:
        phone.goto(f"/exercises/{slug}/")
        check_axe(phone)


def test_axe_finds_nothing_on_any_question_page(
    phone: Page, site: str, her: Woman, check_themes: CheckAxe
) -> None:
    enter(phone, site, her)
    for address in question_pages(her):
        phone.goto(address)
        check_themes(phone)
        if phone.get_by_role("button", name="Not sure about one").count():
            phone.get_by_role("button", name="Not sure about one").click()
        else:
            phone.get_by_role("button", name="Go on").click()  # blank: the error summary
        check_themes(phone)


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_whatever_she_told(
    phone: Page, site: str, her: Woman, check_themes: CheckAxe, state: str
) -> None:
    addresses = STATES[state](her)
    enter(phone, site, her)
    for address in addresses:
        phone.goto(address)
        check_themes(phone)


def test_axe_finds_nothing_with_everything_unfolded(
    phone: Page, site: str, her: Woman, check_themes: CheckAxe
) -> None:
    adapted(her)
    enter(phone, site, her)
    for address in ("/exercises/", CAT, "/exercises/sets/six/", "/today/", "/account/"):
        phone.goto(address)
        for fold in phone.locator("main summary").all():
            fold.click()
        check_themes(phone)


MANY = {
    "adapted": {
        **{"pgp": "yes", "knee_pain": "yes", "carpal_tunnel": "yes", "dizzy_flat": "yes"},
        **{"M-more": "yes", "reflux": "yes", "hypermobile": "yes", "diastasis": "yes"},
        **{"B1": "7", "B1-worst": "9", "B3": "longer"},
    },
    "ask first": {"R4": "low_lying", "R7": "yes", "R12": "yes", "R5": "yes", "R3": "yes"},
}


@pytest.mark.parametrize("size", [(390, 844), (1280, 800)], ids=["phone", "desk"])
@pytest.mark.parametrize("outcome", MANY)
def test_however_much_changes_what_to_do_is_on_the_first_screen(
    open_page: OpenPage, site: str, her: Woman, outcome: str, size: tuple[int, int]
) -> None:
    page = open_page(size=size)
    enter(page, site, her)
    her.screened(NOW, Coverage.FULL, **MANY[outcome])
    page.goto("/safety/")
    covered = page.locator(".places").bounding_box() if size[0] < 900 else None
    bottom = covered["y"] if covered else size[1]
    for seen in (page.locator(".level").first, page.locator(".button-main")):
        box = seen.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= bottom
    fold = page.locator("details", has_text="more").first
    assert fold.get_attribute("open") is None
