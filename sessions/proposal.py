"""From what is known of her to the plan she is shown and starts.

The page and the start ask the same question here, so what she saw is what she gets. What the
person who cleared her allowed holds whatever she wishes for.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from accounts.models import User
from exercises.catalogue import DoseLevel
from exercises.circumstances import Circumstances
from exercises.content import catalogue
from exercises.lately import Lately
from exercises.ready_sets import ReadySet, programme_for
from exercises.sets import programmes
from safety.content import rules
from safety.facts import Known
from safety.pain import MUCH_PAIN
from safety.standing import Standing
from safety.vocabulary import Facts, Gate, Modifier, Reason
from sessions.dosing import dose_level, may_begin_steady, most_minutes
from sessions.forms import MINUTES, Wish
from sessions.leaving import NOT_FOR_RELIEF, left_out, outside
from sessions.past import Past, past
from sessions.planning import Plan, plan

CLEARED_FOR_RELIEF: Final = Reason(
    "cleared-for-relief",
    "The person who cleared you asked for rest and the gentlest movements only.",
    ("PRODUCT",),
)
FIRST_WEEK: Final = "You are new to exercise, so eight minutes is the most in your first week."


@dataclass(frozen=True, slots=True)
class Proposal:
    """A plan, how much of it, why that much, and whether it is for relief.

    ``programme`` is the set it is made from. ``wish`` is what she asked for, as far as it was
    allowed; ``held_to`` says what held it.
    """

    plan: Plan
    level: DoseLevel
    why_level: str
    relief: bool
    wish: Wish
    programme: ReadySet
    held_to: tuple[str, ...] = ()


def minutes_for(where: Standing, most: int | None = None) -> tuple[int, ...]:
    """Return the lengths she may choose from, of ``most`` minutes if that is said."""
    lengths = MINUTES if most is None else (*(m for m in MINUTES if m < most), most)
    allowed = where.most_minutes
    return tuple(m for m in lengths if allowed is None or m <= allowed)


def within(wish: Wish, where: Standing, most: int | None = None) -> Wish:
    """Return ``wish`` as far as her pain, who cleared her and ``most`` minutes allow it."""
    longest = max(minutes_for(where, most))
    relief = wish.relief or where.relief_only or where.relief_for_pain
    return replace(wish, minutes=min(wish.minutes, longest), relief=relief)


def most_for(told: Circumstances, before: Past) -> int | None:
    """Return the most minutes for what she is used to; None: as many as there are."""
    return most_minutes(told.experience, first_week=before.first_week)


def propose(
    known: Known, told: Circumstances, before: Past, wish: Wish, pain: int | None = None
) -> Proposal:
    """Return what she may do now; ``pain`` is None before she has been asked."""
    most = most_for(told, before)
    wish = within(wish, known.standing, most)
    relief = wish.relief or (pain is not None and pain >= MUCH_PAIN)
    steady = _begins_steady(known, told, before)
    level, why = _level(known, before, wish, pain, begins_steady=steady)
    facts = _for_now(known.facts, before)
    chosen = programme_for(
        programmes(), facts, relief=relief, asked=wish.programme, last=before.last_set
    )
    proposed = plan(
        catalogue=catalogue(),
        facts=facts,
        rules=rules(),
        minutes=wish.minutes,
        level=level,
        hurt=before.hurt,
        eased=before.eased,
        relief=relief,
        programme=chosen,
        only=wish.only,
        form=wish.form,
        told=told,
    )
    proposed = _said_by_clinician(proposed, known.standing)
    held_to = (*_held_to(known.standing), *([] if most is None else [FIRST_WEEK]))
    return Proposal(proposed, level, why, relief, wish, chosen, held_to)


def lately_of(person: User, on: date, known: Known, told: Circumstances) -> Lately:
    """Return what her practice says of the library: the amount, and what rests for a while."""
    before = past(person, on)
    wish = within(Wish(), known.standing)
    facts = _for_now(known.facts, before)
    steady = _begins_steady(known, told, before)
    level, why = _level(known, before, wish, None, begins_steady=steady)
    chosen = programme_for(programmes(), facts, relief=wish.relief)
    found = {
        slug: left_out(each, each, before.hurt, chosen, relief=wish.relief) or outside(each, chosen)
        for slug, each in catalogue().items()
    }
    where = known.standing
    reasons = {slug: _true_reason(where, reason) for slug, reason in found.items() if reason}
    return Lately(facts, level, why, reasons)


def _for_now(facts: Facts, before: Past) -> Facts:
    """After a session that ended dizzy, choose as for a woman who feels faint upright."""
    if not before.dizzy:
        return facts
    return replace(facts, modifiers=facts.modifiers | {Modifier.FAINT_UPRIGHT})


def _begins_steady(known: Known, told: Circumstances, before: Past) -> bool:
    where = known.standing
    return may_begin_steady(
        told.experience,
        after_birth=known.facts.days_after_birth is not None,
        cleared=where.gate is not Gate.OPEN
        or bool(where.cleared or where.limits or where.relief_only or where.most_minutes),
        troubled=before.troubled or before.dizzy,
    )


def _level(
    known: Known, before: Past, wish: Wish, pain: int | None, *, begins_steady: bool
) -> tuple[DoseLevel, str]:
    level, why = dose_level(
        pain=pain,
        gestation_days=known.facts.gestation_days,
        finished_sessions=before.finished,
        begins_steady=begins_steady,
    )
    if not wish.relief or level is DoseLevel.RELIEF:
        return level, why
    if known.standing.relief_only:
        return DoseLevel.RELIEF, "Short and gentle, as the person who cleared you asked."
    if known.standing.relief_for_pain:
        return DoseLevel.RELIEF, "Short and gentle, because your back hurt a lot this week."
    return DoseLevel.RELIEF, "Short and gentle, because your back hurts now."


def _said_by_clinician(proposed: Plan, where: Standing) -> Plan:
    """Give the true reason for what relief leaves out: her clinician, not her pain today."""
    left_out = (
        replace(left, reasons=tuple(_true_reason(where, reason) for reason in left.reasons))
        for left in proposed.left_out
    )
    return replace(proposed, left_out=tuple(left_out))


def _true_reason(where: Standing, reason: Reason) -> Reason:
    return CLEARED_FOR_RELIEF if where.relief_only and reason == NOT_FOR_RELIEF else reason


def _held_to(where: Standing) -> Iterator[str]:
    if where.relief_only:
        yield "The person who cleared you asked for relief only."
    if where.relief_for_pain:
        yield "You told us that your back hurts a lot, so it is relief only this week."
    if where.most_minutes is not None:
        yield f"The person who cleared you asked for {where.most_minutes} minutes at most."
