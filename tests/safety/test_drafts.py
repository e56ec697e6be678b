"""How long answers that are not yet sent count: a day, four hours for what she feels."""

from datetime import datetime, timedelta

import pytest

from safety import content
from safety.drafts import is_over, still_counts
from safety.history import (
    ContactTaken,
    Coverage,
    History,
    Said,
    ScreeningTaken,
    StopTaken,
)
from safety.vocabulary import Outcome
from tests.people import AT_26_WEEKS_3_DAYS, NOW

HOUR = timedelta(hours=1)
BEGUN = NOW - HOUR
DATED = NOW - timedelta(days=30)


def history(
    *,
    dated_at: datetime = DATED,
    screened: datetime | None = None,
    stopped: datetime | None = None,
    told: datetime | None = None,
) -> History:
    taken = [
        ScreeningTaken(
            "a",
            at,
            at.date(),
            AT_26_WEEKS_3_DAYS,
            Coverage.CHECK_IN,
            {"U7": "yes"},
            Outcome.TODAY,
            ("U7",),
        )
        for at in [screened]
        if at
    ]
    return History(
        due=AT_26_WEEKS_3_DAYS,
        dated_at=dated_at,
        screenings=taken,
        stops=[StopTaken("b", at, Outcome.TODAY, ("U7",)) for at in [stopped] if at],
        contacts=[ContactTaken(at, Said.CARRY_ON, "b") for at in [told] if at],
    )


@pytest.mark.parametrize(
    ("begun", "rows", "over"),
    [
        (NOW, history(), False),
        (NOW - 24 * HOUR, history(), False),
        (NOW - 24 * HOUR - timedelta(seconds=1), history(), True),
        (NOW - timedelta(days=60), history(), True),
        (NOW + HOUR, history(), True),  # a clock that went back: nobody knows how old it is
        (BEGUN, history(screened=BEGUN - HOUR, stopped=BEGUN - HOUR, told=BEGUN), False),
        (BEGUN, history(screened=NOW), True),
        (BEGUN, history(stopped=NOW), True),
        (BEGUN, history(told=NOW), True),
        (BEGUN, history(dated_at=NOW), True),
    ],
)
def test_a_draft_ends_with_the_day_and_with_all_it_could_not_know_of(
    begun: datetime, rows: History, over: bool
) -> None:
    assert is_over(begun, rows, content.questionnaire(), NOW) is over


def test_a_draft_ends_at_a_week_where_a_rule_changes() -> None:
    before_26_weeks = NOW - timedelta(days=4)  # 25+6, an hour before midnight
    begun = before_26_weeks.replace(hour=23)
    assert not is_over(begun, history(), content.questionnaire(), begun + HOUR / 2)
    assert is_over(begun, history(), content.questionnaire(), begun + 2 * HOUR)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (NOW.isoformat(), True),
        ((NOW - 4 * HOUR).isoformat(), True),
        ((NOW - 4 * HOUR - timedelta(seconds=1)).isoformat(), False),
        ((NOW + HOUR).isoformat(), False),
        ("", False),
    ],
)
def test_what_she_feels_counts_four_hours_from_when_she_said_so(given: str, kept: bool) -> None:
    answers = {"E1": "no", "U7": "no", "B1": "3", "A1": "no", "pgp": "yes", "gone": "yes"}
    times = {id_: given for id_ in answers if given}
    left = still_counts(answers, times, content.questionnaire(), NOW)
    assert set(left) == ({"E1", "U7", "B1"} if kept else set()) | {"A1", "pgp"}
