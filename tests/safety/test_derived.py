"""The rules that follow from several answers or from the birth, each by its truth table."""

from collections.abc import Mapping

import pytest

from safety.derived import (
    could_be_severe_pre_eclampsia,
    epidural_leaves_nothing_out,
)
from safety.questionnaire import (
    NO,
    NOT_SURE,
    YES,
)
from safety.vocabulary import SEEN, Facts, Gate


@pytest.mark.parametrize(
    ("answers", "days", "severe"),
    [
        ({}, 150, False),
        ({"U5a": YES}, 150, False),
        ({"U5a": YES, "U5b": YES}, 150, True),
        ({"U5a": YES, "U5b": YES}, 139, False),
        ({"U5a": YES, "U5b": YES}, 140, True),
        ({"U5a": YES, "U5-bp": YES}, 150, True),
        ({"U5a": YES, "U5-bp": NOT_SURE}, 150, True),
        ({"U5a": YES, "A6": YES}, 150, True),
        ({"U5a": YES, "R5": YES}, 150, True),
        ({"A6": YES, "R5": YES}, 150, False),
        ({"U5c": YES, "U5d": SEEN}, 150, True),
        ({"U5c": SEEN, "U5d": SEEN, "A6": YES}, 150, False),
        ({"U5c": NOT_SURE, "U5d": NOT_SURE}, 150, False),
        ({"U5a": YES, "U5b": NOT_SURE}, 150, False),  # today: a sign of which she is not sure
    ],
)
def test_severe_pre_eclampsia_is_told_from_its_signs(
    answers: Mapping[str, str], days: int, severe: bool
) -> None:
    facts = Facts(gate=Gate.SHUT, gestation_days=days)
    assert could_be_severe_pre_eclampsia(facts, answers) is severe


@pytest.mark.parametrize(("days", "severe"), [(0, True), (42, True), (43, False)])
def test_severe_pre_eclampsia_up_to_six_weeks_after_birth(days: int, severe: bool) -> None:
    facts = Facts(gate=Gate.SHUT, days_after_birth=days)
    assert could_be_severe_pre_eclampsia(facts, {"U5a": YES, "U5b": YES}) is severe


LEGS_AND_NEEDLE_WELL = dict.fromkeys(
    ("E5", "E12", "U8", "U12", "U14-wound", "U14-headache", "R17"), NO
)


@pytest.mark.parametrize(
    ("epidural", "day", "said"),
    [
        *((True, day, day < 42) for day in (0, 41, 42, 365)),
        (None, 10, False),
        (False, 10, False),
    ],
)
def test_an_epidural_that_left_nothing_behind_leaves_nothing_out(
    epidural: bool | None, day: int, said: bool
) -> None:
    facts = Facts(Gate.SHUT, days_after_birth=day, epidural=epidural)
    assert epidural_leaves_nothing_out(facts, LEGS_AND_NEEDLE_WELL) is said


@pytest.mark.parametrize("sign", LEGS_AND_NEEDLE_WELL)
@pytest.mark.parametrize("answer", [YES, NOT_SURE, SEEN, "", None])
def test_one_sign_of_the_needle_or_the_legs_and_that_is_not_said(
    sign: str, answer: str | None
) -> None:
    facts = Facts(Gate.SHUT, days_after_birth=3, epidural=True)
    answers = {k: v for k, v in {**LEGS_AND_NEEDLE_WELL, sign: answer}.items() if v is not None}
    assert not epidural_leaves_nothing_out(facts, answers)
