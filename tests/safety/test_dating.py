"""Every way of dating: its vectors, its limits in plain words, and which of two counts for more."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safety.dating import (
    PRECEDENCE,
    Basis,
    Dated,
    Field,
    InvalidDatesError,
    by_due_date,
    by_last_period,
    by_ovulation,
    by_scan,
    by_told,
    by_transfer,
    compare,
    may_differ,
)
from safety.gestation import gestation_on, parse_days

ON = date(2026, 5, 4)
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


def ago(days: int) -> date:
    return ON - timedelta(days=days)


def scan(written: str, due: date) -> Dated:
    days = parse_days(written)
    return Dated(Basis.SCAN, due, uncertain=days >= parse_days("22+0"), scan_days=days)


@pytest.mark.parametrize(
    ("first_day", "cycle", "due"),
    [
        (date(2025, 1, 1), 28, date(2025, 10, 8)),
        (date(2025, 1, 1), 35, date(2025, 10, 15)),
        (date(2025, 1, 1), 21, date(2025, 10, 1)),
        (date(2025, 1, 1), None, date(2025, 10, 8)),
        # Seven days more and three months less would say 7 December and 7 September.
        (date(2024, 2, 29), 28, date(2024, 12, 5)),
        (date(2025, 11, 30), 28, date(2026, 9, 6)),
    ],
)
def test_a_last_period_leads_to_the_published_due_date(
    first_day: date, cycle: int | None, due: date
) -> None:
    assert by_last_period(first_day, cycle, first_day + timedelta(days=100)).due == due


@pytest.mark.parametrize(
    ("age", "due", "gestation"),
    [
        (0, date(2025, 12, 1), "2+0"),
        (3, date(2025, 11, 28), "2+3"),
        (5, date(2025, 11, 26), "2+5"),
        (6, date(2025, 11, 25), "2+6"),
    ],
)
def test_a_transfer_leads_to_the_published_due_date(age: int, due: date, gestation: str) -> None:
    transferred = date(2025, 3, 10)
    assert by_transfer(transferred, age, transferred).due == due
    assert str(gestation_on(due, transferred)) == gestation


def test_a_scan_leads_to_the_published_due_date() -> None:
    dated = by_scan(date(2025, 3, 20), 11, 4, date(2025, 6, 1))
    assert dated == Dated(Basis.SCAN, date(2025, 10, 5), scan_days=81)


def test_a_day_of_ovulation_is_266_days_before_the_due_date() -> None:
    assert by_ovulation(date(2025, 1, 15), date(2025, 2, 1)).due == date(2025, 10, 8)


def test_a_leap_day_between_her_dates_counts() -> None:
    assert by_told(8, 0, date(2024, 2, 28), date(2024, 3, 1)).due == date(2024, 10, 9)
    assert str(gestation_on(date(2024, 10, 9), date(2024, 3, 1))) == "8+2"
    assert by_transfer(date(2024, 2, 29), 5, date(2024, 2, 29)).due == date(2024, 11, 16)


@given(st.integers(0, 301), DAYS, st.integers(0, 100))
def test_told_weeks_go_on_from_the_day_they_were_told(then: int, told: date, later: int) -> None:
    on = told + timedelta(days=min(later, 301 - then))
    due = by_told(then // 7, then % 7, told, on).due
    assert gestation_on(due, on).total_days == then + (on - told).days


@given(DAYS, st.integers(0, 250))
def test_all_ways_agree_about_one_pregnancy(first_day: date, days: int) -> None:
    on = first_day + timedelta(days=max(days, 40))
    fertilised = first_day + timedelta(days=14)
    dues = {
        by_last_period(first_day, 28, on).due,
        by_ovulation(fertilised, on).due,
        by_transfer(fertilised + timedelta(days=5), 5, on).due,
        by_scan(first_day + timedelta(days=40), 5, 5, on).due,
        by_told(5, 5, first_day + timedelta(days=40), on).due,
    }
    assert dues == {by_due_date(first_day + timedelta(days=280), on).due}


@pytest.mark.parametrize(
    "accepted",
    [
        lambda: by_due_date(ON + timedelta(days=280), ON),
        lambda: by_due_date(ago(21), ON),
        lambda: by_last_period(ON, 28, ON),
        lambda: by_last_period(ago(301), 28, ON),
        lambda: by_last_period(ago(100), 45, ON),
        lambda: by_last_period(ago(100), 1, ON),
        lambda: by_scan(ON, 5, 0, ON),
        lambda: by_scan(ON, 42, 0, ON),
        lambda: by_transfer(ago(285), 2, ON),
        lambda: by_transfer(ON, 7, ON),
        lambda: by_ovulation(ago(287), ON),
        lambda: by_told(0, 0, ON, ON),
        lambda: by_told(43, 0, ON, ON),
    ],
)
def test_dates_at_the_limits_are_accepted(accepted: Callable[[], Dated]) -> None:
    assert 0 <= gestation_on(accepted().due, ON).total_days <= 301


REFUSED: list[tuple[str, Field, Callable[[], Dated]]] = [
    ("more than 40 weeks away", Field.DAY, lambda: by_due_date(ON + timedelta(days=281), ON)),
    ("more than 40 weeks away", Field.DAY, lambda: by_due_date(date.max, ON)),
    ("more than three weeks ago", Field.DAY, lambda: by_due_date(ago(22), ON)),
    ("more than three weeks ago", Field.DAY, lambda: by_due_date(date.min, ON)),
    ("has not come yet", Field.DAY, lambda: by_last_period(ON + timedelta(days=1), 28, ON)),
    ("has not come yet", Field.DAY, lambda: by_last_period(date.max, 28, ON)),
    ("more than 43 weeks ago", Field.DAY, lambda: by_last_period(ago(302), 28, ON)),
    ("more than 43 weeks ago", Field.DAY, lambda: by_last_period(date.min, 28, ON)),
    ("more than 43 weeks pregnant", Field.DAY, lambda: by_last_period(ago(301), 27, ON)),
    ("has not begun yet", Field.DAY, lambda: by_last_period(ON, 35, ON)),
    ("more than 45 days", Field.CYCLE, lambda: by_last_period(ago(100), 46, ON)),
    ("at least one day", Field.CYCLE, lambda: by_last_period(ago(100), 0, ON)),
    ("at least one day", Field.CYCLE, lambda: by_last_period(ago(100), -28, ON)),
    ("weeks from 5 to 42", Field.WEEKS, lambda: by_scan(ON, 4, 6, ON)),
    ("weeks from 5 to 42", Field.WEEKS, lambda: by_scan(ON, 42, 1, ON)),
    ("from 0 to 6", Field.WEEKS, lambda: by_scan(ON, 11, 7, ON)),
    ("has not come yet", Field.DAY, lambda: by_scan(ON + timedelta(days=1), 11, 4, ON)),
    ("more than 43 weeks ago", Field.DAY, lambda: by_scan(date.min, 11, 4, ON)),
    ("more than 43 weeks pregnant", Field.DAY, lambda: by_scan(ago(250), 11, 4, ON)),
    ("2 to 7 days old", Field.EMBRYO, lambda: by_transfer(ON, 1, ON)),
    ("2 to 7 days old", Field.EMBRYO, lambda: by_transfer(ON, 8, ON)),
    ("has not come yet", Field.DAY, lambda: by_transfer(ON + timedelta(days=1), 5, ON)),
    ("more than 41 weeks ago", Field.DAY, lambda: by_transfer(ago(288), 5, ON)),
    ("more than 43 weeks pregnant", Field.DAY, lambda: by_transfer(ago(287), 5, ON)),
    ("has not come yet", Field.DAY, lambda: by_ovulation(ON + timedelta(days=1), ON)),
    ("more than 41 weeks ago", Field.DAY, lambda: by_ovulation(ago(288), ON)),
    ("from 0 to 43", Field.WEEKS, lambda: by_told(43, 1, ON, ON)),
    ("from 0 to 43", Field.WEEKS, lambda: by_told(-1, 0, ON, ON)),
    ("from 0 to 43", Field.WEEKS, lambda: by_told(10**400, 0, ON, ON)),
    ("from 0 to 6", Field.WEEKS, lambda: by_told(26, 7, ON, ON)),
    ("from 0 to 6", Field.WEEKS, lambda: by_told(26, -1, ON, ON)),
    ("has not come yet", Field.DAY, lambda: by_told(26, 0, ON + timedelta(days=1), ON)),
    ("more than 43 weeks pregnant", Field.DAY, lambda: by_told(26, 0, ago(120), ON)),
]


@pytest.mark.parametrize(("words", "field", "refused"), REFUSED)
def test_what_cannot_be_is_refused_in_words_that_say_what_to_mend(
    words: str, field: Field, refused: Callable[[], Dated]
) -> None:
    with pytest.raises(InvalidDatesError, match=words) as error:
        refused()
    assert error.value.field is field


@pytest.mark.parametrize(
    ("cycle", "uncertain"),
    [(None, True), (20, True), (21, False), (28, False), (35, False), (36, True), (45, True)],
)
def test_a_cycle_out_of_the_ordinary_leaves_the_date_uncertain(
    cycle: int | None, uncertain: bool
) -> None:
    assert by_last_period(ago(100), cycle, ON).uncertain is uncertain


def test_a_late_scan_leaves_the_date_uncertain() -> None:
    assert not by_scan(ON, 21, 6, ON).uncertain
    assert by_scan(ON, 22, 0, ON).uncertain


def test_which_dating_counts_for_more_is_this_table() -> None:
    assert PRECEDENCE == ("due_date", "transfer", "scan", "ovulation", "last_period", "told")
    assert set(PRECEDENCE) == set(Basis)


def test_what_counts_for_less_is_never_firmer() -> None:
    datings = [
        Dated(Basis.DUE_DATE, ON),
        Dated(Basis.TRANSFER, ON),
        scan("8+0", ON),
        scan("12+0", ON),  # of two scans the earlier counts for more
        Dated(Basis.OVULATION, ON),
        Dated(Basis.LAST_PERIOD, ON),
        Dated(Basis.TOLD, ON),
        scan("30+0", ON),
        Dated(Basis.LAST_PERIOD, ON, uncertain=True),
    ]
    for place, current in enumerate(datings):
        assert [compare(current, new).firmer for new in datings] == [
            new_place <= place for new_place in range(len(datings))
        ]


@pytest.mark.parametrize(
    ("measured", "may"),
    [
        ("5+0", 5),
        ("8+6", 5),
        ("9+0", 7),
        ("13+6", 7),
        ("14+0", 7),
        ("15+6", 7),
        ("16+0", 10),
        ("21+6", 10),
        ("22+0", 14),
        ("27+6", 14),
        ("28+0", 21),
        ("42+0", 21),
    ],
)
def test_a_mismatch_is_what_the_redating_table_calls_one(measured: str, may: int) -> None:
    by_scan_ = scan(measured, ON)
    for days in (may, may + 1):
        other = Dated(Basis.LAST_PERIOD, ON - timedelta(days=days))
        for pair in ((by_scan_, other), (other, by_scan_)):
            found = compare(*pair)
            assert (found.days_apart, found.mismatch) == (days, days > may)


def test_where_scan_and_period_fall_into_two_rows_the_stricter_holds() -> None:
    measured_later = scan("9+1", ON)  # 8+2 by the other date
    other = Dated(Basis.LAST_PERIOD, ON + timedelta(days=6))
    assert may_differ(other, measured_later) == may_differ(measured_later, other) == 5


def test_two_scans_are_held_to_the_earlier_one() -> None:
    assert may_differ(scan("30+0", ON), scan("8+0", ON)) == 5


@pytest.mark.parametrize(("days", "mismatch"), [(0, False), (7, False), (8, True)])
def test_without_a_scan_a_week_is_the_limit(days: int, mismatch: bool) -> None:
    told = Dated(Basis.TOLD, ON + timedelta(days=days))
    assert compare(Dated(Basis.DUE_DATE, ON), told).mismatch is mismatch
