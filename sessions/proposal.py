"""From what is known of her to the plan she is shown and starts.

The page and the start ask the same question here, so what she saw is what she gets. What the
person who cleared her allowed holds whatever she wishes for.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from exercises.catalogue import DoseLevel
from exercises.content import catalogue
from safety.content import rules
from safety.facts import Known
from safety.standing import Standing
from safety.vocabulary import Facts, Modifier, Reason
from sessions.dosing import MUCH_PAIN, dose_level
from sessions.forms import MINUTES, Wish
from sessions.past import Past
from sessions.planning import NOT_FOR_RELIEF, Plan, plan

CLEARED_FOR_RELIEF: Final = Reason(
    "cleared-for-relief",
    "The person who cleared you asked for rest and the gentlest movements only.",
    ("PRODUCT",),
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A plan, how much of it, why that much, and whether it is for relief.

    ``wish`` is what she asked for, as far as it was allowed; ``held_to`` says what held it.
    """

    plan: Plan
    level: DoseLevel
    why_level: str
    relief: bool
    wish: Wish
    held_to: tuple[str, ...] = ()


def minutes_for(where: Standing) -> tuple[int, ...]:
    """Return the lengths she may choose from."""
    most = where.most_minutes
    return tuple(m for m in MINUTES if most is None or m <= most)


def within(wish: Wish, where: Standing) -> Wish:
    """Return ``wish`` as far as the person who cleared her allowed it."""
    return Wish(min(wish.minutes, max(minutes_for(where))), wish.relief or where.relief_only)


def propose(known: Known, before: Past, wish: Wish, pain: int | None = None) -> Proposal:
    """Return what she may do now; ``pain`` is None before she has been asked."""
    wish = within(wish, known.standing)
    relief = wish.relief or (pain is not None and pain >= MUCH_PAIN)
    level, why = _level(known, before, wish, pain)
    proposed = plan(
        catalogue=catalogue(),
        facts=_for_now(known.facts, before),
        rules=rules(),
        minutes=wish.minutes,
        level=level,
        hurt=before.hurt,
        eased=before.eased,
        relief=relief,
    )
    if known.standing.relief_only:
        proposed = _said_by_clinician(proposed)
    return Proposal(proposed, level, why, relief, wish, tuple(_held_to(known.standing)))


def _for_now(facts: Facts, before: Past) -> Facts:
    """After a session that ended dizzy, choose as for a woman who feels faint upright."""
    if not before.dizzy:
        return facts
    return replace(facts, modifiers=facts.modifiers | {Modifier.FAINT_UPRIGHT})


def _level(known: Known, before: Past, wish: Wish, pain: int | None) -> tuple[DoseLevel, str]:
    level, why = dose_level(
        pain=pain,
        gestation_days=known.facts.gestation_days,
        finished_sessions=before.finished,
    )
    if not wish.relief or level is DoseLevel.RELIEF:
        return level, why
    if known.standing.relief_only:
        return DoseLevel.RELIEF, "Short and gentle, as the person who cleared you asked."
    return DoseLevel.RELIEF, "Short and gentle, because your back hurts now."


def _said_by_clinician(proposed: Plan) -> Plan:
    """Give the true reason for what relief leaves out: her clinician, not her pain today."""
    left_out = (
        replace(left, reasons=(CLEARED_FOR_RELIEF,)) if left.reasons == (NOT_FOR_RELIEF,) else left
        for left in proposed.left_out
    )
    return replace(proposed, left_out=tuple(left_out))


def _held_to(where: Standing) -> Iterator[str]:
    if where.relief_only:
        yield "The person who cleared you asked for relief only."
    if where.most_minutes is not None:
        yield f"The person who cleared you asked for {where.most_minutes} minutes at most."
