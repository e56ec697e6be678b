"""Whether a movement is for her: demands against facts.

Decides ``allow``, ``limit`` or ``avoid`` for a set of demands, with every reason.
A rule is data with a closed vocabulary: its keys are and-ed, the values inside a
key or-ed; there is no *not*, no nesting and no comparison but closed ranges and the
named predicates of ``safety.weeks``. The
strictest rule that holds wins, so the order of rules changes nothing and adding a
modifier or a demand never relaxes a verdict. What is unknown is taken strictly.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from safety.gestation import LAST_DAYS
from safety.vocabulary import (
    BirthMode,
    Demand,
    Effect,
    Facts,
    Gate,
    Modifier,
    Reason,
    State,
    Verdict,
)
from safety.weeks import WeekRule

LIMITED_BY_CLINICIAN = "clinician-limit"
UNKNOWN_STAGE = "unknown-stage"
_DECLARED = ("PRODUCT",)


@dataclass(frozen=True, slots=True)
class Span:
    """A closed range of days; ``last`` None means it does not end."""

    first: int
    last: int | None

    def __contains__(self, day: int) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class When:
    """The closed conditions of a rule. An empty key does not restrict."""

    weeks: Span | None = None
    days_after_birth: Span | None = None
    states: frozenset[State] = frozenset()
    birth_modes: frozenset[BirthMode] = frozenset()
    modifiers: frozenset[Modifier] = frozenset()
    gates: frozenset[Gate] = frozenset()
    after_epidural: bool = False  # or a spinal; unless she said that she had none
    by_week: WeekRule | None = None

    def holds(self, facts: Facts) -> bool:
        """Say whether every key holds for ``facts``; the unknown counts as holding."""
        return (
            self._time_holds(facts)
            and (not self.modifiers or bool(self.modifiers & facts.modifiers))
            and (not self.gates or facts.gate in self.gates)
        )

    @property
    def days(self) -> Span | None:
        """The days of pregnancy it names, in weeks or by a named rule; None where neither."""
        if self.by_week is None:
            return self.weeks
        known = (Facts(Gate.SHUT, day) for day in range(LAST_DAYS + 1))
        held = [f.gestation_days for f in known if f.gestation_days is not None and self.by_week(f)]
        return Span(min(held), max(held))

    def _time_holds(self, facts: Facts) -> bool:
        after_birth = facts.days_after_birth is not None
        if (
            self.states
            and (State.AFTER_BIRTH if after_birth else State.PREGNANT) not in self.states
        ):
            return False
        if self.after_epidural and (not after_birth or facts.epidural is False):
            return False
        if self.weeks is not None and not _weeks_hold(self.weeks, facts):
            return False
        if self.by_week is not None and not self.by_week(facts):
            return False
        if self.days_after_birth is not None and (
            facts.days_after_birth is None or facts.days_after_birth not in self.days_after_birth
        ):
            return False
        return not self.birth_modes or (
            after_birth and (facts.birth_mode is None or facts.birth_mode in self.birth_modes)
        )


def _weeks_hold(weeks: Span, facts: Facts) -> bool:
    if facts.days_after_birth is not None:
        return False
    return facts.gestation_days is None or facts.gestation_days in weeks


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table of conditions against demands.

    ``demands`` empty means any movement at all. ``text`` is one sentence for her.
    """

    id: str
    when: When
    demands: frozenset[Demand]
    effect: Effect
    text: str
    sources: tuple[str, ...]
    reviewed_by: str = ""
    reviewed_on: str = ""

    def applies(self, facts: Facts, demands: frozenset[Demand]) -> bool:
        return not (self.demands and self.demands.isdisjoint(demands)) and self.when.holds(facts)


def assess(facts: Facts, demands: frozenset[Demand], rules: Iterable[Rule]) -> Verdict:
    """Return whether a movement with ``demands`` is for a woman with ``facts``."""
    effect = Effect.ALLOW
    reasons: list[Reason] = []
    for rule in rules:
        if rule.applies(facts, demands):
            effect = max(effect, rule.effect)
            reasons.append(Reason(rule.id, rule.text, rule.sources))
    refusals = [*_unknown_stage(facts), *_ruled_out_by_clinician(facts, demands)]
    if refusals:
        effect = Effect.AVOID
    return Verdict(effect, tuple(sorted({*reasons, *refusals})))


def _unknown_stage(facts: Facts) -> Iterable[Reason]:
    """Refuse everything while neither weeks nor days after birth are known."""
    if facts.gestation_days is None and facts.days_after_birth is None:
        yield Reason(UNKNOWN_STAGE, "We do not know how far along you are.", _DECLARED)


def _ruled_out_by_clinician(facts: Facts, demands: frozenset[Demand]) -> Iterable[Reason]:
    """Refuse what a clinician ruled out when clearing her."""
    if facts.limits & demands:
        yield Reason(
            LIMITED_BY_CLINICIAN,
            "The person who cleared you asked you to leave this out.",
            _DECLARED,
        )
