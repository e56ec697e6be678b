"""After a birth: which phase she is in, and which birth dates can be used.

Decides the phase from whole days since the birth, what a birth date must satisfy, and the
plain words for both. Refuses a date that is not hers to give: a day that has not come, one
more than a year ago, or one at which the dates say no birth. It never takes for granted that
a pregnancy past its due date has ended.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from safety.gestation import Gestation, gestation_on
from safety.vocabulary import BirthMode, Facts

LAST_DAY = 365
SIX_WEEKS_DAYS = 42  # from this day on it is no longer the first six weeks
EARLIEST_BIRTH = Gestation(140)  # 20+0: before this it is told as a loss
LATEST_BIRTH = Gestation(307)  # 43+6
DEEP_TEAR_IS = "R19-birth"


class Phase(StrEnum):
    """How long ago she gave birth, in the steps at which exercise changes."""

    FIRST_WEEK = "pp0"
    TO_SIX_WEEKS = "pp1"
    TO_TWELVE_WEEKS = "pp2"
    TO_A_YEAR = "pp3"


PHASE_STARTS: Mapping[Phase, int] = {
    Phase.FIRST_WEEK: 0,
    Phase.TO_SIX_WEEKS: 7,
    Phase.TO_TWELVE_WEEKS: SIX_WEEKS_DAYS,
    Phase.TO_A_YEAR: 84,
}


class Delivery(StrEnum):
    """How she gave birth, as she says it."""

    VAGINAL = "vaginal"
    INSTRUMENTAL = "instrumental"
    CAESAREAN = "caesarean"

    @property
    def mode(self) -> BirthMode:
        """What the rules know: instruments heal like any other vaginal birth or a tear."""
        return BirthMode.CAESAREAN if self is Delivery.CAESAREAN else BirthMode.VAGINAL


@dataclass(frozen=True, slots=True)
class Birth:
    """What she told us about a birth. None: she does not know. ``bereaved``: her baby died."""

    on: date
    delivery: Delivery
    epidural: bool | None = None
    deep_tear: bool | None = None
    bereaved: bool = False

    def days_after(self, on: date) -> int:
        """Whole days since; a flight over the date line does not take her before the birth."""
        return max(0, (on - self.on).days)

    def answers(self) -> dict[str, str]:
        """The safety questions that this has answered already."""
        return {DEEP_TEAR_IS: "yes"} if self.deep_tear else {}


def phase(days_after_birth: int) -> Phase | None:
    """Return the phase she is in; None after a year, when it is over."""
    if days_after_birth > LAST_DAY:
        return None
    return [p for p, first in PHASE_STARTS.items() if days_after_birth >= first][-1]


def phase_of(facts: Facts) -> Phase | None:
    return None if facts.days_after_birth is None else phase(facts.days_after_birth)


def in_first_six_weeks(facts: Facts) -> bool:
    """Days 0 to 41 after a birth, of whatever kind: never less than *adapted*."""
    return phase_of(facts) in (Phase.FIRST_WEEK, Phase.TO_SIX_WEEKS)


def days_in_words(days: int) -> str:
    """Such as ``9 days`` or ``7 weeks``."""
    if days < 14:
        return "1 day" if days == 1 else f"{days} days"
    return f"{days // 7} weeks"


def check_birth_date(born: date, due: date, on: date) -> str | None:
    """Return in plain words why ``born`` cannot be used; None if it can."""
    if born > on:
        return "That day has not come yet."
    if (on - born).days > LAST_DAY:
        return "That is more than a year ago. Easeback goes up to one year after a birth."
    at = gestation_on(due, born)
    if at < EARLIEST_BIRTH:
        return (
            "By your dates that was before 20 weeks. Please check the day. If your pregnancy "
            "ended, choose “I am no longer pregnant” below."
        )
    if at > LATEST_BIRTH:
        return "By your due date that was after 43 weeks. Please check the day."
    return None
