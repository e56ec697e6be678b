"""What a page makes a phone download on its first visit: sizes, so no clock can blur them.

The test server sends files as they lie there; each is counted as the real one sends it: our
scripts without comments, what can be pressed as brotli, a page as it is. What was measured
at the real server stands in `bench/RESULTS.md`.
"""

import gzip
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
from playwright.sync_api import Page, Response
from rjsmin import jsmin

from tests.e2e.conftest import OpenPage
from tests.people import Woman
from tests.sessions.practised import answered, begin

HEADERS = 950  # as the real server sends them with every answer, not pressed
KB = 1000
SCRIPTS = Path("static/js")
NOT_SENT = ("figure/still.js", "figure/things.js")  # run where content is loaded

Sizes = dict[str, int]


def pressed(source: bytes) -> int:
    return len(brotli.compress(source))


def sent(response: Response) -> int:
    if 300 <= response.status < 400:  # sent on: there is nothing but headers
        return HEADERS
    body = response.body()
    if response.request.resource_type == "document":
        zipped = response.headers.get("content-encoding") == "gzip"
        return len(gzip.compress(body, 6) if zipped else body) + HEADERS
    if "/static/js/" in response.url:
        body = jsmin(body)
    return pressed(body) + HEADERS


Weigh = Callable[..., Sizes]


@pytest.fixture
def weigh(open_page: OpenPage, site: str) -> Weigh:
    """Open an address as a phone that has never been here, and let what moves begin."""

    def weigh(address: str, visit: str = "", then: Callable[[Page], None] | None = None) -> Sizes:
        page = open_page()
        answers: list[Response] = []
        page.emulate_media(reduced_motion="no-preference")
        if visit:
            page.context.add_cookies([{"name": "visit", "value": visit, "url": site}])
        page.on("response", lambda answer: answers.append(answer))
        page.goto(address, wait_until="networkidle")
        if then:
            then(page)
            page.wait_for_load_state("networkidle")
        return {answer.url.removeprefix(site): sent(answer) for answer in answers}

    return weigh


def test_the_library_opens_on_slow_mobile_data(weigh: Weigh) -> None:
    sizes = weigh("/exercises/")
    assert any(name.endswith(".svg") and "/figures/" in name for name in sizes)
    assert sum(sizes.values()) <= 90 * KB, sizes


@pytest.mark.parametrize("slug", ["pelvic_tilt_quadruped", "seated_figure4", "counter_lean"])
def test_an_exercise_opens_and_moves_on_slow_mobile_data(weigh: Weigh, slug: str) -> None:
    def moves(page: Page) -> None:
        page.locator(".rig-end > g path").first.wait_for(state="attached")

    sizes = weigh(f"/exercises/{slug}/", then=moves)
    assert any(name.endswith("figure/rig.js") for name in sizes)
    assert sum(sizes.values()) <= 70 * KB, sizes
    assert [name for name in sizes if name.endswith(".json")] == [f"/static/figures/t2/{slug}.json"]


def test_a_session_opens_and_moves_on_slow_mobile_data(weigh: Weigh, her: Woman) -> None:
    """Begun, it fetches the pictures of later steps too: the network may be gone by then."""
    session = begin(answered(her))

    def starts(page: Page) -> None:
        page.get_by_role("button", name="Start").click()

    key = session.her.client.cookies["visit"].value
    opened = weigh(session.address, key)
    assert sum(opened.values()) <= 120 * KB, opened
    whole = weigh(session.address, key, starts)
    assert sum(whole.values()) <= 160 * KB, whole


def test_all_our_scripts_together_are_small() -> None:
    ours = [p for p in SCRIPTS.rglob("*.js") if not p.as_posix().endswith(NOT_SENT)]
    assert sum(pressed(jsmin(path.read_bytes())) for path in ours) <= 30 * KB


def test_what_moves_a_figure_is_a_small_part_of_them() -> None:
    moving = [SCRIPTS / "figure" / name for name in ("rig.js", "canvas.js", "motion.js")]
    assert sum(pressed(jsmin(path.read_bytes())) for path in moving) <= 14 * KB
