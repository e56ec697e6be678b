"""From which day a clearance counts, and to which."""

from datetime import date, datetime, timedelta

import pytest

from safety.birth import Birth, Delivery
from safety.clearing import ToClear, begins, told_on
from safety.history import ContactTaken, Coverage, History, Said, ScreeningTaken
from safety.questionnaire import ClearanceLasts
from safety.vocabulary import Outcome
from tests.people import AT_26_WEEKS_3_DAYS, NOW

TODAY = NOW.date()


def taken(days_ago: int, **answers: str) -> ScreeningTaken:
    at = NOW - timedelta(days=days_ago)
    outcome, coverage = Outcome.ASK_FIRST, Coverage.FULL
    return ScreeningTaken(
        str(days_ago), at, at.date(), AT_26_WEEKS_3_DAYS, coverage, answers, outcome, ("R12",)
    )


def history(*screenings: ScreeningTaken, born: date | None = None, mistaken: str = "") -> History:
    contacts = [ContactTaken(NOW, Said.MISTAKE, mistaken)] if mistaken else []
    birth = Birth(born, Delivery.VAGINAL, False, False, False) if born else None
    dated = datetime.min.replace(tzinfo=NOW.tzinfo)
    return History(AT_26_WEEKS_3_DAYS, dated, birth, screenings=screenings, contacts=contacts)


@pytest.mark.parametrize(
    ("lasts", "long_past", "last"),
    [
        (ClearanceLasts.PREGNANCY, False, None),
        (ClearanceLasts.PREGNANCY, True, None),
        (ClearanceLasts.DAYS_28, False, TODAY + timedelta(days=27)),
        (ClearanceLasts.DAYS_28, True, TODAY + timedelta(days=27)),
        (ClearanceLasts.LONG_PAST, False, TODAY + timedelta(days=27)),
        (ClearanceLasts.LONG_PAST, True, None),
    ],
)
def test_how_long_a_clearance_lasts(
    lasts: ClearanceLasts, long_past: bool, last: date | None
) -> None:
    assert ToClear("R12", "yes", TODAY, lasts).until(TODAY, long_past) == last


def test_a_word_about_yes_is_none_about_not_sure() -> None:
    yes, unsure = (ToClear("R12", a, TODAY, ClearanceLasts.DAYS_28) for a in ("yes", "not_sure"))
    assert (yes.key, unsure.key) == ("R12:yes", "R12:not_sure")


@pytest.mark.parametrize(
    ("screenings", "days_ago"),
    [
        ((taken(0, R12="yes"),), None),
        ((taken(30, R12="yes"), taken(0, R12="yes")), None),
        ((taken(30, R12="yes"), taken(20, R12="no"), taken(0, R12="yes")), 0),
        ((taken(30, R12="not_sure"), taken(5, R12="yes"), taken(0, R12="yes")), 5),
        ((taken(30, R12="no"), taken(20, E1="no"), taken(9, R12="yes")), 9),  # not asked between
        ((taken(0, R12="yes"), taken(30, R12="no")), 0),  # in whatever order they come
        ((taken(30, R12="yes"), taken(0, R12="no")), None),
    ],
)
def test_an_answer_can_be_from_the_day_she_no_longer_answered_otherwise(
    screenings: tuple[ScreeningTaken, ...], days_ago: int | None
) -> None:
    rows = history(*screenings)
    first = begins(rows) if days_ago is None else TODAY - timedelta(days=days_ago)
    assert told_on(rows, "R12", "yes") == first


def test_an_answer_tapped_by_mistake_begins_nothing() -> None:
    rows = history(taken(9, R12="no"), taken(0, R12="yes"), mistaken="9")
    assert told_on(rows, "R12", "yes") == begins(rows)


def test_no_clearance_is_from_before_the_pregnancy_or_the_birth() -> None:
    assert begins(history()) == AT_26_WEEKS_3_DAYS - timedelta(days=280)
    assert begins(history(born=TODAY)) == TODAY
