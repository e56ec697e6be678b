"""Every page outside a session, in every theme: axe finds nothing, nothing runs off the side."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from exercises.content import catalogue
from safety import content
from safety.standing import Coverage
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
    f"/exercises/{next(iter(catalogue()))}/",
    "/questions/",
    "/questions/?q=zebra",
    "/questions/it-got-worse/",
    "/account/",
    "/leave/",
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
        {"R4": "low_lying"},
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
