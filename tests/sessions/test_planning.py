"""What she is given to do, and what she is told about the rest.

Laws 2 and 4 are tried over generated women, with the exercises and rules of the
project and with generated ones.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exercises import timeline
from exercises.amount import REST_CAP_S
from exercises.catalogue import Area, DoseLevel, Exercise, Kind, Maximum, Mode, Position, Sides
from exercises.content import catalogue
from exercises.offering import judge, offer
from exercises.ready_sets import SIX_WEEKS, ReadySet
from exercises.sets import programmes
from exercises.vetting import HOLD_CAP_S, SIDE_CAP_S
from safety.content import rules, sources
from safety.rules import Rule
from safety.vocabulary import BirthMode, Demand, Effect, Facts, Gate, Modifier
from sessions.leaving import AFTER_BIRTH, HURT, NOT_FOR_RELIEF, NOT_IN_SET
from sessions.planning import (
    EASED,
    ENOUGH_OF_IT,
    Plan,
    plan,
)
from tests.exercises.made import facts, rule, variant
from tests.sessions.planned import (
    a_set,
    hold,
    libraries,
    made,
    moving,
    planned,
    tables,
    wishes,
    women,
)

FLOOR = frozenset({Demand.FLOOR_TRANSFER})


def breath(slug: str = "breath", order: int = 1, **changes: Any) -> Exercise:
    still = {"kind": Kind.BREATHING, "rest_position": True, "areas": (Area.BREATH,)}
    return made(slug, order, hold(60), **{"sides": Sides.TOGETHER, **still, **changes})


def move(slug: str, order: int, seconds: int = 60, **changes: Any) -> Exercise:
    """Make an exercise that takes ``seconds`` with its 20 of getting ready."""
    dose = moving(reps=seconds - 20, rep_s=1)
    plenty = Maximum(per_day=3, reps=9999)
    return made(slug, order, dose, **{"sides": Sides.TOGETHER, "maximum": plenty, **changes})


def stretch(slug: str, order: int, dose: Any, *areas: Area, **changes: Any) -> Exercise:
    return made(slug, order, dose, **{"sides": Sides.TOGETHER, "areas": areas, **changes})


def names(found: Plan) -> list[str]:
    return [item.exercise.slug for item in found.items]


def why_not(found: Plan) -> dict[str, list[str]]:
    return {left.exercise.slug: [r.rule for r in left.reasons] for left in found.left_out}


# What comes in, and in which order


def test_slow_breathing_is_the_warm_up_wherever_it_stands_in_the_library() -> None:
    assert names(planned(move("tilt", 1), breath(order=9))) == ["breath", "tilt"]


def test_what_is_done_in_one_position_is_done_together() -> None:
    found = planned(
        move("standing", 1, position=Position.STANDING),
        move("sitting", 2, position=Position.SITTING),
        move("side", 3, position=Position.SIDE_LYING, demands=FLOOR),
        move("fours", 4, position=Position.ALL_FOURS, demands=FLOOR),
        move("sitting_too", 5, position=Position.SITTING),
        move("on_her_back", 6, position=Position.LYING, demands=FLOOR),
    )
    assert names(found) == ["fours", "side", "on_her_back", "sitting", "sitting_too", "standing"]


def test_with_little_time_the_order_of_the_library_decides() -> None:
    found = planned(*(move(slug, n, 100) for n, slug in enumerate("abcd")), minutes=5)
    assert names(found) == ["a", "b", "c"]
    assert why_not(found) == {"d": ["no-time"]}


def test_a_shorter_one_takes_the_time_a_longer_one_leaves() -> None:
    found = planned(move("a", 1, 200), move("long", 2, 120), move("short", 3, 90), minutes=5)
    assert names(found) == ["a", "short"]


def test_what_eased_her_back_comes_in_first_and_says_so() -> None:
    found = planned(
        *(move(slug, n, 140) for n, slug in enumerate("abc")), minutes=5, eased=frozenset("c")
    )
    assert names(found) == ["a", "c"]
    assert [item.why for item in found.items] == ["Makes room.", EASED]


def test_a_part_of_her_that_has_had_nothing_comes_before_one_that_has() -> None:
    found = planned(
        move("low", 1, 140, areas=(Area.LOW_BACK,)),
        move("low_too", 2, 140, areas=(Area.LOW_BACK,)),
        move("hip", 3, 140, areas=(Area.LOW_BACK, Area.HIP_FRONT)),
        minutes=5,
    )
    assert names(found) == ["low", "hip"]


def test_the_only_exercise_open_to_her_is_kept_though_it_is_long() -> None:
    found = planned(move("long", 1, 900), move("longer", 2, 901), minutes=5)
    assert names(found) == ["long"]
    assert found.seconds == 900


def test_getting_down_and_up_counts_as_time() -> None:
    on_chair = planned(move("a", 1, 100)).seconds
    on_floor = planned(move("a", 1, 100, demands=FLOOR))
    assert on_floor.seconds - on_chair == timeline.GET_DOWN_S + timeline.GET_UP_S
    assert on_floor.items[0].seconds == 100 + timeline.GET_DOWN_S


def test_the_words_for_too_little_time_name_her_minutes() -> None:
    found = planned(move("a", 1, 290), move("b", 2), minutes=5)
    assert found.left_out[0].reasons[0].text == "There is no time for it in 5 minutes."


# What stays out


def test_what_hurt_last_time_is_left_out_and_says_so() -> None:
    found = planned(move("a", 1), move("b", 2), hurt=frozenset("b"))
    assert names(found) == ["a"]
    assert found.left_out[0].reasons == (HURT,)


@pytest.mark.parametrize("hurt", ["kneel", "sit"])
def test_a_swap_is_left_out_when_either_of_the_two_hurt(hurt: str) -> None:
    seated = variant("seated", Modifier.KNEE_PAIN, swap_to="sit")
    found = planned(
        move("kneel", 1, variants=(seated,)),
        move("sit", 2),
        her=facts(Modifier.KNEE_PAIN),
        hurt=frozenset({hurt}),
    )
    assert ("hurt-last-time" in why_not(found)["kneel"]) is True
    assert names(found) == (["sit"] if hurt == "kneel" else [])


def test_two_exercises_swapped_to_the_same_one_bring_it_once() -> None:
    swap = variant("seated", Modifier.KNEE_PAIN, swap_to="sit")
    found = planned(
        move("kneel", 1, variants=(swap,)),
        move("squat", 2, variants=(swap,)),
        move("sit", 3),
        her=facts(Modifier.KNEE_PAIN),
    )
    assert names(found) == ["sit"]
    assert why_not(found) == {"kneel": ["kneel.seated"], "squat": ["squat.seated"]}


def test_a_swap_there_is_no_time_for_says_both() -> None:
    swap = variant("seated", Modifier.KNEE_PAIN, swap_to="sit")
    found = planned(
        move("kneel", 2, variants=(swap,)),
        move("sit", 3, 300),
        move("a", 1, 100),
        her=facts(Modifier.KNEE_PAIN),
        minutes=5,
    )
    assert why_not(found)["kneel"] == ["kneel.seated", "no-time"]


def test_a_refused_exercise_is_left_out_with_the_reasons_of_the_refusal() -> None:
    table = (rule(Modifier.KNEE_PAIN, Demand.KNEE_LOAD),)
    kneeling = move("kneel", 1, demands=frozenset({Demand.KNEE_LOAD}))
    found = planned(kneeling, move("sit", 2), her=facts(Modifier.KNEE_PAIN), rules=table)
    assert names(found) == ["sit"]
    assert why_not(found) == {"kneel": ["knee_pain-avoid"]}


GENTLE = a_set("pelvic_tilt_quadruped", "side_lying_rotation", relief=True)


@pytest.mark.parametrize("wish", [{"relief": True}, {"level": DoseLevel.RELIEF}])
def test_relief_is_rest_and_the_set_for_relief(wish: dict[str, Any]) -> None:
    found = planned(
        breath(),
        move("pelvic_tilt_quadruped", 2),
        move("bird_dog", 3),
        move("side_lying_rotation", 4),
        stretch("childs_pose", 5, hold(60), Area.LOW_BACK, rest_position=True),
        programme=GENTLE,
        **wish,
    )
    assert set(names(found)) == {
        "breath",
        "pelvic_tilt_quadruped",
        "side_lying_rotation",
        "childs_pose",
    }
    assert found.left_out[0].reasons == (NOT_FOR_RELIEF,)


def test_relief_keeps_the_seated_form_of_a_gentle_movement() -> None:
    seated = variant("seated", Modifier.KNEE_PAIN, swap_to="seated_cat_cow")
    found = planned(
        move("pelvic_tilt_quadruped", 1, variants=(seated,)),
        move("seated_cat_cow", 2),
        her=facts(Modifier.KNEE_PAIN),
        relief=True,
        programme=GENTLE,
    )
    assert names(found) == ["seated_cat_cow"]


def test_no_set_that_is_not_for_relief_opens_anything_while_it_hurts() -> None:
    found = planned(move("squat", 1), breath(), relief=True, programme=a_set("squat", "breath"))
    assert names(found) == ["breath"]


# Her set


def test_her_set_comes_before_the_others_in_its_own_order() -> None:
    library = [move(slug, place, 200) for place, slug in enumerate("abcd", 1)]
    found = planned(*library, minutes=7, programme=a_set("d", "b"))
    assert set(names(found)) == {"d", "b"}
    assert why_not(found) == {"a": ["no-time"], "c": ["no-time"]}


def test_time_that_is_left_goes_to_what_is_not_in_the_set() -> None:
    library = [move(slug, place, 200) for place, slug in enumerate("abc", 1)]
    assert set(names(planned(*library, programme=a_set("c")))) == {"a", "b", "c"}


def test_what_eased_her_comes_in_beside_the_set() -> None:
    library = [move(slug, place, 200) for place, slug in enumerate("abc", 1)]
    found = planned(*library, minutes=7, programme=a_set("a", "b"), eased=frozenset({"c"}))
    assert set(names(found)) == {"a", "c"}


def test_beside_a_set_that_stands_alone_nothing_is_done() -> None:
    found = planned(move("a", 1), move("b", 2), programme=a_set("a", only=True))
    assert names(found) == ["a"]
    assert found.left_out[0].reasons == (NOT_IN_SET,)


def test_soon_after_a_birth_the_reason_is_the_weeks() -> None:
    her = Facts(Gate.OPEN, days_after_birth=20, birth_mode=BirthMode.VAGINAL)
    found = planned(
        move("a", 1, after_birth_weeks=dict.fromkeys(BirthMode, 0)),
        move("b", 2, after_birth_weeks=dict.fromkeys(BirthMode, 0)),
        her=her,
        programme=replace(a_set("a", only=True), slug=SIX_WEEKS),
    )
    assert names(found) == ["a"]
    assert found.left_out[0].reasons == (AFTER_BIRTH,)


def test_of_several_in_one_place_the_first_for_her_is_done() -> None:
    table = (rule(Modifier.KNEE_PAIN, Demand.KNEE_LOAD),)
    kneeling = move("kneel", 1, demands=frozenset({Demand.KNEE_LOAD}))
    either = a_set(("kneel", "sit"))
    usual = planned(kneeling, move("sit", 2), rules=table, programme=either)
    assert names(usual) == ["kneel"]
    assert why_not(usual) == {"sit": ["in-its-place"]}
    sore = facts(Modifier.KNEE_PAIN)
    changed = planned(kneeling, move("sit", 2), rules=table, her=sore, programme=either)
    assert names(changed) == ["sit"]


def test_an_exercise_the_library_no_longer_has_leaves_its_place_empty() -> None:
    assert names(planned(move("a", 1), programme=a_set("gone", "a", only=True))) == ["a"]


def test_one_exercise_alone_is_that_one_however_long_it_takes() -> None:
    found = planned(move("a", 1), move("b", 2, 900), minutes=5, only="b")
    assert names(found) == ["b"] and found.left_out == ()


def test_one_exercise_alone_that_is_not_for_her_is_nothing_with_its_reason() -> None:
    table = (rule(Modifier.KNEE_PAIN, Demand.KNEE_LOAD),)
    kneeling = move("kneel", 1, demands=frozenset({Demand.KNEE_LOAD}))
    her = facts(Modifier.KNEE_PAIN)
    found = planned(kneeling, move("sit", 2), rules=table, her=her, only="kneel")
    assert names(found) == []
    assert why_not(found) == {"kneel": ["knee_pain-avoid"]}


# How much


def test_one_side_of_one_area_is_held_two_minutes_at_most() -> None:
    found = planned(
        stretch("a", 1, hold(30, 2), Area.LOW_BACK, Area.BUTTOCK),
        stretch("b", 2, hold(30, 3), Area.LOW_BACK, Area.UPPER_BACK),
        stretch("c", 3, hold(30, 2), Area.LOW_BACK, Area.CHEST),
        stretch("d", 4, hold(30, 2), Area.SIDE, sides=Sides.EACH),
    )
    assert names(found) == ["a", "c", "d"]
    assert found.left_out[0].reasons == (ENOUGH_OF_IT,)


def test_neither_moving_nor_rest_counts_towards_what_is_held() -> None:
    found = planned(
        stretch("held", 1, hold(60, 2), Area.LOW_BACK),
        stretch("rest", 2, hold(60, 2), Area.LOW_BACK, rest_position=True),
        move("moving", 3, 120, areas=(Area.LOW_BACK,)),
    )
    assert sorted(names(found)) == ["held", "moving", "rest"]


def test_slow_breathing_alone_lasts_as_long_as_it_may() -> None:
    (item,) = planned(breath(), minutes=10).items
    assert item.dose.hold_s == REST_CAP_S
    (item,) = planned(breath(), minutes=5).items
    assert item.seconds == 300


def test_slow_breathing_alone_is_not_cut_when_it_is_longer_than_she_has() -> None:
    long = made("breath", 1, hold(320), kind=Kind.BREATHING, rest_position=True)
    (item,) = planned(long, minutes=5).items
    assert item.dose.hold_s == 320


def test_a_limited_movement_is_planned_at_the_start_dose() -> None:
    table = (rule(Modifier.PGP, Demand.ROTATION_TRUNK, effect=Effect.LIMIT),)
    turn = move("turn", 1, demands=frozenset({Demand.ROTATION_TRUNK}))
    (item,) = planned(turn, her=facts(Modifier.PGP), rules=table).items
    assert item.level is DoseLevel.START
    assert item.why == "Because of pgp."


# Why


def test_each_says_what_it_is_for_or_why_it_is_changed() -> None:
    low = variant("low", Modifier.PGP)
    found = planned(move("a", 1), move("b", 2, variants=(low,)), her=facts(Modifier.PGP))
    assert [item.why for item in found.items] == ["Makes room.", "Because of low."]
    assert [reason.rule for reason in found.items[1].reasons] == ["b.low"]


# With the exercises and the rules of the project

AT_26_WEEKS = Facts(Gate.OPEN, gestation_days=185)


def today(her: Facts, **changes: Any) -> Plan:
    return planned(*catalogue().values(), her=her, rules=rules(), **changes)


@pytest.mark.parametrize("minutes", [5, 10, 15])
def test_her_minutes_are_nearly_filled_and_never_passed(minutes: int) -> None:
    found = today(AT_26_WEEKS, minutes=minutes, level=DoseLevel.START)
    assert 60 * minutes * 0.8 <= found.seconds <= 60 * minutes


def test_a_plain_ten_minutes_begins_with_breath_and_goes_down_once() -> None:
    found = today(AT_26_WEEKS)
    kinds = Counter(step.kind for step in timeline.build(found))
    assert names(found)[:2] == ["diaphragmatic_breathing", "pelvic_tilt_quadruped"]
    assert kinds[timeline.StepKind.GET_DOWN] == kinds[timeline.StepKind.GET_UP] == 1


@pytest.mark.parametrize(
    ("level", "form"),
    [(DoseLevel.START, "one_arm"), (DoseLevel.STEADY, "leg_slide"), (DoseLevel.BUILD, "")],
)
def test_what_is_learnt_in_rungs_is_planned_at_the_one_of_her_level(
    level: DoseLevel, form: str
) -> None:
    found = today(AT_26_WEEKS, minutes=20, level=level, eased=frozenset({"bird_dog"}))
    (dog,) = (item for item in found.items if item.exercise.slug == "bird_dog")
    assert dog.exercise.form(dog.variant).slug == form


@pytest.mark.parametrize("level", DoseLevel)
def test_bendy_joints_never_hold_longer_than_15_seconds(level: DoseLevel) -> None:
    for slug in catalogue():
        her = replace(AT_26_WEEKS, modifiers=frozenset({Modifier.HYPERMOBILE}))
        for found in today(her, level=level, only=slug, minutes=20).items:
            held = 0 if found.exercise.rest_position else found.dose.hold_s or 0
            assert held <= 15, (slug, found.exercise.slug)


def test_with_no_floor_she_is_never_sent_to_it() -> None:
    her = replace(AT_26_WEEKS, modifiers=frozenset({Modifier.NO_FLOOR}))
    found = today(her, minutes=20)
    assert len(found.items) > 3
    assert not any(Demand.FLOOR_TRANSFER in i.exercise.form(i.variant).demands for i in found.items)


def test_with_breathing_only_open_there_is_breathing_only() -> None:
    found = today(replace(AT_26_WEEKS, gate=Gate.BREATHING))
    assert names(found) == ["diaphragmatic_breathing"]
    assert len(found.left_out) == len(catalogue()) - 1


def test_behind_a_shut_gate_there_is_nothing_and_everything_says_why() -> None:
    found = today(replace(AT_26_WEEKS, gate=Gate.SHUT))
    assert (found.items, found.seconds) == ((), 0)
    assert set(why_not(found)) == set(catalogue())


# Whatever the woman, the library and the rules


def check_plan(
    found: Plan,
    library: dict[str, Exercise],
    her: Facts,
    table: tuple[Rule, ...],
    wish: dict[str, Any],
) -> None:
    """What holds of every plan."""
    for item in found.items:
        assert not judge(item.exercise, item.variant, her, table).refused
        assert item.exercise.slug not in wish["hurt"]
        assert item.why
        assert item.seconds > 0
    assert len(set(names(found))) == len(found.items)
    assert found.seconds <= 60 * wish["minutes"] or len(found.items) == 1
    assert found.seconds == timeline.seconds(timeline.build(found))
    assert {*names(found), *why_not(found)} == library.keys()
    assert not set(names(found)) & why_not(found).keys()
    assert all(left.reasons and all(r.sources for r in left.reasons) for left in found.left_out)
    check_caps(found)
    check_set(found, library, her, table, wish)


def check_set(
    found: Plan,
    library: dict[str, Exercise],
    her: Facts,
    table: tuple[Rule, ...],
    wish: dict[str, Any],
) -> None:
    """Beside a set that stands alone nothing is done, and while it hurts only what is gentle."""
    programme: ReadySet = wish["programme"]
    hurts = wish["relief"] or wish["level"] is DoseLevel.RELIEF

    def led_to(slugs: Iterable[str]) -> set[str]:
        """What is done when these are asked for."""
        there = (library[slug] for slug in slugs if slug in library)
        return {offer(each, her, table, library).exercise.slug for each in there}

    if programme.only:
        assert set(names(found)) <= led_to(programme.slugs)
    if hurts:
        gentle = led_to(programme.slugs) if programme.relief else set()
        for item in found.items:
            rests = item.exercise.rest_position or item.exercise.kind is Kind.BREATHING
            assert rests or item.exercise.slug in gentle


def check_caps(found: Plan) -> None:
    held: Counter[Area] = Counter()
    for item in found.items:
        most, dose = item.exercise.maximum, item.dose
        assert dose.reps <= (most.reps or dose.reps)
        assert dose.sets <= (most.sets or dose.sets)
        if dose.mode is Mode.REPS:
            continue
        assert dose.hold_s is not None
        assert dose.hold_s <= (most.hold_s or dose.hold_s)
        assert dose.side_s <= (most.side_total_s or dose.side_s)
        if not item.exercise.rest_position:
            assert dose.hold_s <= HOLD_CAP_S
            held.update(dict.fromkeys(item.exercise.areas, dose.side_s))
    assert max(held.values(), default=0) <= SIDE_CAP_S


@given(library=libraries(), her=women, table=tables, wish=wishes)
def test_no_plan_holds_what_is_refused_or_too_much_whatever_the_library(
    library: dict[str, Exercise], her: Facts, table: tuple[Rule, ...], wish: dict[str, Any]
) -> None:
    found = plan(catalogue=library, facts=her, rules=table, **wish)
    check_plan(found, library, her, table, wish)


project_wishes = st.tuples(
    wishes,
    st.frozensets(st.deferred(lambda: st.sampled_from(sorted(catalogue()))), max_size=4),
    st.frozensets(st.deferred(lambda: st.sampled_from(sorted(catalogue()))), max_size=4),
    st.deferred(lambda: st.sampled_from([a_set(), *programmes().values()])),
).map(lambda drawn: {**drawn[0], "hurt": drawn[1], "eased": drawn[2], "programme": drawn[3]})


@given(her=women, wish=project_wishes)
def test_no_plan_holds_what_is_refused_or_too_much(her: Facts, wish: dict[str, Any]) -> None:
    found = plan(catalogue=catalogue(), facts=her, rules=rules(), **wish)
    check_plan(found, dict(catalogue()), her, rules(), wish)
    assert {cited for left in found.left_out for r in left.reasons for cited in r.sources} <= set(
        sources()
    )
    if her.gate is Gate.SHUT:
        assert not found.items
    if her.gate is Gate.BREATHING:
        assert {item.exercise.kind for item in found.items} <= {Kind.BREATHING}


@settings(max_examples=50)
@given(library=libraries(), her=women, table=tables, wish=wishes)
def test_a_plan_is_never_empty_while_anything_is_open(
    library: dict[str, Exercise], her: Facts, table: tuple[Rule, ...], wish: dict[str, Any]
) -> None:
    wish = {**wish, "hurt": frozenset(), "relief": False, "level": DoseLevel.START}
    wish["programme"] = replace(wish["programme"], only=False)
    found = plan(catalogue=library, facts=her, rules=table, **wish)
    open_to_her = [e for e in library.values() if not offer(e, her, table, library).verdict.refused]
    assert bool(found.items) is bool(open_to_her)


@settings(max_examples=50)
@given(library=libraries(), her=women, table=tables, wish=wishes, data=st.data())
def test_the_order_of_files_and_rules_changes_nothing(
    library: dict[str, Exercise],
    her: Facts,
    table: tuple[Rule, ...],
    wish: dict[str, Any],
    data: st.DataObject,
) -> None:
    shuffled = {slug: library[slug] for slug in data.draw(st.permutations(sorted(library)))}
    rules_shuffled = tuple(data.draw(st.permutations(table)))
    assert plan(catalogue=library, facts=her, rules=table, **wish) == plan(
        catalogue=shuffled, facts=her, rules=rules_shuffled, **wish
    )
