"""What she has around her: it only closes, it says why, and what she did not say closes nothing."""

from dataclasses import fields, replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.catalogue import Exercise, Position, Prop, Variant, Weeks
from exercises.circumstances import (
    ANSWERS,
    NO_CHAIR,
    NO_SPACE,
    NO_WALL,
    UNTOLD,
    Circumstances,
    Experience,
    Floor,
    Has,
    facts_with,
    holds_a_chair,
    missing,
    read,
    stays_off_floor,
    written,
)
from exercises.content import catalogue
from exercises.offering import judge, offer
from safety.content import rules
from safety.rules import Rule
from safety.vocabulary import Demand, Effect, Facts, Gate, Modifier
from tests.exercises.made import exercise, facts, variant
from tests.exercises.test_offering_laws import exercises, libraries, made_rules, women

has = st.none() | st.sampled_from(Has)
told = st.builds(
    Circumstances,
    st.none() | st.sampled_from(Experience),
    st.none() | st.sampled_from(Floor),
    *[has] * 5,
)

props = st.lists(st.sampled_from(Prop), max_size=2).map(tuple)


@st.composite
def furnished(draw: st.DrawFn) -> dict[str, Exercise]:
    """Generated exercises that need things, in any position."""
    return {
        slug: replace(
            made,
            props=draw(props),
            position=draw(st.sampled_from(Position)),
            variants=tuple(replace(each, props=draw(props)) for each in made.variants),
        )
        for slug, made in draw(libraries()).items()
    }


# The floor


@pytest.mark.parametrize(
    ("floor", "chair", "off"),
    [
        (None, None, False),
        (None, Has.NO, False),
        (None, Has.YES, False),
        (Floor.ALONE, None, False),
        (Floor.ALONE, Has.NO, False),
        (Floor.ALONE, Has.YES, False),
        (Floor.WITH_HELP, None, True),
        (Floor.WITH_HELP, Has.NO, True),
        (Floor.WITH_HELP, Has.YES, False),
        (Floor.NO, None, True),
        (Floor.NO, Has.NO, True),
        (Floor.NO, Has.YES, True),
    ],
)
def test_who_is_sent_to_the_floor(floor: Floor | None, chair: Has | None, off: bool) -> None:
    her = Circumstances(floor=floor, chair=chair)
    assert stays_off_floor(her) is off
    assert (Modifier.NO_FLOOR in facts_with(facts(), her).modifiers) is off
    assert holds_a_chair(her) is (floor is not Floor.ALONE)


@given(st.builds(Circumstances, floor=st.just(Floor.NO), chair=has, space=has, wall=has), women)
def test_with_no_way_up_no_form_of_the_floor_is_ever_offered(
    her: Circumstances, woman: Facts
) -> None:
    for asked in catalogue().values():
        found = offer(asked, woman, rules(), catalogue(), her)
        assert found.verdict.refused or Demand.FLOOR_TRANSFER not in found.form.demands


def test_what_takes_the_place_of_the_floor_is_what_the_screening_would_put_there() -> None:
    """So the page of an exercise and the plan say the same, wherever she said it."""
    asked_there = facts(Modifier.NO_FLOOR)
    for asked in catalogue().values():
        here = offer(asked, facts(), rules(), catalogue(), Circumstances(floor=Floor.NO))
        assert here == offer(asked, asked_there, rules(), catalogue())


# Things

TRUTH = [
    ("chair", Prop.CHAIR, Position.SITTING, NO_CHAIR),
    ("wall", Prop.WALL, Position.STANDING, NO_WALL),
    ("space", Prop.MAT, Position.SIDE_LYING, NO_SPACE),
    ("space", Prop.MAT, Position.LYING, NO_SPACE),
]


@pytest.mark.parametrize(("name", "prop", "position", "reason"), TRUTH)
@pytest.mark.parametrize("word", [None, Has.YES, Has.NO])
def test_only_a_no_closes_what_needs_the_thing(
    name: str, prop: Prop, position: Position, reason: object, word: Has | None
) -> None:
    her = read({name: word or ""})
    form = exercise(props=(prop,), position=position).form()
    assert list(missing(form, her)) == ([reason] if word is Has.NO else [])


@pytest.mark.parametrize(
    ("props", "position"),
    [((Prop.CUSHION,), Position.SITTING), ((Prop.PILLOW, Prop.TOWEL), Position.KNEELING)],
)
def test_what_can_be_made_of_something_else_closes_nothing(
    props: tuple[Prop, ...], position: Position
) -> None:
    form = exercise(props=props, position=position).form()
    assert list(missing(form, Circumstances(*[None] * 2, *[Has.NO] * 5))) == []


def test_on_her_bed_she_needs_no_room_on_the_floor() -> None:
    form = exercise(props=(Prop.BED,), position=Position.SIDE_LYING).form()
    assert list(missing(form, Circumstances(space=Has.NO))) == []


def by_the_wall(*variants: Variant) -> Exercise:
    return exercise("lean", props=(Prop.WALL,), variants=variants)


NO_FREE_WALL = Circumstances(wall=Has.NO)


def test_a_form_that_needs_none_of_it_takes_its_place_and_says_why() -> None:
    lean = by_the_wall(variant("on_a_chair", Modifier.PGP))
    found = offer(lean, facts(), (), {"lean": lean}, NO_FREE_WALL)
    assert (found.standing, found.variant) == ("with_a_change", lean.variants[0])
    assert found.reasons == (NO_WALL,)


def test_a_form_of_the_same_exercise_comes_before_another_exercise() -> None:
    other = exercise("other")
    swap, own = variant("away", Modifier.PGP, swap_to="other"), variant("here", Modifier.REFLUX)
    lean = by_the_wall(swap, own)
    library = {"lean": lean, "other": other}
    assert offer(lean, facts(), (), library, NO_FREE_WALL).variant is own
    alone = by_the_wall(swap)
    swapped = offer(alone, facts(), (), library | {"lean": alone}, NO_FREE_WALL)
    assert (swapped.exercise, swapped.reasons) == (other, (NO_WALL,))


def test_with_nothing_to_take_its_place_it_is_left_out_with_the_reason() -> None:
    for lean in (
        by_the_wall(),
        by_the_wall(variant("there_too", Modifier.PGP, props=(Prop.WALL,))),
    ):
        found = offer(lean, facts(), (), {"lean": lean}, NO_FREE_WALL)
        assert (found.standing, found.reasons) == ("not_now", (NO_WALL,))


def test_a_swap_of_a_swap_is_not_made_for_a_thing_either() -> None:
    third = exercise("third")
    second = replace(
        by_the_wall(variant("on", Modifier.PGP, swap_to="third")), slug="second", name="Second"
    )
    first = by_the_wall(variant("on", Modifier.PGP, swap_to="second"))
    library = {"lean": first, "second": second, "third": third}
    assert offer(first, facts(), (), library, NO_FREE_WALL).verdict.refused


def test_a_form_that_her_body_needs_gives_way_to_none_that_does_not() -> None:
    lean = by_the_wall(
        variant("for_her", Modifier.PGP, props=(Prop.CHAIR,)), variant("other", Modifier.REFLUX)
    )
    her = Circumstances(wall=Has.NO, chair=Has.NO)
    found = offer(lean, facts(Modifier.PGP), (), {"lean": lean}, her)
    assert found.verdict.refused
    assert set(found.reasons) == {NO_WALL, NO_CHAIR}


@pytest.mark.parametrize(
    ("name", "reason"), [("chair", NO_CHAIR), ("wall", NO_WALL), ("space", NO_SPACE)]
)
def test_each_thing_changes_something_in_the_library(name: str, reason: object) -> None:
    her = read({name: "no"})
    offers = [offer(e, facts(), rules(), catalogue(), her) for e in catalogue().values()]
    assert any(reason in each.reasons for each in offers)
    assert not any(list(missing(e.form, her)) for e in offers if not e.verdict.refused)


# Laws


@given(exercises, women, told)
def test_it_never_opens_what_safety_closes(
    asked: Exercise, her: Facts, told: Circumstances
) -> None:
    found = offer(asked, her, rules(), catalogue(), told)
    alone = judge(found.exercise, found.variant, her, rules())
    assert found.verdict.effect >= alone.effect


@given(furnished(), made_rules, women, told)
def test_nor_in_a_library_worse_than_any_author_would_write(
    library: dict[str, Exercise], table: tuple[Rule, ...], her: Facts, told: Circumstances
) -> None:
    for asked in library.values():
        found = offer(asked, her, table, library, told)
        alone = judge(found.exercise, found.variant, her, table)
        assert found.verdict.effect >= alone.effect
        assert found.standing == "for_you" or found.reasons
        assert found.verdict.refused or not list(missing(found.form, told))


@given(furnished(), made_rules, women, told)
def test_what_is_not_for_her_is_not_opened_by_a_thing_she_lacks(
    library: dict[str, Exercise], table: tuple[Rule, ...], her: Facts, told: Circumstances
) -> None:
    things = replace(told, floor=None)
    for asked in library.values():
        if offer(asked, her, table, library).verdict.refused:
            assert offer(asked, her, table, library, things).verdict.refused


def test_an_exercise_of_other_weeks_is_not_tried_in_another_form() -> None:
    late = by_the_wall(variant("early", Modifier.PGP, weeks=Weeks(0, None)))
    late = replace(late, weeks=Weeks(200, None))
    found = offer(late, facts(), (), {"lean": late}, NO_FREE_WALL)
    assert found.verdict.refused
    assert {reason.rule for reason in found.reasons} == {"outside-weeks", "no-wall"}


@given(exercises, women, told)
def test_no_form_needs_what_she_has_not_and_every_refusal_has_a_reason(
    asked: Exercise, her: Facts, told: Circumstances
) -> None:
    found = offer(asked, her, rules(), catalogue(), told)
    assert found.verdict.refused or not list(missing(found.form, told))
    if found.standing == "not_now":
        assert found.reasons and all(reason.sources for reason in found.reasons)


@given(exercises, women)
def test_with_nothing_told_nothing_changes(asked: Exercise, her: Facts) -> None:
    everything = Circumstances(None, Floor.ALONE, *[Has.YES] * 5)
    untold = offer(asked, her, rules(), catalogue())
    assert untold == offer(asked, her, rules(), catalogue(), UNTOLD)
    assert untold == offer(asked, her, rules(), catalogue(), everything)


@given(women, told)
def test_facts_only_ever_gain(her: Facts, told: Circumstances) -> None:
    more = facts_with(her, told)
    assert more.modifiers >= her.modifiers
    assert replace(more, modifiers=her.modifiers) == her
    assert facts_with(more, told) == more


def test_a_closed_gate_stays_closed_whatever_she_has() -> None:
    shut = Facts(Gate.SHUT, 182)
    everything = Circumstances(Experience.ACTIVE, Floor.ALONE, *[Has.YES] * 5)
    for asked in catalogue().values():
        assert offer(asked, shut, rules(), catalogue(), everything).verdict.effect is Effect.AVOID


# Words


@given(told)
def test_what_is_written_is_read_again(told: Circumstances) -> None:
    assert read(written(told)) == told


def test_the_order_of_the_answers_changes_nothing() -> None:
    answers = [("floor", "no"), ("wall", "no"), ("experience", "some")]
    assert len({read(dict(each)) for each in permutations(answers)}) == 1


@pytest.mark.parametrize("answers", [{"floor": "maybe"}, {"chair": "YES"}, {"wall": "alone"}])
def test_a_word_that_is_no_answer_is_refused(answers: dict[str, str]) -> None:
    with pytest.raises(ValueError):
        read(answers)


def test_every_circumstance_has_its_answers() -> None:
    assert [field.name for field in fields(Circumstances)] == list(ANSWERS)
