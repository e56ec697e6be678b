"""The next scan: told with the placenta, shown, and followed by the same question."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from safety.history import Coverage
from safety.models import Draft
from safety.questionnaire import day_of
from safety.standing import Status
from safety.vocabulary import Gate
from tests.people import NOW, Woman

PAGE = "/safety/screening/next-scan/"
SCAN = (NOW + timedelta(days=6)).date()  # 10 May 2026
A_DAY = timedelta(days=1)


def answered(her: Woman, scan: str = SCAN.isoformat()) -> None:
    her.screened(NOW, Coverage.FULL, **{"R4": "low_lying", "R4-scan": scan})


def asking(her: Woman) -> None:
    """She is in the middle of her answers, and has said that it is low."""
    her.post("/safety/screening/")
    Draft.objects.update(answers={"R4": "low_lying"}, given_at={"R4": NOW.isoformat()})


def parts(day: str, month: str, year: str) -> dict[str, str]:
    given = {"0": day, "1": month, "2": year}
    return {"answer": "each"} | {f"answer-R4-scan_{part}": v for part, v in given.items()}


def test_it_is_asked_of_who_may_have_a_low_placenta(her: Woman) -> None:
    asking(her)
    page = her.client.get(PAGE).content.decode()
    assert "When is your next scan?" in page
    assert "I do not know yet" in page
    Draft.objects.update(answers={"R4": "clear"}, given_at={"R4": NOW.isoformat()})
    assert her.client.get(PAGE).status_code == 303


@pytest.mark.parametrize(
    ("posted", "kept"),
    [
        (parts("10", "5", "2026"), "2026-05-10"),
        (parts("4", "5", "2026"), "2026-05-04"),
        ({"answer": "each", "answer-R4-scan": "not_known"}, "not_known"),
    ],
)
def test_a_day_to_come_or_not_known_is_kept(her: Woman, posted: dict[str, str], kept: str) -> None:
    asking(her)
    assert her.post(PAGE, posted).status_code == 303
    assert Draft.objects.get().answers["R4-scan"] == kept


@pytest.mark.parametrize(
    "posted",
    [
        {"answer": "each"},
        parts("3", "5", "2026"),
        parts("10", "5", "2029"),
        parts("31", "6", "2026"),
        parts("x", "5", "2026"),
        {"answer": "each", "answer-R4-scan": "soon"},
    ],
)
def test_a_day_that_cannot_be_is_refused_and_stays_on_the_page(
    her: Woman, posted: dict[str, str]
) -> None:
    asking(her)
    answer = her.post(PAGE, posted)
    assert answer.status_code == 422
    assert "Write a day from today on" in answer.content.decode()
    assert "R4-scan" not in Draft.objects.get().answers


def test_the_page_of_her_outcome_says_when_it_is_asked_again(her: Woman) -> None:
    answered(her)
    page = her.client.get("/safety/").content.decode()
    assert "We ask about your placenta again after your scan on <strong>10 May</strong>" in page
    assert "We ask again on <strong>11 May</strong>" in page


def test_after_the_scan_only_the_placenta_is_asked_again(her: Woman) -> None:
    answered(her)
    for days, asked in ((5, False), (6, False), (7, True)):
        when = NOW + days * A_DAY
        where = her.known(when).standing
        assert (where.status is Status.AGAIN) is asked, days
    assert where.gate is Gate.SHUT
    assert where.ask_again == {"R4", "R4-scan"}
    assert "scan" in where.again_because
    with time_machine.travel(when, tick=False):
        her.screened(when, Coverage.CHANGED, R4="clear")
        assert her.known(when + timedelta(minutes=1)).standing.status is Status.GOOD


@pytest.mark.parametrize(("days", "shown"), [(5, True), (6, True), (7, False)])
def test_a_day_that_has_gone_by_is_not_there_to_confirm(
    her: Woman, clock: Any, days: int, shown: bool
) -> None:
    """On the day after it, "still right?" would be refused as it stands."""
    answered(her)
    clock.move_to(NOW + days * A_DAY)
    her.post("/safety/screening/")
    now = (NOW + days * A_DAY).isoformat()
    Draft.objects.update(answers={"R4": "low_lying"}, given_at={"R4": now})
    page = her.client.get(PAGE).content.decode()
    assert ("Still right?" in page) is shown
    assert ('value="2026"' in page) is shown


def test_once_it_is_out_of_the_way_an_older_day_says_nothing(her: Woman) -> None:
    her.screened(NOW - 15 * A_DAY, Coverage.FULL, **{"R4": "low_lying", "R4-scan": "2026-05-10"})
    her.screened(NOW, Coverage.FULL, R4="clear")
    assert her.known().standing.scan_on is None
    page = her.client.get("/safety/").content.decode()
    assert "after your scan" not in page
    assert "We ask again on <strong>18 May</strong>" in page


def test_the_scan_came_early_and_it_is_out_of_the_way(her: Woman) -> None:
    """Told between the questions of two weeks: the day she had told before no longer asks."""
    answered(her)
    her.screened(NOW + A_DAY, Coverage.CHANGED, R4="clear")
    where = her.known(NOW + 7 * A_DAY).standing
    assert where.status is Status.GOOD
    assert (where.scan_on, where.again_on) == (None, (NOW + 14 * A_DAY).date())


def test_a_second_scan_told_of_after_the_first_is_the_one_that_counts(her: Woman) -> None:
    answered(her)
    day = (NOW + 9 * A_DAY).date()
    told = {"R4": "low_lying", "R4-scan": day.isoformat()}
    her.screened(NOW + 7 * A_DAY, Coverage.CHANGED, **told)
    where = her.known(NOW + 8 * A_DAY).standing
    assert (where.scan_on, where.again_on) == (day, day + A_DAY)


def test_a_scan_she_knows_no_day_of_changes_nothing(her: Woman) -> None:
    answered(her, "not_known")
    assert her.known(NOW + 13 * A_DAY).standing.status is not Status.AGAIN
    assert "your scan on" not in her.client.get("/safety/").content.decode()


@pytest.mark.parametrize("answer", ["", "not_known", "20260510", "2026-W19-7", "2026-13-01"])
def test_only_a_day_is_a_day(answer: Any) -> None:
    assert day_of(answer) is None
