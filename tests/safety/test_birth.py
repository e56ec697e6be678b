"""After a birth: the phases, which days can be right, and what the day alone decides."""

from datetime import date, timedelta

import pytest

from safety.birth import Birth, Delivery, Phase, check_birth_date, days_in_words, phase, phase_of
from safety.rules import When
from safety.vocabulary import BirthMode, Facts, Gate

ON = date(2026, 5, 4)
DUE = date(2026, 5, 4)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, Phase.FIRST_WEEK),
        (6, Phase.FIRST_WEEK),
        (7, Phase.TO_SIX_WEEKS),
        (41, Phase.TO_SIX_WEEKS),
        (42, Phase.TO_TWELVE_WEEKS),
        (83, Phase.TO_TWELVE_WEEKS),
        (84, Phase.TO_A_YEAR),
        (365, Phase.TO_A_YEAR),
        (366, None),
    ],
)
def test_each_phase_has_its_first_and_last_day(days: int, expected: Phase | None) -> None:
    assert phase(days) is expected


def test_in_pregnancy_there_is_no_phase() -> None:
    assert phase_of(Facts(Gate.OPEN, gestation_days=280)) is None


@pytest.mark.parametrize(
    ("days", "words"), [(1, "1 day"), (9, "9 days"), (13, "13 days"), (14, "2 weeks")]
)
def test_days_are_said_in_days_and_then_in_weeks(days: int, words: str) -> None:
    assert days_in_words(days) == words


@pytest.mark.parametrize(
    ("born", "due", "refusal"),
    [
        (ON, DUE, None),
        (ON + timedelta(days=1), DUE, "has not come yet"),
        (ON - timedelta(days=365), ON - timedelta(days=365), None),
        (ON - timedelta(days=366), ON - timedelta(days=366), "more than a year ago"),
        (ON, ON + timedelta(days=140), None),  # 20+0
        (ON, ON + timedelta(days=141), "before 20 weeks"),  # 19+6
        (ON, ON - timedelta(days=27), None),  # 43+6
        (ON, ON - timedelta(days=28), "after 43 weeks"),  # 44+0
    ],
)
def test_a_birth_date_that_cannot_be_right_is_refused_with_its_reason(
    born: date, due: date, refusal: str | None
) -> None:
    said = check_birth_date(born, due, ON)
    assert said is None if refusal is None else refusal in (said or "")


def test_a_flight_west_does_not_take_her_before_the_birth() -> None:
    assert Birth(ON, Delivery.VAGINAL).days_after(ON - timedelta(days=1)) == 0


@pytest.mark.parametrize(
    ("delivery", "mode"),
    [
        (Delivery.VAGINAL, BirthMode.VAGINAL),
        (Delivery.INSTRUMENTAL, BirthMode.VAGINAL),
        (Delivery.CAESAREAN, BirthMode.CAESAREAN),
    ],
)
def test_the_rules_know_two_ways_of_birth(delivery: Delivery, mode: BirthMode) -> None:
    assert delivery.mode is mode


@pytest.mark.parametrize(("tear", "answers"), [(True, ["R19-birth"]), (False, []), (None, [])])
def test_a_deep_tear_answers_the_question_about_it(tear: bool | None, answers: list[str]) -> None:
    assert list(Birth(ON, Delivery.VAGINAL, deep_tear=tear).answers()) == answers


@pytest.mark.parametrize(("epidural", "holds"), [(True, True), (None, True), (False, False)])
def test_only_a_clear_no_epidural_spares_her_what_follows_one(
    epidural: bool | None, holds: bool
) -> None:
    when = When(after_epidural=True)
    assert when.holds(Facts(Gate.OPEN, days_after_birth=3, epidural=epidural)) is holds
    assert not when.holds(Facts(Gate.OPEN, gestation_days=200))
