"""Whether it helps at all, and when to ask: the table of docs/clinical.md, by hand."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safety.content import sources
from safety.vocabulary import Act, Outcome
from sessions.pain import Course
from sessions.review import Reading, Trend, Weeks, review, trend

ON = date(2026, 5, 30)
NOON = datetime(2026, 5, 30, 12, 0, tzinfo=UTC)
AT_26_WEEKS = 182


def told(days: int, pain: int, *, before: bool = True) -> Reading:
    """A pain told so many days ago."""
    ago = timedelta(days=days)
    return Reading(ON - ago, NOON - ago, pain, before)


def weeks(*pains: int) -> list[Reading]:
    """Three readings in each week up to today, oldest week first, all of that pain."""
    count = len(pains)
    return [
        told(7 * (count - 1 - week) + day, pain)
        for week, pain in enumerate(pains)
        for day in (0, 2, 6)
    ]


def her_weeks(readings: list[Reading], **changes: Any) -> Weeks:
    usual: dict[str, Any] = {"gestation_days": AT_26_WEEKS}
    return Weeks(readings=readings, **(usual | changes))


def rules(readings: list[Reading], **changes: Any) -> list[str]:
    found = review(her_weeks(readings, **changes), ON)
    return [each.reason.rule.removeprefix("review-") for each in found]


def three_a_week(count: int = 12) -> list[date]:
    return [ON - timedelta(days=2 * n) for n in range(count)]


# The mean


def test_with_nothing_told_there_is_nothing_to_say() -> None:
    assert review(Weeks(), ON) == ()
    assert trend([], ON) is None


def test_a_week_is_compared_with_the_first() -> None:
    readings = [told(20, 5), told(18, 6), told(15, 6), told(6, 2), told(1, 3), told(0, 4)]
    assert trend(readings, ON) == Trend(ON - timedelta(days=20), Fraction(17, 3), Fraction(3))


@pytest.mark.parametrize(
    "readings",
    [
        pytest.param([told(20, 5), told(18, 5), *weeks(5)[:2]], id="two and two"),
        pytest.param([*weeks(5), told(9, 5)][1:3], id="two in all"),
        pytest.param([told(20, 5), told(18, 5), told(15, 5), told(1, 5)], id="one this week"),
        pytest.param(
            [told(n, 5, before=False) for n in (20, 18, 15, 3, 2, 1)], id="of other times"
        ),
    ],
)
def test_fewer_than_three_readings_make_no_mean(readings: list[Reading]) -> None:
    assert trend(readings, ON) is None


def test_the_first_week_is_the_first_with_three_readings() -> None:
    readings = [told(30, 9), told(20, 4), told(19, 4), told(18, 4), *weeks(4)]
    found = trend(readings, ON)
    assert found is not None
    assert (found.began, found.first) == (ON - timedelta(days=20), Fraction(4))


def test_after_two_weeks_away_it_begins_anew() -> None:
    old = [told(n, 8) for n in (40, 39, 38)]
    found = trend([*old, *weeks(4, 4)], ON)
    assert found is not None
    assert found.first == 4
    assert rules([*old, *weeks(4, 4)]) == []


def test_what_lies_ahead_is_not_read() -> None:
    assert trend([*weeks(4), told(-1, 10)], ON) == Trend(
        ON - timedelta(days=6), Fraction(4), Fraction(4)
    )


@pytest.mark.parametrize(
    ("first", "last", "improved"),
    [
        pytest.param(Fraction(6), Fraction(5), False, id="one point"),
        pytest.param(Fraction(8), Fraction(6), True, id="two points"),
        pytest.param(Fraction(3), Fraction(21, 10), True, id="30 %"),
        pytest.param(Fraction(3), Fraction(22, 10), False, id="less than 30 %"),
        pytest.param(Fraction(0), Fraction(0), True, id="no pain, before or now"),
        pytest.param(Fraction(0), Fraction(1), False, id="some now"),
    ],
)
def test_what_counts_as_better(first: Fraction, last: Fraction, improved: bool) -> None:
    assert Trend(ON, first, last).improved is improved


# Over weeks


@pytest.mark.parametrize(
    ("readings", "changes", "found"),
    [
        pytest.param(weeks(5), {}, [], id="her first week"),
        pytest.param(weeks(5, 5), {}, [], id="13 days"),
        pytest.param(weeks(5, 5, 5), {}, ["two-weeks"], id="two weeks, not asked about her days"),
        pytest.param(weeks(5, 5, 5), {"limits_her_days": True}, ["two-weeks"], id="limits her"),
        pytest.param(weeks(5, 5, 5), {"limits_her_days": False}, [], id="does not limit her"),
        pytest.param(
            weeks(5, 5, 5), {"limits_her_days": False, "pgp": True}, ["two-weeks"], id="pgp"
        ),
        pytest.param(weeks(5, 5, 3), {}, [], id="better"),
        pytest.param(weeks(5, 5, 5, 5, 5), {}, ["two-weeks"], id="four weeks, few sessions"),
        pytest.param(
            weeks(5, 5, 5, 5, 5), {"done": three_a_week()}, ["four-weeks"], id="four weeks"
        ),
        pytest.param(
            weeks(5, 5, 5, 5, 5), {"done": three_a_week(11)}, ["two-weeks"], id="11 sessions"
        ),
        pytest.param(weeks(5, 5, 5, 5), {"done": three_a_week()}, ["two-weeks"], id="27 days"),
        pytest.param(weeks(5, 5, 5, 5, 3), {"done": three_a_week()}, [], id="four weeks, better"),
        pytest.param(
            weeks(5, 5, 5, 5, 5, 5, 4), {"done": three_a_week()}, ["six-weeks"], id="six weeks"
        ),
        pytest.param(
            weeks(5, 5, 5, 5, 5, 5, 4),
            {"done": three_a_week(9)},
            ["two-weeks"],
            id="six weeks, few sessions",
        ),
        pytest.param(weeks(5, 5, 5, 5, 5, 5, 2), {}, [], id="six weeks, better"),
        pytest.param(weeks(3, 5), {}, ["up-two"], id="two points worse"),
        pytest.param(weeks(3, 6), {}, ["up-three"], id="three points worse"),
        pytest.param(weeks(3, 4), {}, [], id="one point worse"),
        pytest.param(weeks(3, 3, 5), {}, ["up-two", "two-weeks"], id="worse and no better"),
    ],
)
def test_what_the_weeks_ask_for(
    readings: list[Reading], changes: dict[str, Any], found: list[str]
) -> None:
    assert rules(readings, **changes) == found


# At once


def test_severe_pain_once_is_enough() -> None:
    assert rules([told(0, 8)]) == []
    assert rules([told(0, 9)]) == ["severe"]
    assert rules([told(0, 10, before=False)]) == ["severe"]


@pytest.mark.parametrize(("days", "counts"), [(6, True), (7, False), (-1, False)])
def test_a_single_number_counts_for_a_week(days: int, counts: bool) -> None:
    assert bool(rules([told(days, 9)])) is counts


@pytest.mark.parametrize(
    ("readings", "counts"),
    [
        ([told(2, 8), told(1, 8), told(0, 8)], True),
        ([told(8, 8), told(7, 8), told(6, 8, before=False)], True),
        ([told(9, 8), told(8, 8), told(7, 8)], False),
        ([told(3, 8), told(1, 8), told(0, 8)], False),
        ([told(2, 8), told(1, 7), told(0, 8)], False),
        ([told(1, 8), told(0, 8), told(0, 8)], False),
    ],
)
def test_much_pain_on_three_days_running(readings: list[Reading], counts: bool) -> None:
    assert ("eight-for-days" in rules(readings)) is counts


def test_what_was_told_before_the_questions_were_answered_has_been_looked_at() -> None:
    readings = [told(3, 9), told(2, 8), told(1, 8)]
    assert rules(readings) == ["severe", "eight-for-days"]
    assert rules(readings, looked_at=NOON) == []
    assert rules([*readings, told(0, 8)], looked_at=NOON - timedelta(hours=1)) == ["eight-for-days"]


def test_a_worse_week_is_not_settled_by_answering() -> None:
    assert rules(weeks(3, 6), looked_at=NOON) == ["up-three"]


def test_new_pain_all_night_is_for_today() -> None:
    assert rules([], new_night_pain=True) == ["night"]


@pytest.mark.parametrize(
    ("changes", "act"),
    [
        ({"gestation_days": 139}, Act.TODAY),
        ({"gestation_days": 140}, Act.NOW),
        ({"gestation_days": None}, Act.NOW),
        ({"gestation_days": None, "days_after_birth": 42}, Act.NOW),
        ({"gestation_days": None, "days_after_birth": 43}, Act.TODAY),
    ],
)
def test_severe_pain_is_as_urgent_as_the_question_about_it(
    changes: dict[str, Any], act: Act
) -> None:
    for found in (
        review(her_weeks([told(0, 9)], **changes), ON),
        review(her_weeks([], new_night_pain=True, **changes), ON),
    ):
        assert [(each.outcome, each.act) for each in found] == [(Outcome.TODAY, act)]


@pytest.mark.parametrize(
    ("days", "pgp", "said"), [(13, True, False), (14, True, True), (14, False, False)]
)
def test_a_pelvis_that_hurts_two_weeks_after_birth(days: int, pgp: bool, said: bool) -> None:
    changes = {"gestation_days": None, "days_after_birth": days, "pgp": pgp}
    assert rules([], **changes) == ["after-birth"] * said


# Laws

readings = st.lists(
    st.builds(told, st.integers(0, 60), st.integers(0, 10), before=st.booleans()), max_size=40
)
any_weeks = st.builds(
    Weeks,
    readings=readings,
    done=st.lists(st.integers(0, 40).map(lambda n: ON - timedelta(days=n)), max_size=30),
    pgp=st.booleans(),
    limits_her_days=st.sampled_from([None, True, False]),
    new_night_pain=st.booleans(),
    gestation_days=st.none() | st.integers(0, 301),
    days_after_birth=st.none() | st.integers(0, 400),
    looked_at=st.none() | st.just(NOON - timedelta(days=3)),
)


@given(any_weeks)
def test_all_is_said_most_urgent_first_with_reason_and_source(given_: Weeks) -> None:
    found = review(given_, ON)
    assert [each.outcome for each in found] == sorted((e.outcome for e in found), reverse=True)
    for each in found:
        assert each.reason.text.endswith(".")
        assert each.reason.sources
        assert set(each.reason.sources) <= sources().keys()
        assert (each.outcome >= Outcome.ASK_FIRST) is (each.course is not Course.GO_ON)


@given(readings, st.randoms())
def test_the_order_of_her_history_never_matters(told_: list[Reading], random: Any) -> None:
    assert review(her_weeks(random.sample(told_, len(told_))), ON) == review(her_weeks(told_), ON)


@given(readings)
def test_severe_pain_today_is_never_missed(told_: list[Reading]) -> None:
    assert review(her_weeks([*told_, told(0, 9)]), ON)[0].outcome is Outcome.TODAY
