"""What she is told to have beside her before she begins."""

from typing import Any

import pytest

from exercises.catalogue import Prop
from exercises.circumstances import UNTOLD, Circumstances, Floor, Has
from safety.vocabulary import Demand
from sessions.beside import (
    CHAIR,
    COMPANY,
    INSTEAD_OF_CUSHIONS,
    NOTHING_TO_HOLD,
    TODDLERS,
    beside,
)
from tests.exercises.made import exercise
from tests.sessions.planned import item, plan_of

FLOOR = frozenset({Demand.FLOOR_TRANSFER})


def said(told: Circumstances = UNTOLD, **changes: Any) -> tuple[str, ...]:
    return beside(plan_of(item(exercise(**changes))), told)


def test_what_the_plan_needs_is_listed_once() -> None:
    two = plan_of(
        item(exercise("one", props=(Prop.CHAIR, Prop.MAT))),
        item(exercise("two", props=(Prop.MAT, Prop.TOWEL))),
    )
    listed = "Have ready: a mat or a carpet, a folded towel and a sturdy chair without wheels."
    assert beside(two, UNTOLD) == (listed,)
    assert said(props=(Prop.WALL,)) == ("Have ready: a clear wall.",)


def test_a_plan_that_needs_nothing_says_nothing() -> None:
    assert said() == ()


@pytest.mark.parametrize("prop", [Prop.CUSHION, Prop.PILLOW])
def test_without_cushions_something_else_does(prop: Prop) -> None:
    assert said(Circumstances(cushions=Has.NO), props=(prop,)) == (INSTEAD_OF_CUSHIONS,)
    assert said(Circumstances(cushions=Has.YES), props=(prop,)) == (f"Have ready: {prop.words}.",)
    assert said(Circumstances(cushions=Has.NO), props=(Prop.WALL,)) == said(props=(Prop.WALL,))


@pytest.mark.parametrize(
    ("floor", "chair", "words"),
    [
        (None, None, (CHAIR,)),
        (Floor.ALONE, None, ()),
        (Floor.WITH_HELP, Has.YES, (COMPANY,)),
    ],
)
def test_on_the_floor_the_chair_stands_beside_her_unless_she_needs_none(
    floor: Floor | None, chair: Has | None, words: tuple[str, ...]
) -> None:
    assert said(Circumstances(floor=floor, chair=chair), demands=FLOOR) == words


def test_off_the_floor_no_chair_is_spoken_of() -> None:
    assert said(Circumstances(floor=Floor.WITH_HELP, chair=Has.YES)) == ()


def test_with_nothing_to_hold_she_is_told_why_the_floor_is_left_out() -> None:
    assert said(Circumstances(floor=Floor.WITH_HELP)) == (NOTHING_TO_HOLD,)
    assert said(Circumstances(floor=Floor.NO)) == ()


def test_with_children_about_she_may_pause_and_carries_none_on_her_back() -> None:
    assert said(Circumstances(toddlers=Has.YES)) == (TODDLERS,)
    assert "on your back" in TODDLERS
    assert said(Circumstances(toddlers=Has.NO)) == ()


def test_after_a_loss_no_child_is_spoken_of() -> None:
    plan = plan_of(item(exercise()))
    assert beside(plan, Circumstances(toddlers=Has.YES), bereaved=True) == ()
