"""What is left out for now though her answers allow it, and why.

Decides by what hurt her lately, whether a session is for relief, and the set of the weeks after
a birth. The plan and the library ask it the same. Refuses nothing for safety: ``offering`` does.
"""

from collections.abc import Collection
from typing import Final

from exercises.catalogue import Exercise, Kind
from exercises.ready_sets import ReadySet
from safety.vocabulary import Reason

_OURS: Final = ("PRODUCT",)
HURT: Final = Reason("hurt-last-time", "You said it hurt last time.", _OURS)
NOT_FOR_RELIEF: Final = Reason(
    "not-for-relief", "While your back hurts, we keep to rest and the gentlest movements.", _OURS
)
NOT_IN_SET: Final = Reason("not-in-set", "It is not in the set you chose.", _OURS)
AFTER_BIRTH: Final = Reason(
    "first-six-weeks",
    "In the first six weeks after a birth we keep to the set for that time.",
    ("CAN25", "PRODUCT"),
)


def left_out(
    asked: Exercise,
    given: Exercise,
    hurt: Collection[str],
    programme: ReadySet,
    *,
    relief: bool,
) -> Reason | None:
    """Return why ``asked``, for which she is given ``given``, is left out; None if it is not."""
    if asked.slug in hurt or given.slug in hurt:
        return HURT
    gentle = programme.slugs if programme.relief else ()
    if relief and not (_rests(given) or asked.slug in gentle):
        return NOT_FOR_RELIEF
    return None


def outside(asked: Exercise, programme: ReadySet) -> Reason | None:
    """Return why ``asked`` is not done beside a set that stands alone."""
    if not programme.only or asked.slug in programme.slugs:
        return None
    return AFTER_BIRTH if programme.after_birth else NOT_IN_SET


def _rests(exercise: Exercise) -> bool:
    return exercise.rest_position or exercise.kind is Kind.BREATHING
