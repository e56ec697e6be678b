"""The steps of a session, as she meets them one after the other."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.catalogue import Breathing, DoseLevel, Exercise, Kind, Position, Prop, Sides
from exercises.content import catalogue
from exercises.timeline import (
    GET_DOWN_S,
    GET_UP_S,
    READY_S,
    RELEASE_S,
    SETUP_S,
    SWITCH_S,
    Side,
    Step,
    StepKind,
    build,
    dump,
    load,
    minutes,
    seconds,
)
from safety.vocabulary import Demand
from sessions.planning import PlanItem
from tests.exercises.made import exercise, variant
from tests.sessions.planned import exercises, hold, item, made, moving, plan_of

TOGETHER, EACH = Sides.TOGETHER, Sides.EACH
FLOOR = frozenset({Demand.FLOOR_TRANSFER})
plans = st.lists(exercises().map(item), max_size=4).map(lambda items: plan_of(*items))


def steps_of(*items: PlanItem) -> tuple[Step, ...]:
    return build(plan_of(*items))


def kinds(*items: PlanItem) -> list[str]:
    return [step.kind.value for step in steps_of(*items)]


def chair(slug: str = "chair", **changes: Any) -> PlanItem:
    return item(made(slug, 1, moving(8), sides=TOGETHER, **changes))


def mat(slug: str = "mat", **changes: Any) -> PlanItem:
    return chair(slug, **{"demands": FLOOR, "position": Position.ALL_FOURS, **changes})


def test_an_exercise_is_get_into_place_get_ready_and_do_it() -> None:
    assert kinds(chair()) == ["change", "ready", "work"]
    assert [step.lasts for step in steps_of(chair())] == [SETUP_S, READY_S, 8 * 5]


def test_she_gets_down_once_and_up_once_for_all_that_is_on_the_floor() -> None:
    found = kinds(chair("a"), mat("b"), mat("c", position=Position.SIDE_LYING), chair("d"))
    one = ["change", "ready", "work"]
    assert found == [*one, "get_down", *one, *one, "get_up", *one]


def test_she_is_told_how_to_get_up_when_the_floor_comes_last() -> None:
    down, *_, up = steps_of(mat())
    assert (down.kind, down.seconds) == (StepKind.GET_DOWN, GET_DOWN_S)
    assert (up.kind, up.seconds) == (StepKind.GET_UP, GET_UP_S)
    assert "one knee at a time" in down.cue
    assert "chair beside you" in down.cue
    assert "Sit for ten seconds" in up.cue


def test_getting_up_at_the_end_belongs_to_no_exercise_so_leaving_one_keeps_it() -> None:
    items = [step.item for step in steps_of(chair(), mat())]
    assert items == [0, 0, 0, 1, 1, 1, 1, 2]


def test_on_her_bed_she_gets_down_to_nothing() -> None:
    on_bed = variant("bed", position=Position.SIDE_LYING, props=(Prop.BED,))
    lying = made("lie", 1, moving(4), position=Position.SIDE_LYING, demands=FLOOR, sides=TOGETHER)
    assert kinds(item(lying, on_bed)) == ["change", "ready", "work"]


def test_all_of_one_side_comes_before_the_other() -> None:
    found = steps_of(item(made("half", 1, hold(15, reps=2, rest_s=15), sides=EACH)))
    assert [(step.kind.value, step.side, step.lasts) for step in found[2:]] == [
        ("work", "left", 15),
        ("rest", "left", RELEASE_S),
        ("work", "left", 15),
        ("switch", "right", 15),
        ("work", "right", 15),
        ("rest", "right", RELEASE_S),
        ("work", "right", 15),
    ]
    assert found[1].cue.startswith("Left side first.")
    assert "right side" in found[5].cue


def test_both_sides_together_have_no_side_and_no_switch() -> None:
    found = steps_of(chair())
    assert {step.side for step in found} == {None}
    assert "Left" not in found[1].cue


def test_both_sides_get_the_same_work() -> None:
    for done in catalogue().values():
        found = [step for step in steps_of(item(done)) if step.kind is StepKind.WORK]
        left = [(s.seconds, s.reps) for s in found if s.side is Side.LEFT]
        right = [(s.seconds, s.reps) for s in found if s.side is Side.RIGHT]
        assert left == right
        assert bool(left) == (done.sides is EACH)


@pytest.mark.parametrize(
    ("rest_s", "position", "lasts"),
    [
        pytest.param(0, Position.SITTING, SWITCH_S, id="never less than it takes"),
        pytest.param(20, Position.SITTING, 20, id="the rest of the dose"),
        pytest.param(0, Position.SIDE_LYING, SETUP_S, id="turning over takes longer"),
    ],
)
def test_changing_sides_takes_its_time(rest_s: int, position: Position, lasts: int) -> None:
    done = made("half", 1, hold(15, rest_s=rest_s), sides=EACH, position=position)
    switch = next(s for s in steps_of(item(done)) if s.kind is StepKind.SWITCH)
    assert switch.seconds == lasts


def test_repetitions_end_when_she_says_so_and_have_a_pace() -> None:
    work = steps_of(item(made("tilt", 1, moving(10, rep_s=6, sets=2, rest_s=30), sides=TOGETHER)))
    first, rest, second = work[2:]
    assert (first.seconds, first.reps, first.rep_s, first.lasts) == (None, 10, 6, 60)
    assert (rest.kind, rest.seconds) == (StepKind.REST, 30)
    assert (second.round, second.rounds) == (2, 2)


def test_sets_of_holds_have_the_rest_of_the_dose_between_them() -> None:
    found = steps_of(item(made("stay", 1, hold(10, reps=2, sets=2, rest_s=30), sides=TOGETHER)))
    assert [step.lasts for step in found[2:]] == [10, RELEASE_S, 10, 30, 10, RELEASE_S, 10]
    assert [step.title for step in found[3::2]] == ["Let go", "Rest", "Let go"]


@pytest.mark.parametrize(
    ("kind", "hold_s", "lasts"),
    [
        (Kind.STRENGTH, 10, 10),
        (Kind.STRENGTH, 3, RELEASE_S),
        (Kind.STRETCH, 30, RELEASE_S),
    ],
)
def test_a_muscle_that_worked_lets_go_for_as_long_as_it_worked(
    kind: Kind, hold_s: int, lasts: int
) -> None:
    found = steps_of(item(made("lift", 1, hold(hold_s, reps=2), sides=TOGETHER, kind=kind)))
    assert found[3].seconds == lasts


def test_quick_ones_come_last_after_letting_go_and_say_how() -> None:
    dose = replace(hold(5, reps=2), quick=8)
    squeeze = made("squeeze", 1, dose, sides=TOGETHER, steps=("Lift.", "Then quickly."))
    held, release, quick = steps_of(item(squeeze))[-3:]
    assert (held.round, held.rounds) == (2, 2)
    assert (release.kind, release.seconds) == (StepKind.REST, RELEASE_S)
    assert (quick.reps, quick.rep_s, quick.cue, quick.place) == (8, 2, "Then quickly.", "")
    keys = [step.key for step in steps_of(item(squeeze))]
    assert len(set(keys)) == len(keys)


BETWEEN = (StepKind.WORK, StepKind.REST, StepKind.SWITCH)


def done_in(done: PlanItem) -> int:
    return seconds(step for step in steps_of(done) if step.kind in BETWEEN)


@pytest.mark.parametrize(
    ("slug", "level", "in_s", "in_minutes"),
    [
        ("tva_activation", DoseLevel.BUILD, 190, 4),
        ("ankle_pumps", DoseLevel.RELIEF, 20, 1),
        ("diaphragmatic_breathing", DoseLevel.RELIEF, 120, 2),
    ],
)
def test_how_long_an_exercise_takes_counts_letting_go(
    slug: str, level: DoseLevel, in_s: int, in_minutes: int
) -> None:
    done = catalogue()[slug]
    assert done_in(replace(item(done), dose=done.doses[level])) == in_s
    assert minutes(done, done.form(), done.doses[level]) == in_minutes


def test_every_form_takes_as_long_as_its_steps() -> None:
    for done in catalogue().values():
        for variant_ in (None, *(v for v in done.variants if not v.swap_to)):
            form = done.form(variant_)
            for dose in form.doses.values():
                lasts = done_in(replace(item(done, variant_), dose=dose))
                assert 0 <= 60 * minutes(done, form, dose) - lasts < 60


def test_a_dose_without_rest_still_lets_her_let_go() -> None:
    found = steps_of(item(made("tilt", 1, moving(10, sets=2, rest_s=0), sides=TOGETHER)))
    assert found[3].seconds == RELEASE_S


def test_a_hold_long_enough_for_a_breath_has_the_pace_of_it() -> None:
    slow = Breathing("Slowly.", in_s=4, out_s=6)
    long, short = (
        steps_of(item(made("stay", 1, hold(length), breathing=slow)))[2] for length in (10, 9)
    )
    assert (long.breathe_in, long.breathe_out) == (4, 6)
    assert (short.breathe_in, short.breathe_out) == (None, None)


def test_the_words_are_those_of_the_form_she_does() -> None:
    low = variant("low", start="Sit low.", cue="Stay low.")
    change, ready, work, *_ = steps_of(item(exercise("reach", variants=(low,)), low))
    assert (change.title, change.cue) == ("First: Low", "Sit low.")
    assert ready.cue == "Left side first. Slowly."
    assert (work.title, work.cue, work.exercise, work.variant) == (
        "Low",
        "Stay low.",
        "reach",
        "low",
    )


def test_what_comes_next_is_named() -> None:
    titles = [step.title for step in steps_of(chair("a"), chair("b")) if step.kind == "change"]
    assert titles == ["First: A", "Next: B"]


@pytest.mark.parametrize(
    ("side", "number", "rounds", "place"),
    [
        (Side.LEFT, 1, 2, "Left side, 1 of 2."),
        (Side.RIGHT, 1, 1, "Right side."),
        (None, 2, 3, "2 of 3."),
        (None, 1, 1, ""),
    ],
)
def test_where_she_is_in_an_exercise(
    side: Side | None, number: int, rounds: int, place: str
) -> None:
    step = Step("k", StepKind.WORK, 0, "reach", "", "", "", side, number, rounds)
    assert step.place == place


def test_keys_say_what_and_where() -> None:
    keys = [step.key for step in steps_of(chair(), item(made("half", 2, hold(15, 2), sides=EACH)))]
    assert keys == [
        "0.change",
        "0.ready",
        "0.work.1",
        "1.change",
        "1.ready",
        "1.work.left.1",
        "1.rest.left.1",
        "1.work.left.2",
        "1.switch",
        "1.work.right.1",
        "1.rest.right.1",
        "1.work.right.2",
    ]


def test_nothing_planned_is_no_steps() -> None:
    assert steps_of() == ()
    assert seconds(()) == 0


@given(planned=plans)
def test_every_step_is_its_own_and_has_words_and_an_end(planned: Any) -> None:
    steps = build(planned)
    assert len({step.key for step in steps}) == len(steps)
    for step in steps:
        assert step.title
        assert step.cue
        assert (step.seconds is None) == (step.reps is not None)
        assert step.lasts > 0
    assert steps == build(planned)


@given(planned=plans)
def test_she_is_on_the_floor_exactly_when_a_step_needs_it(planned: Any) -> None:
    down = False
    for step in build(planned):
        if step.kind in (StepKind.GET_DOWN, StepKind.GET_UP):
            assert down is (step.kind is StepKind.GET_UP)
            down = not down
        else:
            form = planned.items[step.item].exercise.form(planned.items[step.item].variant)
            assert down is (Demand.FLOOR_TRANSFER in form.demands)
    assert not down


@given(planned=plans)
def test_a_session_is_read_back_as_it_was_kept(planned: Any) -> None:
    steps = build(planned)
    assert load(json.loads(json.dumps(dump(steps)))) == steps


def test_only_what_is_not_usual_is_kept() -> None:
    ready = dump(steps_of(chair()))[1]
    assert ready.keys() == {"key", "kind", "item", "exercise", "variant", "title", "cue", "seconds"}


@pytest.mark.parametrize(
    "spoilt",
    [
        pytest.param({"colour": "teal"}, id="an unknown key"),
        pytest.param({"kind": "dance"}, id="an unknown kind"),
        pytest.param({"side": "top"}, id="an unknown side"),
    ],
)
def test_a_step_it_does_not_know_is_refused(spoilt: dict[str, str]) -> None:
    (kept, *_) = dump(steps_of(chair()))
    with pytest.raises(ValueError, match="not a step"):
        load([{**kept, **spoilt}])


@pytest.mark.parametrize("key", ["key", "kind", "title"])
def test_a_step_without_what_every_step_has_is_refused(key: str) -> None:
    (kept, *_) = dump(steps_of(chair()))
    del kept[key]
    with pytest.raises(ValueError, match="not a step"):
        load([kept])


def test_a_session_kept_before_there_was_a_key_can_still_be_read() -> None:
    kept = {"key": "0.work.1", "kind": "work", "item": 0, "exercise": "reach"}
    (step,) = load([{**kept, "variant": "", "title": "Reach", "cue": "Reach."}])
    assert (step.side, step.round, step.rounds, step.seconds) == (None, 1, 1, None)


def test_the_library_itself_makes_keys_that_fit_where_they_are_kept() -> None:
    every: list[Exercise] = list(catalogue().values())
    steps = steps_of(*(item(done) for done in every))
    assert max(len(step.key) for step in steps) <= 40
