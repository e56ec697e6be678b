"""What the plans, doses and timelines are tried on: exercises, women and tables of rules.

The generated ones are worse than any author: doses over every cap, swaps that meet,
forms that nobody may do.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from exercises.catalogue import (
    Area,
    Dose,
    DoseLevel,
    Exercise,
    Kind,
    Maximum,
    Position,
    Sides,
    Stage,
    Variant,
)
from exercises.offering import Offer
from exercises.ready_sets import ReadySet
from safety.rules import Rule
from safety.vocabulary import IMPLIED_DEMANDS, Demand, Effect, Facts, Gate, Modifier, Verdict
from sessions.dosing import dose_for
from sessions.planning import Plan, PlanItem, plan
from tests.exercises.made import exercise, facts, rule, variant

CLEAR = Verdict(Effect.ALLOW, ())


def hold(hold_s: int, reps: int = 1, sets: int = 1, rest_s: int = 10) -> Dose:
    return Dose(reps=reps, sets=sets, rest_s=rest_s, hold_s=hold_s)


def moving(reps: int, rep_s: int = 5, sets: int = 1, rest_s: int = 20) -> Dose:
    return Dose(reps=reps, sets=sets, rest_s=rest_s, rep_s=rep_s)


def at_every_level(dose: Dose) -> dict[DoseLevel, Dose]:
    return dict.fromkeys(DoseLevel, dose)


def offered(made: Exercise, form: Variant | None = None, verdict: Verdict = CLEAR) -> Offer:
    return Offer(made, form, made, verdict, verdict.reasons)


def made(slug: str, order: int, dose: Dose, **changes: Any) -> Exercise:
    """Make an exercise that takes ``dose`` at every level and allows plenty."""
    plenty = Maximum(per_day=3, hold_s=600, reps=50, sets=9)
    return exercise(slug, order=order, doses=at_every_level(dose), **{"maximum": plenty, **changes})


def item(done: Exercise, form: Variant | None = None) -> PlanItem:
    dose = dose_for(offered(done, form), DoseLevel.STEADY, facts())
    return PlanItem(done, form, dose, DoseLevel.STEADY, 0, "", ())


def plan_of(*done: PlanItem) -> Plan:
    return Plan(done, (), 0)


def a_set(*items: str | tuple[str, ...], **changes: Any) -> ReadySet:
    """Make a set of the places given; without any it asks for nothing in particular."""
    places = tuple((each,) if isinstance(each, str) else each for each in items)
    return ReadySet("made", "Made", "For a test.", places, ("PRODUCT",), **changes)


def planned(
    *exercises: Exercise, her: Facts | None = None, rules: tuple[Rule, ...] = (), **changes: Any
) -> Plan:
    """Plan ten minutes of ``exercises`` for a woman to whom nothing applies."""
    wish: dict[str, Any] = {
        "minutes": 10,
        "level": DoseLevel.STEADY,
        "hurt": frozenset(),
        "eased": frozenset(),
        "relief": False,
        "programme": a_set(),
        **changes,
    }
    library = {each.slug: each for each in exercises}
    return plan(catalogue=library, facts=her or facts(), rules=rules, **wish)


WRITTEN = sorted(set(Demand) - IMPLIED_DEMANDS)
_body = {
    "gate": st.sampled_from([Gate.OPEN, *Gate]),
    "modifiers": st.frozensets(st.sampled_from(Modifier), max_size=4),
    "limits": st.frozensets(st.sampled_from(WRITTEN), max_size=2),
}
women = st.one_of(
    st.builds(Facts, gestation_days=st.integers(0, 301), **_body),
    st.builds(Facts, gestation_days=st.integers(0, 301), **_body),
    st.builds(Facts, days_after_birth=st.integers(0, 365), **_body),
    st.builds(Facts, **_body),
)
doses = st.builds(hold, st.integers(1, 400), st.integers(1, 8), st.integers(1, 4)) | st.builds(
    moving, st.integers(1, 30), st.integers(1, 12), st.integers(1, 4), st.integers(0, 60)
)
_limits = st.none() | st.integers(1, 300)
maxima = st.builds(
    Maximum, per_day=st.just(3), hold_s=_limits, reps=_limits, sets=_limits, side_total_s=_limits
)
_demands = st.sampled_from(
    [Demand.FLOOR_TRANSFER, Demand.WRIST_LOAD, Demand.KNEE_LOAD, Demand.BALANCE]
)
_few_demands = st.frozensets(_demands, max_size=2)
_conditions = st.frozensets(st.sampled_from([*Modifier, *Stage]), min_size=1, max_size=9)
SLUGS = ("one", "two", "three", "four")


@st.composite
def _variants(draw: st.DrawFn, slug: str) -> Variant:
    used_for = draw(_conditions)
    swap_to = draw(st.sampled_from(["", *SLUGS]))
    if swap_to:
        return variant(slug, *used_for, swap_to=swap_to)
    return variant(
        slug,
        *used_for,
        demands=draw(_few_demands),
        position=draw(st.sampled_from(Position)),
        sides=draw(st.sampled_from(Sides)),
        doses=at_every_level(draw(doses)),
    )


@st.composite
def exercises(draw: st.DrawFn, slug: str = "one", order: int = 1) -> Exercise:
    return replace(
        exercise(slug, order=order),
        kind=draw(st.sampled_from(Kind)),
        rest_position=draw(st.booleans()),
        areas=tuple(draw(st.sets(st.sampled_from(Area), min_size=1, max_size=3))),
        position=draw(st.sampled_from(Position)),
        sides=draw(st.sampled_from(Sides)),
        doses=dict.fromkeys(DoseLevel, draw(doses)) | {DoseLevel.START: draw(doses)},
        maximum=draw(maxima),
        demands=draw(_few_demands),
        variants=tuple(draw(st.lists(_variants("other"), max_size=1))),
    )


@st.composite
def libraries(draw: st.DrawFn) -> dict[str, Exercise]:
    return {slug: draw(exercises(slug, order)) for order, slug in enumerate(SLUGS)}


tables = st.lists(
    st.builds(
        lambda modifier, demands, effect: rule(modifier, *demands, effect=effect),
        st.sampled_from(Modifier),
        st.frozensets(_demands, min_size=1, max_size=2),
        st.sampled_from([Effect.LIMIT, Effect.AVOID]),
    ),
    max_size=6,
).map(tuple)
slugs = st.frozensets(st.sampled_from(SLUGS), max_size=3)


def sets_of(slugs: Iterable[str]) -> st.SearchStrategy[ReadySet]:
    """Ready sets of ``slugs``: gentle or not, alone or not, with a place for either of two."""
    order = st.permutations(["gone", *slugs])
    return st.builds(
        lambda order, cut, only, relief: a_set(
            *([tuple(order[:cut])] if cut else []), *order[cut : cut + 3], only=only, relief=relief
        ),
        order,
        st.integers(0, 2),
        st.booleans(),
        st.booleans(),
    )


wishes = st.fixed_dictionaries(
    {
        "minutes": st.sampled_from([5, 10, 15, 20]),
        "level": st.sampled_from(DoseLevel),
        "relief": st.booleans(),
        "hurt": slugs,
        "eased": slugs,
        "programme": sets_of(SLUGS),
    }
)
