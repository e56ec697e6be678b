"""Who looks at the library, and what decides what she is offered there."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from accounts.models import User
from config.http import HttpRequest
from exercises.amount import form_for, level_within
from exercises.catalogue import DoseLevel, Exercise, Form, Variant
from exercises.circumstances import Circumstances
from exercises.content import catalogue
from exercises.lately import Lately
from exercises.offering import Offer, at_level, judge, offer
from exercises.picking import pick
from exercises.pictures import HALF_WAY
from exercises.telling import circumstances_of
from safety.content import rules
from safety.facts import Known, known
from safety.vocabulary import Effect, Facts, Gate, Verdict

LatelyOf = Callable[[User, date, Known, Circumstances], Lately]


@dataclass(frozen=True, slots=True)
class Her:
    """What decides what she is offered."""

    told: Circumstances
    lately: Lately

    @property
    def facts(self) -> Facts:
        return self.lately.facts

    def offer(self, asked: Exercise, picked: str = "") -> Offer:
        """What she would be given now, in the form she ``picked`` if that is hers."""
        usual = offer(asked, self.facts, rules(), catalogue(), self.told)
        found = self._left_out(pick(usual, picked, self.judge))
        return at_level(found, self.level(found.verdict))

    def judge(self, found: Exercise, variant: Variant | None) -> Verdict:
        return judge(found, variant, self.facts, rules(), self.told)

    def form(self, found: Exercise, variant: Variant | None) -> Form:
        """A form with the doses as they are for her."""
        return form_for(found, variant, self.facts)

    def level(self, verdict: Verdict) -> DoseLevel:
        return level_within(verdict, self.lately.level)

    def why_level(self, verdict: Verdict) -> str:
        """Why it is this much, in a sentence."""
        if self.level(verdict) is self.lately.level:
            return self.lately.why
        return "Short holds and few repetitions, because of your answers."

    @property
    def shut(self) -> bool:
        """Whether something has to be settled before any exercise."""
        return self.facts.gate is Gate.SHUT

    def _left_out(self, found: Offer) -> Offer:
        left_out = self.lately.left_out
        why = left_out.get(found.asked.slug) or left_out.get(found.exercise.slug)
        if why is None or found.verdict.refused:
            return found
        verdict = Verdict(Effect.AVOID, (why,))
        return replace(found, exercise=found.asked, variant=None, verdict=verdict, reasons=(why,))


def looking(request: HttpRequest, lately_of: LatelyOf) -> Her | None:
    """Return what is known of whoever looks; None for a stranger and the never screened."""
    if not isinstance(request.user, User):
        return None
    found = known(request.user, request.now)
    if found is None:
        return None
    told = circumstances_of(request.user)
    return Her(told, lately_of(request.user, request.on, found, told))


def days_drawn(her: Her | None) -> int | None:
    """How far she is as drawn: half-way while nobody knows, and no belly after the birth."""
    if her is None or (her.facts.gestation_days is None and her.facts.days_after_birth is None):
        return HALF_WAY
    return her.facts.gestation_days
