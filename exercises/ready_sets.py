"""Ready sets: which exercises go together, and which set is for her now.

Decides from her facts, where she is and what she did last. Refuses nothing itself: every
exercise of a set is judged like any other, and one that is not for her is left out or done
another way. In the first six weeks after a birth the set is one that stands alone.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Final

from exercises.catalogue import STRICT, Exercise
from exercises.conditions import LATE_FROM
from exercises.offering import Offer
from safety.birth import SIX_WEEKS_DAYS
from safety.vocabulary import Facts, Gate, Modifier

FIRST_WEEK_DAYS: Final = 7
# Who is better off on a chair: no floor, sore knees or wrists, or the last weeks.
CHAIR_FOR: Final = frozenset({Modifier.NO_FLOOR, Modifier.KNEE_PAIN, Modifier.CARPAL_TUNNEL})


@dataclass(frozen=True, slots=True)
class ReadySet:
    """A ready set. ``items`` are slugs in order; of several in one place the first for her is done.

    ``only`` says that nothing else joins it, however long she has; ``relief`` that it is
    gentle enough for a back that hurts much.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    slug: str
    name: str
    purpose: str
    items: tuple[tuple[str, ...], ...]
    sources: tuple[str, ...]
    only: bool = False
    relief: bool = False
    advice: str = ""
    reviewed_by: str = ""
    reviewed_on: date | None = None

    @property
    def after_birth(self) -> bool:
        """Whether it is a set of the first six weeks after a birth."""
        return self.slug in (FIRST_WEEK, SIX_WEEKS)

    @property
    def slugs(self) -> tuple[str, ...]:
        """Every exercise that may be in it, in order."""
        return tuple(slug for place in self.items for slug in place)


@dataclass(frozen=True, slots=True)
class Sets:
    """The sets as they are written in one file."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    programme: tuple[ReadySet, ...] = ()


ReadySets = Mapping[str, ReadySet]

# The sets named by the rules below; content must hold them all.
BREATHING: Final = "slow_breathing"
RELIEF: Final = "relief"
LOOSEN: Final = "loosen"
SUPPORT: Final = "support"
CHAIR: Final = "chair"
PELVIS: Final = "pelvis"
DESK: Final = "desk"
BED: Final = "bed"
FIRST_WEEK: Final = "first_week"
SIX_WEEKS: Final = "six_weeks"
NAMED: Final = frozenset(
    {BREATHING, RELIEF, LOOSEN, SUPPORT, CHAIR, PELVIS, DESK, BED, FIRST_WEEK, SIX_WEEKS}
)


def programme_for(
    programmes: ReadySets, facts: Facts, *, relief: bool = False, asked: str = "", last: str = ""
) -> ReadySet:
    """Return the set for her now.

    What her answers leave open comes first, then the weeks after a birth, then a back that
    hurts, then the set she asked for, then what her body asks for. Else the two sets for
    every day take turns: ``last`` is the slug of the one she did last.
    """
    return programmes[_slug(programmes, facts, relief=relief, asked=asked, last=last)]


def places(
    programme: ReadySet, catalogue: Mapping[str, Exercise], offer: Callable[[Exercise], Offer]
) -> tuple[tuple[Offer, ...], tuple[Offer, ...]]:
    """Return what of a set is for her, in order, and what is left out; ``offer`` judges each.

    No exercise comes twice: where two places lead to the same one, the first has it.
    """
    taken: dict[str, Offer] = {}
    left: list[Offer] = []
    for place in programme.items:
        offers = [offer(catalogue[slug]) for slug in place]
        fits = next(
            (o for o in offers if not o.verdict.refused and o.exercise.slug not in taken), None
        )
        if fits is not None:
            taken[fits.exercise.slug] = fits
        else:
            left.append(offers[0])
    return tuple(taken.values()), tuple(left)


def _slug(programmes: ReadySets, facts: Facts, *, relief: bool, asked: str, last: str) -> str:
    late = facts.gestation_days is not None and facts.gestation_days >= LATE_FROM
    if facts.gate is not Gate.OPEN:
        return BREATHING
    if after_birth := _after_birth(facts):
        return after_birth
    if relief:
        return asked if asked in programmes and programmes[asked].relief else RELIEF
    if asked in programmes:
        return asked
    if Modifier.PGP in facts.modifiers:
        return PELVIS
    if late or facts.modifiers & CHAIR_FOR:
        return CHAIR
    return SUPPORT if last == LOOSEN else LOOSEN


def _after_birth(facts: Facts) -> str:
    """Return the set of the first six weeks after a birth, of which no other may be done."""
    days = facts.days_after_birth
    if days is None or days >= SIX_WEEKS_DAYS:
        return ""
    return FIRST_WEEK if days < FIRST_WEEK_DAYS else SIX_WEEKS
