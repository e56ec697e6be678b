"""After a sign: what shuts the gate, what opens it again, and what never does."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from safety.history import (
    ContactTaken,
    Coverage,
    Said,
    ScreeningTaken,
    StopTaken,
)
from safety.questionnaire import (
    NO,
    YES,
)
from safety.shutters import looked_at, with_seen
from safety.standing import Status, standing
from safety.vocabulary import SEEN, Gate, Modifier, Outcome
from tests.safety.histories import (
    ALL,
    BLEEDING,
    DAY,
    NOON,
    ON,
    at,
    due_at,
    history,
    said,
    screening,
)


def test_a_sign_shuts_until_somebody_has_been_spoken_to() -> None:
    where = at(history(screening(NOON - DAY, wrist=YES), BLEEDING))
    assert (where.status, where.gate) == (Status.WAITING, Gate.SHUT)
    assert where.shut_by == BLEEDING.key
    assert where.shut_outcome is Outcome.TODAY


def test_modifiers_hold_underneath_a_shut_gate() -> None:
    shut = replace(BLEEDING, answers={**BLEEDING.answers, "wrist": YES})
    assert at(history(shut)).modifiers == {Modifier.CARPAL_TUNNEL}


def test_a_clean_screening_alone_does_not_open_after_a_sign() -> None:
    later = screening(NOON - timedelta(hours=1))
    assert at(history(BLEEDING, later)).status is Status.WAITING


def test_carry_on_needs_a_clean_screening() -> None:
    told = history(BLEEDING, contacts=[said(Said.CARRY_ON, 2)])
    assert (at(told).status, at(told).gate) == (Status.AGAIN, Gate.SHUT)
    screened = replace(told, screenings=(BLEEDING, screening(NOON - timedelta(hours=1))))
    assert at(screened).gate is Gate.OPEN


def test_carry_on_with_the_same_sign_opens_and_with_a_worse_one_shuts() -> None:
    her = history(BLEEDING, contacts=[said(Said.CARRY_ON, 2)])
    assert looked_at(her, NOON) == {"bleed"}
    same = screening(NOON - timedelta(hours=1), outcome=Outcome.ADAPTED, bleed=SEEN)
    assert at(replace(her, screenings=(BLEEDING, same))).gate is Gate.OPEN
    worse = screening(
        NOON - timedelta(hours=1), outcome=Outcome.TODAY, deciding=("bleed",), bleed=YES
    )
    assert at(replace(her, screenings=(BLEEDING, worse))).status is Status.WAITING


def test_what_was_looked_at_is_asked_afresh_after_four_weeks() -> None:
    her = history(BLEEDING, contacts=[said(Said.CARRY_ON, 2)])
    assert looked_at(her, NOON + 28 * DAY) == frozenset()
    assert looked_at(history(BLEEDING), NOON) == frozenset()


def test_thoughts_of_harm_are_always_asked_afresh() -> None:
    harm = screening(outcome=Outcome.EMERGENCY, deciding=("E10",), E10=YES)
    her = history(replace(harm, at=NOON - DAY), contacts=[said(Said.CARRY_ON)])
    assert looked_at(her, NOON) == frozenset()


def test_a_looked_at_sign_that_is_not_worse_is_kept_as_seen() -> None:
    answers = with_seen({"bleed": NO, "talk": NO, "hard": YES}, frozenset({"bleed", "hard"}))
    assert answers == {"bleed": SEEN, "talk": NO, "hard": YES}


def test_not_yet_keeps_shut_whatever_she_answers() -> None:
    later = screening(NOON - timedelta(minutes=1))
    where = at(history(BLEEDING, later, contacts=[said(Said.NOT_YET)]))
    assert (where.status, where.gate) == (Status.NOT_YET, Gate.SHUT)


@pytest.mark.parametrize(
    ("hours", "status", "gate"),
    [(23.9, Status.REST_ONLY, Gate.REST), (24, Status.WAITING, Gate.SHUT)],
)
def test_rest_only_lasts_a_day(hours: float, status: Status, gate: Gate) -> None:
    bleeding = replace(BLEEDING, at=NOON - 2 * DAY, on=ON - 2 * DAY)
    where = at(history(bleeding, contacts=[said(Said.REST_ONLY, hours)]))
    assert (where.status, where.gate) == (status, gate)


def test_rest_only_opens_nothing_for_who_was_advised_to_rest() -> None:
    """Who said so on the phone need not know of it; the advice ends by her answer alone."""
    bleeding = replace(BLEEDING, answers={**BLEEDING.answers, "rest": YES})
    where = at(history(bleeding, contacts=[said(Said.REST_ONLY)]))
    assert (where.status, where.gate) == (Status.REST_ONLY, Gate.SHUT)


def test_the_last_word_counts() -> None:
    words = [said(Said.NOT_YET, 3), said(Said.CARRY_ON, 2)]
    her = history(BLEEDING, screening(NOON - timedelta(hours=1)), contacts=words)
    assert at(her).gate is Gate.OPEN


def test_a_new_sign_after_carry_on_shuts_again() -> None:
    stop = StopTaken("stop", NOON - timedelta(minutes=5), Outcome.TODAY, ("bleed",))
    her = history(
        BLEEDING,
        screening(NOON - timedelta(hours=1)),
        contacts=[said(Said.CARRY_ON, 2)],
        stops=[stop],
    )
    where = at(her)
    assert (where.status, where.shut_by) == (Status.WAITING, "stop")
    assert looked_at(her, NOON) == {"bleed"}


def test_a_stop_shuts_as_a_screening_does() -> None:
    stop = StopTaken("stop", NOON - timedelta(minutes=5), Outcome.EMERGENCY, ())
    where = at(history(screening(NOON - DAY), stops=[stop]))
    assert (where.gate, where.shut_outcome) == (Gate.SHUT, Outcome.EMERGENCY)


def test_a_tap_by_mistake_takes_back_that_row_and_no_other() -> None:
    clean = screening(NOON - DAY)
    mistaken = ContactTaken(NOON, Said.MISTAKE, BLEEDING.key)
    assert at(history(clean, BLEEDING, contacts=[mistaken])).gate is Gate.OPEN
    assert at(history(BLEEDING, contacts=[mistaken])).status is Status.NEVER
    other = StopTaken("stop", NOON - timedelta(hours=1), Outcome.TODAY, ())
    both = history(clean, BLEEDING, stops=[other], contacts=[mistaken])
    assert at(both).shut_by == "stop"


def test_nothing_is_a_mistake_once_somebody_was_spoken_to() -> None:
    clean = screening(NOON - DAY)
    words = [said(Said.NOT_YET, 1), ContactTaken(NOON, Said.MISTAKE, BLEEDING.key)]
    where = at(history(clean, BLEEDING, contacts=words))
    assert (where.status, where.gate) == (Status.NOT_YET, Gate.SHUT)
    assert where.mistake_until is None


def test_a_mistake_is_offered_for_ten_minutes() -> None:
    assert at(history(BLEEDING)).mistake_until == BLEEDING.at + timedelta(minutes=10)


def test_a_check_in_sign_shuts_and_a_clean_check_in_opens_nothing() -> None:
    tapped = replace(BLEEDING, coverage=Coverage.CHECK_IN)
    assert at(history(screening(NOON - DAY), tapped)).status is Status.WAITING
    assert at(history(screening(coverage=Coverage.CHECK_IN))).status is Status.NEVER


# Thoughts of harm


def harm(on_day: datetime) -> ScreeningTaken:
    return screening(on_day, outcome=Outcome.EMERGENCY, deciding=("E10",), E10=YES)


def test_thoughts_of_harm_close_the_day_and_ask_for_no_contact() -> None:
    her = history(harm(NOON - timedelta(hours=3)))
    assert (at(her).status, at(her).gate) == (Status.HARM, Gate.SHUT)
    tomorrow = at(her, NOON + DAY)
    assert (tomorrow.status, tomorrow.gate) == (Status.ANOTHER_DAY, Gate.SHUT)
    again = replace(her, screenings=(*her.screenings, screening(NOON + DAY)))
    assert at(again, NOON + DAY).gate is Gate.OPEN


def test_a_clean_screening_the_same_day_does_not_open_after_thoughts_of_harm() -> None:
    her = history(harm(NOON - timedelta(hours=3)), screening(NOON - timedelta(hours=1)))
    assert at(her).status is Status.HARM


def test_only_answers_of_another_day_open_after_thoughts_of_harm() -> None:
    """Five minutes later everything was no; the next day she is asked, not let in."""
    same_day = history(harm(NOON), screening(NOON + timedelta(minutes=5)))
    tomorrow = at(same_day, NOON + DAY)
    assert (tomorrow.status, tomorrow.gate) == (Status.ANOTHER_DAY, Gate.SHUT)
    urgent = screening(NOON + DAY, Coverage.URGENT)
    asked = replace(same_day, screenings=(*same_day.screenings, urgent))
    assert at(asked, NOON + DAY).gate is Gate.SHUT


@pytest.mark.parametrize(
    ("told", "hours", "status"),
    [
        (NOON, 1, Status.HARM),
        (NOON, 13, Status.ANOTHER_DAY),  # past midnight, and past eight hours
        (NOON + timedelta(hours=11), 2, Status.HARM),  # past midnight alone
        (NOON + timedelta(hours=11), 7.9, Status.HARM),
        (NOON + timedelta(hours=11), 8, Status.ANOTHER_DAY),
        (NOON - timedelta(hours=11), 10, Status.HARM),  # eight hours alone
        (NOON, -24, Status.HARM),  # a clock or a zone that went back
    ],
)
def test_another_day_is_a_new_date_and_eight_hours(
    told: datetime, hours: float, status: Status
) -> None:
    assert at(history(harm(told)), told + timedelta(hours=hours)).status is status


def test_a_phone_in_another_zone_makes_no_other_day() -> None:
    her, soon = history(harm(NOON)), NOON + timedelta(minutes=1)
    far_east = standing(her, ALL, now=soon, on=ON + DAY)
    assert (far_east.status, far_east.gate) == (Status.HARM, Gate.SHUT)


def test_a_call_about_another_sign_does_not_end_the_day_of_thoughts_of_harm() -> None:
    told = history(harm(NOON - timedelta(hours=6)), BLEEDING, contacts=[said(Said.CARRY_ON, 2)])
    her = replace(told, screenings=(*told.screenings, screening(NOON - timedelta(hours=1))))
    assert at(her).status is Status.HARM
    assert at(her, NOON + DAY).gate is Gate.SHUT


def test_thoughts_of_harm_taken_back_close_nothing() -> None:
    mistaken = harm(NOON - timedelta(hours=3))
    her = history(screening(NOON - DAY), mistaken, contacts=[said(Said.MISTAKE, 2, mistaken.key)])
    assert at(her).gate is Gate.OPEN


def test_thoughts_of_harm_with_another_sign_wait_for_contact() -> None:
    both = screening(
        NOON - DAY, outcome=Outcome.EMERGENCY, deciding=("E10", "bleed"), E10=YES, bleed=YES
    )
    assert at(history(both)).status is Status.WAITING


@pytest.mark.parametrize("days", [301, 302, 400])
def test_past_all_dates_a_sign_stays_in_front(days: int) -> None:
    her = history(replace(BLEEDING, due=due_at(days)), due=due_at(days))
    where = at(her)
    beyond = Status.INVALID_DATES if days > 301 else None
    assert (where.status, where.gate, where.beyond) == (Status.WAITING, Gate.SHUT, beyond)


def test_past_all_dates_rest_opens_nothing() -> None:
    her = history(BLEEDING, contacts=[said(Said.REST_ONLY, 2)], due=due_at(310))
    where = at(her)
    assert (where.status, where.gate, where.rest_until) == (Status.WAITING, Gate.SHUT, None)


def test_past_all_dates_with_nothing_waiting_the_dates_are_asked_about() -> None:
    where = at(history(screening(NOON - DAY), due=due_at(310)))
    assert (where.status, where.gate) == (Status.INVALID_DATES, Gate.SHUT)
