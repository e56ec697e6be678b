"""The moving figure: it shows the movement, stands still on request, and is never alone in it."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.e2e.conftest import OpenPage

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("drawn")]

CAT = "/exercises/pelvic_tilt_quadruped/"
HIP = "/exercises/half_kneel_hip_flexor/"
MOVED = ".rig-end > g path"


def trunk(page: Page) -> str:
    """Where the moving figure is, as one text."""
    return str(page.locator(MOVED).evaluate_all("all => all.map(p => p.getAttribute('d')).join()"))


def test_it_moves_with_the_steps_and_stops_when_told(
    open_page: OpenPage, live_server: LiveServer
) -> None:
    page = open_page()
    page.emulate_media(reduced_motion="no-preference")
    page.goto(live_server.url + CAT)
    expect(page.locator(MOVED).first).to_be_attached()
    expect(page.locator("[data-figure-steps] > [data-now]")).to_have_count(1)
    pause = page.get_by_role("button", name="Pause the movement")
    box = pause.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 48
    pause.click()
    expect(page.get_by_role("button", name="Show the movement")).to_be_visible()
    stood = trunk(page)
    page.evaluate("new Promise(done => setTimeout(done, 300))")
    assert trunk(page) == stood


def test_less_motion_shows_start_and_end_and_moves_only_when_asked(
    open_page: OpenPage, live_server: LiveServer
) -> None:
    page = open_page()
    page.goto(live_server.url + CAT)
    play = page.get_by_role("button", name="Show the movement")
    expect(play).to_be_visible()
    expect(page.locator(".rig-start")).to_be_visible()
    expect(page.locator(".rig-end")).to_be_visible()
    expect(page.locator(MOVED)).to_have_count(0)
    play.click()
    expect(page.locator(MOVED).first).to_be_attached()


def test_without_a_script_start_and_end_stand_side_by_side(
    open_page: OpenPage, live_server: LiveServer
) -> None:
    page = open_page(js=False)
    page.goto(live_server.url + HIP)
    expect(page.locator(".rig-start")).to_be_visible()
    expect(page.locator(".rig-end")).to_be_visible()
    expect(page.locator("[data-figure-play]")).to_be_hidden()
    page.get_by_text("Right", exact=True).click()
    expect(page.locator(".rig-end")).to_have_css("transform", "none")


def test_on_paper_both_ends_are_printed(open_page: OpenPage, live_server: LiveServer) -> None:
    page = open_page()
    page.emulate_media(reduced_motion="no-preference")
    page.goto(live_server.url + CAT)
    expect(page.locator(MOVED).first).to_be_attached()
    page.emulate_media(media="print")
    expect(page.locator(".rig-start")).to_be_visible()
    expect(page.locator(".rig-end > g")).to_be_hidden()


def test_without_a_network_the_pictures_stay_and_nothing_is_left_to_press(
    open_page: OpenPage, live_server: LiveServer, drawn: Path
) -> None:
    page = open_page()
    page.emulate_media(reduced_motion="no-preference")
    page.route("**/*.json", lambda route: route.fulfill(status=200, body="not a pose"))
    page.goto(live_server.url + CAT)
    expect(page.locator("[data-figure-play]")).to_have_count(0)
    expect(page.locator(".rig-end > use")).to_be_visible()
