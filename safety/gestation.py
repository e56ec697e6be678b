"""Gestational age: from a date to weeks and days, and back.

Decides how far along a pregnancy is on a day of hers, and on which days nothing may be
decided from its dates. Calendar dates only: the day is hers, so a caller passes ``on``
and this module never asks a clock. 280 days lead from the first day of the last period
to the due date (ACOG committee opinion 700), never "plus seven days less three months".
How a due date comes about is decided in ``safety.dating``.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

TERM_DAYS = 280
LAST_DAYS = 301  # 43+0: past this the dates cannot be right
EARLIEST_DAYS = 0
VERY_EARLY_DAYS = 21  # below 3+0 a date is more often a slip than a fact

_WRITTEN = re.compile(r"(?P<weeks>\d{1,2})\+(?P<days>[0-6])")


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


def due_when(gestation_days: int, on: date) -> date:
    """Return the due date of a pregnancy that was ``gestation_days`` along on ``on``."""
    return on + timedelta(days=TERM_DAYS - gestation_days)


def is_very_early(gestation: Gestation) -> bool:
    """Say whether the date should be checked once more: below 3+0."""
    return gestation.total_days < VERY_EARLY_DAYS


def has_reached_due_date(gestation: Gestation) -> bool:
    """Say whether labour may begin any day: from 40+0 each check asks with that in mind."""
    return gestation.total_days >= TERM_DAYS


def is_long_past_due(gestation: Gestation) -> bool:
    """Say whether two weeks have passed since the due date: she is asked, not counted on."""
    return gestation.stage is Stage.POST_TERM


def is_outside_all_dates(gestation: Gestation) -> bool:
    """Say whether nothing may be decided from the date: past 43+0, or before 0+0.

    A date is refused when it is given, so this is a pregnancy that went on without a word,
    or a woman who gave the very first day of it and then flew west over the date line.
    """
    return not EARLIEST_DAYS <= gestation.total_days <= LAST_DAYS
