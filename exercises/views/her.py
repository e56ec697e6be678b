"""Who looks at the library, and what decides what she is offered there."""

from dataclasses import dataclass

from accounts.models import User
from config.http import HttpRequest
from exercises.catalogue import Exercise, Variant
from exercises.circumstances import Circumstances
from exercises.content import catalogue
from exercises.offering import Offer, at_level, judge, level_without_history, offer
from exercises.pictures import HALF_WAY
from exercises.telling import circumstances_of
from safety.content import rules
from safety.facts import facts_for
from safety.vocabulary import Facts, Gate, Verdict


@dataclass(frozen=True, slots=True)
class Her:
    """What decides what she is offered."""

    facts: Facts
    told: Circumstances

    def offer(self, asked: Exercise) -> Offer:
        offered = offer(asked, self.facts, rules(), catalogue(), self.told)
        return at_level(offered, level_without_history(offered.verdict, self.facts))

    def judge(self, found: Exercise, variant: Variant | None) -> Verdict:
        return judge(found, variant, self.facts, rules(), self.told)

    @property
    def shut(self) -> bool:
        """Whether something has to be settled before any exercise."""
        return self.facts.gate is Gate.SHUT


def looking(request: HttpRequest) -> Her | None:
    """Return what is known of whoever looks; None for a stranger and the never screened."""
    if not isinstance(request.user, User):
        return None
    facts = facts_for(request.user, request.now)
    return Her(facts, circumstances_of(request.user)) if facts else None


def days_drawn(her: Her | None) -> int | None:
    """How far she is as drawn: half-way while nobody knows, and no belly after the birth."""
    if her is None or (her.facts.gestation_days is None and her.facts.days_after_birth is None):
        return HALF_WAY
    return her.facts.gestation_days
