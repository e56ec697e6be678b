"""What she does today, in which order and why, and what was left out and why.

Decides which exercises go into her minutes. What she is offered is decided by
``exercises.offering``, and nothing it refuses comes in. Slow breathing goes first, as
the warm-up. Then come those that eased her back, those of her set in its order, and the
others in the order of the catalogue; a part of the body that has had nothing yet goes before
one that has. What is chosen is put in order by position, the floor in one piece,
so that she gets down and up once.

Refuses what hurt her lately, the same exercise twice, more than two minutes of holds for
one side of one area, anything but rest and a set for relief when she wants relief, anything
beside a set that stands alone, and to take longer than she has. Only where a single exercise
is longer than that is it kept: a plan is never empty while anything is open to her. Asked for
one exercise alone, it is that one or nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from exercises import timeline
from exercises.catalogue import Area, Dose, DoseLevel, Exercise, Kind, Mode, Position, Variant
from exercises.circumstances import UNTOLD, Circumstances
from exercises.offering import Offer, at_level, judge, offer
from exercises.picking import pick
from exercises.ready_sets import ReadySet
from exercises.vetting import SIDE_CAP_S
from safety.rules import Rule
from safety.vocabulary import Facts, Reason
from sessions.dosing import dose_for, lengthened, level_for
from sessions.leaving import left_out as left_out_now
from sessions.leaving import outside

_OURS: Final = ("PRODUCT",)
ENOUGH_OF_IT: Final = Reason(
    "side-cap",
    "That part of you is stretched enough in this session already.",
    ("ACSM", "PRODUCT"),
)
IN_ITS_PLACE: Final = Reason("in-its-place", "Another exercise of the set stands for it.", _OURS)
EASED: Final = "Eased your back last time."

Reasons = tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One exercise of the plan. ``seconds`` include getting into place; ``why`` is for her."""

    exercise: Exercise
    variant: Variant | None
    dose: Dose
    level: DoseLevel
    seconds: int
    why: str
    reasons: Reasons


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An exercise that is not in the plan, and every reason for that."""

    exercise: Exercise
    reasons: Reasons


@dataclass(frozen=True, slots=True)
class Plan:
    """What she does, in order. ``seconds`` are those of its timeline, getting up included."""

    items: tuple[PlanItem, ...]
    left_out: tuple[LeftOut, ...]
    seconds: int


def plan(
    *,
    catalogue: Mapping[str, Exercise],
    facts: Facts,
    rules: tuple[Rule, ...],
    minutes: int,
    level: DoseLevel,
    hurt: frozenset[str],
    eased: frozenset[str],
    relief: bool,
    programme: ReadySet,
    only: str = "",
    form: str = "",
    told: Circumstances = UNTOLD,
) -> Plan:
    """Return a plan of at most ``minutes``; ``hurt`` and ``eased`` are slugs of exercises.

    ``only`` is the slug of the one exercise she wants, "" for as many as there is time for;
    ``form`` that of the way she picked to do it, which is judged like any other.
    """
    wanted = [catalogue[only]] if only in catalogue else catalogue.values()
    asked = sorted(wanted, key=lambda exercise: _asked_at(exercise, programme))
    offers = [offer(exercise, facts, rules, catalogue, told) for exercise in asked]
    if only in catalogue:
        judged = partial(judge, facts=facts, rules=rules, told=told)
        offers = [pick(each, form, judged) for each in offers]
    relief = relief or level is DoseLevel.RELIEF
    barred = {each.asked.slug: _barred(each, hurt, programme, relief=relief) for each in offers}
    for slug, reason in _beside(programme, offers, barred).items():
        barred[slug] = barred[slug] or (reason,)
    open_to_her: dict[str, _Chosen] = {}
    for each in offers:
        if not barred[each.asked.slug]:
            # Two exercises may be swapped to the same one; the first to ask for it has it.
            open_to_her.setdefault(each.exercise.slug, _chosen(each, level, facts))
    chosen, missed = _choose(open_to_her.values(), minutes, eased, programme)
    items, seconds = _items(_rested(chosen, minutes), eased)
    taken = {item.exercise.slug for item in items}
    left_out = tuple(
        LeftOut(each.asked, _why_not(each, barred[each.asked.slug], missed))
        for each in offers
        if each.asked.slug not in taken
    )
    return Plan(items, left_out, seconds)


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What she is offered, with its dose: one exercise of a timeline."""

    offer: Offer
    level: DoseLevel
    dose: Dose

    @property
    def exercise(self) -> Exercise:
        return self.offer.exercise

    @property
    def variant(self) -> Variant | None:
        return self.offer.variant

    @property
    def capped_s(self) -> int:
        """Seconds a side that count towards the cap of each of its areas."""
        counts = self.dose.mode is Mode.HOLD and not self.exercise.rest_position
        return self.dose.side_s if counts else 0


def _chosen(each: Offer, level: DoseLevel, facts: Facts) -> _Chosen:
    own = level_for(each, level)
    form = at_level(each, own)
    return _Chosen(form, own, dose_for(form, own, facts))


def _barred(each: Offer, hurt: frozenset[str], programme: ReadySet, *, relief: bool) -> Reasons:
    """Return why this cannot be in the plan, whatever else is."""
    if each.verdict.refused:
        return each.reasons
    why = left_out_now(each.asked, each.exercise, hurt, programme, relief=relief)
    return (why,) if why else ()


def _beside(
    programme: ReadySet, offers: Iterable[Offer], barred: Mapping[str, Reasons]
) -> dict[str, Reason]:
    """Return what is not done beside the set, and why: each place once, and nothing it excludes."""
    found: dict[str, Reason] = {}
    for place in programme.items:
        fitting = [slug for slug in place if slug in barred and not barred[slug]]
        found |= dict.fromkeys(fitting[1:], IN_ITS_PLACE)
    others = {each.asked.slug: outside(each.asked, programme) for each in offers}
    return found | {slug: why for slug, why in others.items() if why}


def _asked_at(exercise: Exercise, programme: ReadySet) -> tuple[int, int]:
    """Return its turn: those of the set in its order, then the others in theirs."""
    slugs = programme.slugs
    place = slugs.index(exercise.slug) if exercise.slug in slugs else len(slugs)
    return (place, exercise.order)


def _choose(
    candidates: Iterable[_Chosen], minutes: int, eased: frozenset[str], programme: ReadySet
) -> tuple[list[_Chosen], dict[str, Reason]]:
    """Return what fits, in the order of the session, and why each of the others does not."""
    chosen: list[_Chosen] = []
    missed: dict[str, Reason] = {}
    waiting = list(candidates)
    while waiting:
        reached = {area for each in chosen for area in each.exercise.areas}
        best = min(waiting, key=lambda each: _turn(each, reached, eased, programme))
        waiting.remove(best)
        longer = sorted([*chosen, best], key=_place)
        if _held_too_long(longer):
            missed[best.exercise.slug] = ENOUGH_OF_IT
        elif chosen and _seconds(longer) > 60 * minutes:
            missed[best.exercise.slug] = _no_time(minutes)
        else:
            chosen = longer
    return chosen, missed


def _turn(
    each: _Chosen, reached: set[Area], eased: frozenset[str], programme: ReadySet
) -> tuple[bool, bool, bool, bool, tuple[int, int]]:
    """Return when it is tried: the lowest first."""
    exercise, asked = each.exercise, each.offer.asked
    helped = exercise.slug in eased
    return (
        exercise.kind is not Kind.BREATHING,
        not helped and asked.slug not in programme.slugs,
        not helped,
        reached.issuperset(exercise.areas),
        _asked_at(asked, programme),
    )


def _place(each: _Chosen) -> tuple[bool, bool, int, int]:
    """Return its place in the session: breathing, the floor, the rest; each by position."""
    return (
        each.exercise.kind is not Kind.BREATHING,
        not timeline.on_floor(each.offer.form),
        list(Position).index(each.offer.form.position),
        each.exercise.order,
    )


def _held_too_long(chosen: Iterable[_Chosen]) -> bool:
    held: dict[Area, int] = {}
    for each in chosen:
        for area in each.exercise.areas:
            held[area] = held.get(area, 0) + each.capped_s
    return max(held.values(), default=0) > SIDE_CAP_S


def _seconds(chosen: list[_Chosen]) -> int:
    return timeline.seconds(timeline.lay_out(chosen))


def _no_time(minutes: int) -> Reason:
    return Reason("no-time", f"There is no time for it in {minutes} minutes.", _OURS)


def _rested(chosen: list[_Chosen], minutes: int) -> list[_Chosen]:
    """Let slow breathing by itself last as long as she has, within its own limits."""
    if len(chosen) != 1:
        return chosen
    only = chosen[0]
    spare_s = max(0, 60 * minutes - _seconds(chosen))
    return [replace(only, dose=lengthened(only.dose, only.exercise, spare_s))]


def _items(chosen: list[_Chosen], eased: frozenset[str]) -> tuple[tuple[PlanItem, ...], int]:
    """Return the items of the plan and the seconds of the whole."""
    steps = timeline.lay_out(chosen)
    items = tuple(
        PlanItem(
            exercise=each.exercise,
            variant=each.variant,
            dose=each.dose,
            level=each.level,
            seconds=timeline.seconds(step for step in steps if step.item == place),
            why=_why(each, eased),
            reasons=each.offer.reasons,
        )
        for place, each in enumerate(chosen)
    )
    return items, timeline.seconds(steps)


def _why(each: _Chosen, eased: frozenset[str]) -> str:
    if each.exercise.slug in eased:
        return EASED
    if each.offer.standing == "with_a_change" and each.offer.reasons:
        return each.offer.reasons[0].text
    return each.exercise.purpose


def _why_not(each: Offer, barred: Reasons, missed: Mapping[str, Reason]) -> Reasons:
    """Return why an exercise is not in the plan: its own reasons, or what took its place."""
    if barred:
        return barred
    swap = each.reasons if each.swapped else ()
    late = missed.get(each.exercise.slug)
    return (*swap, late) if late else swap
