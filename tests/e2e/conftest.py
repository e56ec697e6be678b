"""Browser tests: a phone in her hand against the real server.

Whatever a test is about, it fails when a page logs an error, breaks the content security
policy, asks another site for anything, lacks a file or answers with a fault of ours.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest
from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.management import call_command
from playwright.sync_api import Browser, ConsoleMessage, Page, Response, sync_playwright
from pytest_django.live_server_helper import LiveServer

from bin import browser as browsers

# Playwright keeps an event loop in this thread, and Django takes that for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

FLAGS = [
    "--no-sandbox",  # it opens our own pages only, and a container has no sandbox to give
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = (390, 844)


AXE = Axe()


class OpenPage(Protocol):
    def __call__(
        self,
        *,
        js: bool = True,
        size: tuple[int, int] = PHONE,
        theme: str = "auto",
        worker: bool = False,
    ) -> Page: ...


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = browsers.find()
    if path is None:
        pytest.fail(browsers.ADVICE)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture(scope="session", autouse=True)
def somewhere_for_static_files() -> None:
    """Nothing has been collected on a fresh clone, and the server warns of a missing folder."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture
def site(drawn: Path, live_server: LiveServer) -> str:
    """The address of a running site with its catalogue."""
    call_command("load_content", verbosity=0)
    return live_server.url


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[OpenPage]:
    """Open pages, each in a browser of its own that has never been here before."""
    faults: list[str] = []
    contexts = []

    def open_page(
        *,
        js: bool = True,
        size: tuple[int, int] = PHONE,
        theme: str = "auto",
        worker: bool = False,
    ) -> Page:
        context = browser.new_context(
            base_url=site,
            viewport={"width": size[0], "height": size[1]},
            has_touch=size == PHONE,
            is_mobile=size == PHONE,
            java_script_enabled=js,
            locale="en-GB",
            timezone_id="Europe/London",
            reduced_motion="reduce",
            # Every new browser would fetch all our files: only where a test is about that.
            service_workers="allow" if worker else "block",
        )
        contexts.append(context)
        if theme != "auto":
            context.add_cookies([{"name": "theme", "value": theme, "url": site}])
        page = context.new_page()
        page.set_default_timeout(10_000)
        _watch(page, site, faults)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def phone(open_page: OpenPage) -> Page:
    return open_page()


@pytest.fixture
def no_js(open_page: OpenPage) -> Page:
    """The same phone with JavaScript off."""
    return open_page(js=False)


@pytest.fixture
def check_axe() -> Callable[[Page], None]:
    """Check that axe finds nothing, of any weight, and that nothing runs off the side."""

    def check(page: Page) -> None:
        page.wait_for_load_state()  # a tap begins a page; its styles may still be on the way
        results = run_axe(page)
        assert not results.violations_count, f"{page.url}\n{results.generate_report()}"
        wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wider <= 0, f"{page.url} is {wider} px wider than the screen"

    return check


def run_axe(page: Page, **options: Any) -> AxeResults:
    """Return what axe finds; it is half a megabyte, so it is given to a page once."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.axe_script)
    # What passes is not told of: it would be every word of the page.
    wanted = {"resultTypes": ["violations"], **options}
    return AxeResults(page.evaluate("wanted => axe.run(wanted)", wanted))


def _watch(page: Page, site: str, faults: list[str]) -> None:
    def said(message: ConsoleMessage) -> None:
        # A refused form is logged too; what matters of that is seen in `answered`.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            faults.append(f"{page.url}: {message.text}")

    def answered(response: Response) -> None:
        a_file = response.request.resource_type not in ("document", "fetch", "xhr")
        if response.status >= 500 or (a_file and response.status >= 400):
            faults.append(f"{response.url}: {response.status}")
        if not response.url.startswith((site, "data:", "blob:")):
            faults.append(f"{page.url} asked {response.url}")

    page.on("console", said)
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
    page.on("response", answered)
