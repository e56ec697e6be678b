"""Every page outside a session, in every theme: axe finds nothing, nothing runs off the side."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page

from exercises.content import catalogue
from safety import content
from safety.history import Coverage
from tests.e2e.conftest import OpenPage
from tests.people import NOW, Woman

CheckAxe = Callable[[Page], None]
PUBLIC = (
    "/",
    "/about/",
    "/privacy/",
    "/sources/",
    "/safety/warning-signs/",
    "/safety/screening/",
    "/safety/screening/dates/",
    "/safety/after-birth/",
    "/safety/no-longer-pregnant/",
    "/exercises/",
    "/exercises/?q=cat&position=all_fours",
    "/exercises/?q=nothing-of-that-name",
    "/exercises/sets/",
    "/exercises/sets/support/",
    f"/exercises/{next(iter(catalogue()))}/",
    "/questions/",
    "/questions/?q=zebra",
    "/questions/it-got-worse/",
    "/account/",
    "/leave/",
    "/staff/",
    "/no-such-page/",
)
# What she answers, and the pages that follow from it.
OUTCOMES: dict[str, tuple[dict[str, str], tuple[str, ...]]] = {
    "clear": (
        {},
        (
            "/safety/",
            "/exercises/",
            "/exercises/half_kneel_hip_flexor/",
            "/today/getting-ready/",
            "/account/erase/",
        ),
    ),
    "adapted": ({"pgp": "yes", "knee_pain": "yes"}, ("/safety/", "/exercises/")),
    "ask first": (
        {"R4": "low_lying", "R13": "yes"},
        ("/safety/", "/safety/clearance/", "/safety/clearance/sheet/", "/today/"),
    ),
    "today": ({"U7": "yes"}, ("/safety/", "/safety/contact/", "/safety/unit/", "/today/")),
    "emergency": ({"E1": "yes"}, ("/safety/",)),
    "harm": ({"E10": "yes"}, ("/safety/",)),
}


@pytest.fixture
def themed(request: pytest.FixtureRequest, open_page: OpenPage) -> Page:
    return open_page(theme=request.param)


def enter(page: Page, site: str, her: Woman) -> None:
    """Let this browser be hers."""
    key = her.client.cookies["visit"].value
    page.context.add_cookies([{"name": "visit", "value": key, "url": site}])


@pytest.mark.parametrize("themed", ["light", "dark", "night"], indirect=True)
def test_axe_finds_nothing_on_any_public_page(themed: Page, check_axe: CheckAxe) -> None:
    for address in PUBLIC:
        themed.goto(address)
        check_axe(themed)


@pytest.mark.parametrize("themed", ["light", "dark", "night"], indirect=True)
def test_axe_finds_nothing_on_any_question_page(
    themed: Page, site: str, her: Woman, check_axe: CheckAxe
) -> None:
    enter(themed, site, her)
    her.post("/safety/screening/")
    for page in content.questionnaire().pages_for(her.known().facts, her.clean_answers()):
        themed.goto(f"/safety/screening/{page.page.id}/")
        check_axe(themed)
        if themed.get_by_role("button", name="Not sure about one").count():
            themed.get_by_role("button", name="Not sure about one").click()
        else:
            themed.get_by_role("button", name="Go on").click()  # blank: the error summary
        check_axe(themed)


@pytest.mark.parametrize("outcome", OUTCOMES)
@pytest.mark.parametrize("themed", ["light", "dark", "night"], indirect=True)
def test_axe_finds_nothing_on_any_outcome(
    themed: Page, site: str, her: Woman, check_axe: CheckAxe, outcome: str
) -> None:
    answers, addresses = OUTCOMES[outcome]
    enter(themed, site, her)
    her.screened(NOW, Coverage.FULL, **answers)
    for address in addresses:
        themed.goto(address)
        check_axe(themed)


@pytest.mark.parametrize("themed", ["light", "dark", "night"], indirect=True)
def test_axe_finds_nothing_on_the_day_after_thoughts_of_harm(
    themed: Page, site: str, her: Woman, check_axe: CheckAxe
) -> None:
    enter(themed, site, her)
    her.screened(NOW - timedelta(days=1), Coverage.FULL, E10="yes")
    for address in ("/safety/", "/today/"):
        themed.goto(address)
        check_axe(themed)


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
