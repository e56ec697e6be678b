"""Which form of an exercise is for her: the standard one, a variant, a swap or none.

Decides by asking safety about the demands of a form and this file about its
weeks, and refuses a form that either refuses. A variant that is used for one of
her modifiers, or for how far along she is, takes the place of the standard form
even where nothing excludes that form. Of several such variants the least strict
verdict wins, then the one that answers most of her needs, then the earlier one.
A need that the chosen form leaves unanswered makes its dose small. A swap goes
one hop and is judged like anything else. With no form left, nothing is offered.
Where an exercise is learnt in rungs, the dose level keeps her from a higher one.

Where the standard form is hers and only a thing she lacks is in the way, the mildest of
its other forms that needs none of it takes its place, and a swap where no form does.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from exercises.catalogue import DoseLevel, Exercise, Form, Kind, Variant, Weeks
from exercises.circumstances import UNTOLD, Circumstances, facts_with, missing
from exercises.conditions import Condition, conditions_of
from safety.gestation import Gestation
from safety.rules import Rule, assess
from safety.vocabulary import BirthMode, Demand, Effect, Facts, Reason, Verdict

AFTER_BIRTH_ONLY: Final = "after-birth-only"

Catalogue = Mapping[str, Exercise]
Rules = tuple[Rule, ...]
Standing = Literal["for_you", "with_a_change", "not_now"]


@dataclass(frozen=True, slots=True)
class Offer:
    """What she is offered when ``asked`` is wanted, and every reason for it.

    ``variant`` None means the standard form. A refused verdict means nothing is
    offered, a limited one the start dose and a small range.
    """

    exercise: Exercise
    variant: Variant | None
    asked: Exercise
    verdict: Verdict
    reasons: tuple[Reason, ...]

    @property
    def swapped(self) -> bool:
        """Whether another exercise takes the place of the one asked for."""
        return self.exercise.slug != self.asked.slug

    @property
    def form(self) -> Form:
        return self.exercise.form(self.variant)

    @property
    def standing(self) -> Standing:
        if self.verdict.refused:
            return "not_now"
        if self.swapped or self.variant is not None or self.verdict.effect is Effect.LIMIT:
            return "with_a_change"
        return "for_you"


def offer(
    exercise: Exercise,
    facts: Facts,
    rules: Iterable[Rule],
    catalogue: Catalogue,
    told: Circumstances = UNTOLD,
) -> Offer:
    """Return what she is offered when ``exercise`` is wanted."""
    case = _Case(facts_with(facts, told), tuple(rules), catalogue, told)
    return _offer(exercise, case, may_swap=True)


def judge(
    exercise: Exercise,
    variant: Variant | None,
    facts: Facts,
    rules: Iterable[Rule],
    told: Circumstances = UNTOLD,
) -> Verdict:
    """Return whether this very form is for her; a refusal names only what refuses it."""
    rules, facts = tuple(rules), facts_with(facts, told)
    form, demands = exercise.form(variant), demands_of(exercise, variant)
    verdict = assess(facts, demands, rules)
    beside = (*_bad_timing(exercise, form, facts), *missing(form, told))
    if not beside and not verdict.refused:
        return verdict
    refusing = assess(facts, demands, (r for r in rules if r.effect is Effect.AVOID))
    reasons = (*refusing.reasons, *beside)
    # That it is for another time of her life says more than what else is against it.
    return Verdict(Effect.AVOID, tuple(sorted(reasons, key=lambda r: r.rule != AFTER_BIRTH_ONLY)))


def demands_of(exercise: Exercise, variant: Variant | None) -> frozenset[Demand]:
    """What a form asks of her, with what follows from the kind of exercise."""
    written = exercise.form(variant).demands
    if exercise.kind is Kind.BREATHING:
        return written
    if exercise.rest_position:
        return written | {Demand.REST_POSITION}
    return written | {Demand.MOVEMENT}


def at_level(offered: Offer, level: DoseLevel) -> Offer:
    """Return the rung that belongs to a dose level, never a higher one than is offered.

    A rung asks no more than those above it, so what allows these allows it too.
    """
    rungs = _rungs_below(offered.exercise, offered.variant)
    rung = next((form for form in rungs if level in form.levels), None)
    if offered.verdict.refused or rung is None:
        return offered
    reasons = _union((_why(offered.exercise, rung),), offered.reasons)
    return replace(offered, variant=rung, reasons=reasons)


def _rungs_below(exercise: Exercise, form: Variant | None) -> tuple[Variant, ...]:
    if form is None or not form.levels:
        return exercise.rungs(form)
    rungs = exercise.rungs(exercise.variant(form.leads_to))
    return rungs[: rungs.index(form)]


@dataclass(frozen=True, slots=True)
class _Case:
    """What every form is judged by."""

    facts: Facts
    rules: Rules
    catalogue: Catalogue
    told: Circumstances

    def judge(self, exercise: Exercise, variant: Variant | None) -> Verdict:
        return judge(exercise, variant, self.facts, self.rules, self.told)

    def lacks_only_a_thing(self, exercise: Exercise) -> bool:
        """Whether the standard form would be hers with everything it needs around her."""
        return not judge(exercise, None, self.facts, self.rules).refused

    def needs(self, exercise: Exercise, variant: Variant) -> frozenset[Condition]:
        """Those of her conditions for which ``variant`` is used."""
        return variant.used_for & conditions_of(self.facts, exercise)


def _offer(exercise: Exercise, case: _Case, *, may_swap: bool) -> Offer:
    standard = case.judge(exercise, None)
    needed = [variant for variant in exercise.variants if case.needs(exercise, variant)]
    if not needed:
        if standard.refused and case.lacks_only_a_thing(exercise):
            return _without(exercise, standard, case, may_swap=may_swap)
        return Offer(exercise, None, exercise, standard, standard.reasons)
    excluding = standard.reasons if standard.refused else ()
    offers = [_replacement(exercise, v, needed, case, may_swap=may_swap) for v in needed]
    # min() keeps the first of equals, which is the order of the file.
    best, _ = min(
        zip(offers, needed, strict=True),
        key=lambda pair: (pair[0].verdict.effect, -len(case.needs(exercise, pair[1]))),
    )
    if best.verdict.refused:
        return _nothing(exercise, excluding, offers)
    reasons = _union(best.reasons, excluding)
    return Offer(best.exercise, best.variant, exercise, best.verdict, reasons)


def _without(exercise: Exercise, standard: Verdict, case: _Case, *, may_swap: bool) -> Offer:
    """Offer what needs none of the things she lacks; the reason is that she lacks them."""
    offers = [
        _swapped(exercise, variant, case)
        if variant.swap_to
        else Offer(exercise, variant, exercise, case.judge(exercise, variant), ())
        for variant in exercise.variants
        if may_swap or not variant.swap_to
    ]
    found = [each for each in offers if not each.verdict.refused]
    if not found:
        return Offer(exercise, None, exercise, standard, standard.reasons)
    best = min(found, key=lambda each: (each.swapped, each.verdict.effect))
    reasons = _union(standard.reasons, best.verdict.reasons)
    return Offer(best.exercise, best.variant, exercise, best.verdict, reasons)


def _replacement(
    exercise: Exercise, variant: Variant, needed: list[Variant], case: _Case, *, may_swap: bool
) -> Offer:
    """Offer what takes the place of the standard form by ``variant``."""
    if not variant.swap_to:
        return _changed(exercise, variant, needed, case)
    if may_swap:
        return _swapped(exercise, variant, case)
    why = (_why(exercise, variant),)  # a swap of a swap: she would lose her way
    return Offer(exercise, None, exercise, Verdict(Effect.AVOID, why), why)


def _changed(exercise: Exercise, variant: Variant, needed: list[Variant], case: _Case) -> Offer:
    """Offer a form of the exercise itself; what it leaves unanswered makes the dose small."""
    verdict = case.judge(exercise, variant)
    if verdict.refused:
        return Offer(exercise, variant, exercise, verdict, verdict.reasons)
    unanswered = tuple(
        _why(exercise, other) for other in needed if case.needs(exercise, other) - variant.used_for
    )
    if unanswered:
        verdict = Verdict(Effect.LIMIT, _union(verdict.reasons, unanswered))
    reasons = _union((_why(exercise, variant),), unanswered, verdict.reasons)
    return Offer(exercise, variant, exercise, verdict, reasons)


def _swapped(exercise: Exercise, variant: Variant, case: _Case) -> Offer:
    """Offer another exercise in this one's place, in the form that is for her."""
    other = _offer(case.catalogue[variant.swap_to], case, may_swap=False)
    reasons = other.reasons
    if not other.verdict.refused:
        reasons = _union((_why(exercise, variant),), reasons)
    return Offer(other.exercise, other.variant, exercise, other.verdict, reasons)


def _nothing(exercise: Exercise, excluding: tuple[Reason, ...], offers: list[Offer]) -> Offer:
    """Refuse the exercise with every reason that closes it or a form of it."""
    reasons = _union(excluding, *(refused.reasons for refused in offers))
    return Offer(exercise, None, exercise, Verdict(Effect.AVOID, reasons), reasons)


def _why(exercise: Exercise, variant: Variant) -> Reason:
    return Reason(
        f"{exercise.slug}.{variant.slug}",
        variant.why,
        variant.sources or exercise.evidence.sources,
    )


def _union(*groups: Iterable[Reason]) -> tuple[Reason, ...]:
    """Every reason once, in the order given."""
    return tuple(dict.fromkeys(reason for group in groups for reason in group))


def _bad_timing(exercise: Exercise, form: Form, facts: Facts) -> Iterator[Reason]:
    """What refuses a form for its weeks. With nothing known, safety has refused already."""
    if facts.gestation_days is not None:
        if form.weeks is None:
            yield _after_birth_only()
        elif facts.gestation_days not in form.weeks:
            yield _outside_weeks(form.weeks, facts.gestation_days)
    if facts.days_after_birth is not None:
        yield from _too_soon_after_birth(exercise, facts.days_after_birth, facts.birth_mode)


def _after_birth_only() -> Reason:
    return Reason(AFTER_BIRTH_ONLY, "This one is for after the birth.", ("PRODUCT",))


def _outside_weeks(weeks: Weeks, day: int) -> Reason:
    if weeks.last is not None and day > weeks.last:
        text = f"This one is for up to {Gestation(weeks.last).words}."
    else:
        text = f"This one starts at {Gestation(weeks.first).words}."
    return Reason("outside-weeks", text, ("PRODUCT",))


def _too_soon_after_birth(
    exercise: Exercise, days: int, birth: BirthMode | None
) -> Iterator[Reason]:
    """Wait for the exercise's week; how she gave birth unknown, the later of the two."""
    waits = exercise.after_birth_weeks
    weeks = max(waits.values()) if birth is None else waits[birth]
    if days < 7 * weeks:
        unit = "week" if weeks == 1 else "weeks"
        yield Reason(
            "too-soon-after-birth",
            f"This one waits until {weeks} {unit} after the birth.",
            ("CAN25", "PRODUCT"),
        )
