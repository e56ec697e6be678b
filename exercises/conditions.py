"""Her conditions and stages, for which forms of an exercise are used.

Decides when it is late in a pregnancy for an exercise, how long a wound counts as healing for
it, and which days right after a birth are the first. Refuses nothing.
"""

from typing import Final

from exercises.catalogue import Exercise, Stage
from safety.vocabulary import BirthMode, Facts, Modifier

LATE_FROM: Final = 259  # 37+0
WOUND_DAYS: Final = 42  # as long as the rules for the weeks after a caesarean hold
FIRST_DAYS: Final = 2  # the day of a birth and the next: a catheter may still be in

Condition = Modifier | Stage


def conditions_of(facts: Facts, exercise: Exercise) -> frozenset[Condition]:
    """Her modifiers and stages: what variants of ``exercise`` are used for."""
    days = facts.days_after_birth
    stages = {
        Stage.LATE: _is_late(facts, exercise),
        Stage.CAESAREAN: _is_sore(facts, exercise),
        Stage.FIRST_DAYS: days is not None and days < FIRST_DAYS,
    }
    return facts.modifiers | {stage for stage, holds in stages.items() if holds}


def late_from(exercise: Exercise) -> int:
    """Return the first day of pregnancy that is late for an exercise."""
    last = exercise.weeks.last if exercise.weeks else None
    return LATE_FROM if last is None else min(LATE_FROM, last + 1)


def sore_until(exercise: Exercise) -> int:
    """Return the day from which a wound counts for an exercise no longer.

    One that waits as long as the rules hold is begun small, for as long again.
    """
    first = 7 * exercise.after_birth_weeks[BirthMode.CAESAREAN]
    return WOUND_DAYS if first < WOUND_DAYS else first + WOUND_DAYS


def _is_late(facts: Facts, exercise: Exercise) -> bool:
    return facts.gestation_days is not None and facts.gestation_days >= late_from(exercise)


def _is_sore(facts: Facts, exercise: Exercise) -> bool:
    """Whether a caesarean wound is healing; how she gave birth unknown, it may be."""
    days = facts.days_after_birth
    if days is None or facts.birth_mode is BirthMode.VAGINAL:
        return False
    return days < sore_until(exercise)
