"""Dates to weeks and back: the published vectors, the stages, the days that decide nothing."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safety.gestation import (
    LAST_DAYS,
    Gestation,
    Stage,
    due_when,
    gestation_on,
    has_reached_due_date,
    is_long_past_due,
    is_outside_all_dates,
    is_very_early,
    parse_days,
)

# Last period 1 January 2025, 28-day cycle: due 8 October 2025.
DUE = date(2025, 10, 8)


@pytest.mark.parametrize(
    ("on", "written"),
    [
        (date(2025, 1, 1), "0+0"),
        (date(2025, 4, 8), "13+6"),
        (date(2025, 4, 9), "14+0"),
        (date(2025, 7, 2), "26+0"),
        (date(2025, 7, 15), "27+6"),
        (date(2025, 7, 16), "28+0"),
        (date(2025, 10, 8), "40+0"),
        (date(2025, 10, 11), "40+3"),
        (date(2025, 10, 22), "42+0"),
        (date(2025, 10, 29), "43+0"),
    ],
)
def test_the_published_vectors(on: date, written: str) -> None:
    assert str(gestation_on(DUE, on)) == written


def test_a_leap_day_counts_as_a_day() -> None:
    assert str(gestation_on(date(2024, 12, 5), date(2024, 2, 29))) == "0+0"
    assert str(gestation_on(date(2024, 12, 5), date(2024, 3, 7))) == "1+0"


@pytest.mark.parametrize(
    ("written", "days"), [("4+0", 28), ("16+0", 112), ("26+0", 182), ("37+0", 259), ("42+0", 294)]
)
def test_written_weeks_are_read_as_days(written: str, days: int) -> None:
    assert parse_days(written) == days


@pytest.mark.parametrize("written", ["", "26", "26+7", "26-3", "x+1", "126+0", " 26+0"])
def test_what_is_not_weeks_and_days_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="weeks"):
        parse_days(written)


@pytest.mark.parametrize(
    ("written", "stage"),
    [
        ("0+0", Stage.FIRST),
        ("13+6", Stage.FIRST),
        ("14+0", Stage.SECOND),
        ("27+6", Stage.SECOND),
        ("28+0", Stage.THIRD),
        ("36+6", Stage.THIRD),
        ("37+0", Stage.EARLY_TERM),
        ("38+6", Stage.EARLY_TERM),
        ("39+0", Stage.FULL_TERM),
        ("40+6", Stage.FULL_TERM),
        ("41+0", Stage.LATE_TERM),
        ("41+6", Stage.LATE_TERM),
        ("42+0", Stage.POST_TERM),
    ],
)
def test_stages_begin_on_their_day(written: str, stage: Stage) -> None:
    assert Gestation(parse_days(written)).stage is stage


@pytest.mark.parametrize(
    ("days", "words"), [(185, "26 weeks + 3 days"), (8, "1 week + 1 day"), (0, "0 weeks + 0 days")]
)
def test_weeks_and_days_in_words(days: int, words: str) -> None:
    assert Gestation(days).words == words


@given(st.integers(0, LAST_DAYS), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_a_due_date_gives_back_the_same_weeks(days: int, on: date) -> None:
    assert gestation_on(due_when(days, on), on).total_days == days


@given(st.integers(-20, 300), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_a_day_later_is_a_day_more(ahead: int, on: date) -> None:
    due = on + timedelta(days=ahead)
    today = gestation_on(due, on).total_days
    assert gestation_on(due, on + timedelta(days=1)).total_days == today + 1


def test_below_three_weeks_the_date_is_asked_once_more() -> None:
    assert is_very_early(Gestation(20))
    assert not is_very_early(Gestation(21))


def test_from_40_weeks_on_labour_may_begin_any_day() -> None:
    assert not has_reached_due_date(Gestation(279))
    assert has_reached_due_date(Gestation(280))


def test_two_weeks_past_the_due_date_she_is_asked_not_counted_on() -> None:
    assert not is_long_past_due(Gestation(293))
    assert is_long_past_due(Gestation(294))


@pytest.mark.parametrize(
    ("days", "outside"), [(-1, True), (0, False), (301, False), (302, True), (2000, True)]
)
def test_before_0_and_past_43_weeks_nothing_is_decided_from_the_date(
    days: int, outside: bool
) -> None:
    assert is_outside_all_dates(Gestation(days)) is outside
