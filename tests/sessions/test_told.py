"""What the review reads of her safety answers: whether pain limits her days, and her nights."""

from datetime import timedelta

import pytest

from safety import recording
from safety.history import Coverage, Said
from safety.models import Screening
from sessions.review import Weeks
from sessions.told import weeks
from tests.people import NOW, Woman

HOUR = timedelta(hours=1)
PAIN = {"B1": "3", "B1-worst": "5"}


def hers(her: Woman) -> Weeks:
    return weeks(her.person, [], her.known(), NOW)


def says(her: Woman, screening: Screening, said: Said, hours: int) -> None:
    recording.record_contact(
        person=her.person,
        pregnancy=her.pregnancy,
        about=screening.pk,
        said=said,
        now=NOW - hours * HOUR,
    )


@pytest.mark.parametrize(
    ("keeps_from", "limits"), [("none", False), ("sleep", True), ("everyday", True)]
)
def test_it_limits_her_days_as_she_last_said(her: Woman, keeps_from: str, limits: bool) -> None:
    her.screened(NOW - 2 * HOUR, Coverage.FULL, **PAIN, B6="everyday")
    her.screened(NOW - HOUR, Coverage.FULL, **PAIN, B6=keeps_from)
    assert hers(her).limits_her_days is limits


def test_until_she_has_said_nobody_knows(her: Woman) -> None:
    assert hers(her).limits_her_days is None
    her.screened(NOW - HOUR)  # no pain, so she was not asked
    assert hers(her).limits_her_days is None


def test_nights_without_rest_count_until_she_was_told_to_carry_on(her: Woman) -> None:
    her.screened(NOW - 9 * HOUR)
    assert not hers(her).new_night_pain
    shut = her.screened(NOW - 5 * HOUR, Coverage.FULL, **PAIN, B6="all_night")
    assert hers(her).new_night_pain
    says(her, shut, Said.CARRY_ON, 4)
    assert hers(her).new_night_pain
    her.screened(NOW - 3 * HOUR, Coverage.FULL, **PAIN, B6="all_night", U11="seen")
    assert not hers(her).new_night_pain


def test_a_night_tapped_by_mistake_does_not_count(her: Woman) -> None:
    shut = her.screened(NOW - HOUR, Coverage.FULL, **PAIN, B6="all_night")
    says(her, shut, Said.MISTAKE, 1)
    assert not hers(her).new_night_pain
    assert hers(her).limits_her_days is None
