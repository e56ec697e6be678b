"""What of her earlier answers counts in the check before a session."""

from datetime import timedelta
from typing import Any

import pytest

from safety import recording
from safety.history import Coverage, Said
from safety.models import Screening
from safety.vocabulary import Gate, Outcome
from sessions.checking import Check, check
from tests.people import NOW, Woman

HOUR = timedelta(hours=1)
PRESSURE = {"R5": "yes"}  # high blood pressure in an earlier pregnancy
MOST_PAIN = {"B1": "9", "B1-worst": "9", "B2": "back", "B5": "moving", "B6": "none"}
SWELLING = {id_: "no" for id_ in ("E7", "U5b", "U5c", "U5d", "U5-bp")} | {"U5a": "yes"}
NO_FEVER = {id_: "no" for id_ in ("E11", "U6a", "U6b", "U6c")}


def told(her: Woman, item: str, answers: dict[str, Any]) -> Check:
    return check(her.known(), [item], answers, NOW)


def says(her: Woman, screening: Screening, said: Said) -> None:
    recording.record_contact(
        person=her.person, pregnancy=her.pregnancy, about=screening.pk, said=said, now=NOW - HOUR
    )


def outcome(checked: Check) -> Outcome:
    assert checked.decision is not None
    return checked.decision.outcome


@pytest.mark.parametrize(("last", "comes_to"), [({}, Outcome.TODAY), (PRESSURE, Outcome.EMERGENCY)])
def test_one_sign_weighs_more_with_the_blood_pressure_she_told_of(
    her: Woman, last: dict[str, Any], comes_to: Outcome
) -> None:
    her.screened(NOW - 5 * HOUR, **last)
    assert outcome(told(her, "headache", SWELLING)) is comes_to


@pytest.mark.parametrize(
    ("meant", "mistaken", "comes_to"),
    [
        pytest.param(PRESSURE, {}, Outcome.EMERGENCY, id="it hides nothing told before"),
        pytest.param({}, PRESSURE, Outcome.TODAY, id="it adds nothing"),
    ],
)
def test_what_was_tapped_by_mistake_was_not_answered(
    her: Woman, meant: dict[str, Any], mistaken: dict[str, Any], comes_to: Outcome
) -> None:
    her.screened(NOW - 5 * HOUR, **meant)
    says(her, her.screened(NOW - 2 * HOUR, **mistaken), Said.MISTAKE)
    assert outcome(told(her, "headache", SWELLING)) is comes_to


def test_what_is_known_of_her_counts_though_her_pain_shut_the_gate(her: Woman) -> None:
    """With rest open she can tick an item: her blood pressure was told with the pain."""
    told_pain: dict[str, Any] = PRESSURE | MOST_PAIN
    says(her, her.screened(NOW - 5 * HOUR, **told_pain), Said.REST_ONLY)
    assert her.known().standing.gate is Gate.REST
    assert outcome(told(her, "headache", SWELLING)) is Outcome.EMERGENCY


@pytest.mark.parametrize("shut_by", [{"U1": "yes"}, {"U5a": "yes"}, MOST_PAIN])
def test_what_shut_the_gate_and_was_spoken_of_does_not_shut_it_twice(
    her: Woman, shut_by: dict[str, Any]
) -> None:
    her.screened(NOW - 6 * HOUR)
    says(her, her.screened(NOW - 5 * HOUR, **shut_by), Said.REST_ONLY)
    assert her.known().standing.gate is Gate.REST
    assert outcome(told(her, "fever", NO_FEVER)) < Outcome.TODAY


def test_what_a_check_alone_asks_counts_in_that_check(her: Woman) -> None:
    """It is not asked again, so a yes kept from one whose rules were others would stay."""
    her.screened(NOW - 6 * HOUR)
    Screening.objects.filter(pk=her.screened(NOW - 5 * HOUR, Coverage.CHECK_IN).pk).update(
        answers={"W10-stays": "yes"}
    )
    assert outcome(told(her, "fever", NO_FEVER)) < Outcome.TODAY
