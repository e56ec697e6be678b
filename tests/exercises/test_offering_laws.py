"""Laws 1 and 2: no woman is ever offered a form that safety refuses her.

Tried over generated women with the exercises and rules of the project, and with
generated exercises, variants, swaps and rules, which are worse than any author.
"""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from exercises.catalogue import DoseLevel, Exercise, Kind, Stage, Variant, Weeks
from exercises.conditions import conditions_of
from exercises.content import catalogue
from exercises.offering import Offer, at_level, demands_of, offer
from safety.content import rules, sources
from safety.rules import Rule, assess
from safety.vocabulary import (
    IMPLIED_DEMANDS,
    BirthMode,
    Demand,
    Effect,
    Facts,
    Gate,
    Modifier,
)
from tests.exercises.made import exercise, rule, variant

WRITTEN = sorted(set(Demand) - IMPLIED_DEMANDS)
demand_sets = st.frozensets(st.sampled_from(WRITTEN), max_size=4)
modifiers = st.frozensets(st.sampled_from(Modifier), max_size=4)
pregnant = st.builds(
    Facts,
    gate=st.sampled_from(Gate),
    gestation_days=st.integers(0, 301),
    modifiers=modifiers,
    limits=st.frozensets(st.sampled_from(WRITTEN), max_size=2),
)
after_birth = st.builds(
    Facts,
    gate=st.sampled_from(Gate),
    days_after_birth=st.integers(0, 365),
    birth_mode=st.none() | st.sampled_from(BirthMode),
    modifiers=modifiers,
)
unknown = st.builds(Facts, gate=st.sampled_from(Gate), modifiers=modifiers)
women = st.one_of(pregnant, after_birth, unknown)
exercises = st.deferred(lambda: st.sampled_from(list(catalogue().values())))

SLUGS = ("one", "two", "three")
weeks = st.builds(Weeks, st.integers(0, 301), st.none() | st.integers(0, 301))


@st.composite
def variants(draw: st.DrawFn, slug: str) -> Variant:
    used_for = draw(st.frozensets(st.sampled_from([*Modifier, *Stage]), min_size=1, max_size=3))
    swap_to = draw(st.sampled_from(["", "", *SLUGS]))
    if swap_to:
        return variant(slug, *used_for, swap_to=swap_to)
    return variant(slug, *used_for, demands=draw(demand_sets), weeks=draw(st.none() | weeks))


@st.composite
def libraries(draw: st.DrawFn) -> dict[str, Exercise]:
    return {
        slug: exercise(
            slug,
            kind=draw(st.sampled_from(Kind)),
            demands=draw(demand_sets),
            weeks=draw(st.none() | weeks),
            variants=tuple(draw(variants(f"v{index}")) for index in range(draw(st.integers(0, 3)))),
        )
        for slug in SLUGS
    }


made_rules = st.lists(
    st.builds(
        lambda modifier, demands, effect: rule(modifier, *demands, effect=effect),
        st.sampled_from(Modifier),
        demand_sets.filter(bool),
        st.sampled_from([Effect.LIMIT, Effect.AVOID]),
    ),
    max_size=8,
).map(tuple)


def check_offer(found: Offer, her: Facts, table: tuple[Rule, ...]) -> None:
    """What holds of every offer."""
    verdict = assess(her, demands_of(found.exercise, found.variant), table)
    if found.verdict.refused:
        assert found.reasons
        assert (found.exercise, found.variant) == (found.asked, None)
    else:
        assert not verdict.refused
        assert found.verdict.effect >= verdict.effect
        if her.gestation_days is not None:
            assert found.form.weeks is not None
            assert her.gestation_days in found.form.weeks
    if found.standing != "for_you":
        assert found.reasons
    assert all(reason.sources for reason in found.reasons)


@given(library=libraries(), table=made_rules, her=women, slug=st.sampled_from(SLUGS))
def test_nothing_offered_is_refused_whatever_the_exercises(
    library: dict[str, Exercise], table: tuple[Rule, ...], her: Facts, slug: str
) -> None:
    found = offer(library[slug], her, table, library)
    check_offer(found, her, table)
    assert found.variant is None or not found.variant.swap_to


@given(asked=exercises, her=women)
def test_nothing_offered_is_refused_in_the_library(asked: Exercise, her: Facts) -> None:
    found = offer(asked, her, rules(), catalogue())
    check_offer(found, her, rules())
    cited = {source for reason in found.reasons for source in reason.sources}
    assert cited <= sources().keys()


@given(asked=exercises, her=women, level=st.sampled_from(DoseLevel))
def test_no_rung_is_refused_to_whom_the_exercise_is_offered(
    asked: Exercise, her: Facts, level: DoseLevel
) -> None:
    whole = offer(asked, her, rules(), catalogue())
    found = at_level(whole, level)
    assert found.verdict == whole.verdict
    check_offer(found, her, rules())


@given(asked=exercises, her=women, more=modifiers)
def test_one_more_modifier_never_brings_an_avoided_standard_form_back(
    asked: Exercise, her: Facts, more: frozenset[Modifier]
) -> None:
    worse = Facts(
        her.gate,
        her.gestation_days,
        her.days_after_birth,
        her.birth_mode,
        her.modifiers | more,
        her.limits,
    )
    if assess(her, demands_of(asked, None), rules()).refused:
        found = offer(asked, worse, rules(), catalogue())
        assert found.verdict.refused or found.swapped or found.variant is not None


@given(asked=exercises, her=women)
def test_who_needs_another_form_never_gets_the_standard_one(asked: Exercise, her: Facts) -> None:
    found = offer(asked, her, rules(), catalogue())
    if any(form.used_for & conditions_of(her, asked) for form in asked.variants):
        assert found.verdict.refused or found.swapped or found.variant is not None


@given(library=libraries(), table=made_rules, her=women, data=st.data())
def test_the_order_of_the_rules_changes_nothing(
    library: dict[str, Exercise], table: tuple[Rule, ...], her: Facts, data: st.DataObject
) -> None:
    shuffled = tuple(data.draw(st.permutations(table)))
    asked = library["one"]
    assert offer(asked, her, table, library) == offer(asked, her, shuffled, library)


@settings(max_examples=30)
@given(asked=exercises, her=women)
def test_a_shut_gate_offers_nothing_and_a_narrow_one_only_what_it_is_for(
    asked: Exercise, her: Facts
) -> None:
    found = offer(asked, her, rules(), catalogue())
    if her.gate is Gate.SHUT:
        assert found.verdict.refused
    elif her.gate in (Gate.BREATHING, Gate.REST) and not found.verdict.refused:
        resting = her.gate is Gate.REST and found.exercise.rest_position
        assert resting or found.exercise.slug == "diaphragmatic_breathing"


@given(asked=exercises, her=pregnant)
def test_what_a_clinician_ruled_out_is_in_nothing_she_is_offered(
    asked: Exercise, her: Facts
) -> None:
    found = offer(asked, her, rules(), catalogue())
    if not found.verdict.refused:
        assert not demands_of(found.exercise, found.variant) & her.limits


# 16+0 flat on the back, 28+0 and 34+1 the late forms, 37+0 half-kneeling, 40+0 the doses.
NAMED = {112, 196, 239, 259, 280}


@given(asked=exercises, her=pregnant, day=st.integers(0, 300))
def test_a_day_forward_changes_an_offer_only_at_a_named_week(
    asked: Exercise, her: Facts, day: int
) -> None:
    today, tomorrow = (
        offer(asked, replace(her, gestation_days=d), rules(), catalogue()) for d in (day, day + 1)
    )
    assert today == tomorrow or day + 1 in NAMED
