"""Gestational age: from a date to weeks and days, and back.

Decides how far along a pregnancy is on a day of hers, and refuses dates that
cannot be right, each with a plain reason. Calendar dates only: the day is hers,
so a caller passes ``on`` and this module never asks a clock. Rules and limits:
280 days from the first day of the last period to the due date (ACOG committee
opinion 700); the sanity limits are product rules, listed in ``docs/clinical.md``.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

TERM_DAYS = 280
LAST_DAYS = 301  # 43+0: past this the dates cannot be right
EARLIEST_DAYS = 0
VERY_EARLY_DAYS = 21  # below 3+0 a date is more often a slip than a fact
LATEST_PAST_DUE_DAYS = LAST_DAYS - TERM_DAYS

_WRITTEN = re.compile(r"(?P<weeks>\d{1,2})\+(?P<days>[0-6])")


class InvalidDatesError(ValueError):
    """Dates that cannot be right; the message is for her, in plain words."""


class Basis(StrEnum):
    """What a due date rests on."""

    DUE_DATE = "due_date"
    TOLD = "told"  # weeks and days somebody told her


class Stage(StrEnum):
    """Stage of pregnancy (ACOG's trimesters; term phases by ACOG and SMFM)."""

    FIRST = "first trimester"
    SECOND = "second trimester"
    THIRD = "third trimester"
    EARLY_TERM = "early term"
    FULL_TERM = "full term"
    LATE_TERM = "late term"
    POST_TERM = "post-term"


_STAGES = (
    (294, Stage.POST_TERM),
    (287, Stage.LATE_TERM),
    (273, Stage.FULL_TERM),
    (259, Stage.EARLY_TERM),
    (196, Stage.THIRD),
    (98, Stage.SECOND),
)


def parse_days(written: str) -> int:
    """Return the days in a gestation written ``"26+3"``; ValueError if it is not one."""
    match = _WRITTEN.fullmatch(written)
    if match is None:
        raise ValueError(f"not weeks+days: {written!r}")
    return 7 * int(match["weeks"]) + int(match["days"])


@dataclass(frozen=True, slots=True, order=True)
class Gestation:
    """Gestational age in whole days since the first day of the last period."""

    total_days: int

    @property
    def weeks(self) -> int:
        return self.total_days // 7

    @property
    def days(self) -> int:
        return self.total_days % 7

    @property
    def stage(self) -> Stage:
        return next((s for first, s in _STAGES if self.total_days >= first), Stage.FIRST)

    @property
    def words(self) -> str:
        """Such as ``26 weeks + 3 days``."""
        weeks = "1 week" if self.weeks == 1 else f"{self.weeks} weeks"
        days = "1 day" if self.days == 1 else f"{self.days} days"
        return f"{weeks} + {days}"

    def __str__(self) -> str:
        return f"{self.weeks}+{self.days}"


def gestation_on(due: date, on: date) -> Gestation:
    """Return the gestational age on ``on`` for a pregnancy due on ``due``."""
    return Gestation(TERM_DAYS - (due - on).days)


def due_from_weeks(weeks: int, days: int, told_on: date) -> date:
    """Return the due date of a pregnancy that was ``weeks+days`` on ``told_on``.

    Raises InvalidDatesError when the weeks are not 0+0 to 43+0 or the days not 0 to 6.
    """
    if not 0 <= days <= 6:
        raise InvalidDatesError("Days go from 0 to 6. Seven days make one more week.")
    total = 7 * weeks + days
    if not EARLIEST_DAYS <= total <= LAST_DAYS:
        raise InvalidDatesError("Weeks go from 0 to 43. Please check what you were told.")
    return told_on + timedelta(days=TERM_DAYS - total)


def check_due_date(due: date, on: date) -> None:
    """Raise InvalidDatesError unless a pregnancy due on ``due`` can exist on ``on``."""
    ahead = (due - on).days
    if ahead > TERM_DAYS:
        raise InvalidDatesError(
            "That due date is more than 40 weeks away. Please check the month and the year."
        )
    if ahead < -LATEST_PAST_DUE_DAYS:
        raise InvalidDatesError(
            "That due date is more than three weeks ago. If you have had your baby, go back "
            "and tell us. If not, please check the date and phone your maternity unit."
        )


def is_very_early(gestation: Gestation) -> bool:
    """Say whether the date should be checked once more: below 3+0."""
    return gestation.total_days < VERY_EARLY_DAYS


def is_past_all_dates(gestation: Gestation) -> bool:
    """Say whether the pregnancy is past 43+0, where nothing may be decided from it."""
    return gestation.total_days > LAST_DAYS


def due_when(gestation_days: int, on: date) -> date:
    """Return the due date of a pregnancy that was ``gestation_days`` along on ``on``."""
    return on + timedelta(days=TERM_DAYS - gestation_days)
