"""Dating: from what she knows to a due date, and what to do when two of them differ.

Decides the due date of every way of dating a pregnancy, which of two datings counts for
more, and whether they differ by more than dates usually do. Refuses what cannot be right,
each with a plain reason and the name of what to mend. Never redates: it compares, and she
and her midwife choose. Days are hers; ``on`` is passed in. The ways, their order and the
limits are in ``docs/clinical.md``; the table of differences is ACOG's (opinion 700).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from safety.gestation import (
    EARLIEST_DAYS,
    LAST_DAYS,
    TERM_DAYS,
    due_when,
    gestation_on,
    parse_days,
)

LATEST_PAST_DUE_DAYS: Final = LAST_DAYS - TERM_DAYS
FERTILISED_DAYS: Final = 14  # gestation on the day of fertilisation, by definition
OLDEST_FERTILISED_DAYS: Final = LAST_DAYS - FERTILISED_DAYS
TRANSFERRED_AGES: Final = range(2, 8)
COLLECTED: Final = 0  # eggs collected, or insemination: fertilised on that very day
USUAL_CYCLE: Final = 28
EXACT_CYCLES: Final = range(21, 36)
LONGEST_CYCLE: Final = 45
FIRST_SCAN: Final = parse_days("5+0")
LAST_SCAN: Final = parse_days("42+0")
LATE_SCAN: Final = parse_days("22+0")  # from here ACOG calls a pregnancy suboptimally dated


class Field(StrEnum):
    """What she typed: the part of a dating that a refusal asks her to mend."""

    DAY = "day"
    WEEKS = "weeks"
    CYCLE = "cycle"
    EMBRYO = "embryo"


class InvalidDatesError(ValueError):
    """Dates that cannot be right; the message is for her, in plain words."""

    def __init__(self, message: str, field: Field = Field.DAY) -> None:
        super().__init__(message)
        self.field = field


class Basis(StrEnum):
    """What a due date rests on."""

    DUE_DATE = "due_date"  # given by a midwife or doctor, however they came to it
    TRANSFER = "transfer"
    SCAN = "scan"
    OVULATION = "ovulation"
    LAST_PERIOD = "last_period"
    TOLD = "told"  # weeks and days somebody told her


# Which counts for more, best first. Among scans the earliest does. A dating that is
# uncertain (a late scan, a cycle out of the ordinary) comes after all that are not.
PRECEDENCE: Final = (
    Basis.DUE_DATE,
    Basis.TRANSFER,
    Basis.SCAN,
    Basis.OVULATION,
    Basis.LAST_PERIOD,
    Basis.TOLD,
)

# Up to which gestation at the scan, by how many days two dates may differ. After the
# last row a difference may be growth and not dates at all.
MAY_DIFFER: Final = (
    (parse_days("8+6"), 5),
    (parse_days("15+6"), 7),
    (parse_days("21+6"), 10),
    (parse_days("27+6"), 14),
    (LAST_DAYS, 21),
)
MAY_DIFFER_WITHOUT_SCAN: Final = 7  # as at the weeks when dating scans are made


@dataclass(frozen=True, slots=True)
class Dated:
    """A due date and what it rests on. ``scan_days`` is the gestation a scan measured."""

    basis: Basis
    due: date
    uncertain: bool = False
    scan_days: int | None = None

    @property
    def weight(self) -> tuple[bool, int, int]:
        """Sorts datings, the one that counts for most first."""
        return self.uncertain, PRECEDENCE.index(self.basis), self.scan_days or 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """A new dating beside the one in use. ``firmer``: the new one counts for as much or more."""

    days_apart: int
    firmer: bool
    mismatch: bool


def by_due_date(due: date, on: date) -> Dated:
    """A due date that a midwife or doctor gave her."""
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
    return Dated(Basis.DUE_DATE, due)


def by_last_period(first_day: date, cycle: int | None, on: date) -> Dated:
    """The first day of her last period; ``cycle`` None: she does not know how long hers are."""
    _not_to_come(first_day, on)
    if (on - first_day).days > LAST_DAYS:
        raise InvalidDatesError(
            "That is more than 43 weeks ago. Please check the month and the year."
        )
    if cycle is not None and cycle < 1:
        raise InvalidDatesError("A cycle is at least one day long.", Field.CYCLE)
    if cycle is not None and cycle > LONGEST_CYCLE:
        raise InvalidDatesError(
            f"With more than {LONGEST_CYCLE} days from period to period, a last period cannot "
            "date a pregnancy. Use a scan or the due date you were given.",
            Field.CYCLE,
        )
    later = timedelta(days=(cycle or USUAL_CYCLE) - USUAL_CYCLE)
    due = due_when(0, first_day) + later
    return Dated(Basis.LAST_PERIOD, _possible(due, on), uncertain=cycle not in EXACT_CYCLES)


def by_scan(scanned_on: date, weeks: int, days: int, on: date) -> Dated:
    """What a scan measured on the day it was made."""
    total = _total(weeks, days)
    if not FIRST_SCAN <= total <= LAST_SCAN:
        raise InvalidDatesError(
            "A scan tells the weeks from 5 to 42. Please check what it says.", Field.WEEKS
        )
    due = _counted(total, scanned_on, on)
    return Dated(Basis.SCAN, due, uncertain=total >= LATE_SCAN, scan_days=total)


def by_transfer(transferred_on: date, embryo_age: int, on: date) -> Dated:
    """The transfer of an embryo ``embryo_age`` days old; 0: eggs collected, or insemination."""
    if embryo_age != COLLECTED and embryo_age not in TRANSFERRED_AGES:
        raise InvalidDatesError("An embryo is 2 to 7 days old at transfer.", Field.EMBRYO)
    _not_long_fertilised(transferred_on, on)
    return Dated(Basis.TRANSFER, _counted(FERTILISED_DAYS + embryo_age, transferred_on, on))


def by_ovulation(ovulated_on: date, on: date) -> Dated:
    """A day on which she knows that she ovulated."""
    _not_long_fertilised(ovulated_on, on)
    return Dated(Basis.OVULATION, _counted(FERTILISED_DAYS, ovulated_on, on))


def by_told(weeks: int, days: int, told_on: date, on: date) -> Dated:
    """Weeks and days that she was told on a day."""
    total = _total(weeks, days)
    if not EARLIEST_DAYS <= total <= LAST_DAYS:
        raise InvalidDatesError(
            "Weeks go from 0 to 43. Please check what you were told.", Field.WEEKS
        )
    return Dated(Basis.TOLD, _counted(total, told_on, on))


def compare(current: Dated, new: Dated) -> Comparison:
    """Return how a new dating stands to the one in use."""
    apart = abs((new.due - current.due).days)
    mismatch = apart > may_differ(current, new)
    return Comparison(apart, firmer=new.weight <= current.weight, mismatch=mismatch)


def may_differ(one: Dated, other: Dated) -> int:
    """Return by how many days two datings may differ before it is a mismatch."""
    pairs = ((one, other), (other, one))
    by_scans = (_by_table(scan, by) for scan, by in pairs if scan.scan_days is not None)
    return min(by_scans, default=MAY_DIFFER_WITHOUT_SCAN)


def _by_table(scan: Dated, other: Dated) -> int:
    """Read the table for the day of a scan, by what it measured and by what ``other`` makes of it.

    ACOG reads it by the dates from before the scan, a scan report by its own measure; where
    these are two rows, the stricter holds.
    """
    measured = scan.scan_days or 0
    scanned_on = scan.due - timedelta(days=TERM_DAYS - measured)
    earlier = min(measured, gestation_on(other.due, scanned_on).total_days)
    return next(days for last, days in MAY_DIFFER if earlier <= last)


def _total(weeks: int, days: int) -> int:
    if not 0 <= days <= 6:
        raise InvalidDatesError("Days go from 0 to 6. Seven days make one more week.", Field.WEEKS)
    return 7 * weeks + days


def _not_to_come(day: date, on: date) -> None:
    if day > on:
        raise InvalidDatesError("That day has not come yet. Please check the month and the year.")


def _not_long_fertilised(day: date, on: date) -> None:
    _not_to_come(day, on)
    if (on - day).days > OLDEST_FERTILISED_DAYS:
        raise InvalidDatesError(
            "That is more than 41 weeks ago. Please check the month and the year."
        )


def _counted(total: int, then: date, on: date) -> date:
    """Return the due date of a pregnancy ``total`` days along ``then``, if it can be under way."""
    _not_to_come(then, on)
    if (on - then).days > LAST_DAYS:
        raise InvalidDatesError(
            "That is more than 43 weeks ago. Please check the month and the year."
        )
    return _possible(due_when(total, then), on)


def _possible(due: date, on: date) -> date:
    """Return ``due``, unless by now it puts her outside 0+0 to 43+0."""
    now = gestation_on(due, on)
    if now.total_days > LAST_DAYS:
        raise InvalidDatesError(
            "That would make you more than 43 weeks pregnant today. If you have had your baby, "
            "go back and tell us. If not, please check the date and phone your maternity unit."
        )
    if now.total_days < EARLIEST_DAYS:
        raise InvalidDatesError(
            "By that date the pregnancy has not begun yet. Please check the date."
        )
    return due
