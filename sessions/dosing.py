"""How much: the dose level of a session, and the dose of each exercise in it.

Decides the level from her pain, her weeks and what she has finished, and cuts every
dose to its caps whatever the content says. Refuses to go above the start dose where
safety limits a movement. The caps are product rules, because no trial in pregnancy
defines any: a stretch is held for 60 seconds at most and one side of one area gets
120 in a session, which is twice the 60 that ACSM advises (10 to 30 seconds a hold).
Supported rest is exempt, up to five minutes.

What she is used to moves two things only: who is new to exercise has eight minutes a session
at most in her first week, and who is active may leave out the three first sessions at the
start dose, where nothing at all speaks against it.
"""

from dataclasses import replace
from typing import Final

from exercises.amount import REST_CAP_S, form_for, level_within
from exercises.catalogue import Dose, DoseLevel, Exercise
from exercises.circumstances import Experience
from exercises.offering import Offer
from exercises.vetting import HOLD_CAP_S, SIDE_CAP_S
from safety.gestation import TERM_DAYS
from safety.pain import MUCH_PAIN
from safety.vocabulary import Facts

NEW_UNTIL: Final = 3  # finished sessions
FIRST_WEEK_MINUTES: Final = 8  # for who is new to exercise


def dose_level(
    *,
    pain: int | None,
    gestation_days: int | None,
    finished_sessions: int,
    begins_steady: bool = False,
) -> tuple[DoseLevel, str]:
    """Return how much a session is, and why in one sentence; ``pain`` None: not asked yet.

    ``begins_steady`` is what ``may_begin_steady`` allows; it counts for first sessions only.
    """
    if pain is not None and pain >= MUCH_PAIN:
        return DoseLevel.RELIEF, "Short and gentle, because your back hurts a lot now."
    if gestation_days is None:
        return DoseLevel.START, "We keep to short holds and few repetitions for now."
    if gestation_days >= TERM_DAYS:
        return DoseLevel.START, "Short holds and few repetitions, as you have reached 40 weeks."
    if finished_sessions < NEW_UNTIL:
        if begins_steady:
            return DoseLevel.STEADY, "The usual amount, as you are used to exercise."
        return DoseLevel.START, "Short holds and few repetitions to begin with."
    return DoseLevel.STEADY, "The usual amount, as you know the movements by now."


def may_begin_steady(
    experience: Experience | None, *, after_birth: bool, cleared: bool, troubled: bool
) -> bool:
    """Say whether her first sessions may be at the usual dose.

    ``cleared``: somebody opened her gate again or set limits. ``troubled``: a session of hers
    brought a sign, hurt, or was not green.
    """
    return experience is Experience.ACTIVE and not (after_birth or cleared or troubled)


def most_minutes(experience: Experience | None, *, first_week: bool) -> int | None:
    """Return the most minutes of a session for what she is used to; None: as many as there are."""
    return FIRST_WEEK_MINUTES if first_week and experience is Experience.NEW else None


def level_for(offer: Offer, level: DoseLevel) -> DoseLevel:
    return level_within(offer.verdict, level)


def dose_for(offer: Offer, level: DoseLevel, facts: Facts) -> Dose:
    """Return how much of what she is offered, in its form, within every cap and her own."""
    form = form_for(offer.exercise, offer.variant, facts)
    return capped(form.doses[level_for(offer, level)], offer.exercise)


def capped(dose: Dose, exercise: Exercise) -> Dose:
    """Cut a dose to the exercise's own maximum and to the caps for all."""
    most = exercise.maximum
    reps, sets = _least(dose.reps, most.reps), _least(dose.sets, most.sets)
    if dose.hold_s is None:
        return replace(dose, reps=reps, sets=sets)
    everyones = (None, None) if exercise.rest_position else (HOLD_CAP_S, SIDE_CAP_S)
    hold_s = _least(dose.hold_s, most.hold_s, everyones[0])
    for side_s in (most.side_total_s, everyones[1]):
        if side_s is not None:
            hold_s = min(hold_s, side_s)
            sets = min(sets, side_s // hold_s)
            reps = min(reps, side_s // (hold_s * sets))
    return replace(dose, hold_s=hold_s, sets=sets, reps=reps)


def _least(value: int, *limits: int | None) -> int:
    return min([value, *(limit for limit in limits if limit is not None)])


def lengthened(dose: Dose, exercise: Exercise, spare_s: int) -> Dose:
    """Let a rest last ``spare_s`` seconds longer, as far as its own maximum and five minutes."""
    if not exercise.rest_position or dose.hold_s is None or dose.reps * dose.sets > 1:
        return dose
    longest = _least(REST_CAP_S, exercise.maximum.hold_s, exercise.maximum.side_total_s)
    return replace(dose, hold_s=max(dose.hold_s, min(dose.hold_s + spare_s, longest)))
