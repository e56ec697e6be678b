"""No network: the signs, what to do and whom to call are still there, and nothing is lost."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from config import offline
from safety.models import Stop
from safety.vocabulary import Gate
from sessions.progress import State
from tests.e2e.conftest import OpenPage
from tests.people import NOW, Woman
from tests.sessions.practised import Practised, answered, begin

Check = Callable[[Page], None]
Enter = Callable[[Page], Page]
SIGNS = "/safety/warning-signs/"
KEPT = """async () => {
  const kept = {};
  for (const name of await caches.keys()) {
    const requests = await (await caches.open(name)).keys();
    kept[name] = requests.map((request) => new URL(request.url).pathname);
  }
  return kept;
}"""
TEXTS = """async () => {
  const texts = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) texts.push(await (await cache.match(request)).text());
  }
  return texts.join("");
}"""


@pytest.fixture
def session(site: str, her: Woman) -> Practised:
    return begin(answered(her))


@pytest.fixture
def enter(site: str, session: Practised) -> Enter:
    """Open her session in a browser, and tap Start."""

    def enter(page: Page) -> Page:
        key = session.her.client.cookies["visit"].value
        page.context.add_cookies([{"name": "visit", "value": key, "url": site}])
        page.clock.install(time=NOW)
        page.goto(session.address)
        with page.expect_response(lambda answer: answer.request.method == "POST"):
            page.get_by_role("button", name="Start").click()
        return page

    return enter


@pytest.fixture
def lone(browser: Browser, site: str) -> Iterator[Page]:
    """Not through `open_page`: it is rightly logged that nobody answered."""
    with browser.new_context(base_url=site, service_workers="block") as context:
        page = context.new_page()
        page.set_default_timeout(10_000)
        yield page


def tap(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def kept_by(page: Page) -> dict[str, list[str]]:
    """Return what the browser keeps once its worker is at work."""
    page.evaluate("async () => { await navigator.serviceWorker.ready; }")
    kept: dict[str, list[str]] = page.evaluate(KEPT)
    return kept


# In the session


def test_with_the_network_cut_she_is_told_what_to_do_and_whom_to_call(
    lone: Page, enter: Enter, session: Practised, check_axe: Check
) -> None:
    enter(lone)
    lone.context.set_offline(True)
    tap(lone, "Something is wrong")
    heading(lone, "What is wrong?")
    check_axe(lone)
    tap(lone, "Bleeding from the vagina")
    expect(lone.get_by_text("Put on a pad, not a tampon")).to_be_visible()
    check_axe(lone)
    tap(lone, "A soaked pad in an hour or less")
    expect(lone.get_by_text("Lie on your side and call for help now")).to_be_visible()
    expect(lone.locator("a[href='tel:112']:visible").first).to_be_visible()
    expect(lone.get_by_text("started to bleed heavily")).to_be_visible()
    check_axe(lone)
    # Nothing on this page leads back to the steps.
    assert lone.locator(".player").is_hidden()
    assert lone.get_by_role("button").count() == 0
    assert not Stop.objects.exists()

    lone.context.set_offline(False)
    lone.clock.run_for(60_000)
    lone.wait_for_url("**/safety/")
    stop = Stop.objects.get()
    assert (stop.sign, stop.answer, stop.context) == ("w1", "heavy", session.row.pk)
    assert session.progress.state is State.STOPPED
    assert session.her.known().standing.gate is Gate.SHUT
    lone.goto(session.address)
    assert lone.url.endswith("/safety/")


def test_her_units_number_is_at_hand_without_a_network(
    lone: Page, enter: Enter, session: Practised
) -> None:
    person = session.her.person
    person.unit_phone, person.unit_name = "020 7946 0000", "St Elsewhere"
    person.save(update_fields=["unit_phone", "unit_name"])
    enter(lone)
    lone.context.set_offline(True)
    tap(lone, "Something is wrong")
    tap(lone, "Bleeding from the vagina")
    tap(lone, "Less than that, even a spot")
    expect(lone.get_by_role("link", name="Call 020 7946 0000")).to_be_visible()


def test_a_milder_answer_without_a_network_leads_on_and_is_kept(
    lone: Page, enter: Enter, session: Practised
) -> None:
    enter(lone)
    lone.context.set_offline(True)
    tap(lone, "Something is wrong")
    tap(lone, "Nothing here, go on")
    expect(lone.get_by_role("button", name="Go on")).to_be_visible()
    tap(lone, "Go on")
    lone.context.set_offline(False)
    lone.clock.run_for(60_000)
    lone.wait_for_load_state("networkidle")
    expect(lone.locator(".player")).to_have_attribute("data-state", "under_way")
    assert session.progress.state is State.UNDER_WAY


def test_without_a_script_the_signs_are_pages_and_stop_her(
    no_js: Page, enter: Enter, session: Practised, site: str
) -> None:
    key = session.her.client.cookies["visit"].value
    no_js.context.add_cookies([{"name": "visit", "value": key, "url": site}])
    no_js.goto(session.address)
    tap(no_js, "Something is wrong")
    heading(no_js, "What is wrong?")
    no_js.get_by_role("link", name="Bleeding from the vagina").click()
    no_js.get_by_text("A soaked pad in an hour or less").click()
    tap(no_js, "Tell me what to do")
    assert no_js.url.endswith("/safety/")
    assert session.her.known().standing.gate is Gate.SHUT


# The public page


def test_the_signs_open_without_a_network_after_one_visit(open_page: OpenPage) -> None:
    page = open_page(worker=True)
    page.goto("/about/")
    kept_by(page)
    page.context.set_offline(True)
    page.goto(SIGNS)
    heading(page, "Signs that need help now")
    expect(page.get_by_role("link", name="Call 112")).to_be_visible()
    page.goto("/sources/")
    heading(page, "There is no network just now")
    page.get_by_role("link", name="Signs that need help now").first.click()
    heading(page, "Signs that need help now")


def test_no_page_of_hers_is_in_any_cache(
    open_page: OpenPage, session: Practised, site: str
) -> None:
    person = session.her.person
    person.unit_phone, person.unit_name = "020 7946 0000", "St Elsewhere"
    person.save(update_fields=["unit_phone", "unit_name"])
    page = open_page(worker=True)
    key = session.her.client.cookies["visit"].value
    page.context.add_cookies([{"name": "visit", "value": key, "url": site}])
    page.goto(SIGNS)
    kept_by(page)
    for address in (SIGNS, "/today/", session.address, "/log/", "/account/"):
        page.goto(address)
    for paths in kept_by(page).values():
        pages = {path for path in paths if not path.startswith("/static/")}
        assert pages == set(offline.pages())
    texts = page.evaluate(TEXTS)
    assert "Signs that need help now" in texts
    assert "St Elsewhere" not in texts
    assert "7946" not in texts


def test_a_new_release_replaces_what_was_kept(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(worker=True)
    page.goto(SIGNS)
    assert list(kept_by(page)) == [f"easeback-{offline.version()}"]
    monkeypatch.setattr(offline, "version", lambda: "next")
    page.goto("/about/")
    page.wait_for_function("caches.keys().then((names) => `${names}` === 'easeback-next')")


def test_erasing_leaves_no_cache(open_page: OpenPage, session: Practised, site: str) -> None:
    page = open_page(worker=True)
    key = session.her.client.cookies["visit"].value
    page.context.add_cookies([{"name": "visit", "value": key, "url": site}])
    page.goto("/account/erase/")
    assert kept_by(page)
    page.get_by_role("button", name=re.compile("[Ee]rase")).click()
    heading(page, "It is all erased")
    page.wait_for_function("caches.keys().then((names) => names.length === 0)")


def test_the_signs_print_on_their_own(phone: Page) -> None:
    phone.goto(SIGNS)
    phone.emulate_media(media="print")
    for part in (".top", ".foot", ".skip", ".unreviewed a"):
        expect(phone.locator(part).first).to_be_attached()
        expect(phone.locator(part).first).to_be_hidden()
    expect(phone.locator(".signs").first).to_be_visible()
    expect(phone.get_by_text("Call 112").first).to_be_visible()
