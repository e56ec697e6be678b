"""From what is known of her to the plan she is shown and starts.

The page and the start ask the same question here, so what she saw is what she gets.
"""

from dataclasses import dataclass

from exercises.catalogue import DoseLevel
from exercises.content import catalogue
from safety.content import rules
from safety.facts import Known
from sessions.dosing import MUCH_PAIN, dose_level
from sessions.forms import Wish
from sessions.past import Past
from sessions.planning import Plan, plan


@dataclass(frozen=True, slots=True)
class Proposal:
    """A plan, how much of it, why that much, and whether it is for relief."""

    plan: Plan
    level: DoseLevel
    why_level: str
    relief: bool


def propose(known: Known, before: Past, wish: Wish, pain: int | None = None) -> Proposal:
    """Return what she may do now; ``pain`` is None before she has been asked."""
    relief = wish.relief or (pain is not None and pain >= MUCH_PAIN)
    level, why = dose_level(
        pain=pain,
        gestation_days=known.facts.gestation_days,
        finished_sessions=before.finished,
    )
    if wish.relief and level is not DoseLevel.RELIEF:
        level, why = DoseLevel.RELIEF, "Short and gentle, because your back hurts now."
    proposed = plan(
        catalogue=catalogue(),
        facts=known.facts,
        rules=rules(),
        minutes=wish.minutes,
        level=level,
        hurt=before.hurt,
        eased=before.eased,
        relief=relief,
    )
    return Proposal(proposed, level, why, relief)
