"""The session as she meets it: the clock runs by itself, and nothing she taps is lost.

The browser's clock is moved by hand, so no test waits for a hold to be over.
"""

from collections.abc import Callable
from typing import Protocol

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from exercises.timeline import Step, StepKind
from safety.facts import Told, told_by
from sessions import practice
from sessions.models import SessionEvent, SessionItem
from sessions.progress import EventKind, State
from tests.people import NOW, Woman
from tests.sessions.practised import Practised, answered, begin

Enter = Callable[[Page], Page]
CheckAxe = Callable[[Page], None]


class OpenPage(Protocol):
    def __call__(
        self, *, js: bool = True, size: tuple[int, int] = (390, 844), theme: str = "auto"
    ) -> Page: ...


@pytest.fixture
def session(site: str, her: Woman) -> Practised:
    return begin(answered(her))


@pytest.fixture
def enter(site: str, session: Practised) -> Enter:
    """Open her session in a browser, whose clock begins with it."""

    def enter(page: Page) -> Page:
        key = session.her.client.cookies["visit"].value
        page.context.add_cookies([{"name": "visit", "value": key, "url": site}])
        page.clock.install(time=NOW)
        page.goto(session.address)
        return page

    return enter


@pytest.fixture
def playing(phone: Page, enter: Enter) -> Page:
    """She has tapped Start."""
    tap(enter(phone), "Start")
    return phone


def tap(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def here(page: Page) -> str:
    return str(page.locator(".player-step:not([hidden])").get_attribute("data-step"))


def at(page: Page, step: str) -> None:
    """Check that she is at a step; wait for it if she is not there yet."""
    expect(page.locator(".player-step:not([hidden])")).to_have_attribute("data-step", step)


def heard(session: Practised, sequence: int) -> Callable[[Response], bool]:
    """Recognise the answer to a tap by its number; taps are told one after the other."""

    def recognise(answer: Response) -> bool:
        asked = answer.request
        said = f"sequence={sequence}&" in f"{asked.post_data or ''}&"
        return asked.method == "POST" and session.address in answer.url and said

    return recognise


def seconds(page: Page) -> str:
    return page.locator(".digits").inner_text()


def skip_to(page: Page, wanted: Callable[[Step], bool], session: Practised) -> Step:
    for step in session.steps:
        if wanted(step):
            at(page, step.key)
            return step
        tap(page, "Skip")
    raise AssertionError("no such step in this session")


def is_a_hold(step: Step) -> bool:
    return step.kind is StepKind.WORK and step.seconds is not None


def is_counted(step: Step) -> bool:
    return step.kind is StepKind.WORK and step.seconds is None


# The clock


def test_nothing_runs_before_she_starts(phone: Page, enter: Enter, session: Practised) -> None:
    enter(phone).clock.fast_forward(60_000)
    assert here(phone) == session.keys[0]
    assert not SessionEvent.objects.exists()


def test_a_timed_step_counts_down_and_moves_on_by_itself(playing: Page, session: Practised) -> None:
    first, second = session.steps[:2]
    assert first.seconds is not None
    playing.clock.run_for(1000 * (first.seconds - 2))
    assert here(playing) == first.key
    with playing.expect_response(heard(session, 2)):
        playing.clock.run_for(2500)
    at(playing, second.key)
    assert session.progress.step == second.key


def test_a_pause_holds_the_second_and_go_on_takes_it_up(playing: Page) -> None:
    playing.clock.run_for(5_000)
    tap(playing, "Pause")
    step = here(playing)
    playing.clock.fast_forward(3_600_000)
    tap(playing, "Go on")
    assert here(playing) == step
    assert abs(int(seconds(playing)) - 10) <= 1


def test_the_page_never_scrolls_away_under_her_hand(playing: Page) -> None:
    scrolls = "document.documentElement.scrollHeight > innerHeight"
    assert not playing.evaluate(scrolls)
    tap(playing, "Pause")
    assert not playing.evaluate(scrolls)
    tap(playing, "Go on")
    assert not playing.evaluate(scrolls)


def test_she_can_end_the_counting_while_she_pauses(playing: Page, session: Practised) -> None:
    ends = playing.get_by_role("button", name="I am no longer pregnant")
    expect(ends).to_be_hidden()
    tap(playing, "Pause")
    ends.click()
    playing.wait_for_url("**/safety/no-longer-pregnant/")
    assert told_by(session.her.person) is Told.NO_LONGER


def test_repetitions_are_counted_and_hers_to_finish(playing: Page, session: Practised) -> None:
    step = skip_to(playing, is_counted, session)
    playing.clock.fast_forward(600_000)
    assert here(playing) == step.key
    assert seconds(playing) == str(step.reps)
    tap(playing, "Done")
    assert here(playing) != step.key


def test_a_phone_that_slept_asks_before_it_goes_on(playing: Page, session: Practised) -> None:
    playing.clock.fast_forward(3_600_000)
    expect(playing.get_by_role("button", name="Go on")).to_be_visible()
    assert here(playing) == session.keys[1]


def test_a_hold_is_lengthened_to_its_maximum_and_no_further(
    playing: Page, session: Practised
) -> None:
    skip_to(playing, is_a_hold, session)
    longer = playing.get_by_role("button", name="+10 s")
    most = int(str(playing.locator(".player-step:not([hidden])").get_attribute("data-longest")))
    while longer.get_attribute("aria-disabled") != "true":
        longer.click()
    minutes, _, rest = seconds(playing).rpartition(":")
    assert most - 10 < 60 * int(minutes or 0) + int(rest) <= most


def test_the_words_of_the_breath_follow_the_clock(playing: Page, session: Practised) -> None:
    step = skip_to(playing, lambda each: each.breathe_in is not None, session)
    assert playing.locator(".breath").inner_text() == "breathe in"
    playing.clock.run_for(1000 * (step.breathe_in or 0) + 500)
    assert playing.locator(".breath").inner_text() == "breathe out"


# Where she is


def test_a_reload_lands_on_the_same_step_and_asks(playing: Page, session: Practised) -> None:
    taps = next(n for n, each in enumerate(session.steps) if is_counted(each))
    with playing.expect_response(heard(session, 1 + taps)):
        step = skip_to(playing, is_counted, session)
    playing.reload()
    assert here(playing) == step.key
    expect(playing.get_by_role("button", name="Go on")).to_be_visible()


def test_back_goes_to_the_exercise_before(playing: Page, session: Practised) -> None:
    tap(playing, "Skip")
    tap(playing, "Skip")
    with playing.expect_response(heard(session, 4)):
        tap(playing, "Back")
    at(playing, session.keys[0])
    assert session.progress.step == session.keys[0]


def test_what_hurts_is_skipped_whole(playing: Page, session: Practised) -> None:
    step = skip_to(playing, is_counted, session)
    taps = session.keys.index(step.key)
    with playing.expect_response(heard(session, 2 + taps)):
        tap(playing, "It hurts")
    now = next(each for each in session.steps if each.key == here(playing))
    assert now.item == step.item + 1
    assert session.progress.step == now.key
    assert SessionItem.objects.get(felt="hurt").position == step.item


def test_two_tabs_agree(open_page: OpenPage, enter: Enter, session: Practised) -> None:
    one, two = enter(open_page()), enter(open_page())
    tap(one, "Start")
    with one.expect_response(heard(session, 5)):
        for _ in range(4):
            tap(one, "Skip")
    tap(two, "Start")
    at(two, here(one))
    expect(two.get_by_role("button", name="Go on")).to_be_visible()


def test_the_last_step_leads_to_how_it_was(playing: Page, session: Practised) -> None:
    for _ in session.keys:
        tap(playing, "Skip")
    playing.wait_for_url("**/after/")
    assert session.progress.state is State.FINISHED


def test_finishing_early_leads_to_how_it_was(playing: Page, session: Practised) -> None:
    tap(playing, "Pause")
    tap(playing, "Finish here")
    playing.wait_for_url("**/after/")
    assert not session.fresh().under_way


def test_something_is_wrong_pauses_and_comes_back_to_the_same_second(
    playing: Page, session: Practised
) -> None:
    playing.clock.run_for(5_000)
    step = here(playing)
    with playing.expect_response("**/stop/"):
        tap(playing, "Something is wrong")
    expect(playing.get_by_role("heading", level=1)).to_contain_text("What is wrong?")
    assert session.progress.state is State.ASKED
    tap(playing, "Nothing here, go on")
    assert here(playing) == step
    tap(playing, "Go on")
    assert abs(int(seconds(playing)) - 10) <= 1


def test_a_tap_survives_a_dead_network(
    browser: Browser, site: str, enter: Enter, session: Practised
) -> None:
    # Not through `open_page`: htmx rightly logs that nobody answered.
    with browser.new_context(base_url=site) as context:
        page = enter(context.new_page())
        with page.expect_response(heard(session, 1)):
            tap(page, "Start")
        context.set_offline(True)
        tap(page, "Skip")
        page.clock.run_for(3_000)
        with page.expect_response(heard(session, 2)):
            context.set_offline(False)
            page.clock.run_for(5_000)
        assert session.progress.step == here(page)
        assert SessionEvent.objects.filter(kind=EventKind.SKIP).count() == 1


# Without a script


def test_every_step_is_a_page_with_a_done_button(
    no_js: Page, enter: Enter, session: Practised
) -> None:
    enter(no_js)
    tap(no_js, "Start")
    for key in session.keys:
        assert here(no_js) == key
        tap(no_js, "Done")
    assert no_js.url.endswith("/after/")
    assert session.progress.state is State.FINISHED


def test_without_a_script_she_can_pause_go_back_skip_and_finish(
    no_js: Page, enter: Enter, session: Practised
) -> None:
    enter(no_js)
    tap(no_js, "Start")
    tap(no_js, "Skip")
    tap(no_js, "Back")
    assert here(no_js) == session.keys[0]
    tap(no_js, "Pause")
    tap(no_js, "Go on")
    assert here(no_js) == session.keys[0]
    tap(no_js, "Pause")
    tap(no_js, "Finish here")
    assert no_js.url.endswith("/after/")


# Every page


@pytest.mark.parametrize("theme", ["light", "dark", "night"])
def test_axe_finds_nothing_on_any_page_of_a_session(
    open_page: OpenPage, enter: Enter, session: Practised, check_axe: CheckAxe, theme: str
) -> None:
    page = enter(open_page(theme=theme))
    check_axe(page)
    tap(page, "Start")
    check_axe(page)
    tap(page, "Pause")
    check_axe(page)
    for address in ("stop/", "stop/w1/"):
        page.goto(f"{session.address}{address}")
        check_axe(page)
    practice.end(guided=session.row, now=NOW)
    for address in (f"{session.address}after/", f"{session.address}summary/"):
        page.goto(address)
        check_axe(page)
    for address in ("/today/", "/sessions/check-in/", "/log/", "/progress/"):
        page.goto(address)
        check_axe(page)
