"""What her last sessions ask of the next ones."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.catalogue import DoseLevel
from safety.content import sources
from safety.vocabulary import Act, Outcome
from sessions.consequences import Consequences, Did, Gap, Taken, consequences
from sessions.pain import PainSign, Programme, Ratings

NOW = datetime(2026, 5, 30, 12, 0, tzinfo=UTC)
AT_26_WEEKS = 182
START, STEADY = DoseLevel.START, DoseLevel.STEADY

GREEN = Ratings(4, 4, 3, 3)
AMBER = Ratings(3, 6, 3, 3)
RED = Ratings(4, 7, 4, 5)
UNTOLD = Ratings(4)
LEG = Ratings(4, sign=PainSign.LEG)


def did(*names: str, level: DoseLevel = START, hurt: str = "") -> tuple[Did, ...]:
    """Exercises by name; ``breath`` is a rest."""
    return tuple(Did(n, level, hurt=n == hurt, rest=n == "breath") for n in names)


def session(days: float, ratings: Ratings, *done: Did, **changes: Any) -> Taken:
    """A session so many days ago."""
    at = NOW - timedelta(days=days)
    usual: dict[str, Any] = {"key": f"{days}", "level": START, "did": done}
    return Taken(at=at, on=at.date(), ratings=ratings, **(usual | changes))


def follow(*taken: Taken, **changes: Any) -> Consequences:
    usual: dict[str, Any] = {"now": NOW, "gestation_days": AT_26_WEEKS}
    return consequences(taken, **(usual | changes))


def rules(found: Consequences) -> list[str]:
    return [reason.rule for reason in found.reasons]


def day(days: float) -> date:
    return (NOW - timedelta(days=days)).date()


def test_before_any_session_nothing_follows() -> None:
    found = follow()
    assert (found.programme, found.outcome, found.reasons) == (
        Programme.NO_GROWTH,
        Outcome.CLEAR,
        (),
    )


@pytest.mark.parametrize("greens", [1, 2])
def test_one_or_two_greens_repeat(greens: int) -> None:
    found = follow(*(session(8 * n, GREEN) for n in range(1, greens + 1)))
    assert not found.may_grow


# Growing


def test_three_greens_over_a_week_let_one_thing_grow() -> None:
    found = follow(session(8, GREEN), session(4, GREEN), session(1, GREEN))
    assert (found.may_grow, found.programme, rules(found)) == (
        True,
        Programme.GO_ON,
        ["may-grow"],
    )


@pytest.mark.parametrize(
    ("taken", "changes"),
    [
        pytest.param((7, 4, 1), {}, id="over six days"),
        pytest.param((8, 1), {}, id="only two"),
        pytest.param((8, 4, 1), {"gestation_days": 280}, id="from 40+0"),
        pytest.param((8, 4, 1), {"gestation_days": None}, id="weeks not known"),
    ],
)
def test_otherwise_nothing_grows(taken: tuple[int, ...], changes: dict[str, Any]) -> None:
    assert not follow(*(session(n, GREEN) for n in taken), **changes).may_grow


def test_at_39_plus_6_something_may_still_grow() -> None:
    assert follow(*(session(n, GREEN) for n in (8, 4, 1)), gestation_days=279).may_grow


@pytest.mark.parametrize("other", [AMBER, UNTOLD], ids=["amber", "not told"])
def test_the_greens_must_follow_each_other(other: Ratings) -> None:
    assert not follow(
        *(session(n, GREEN) for n in (12, 9)), session(6, other), session(1, GREEN)
    ).may_grow


def test_a_green_counts_when_the_next_morning_is_told_or_over() -> None:
    fresh = replace(GREEN, next_morning=None)
    earlier = session(9, fresh), session(5, fresh)
    assert not follow(*earlier, session(1.4, fresh)).may_grow
    assert follow(*earlier, session(1.6, fresh)).may_grow


@pytest.mark.parametrize(("raised", "grows"), [(6, False), (7, True)])
def test_nothing_grows_within_a_week_of_a_change_of_level(raised: int, grows: bool) -> None:
    before = session(20, GREEN), session(14, GREEN)
    steady = (session(n, GREEN, level=STEADY) for n in (raised, 1))
    assert follow(*before, *steady).may_grow is grows


# Amber


def test_an_amber_lowers_what_hurt_and_nothing_else() -> None:
    found = follow(session(1, AMBER, *did("cat", "reach", hurt="cat")))
    assert found.lowered == {"cat"}
    assert found.outcome is Outcome.ADAPTED
    assert not found.removed
    assert rules(found) == ["one-lower"]


def test_an_amber_without_a_hurt_lowers_what_was_new_or_raised() -> None:
    known = session(5, GREEN, *did("cat", "reach"))
    raised = Did("reach", STEADY)
    assert follow(known, session(1, AMBER, *did("cat", "lean"), raised)).lowered == {
        "lean",
        "reach",
    }


def test_an_amber_with_nothing_to_blame_lowers_all_but_rest() -> None:
    known = session(5, GREEN, *did("cat", "reach", "breath"))
    found = follow(known, session(1, AMBER, *did("cat", "reach", "breath")))
    assert found.lowered == {"cat", "reach"}


def test_what_follows_an_amber_is_over_with_the_next_green() -> None:
    assert follow(session(3, AMBER, *did("cat")), session(1, GREEN, *did("cat"))).lowered == set()


@pytest.mark.parametrize(
    ("first", "second", "removed"),
    [
        pytest.param(5, 1, {"cat": day(-6)}, id="two"),
        pytest.param(15, 1, {"cat": day(-6)}, id="fourteen days apart"),
        pytest.param(16, 1, {}, id="fifteen days apart"),
        pytest.param(12, 7, {}, id="a week ago"),
        pytest.param(12, 6, {"cat": day(-1)}, id="nearly a week ago"),
    ],
)
def test_two_ambers_on_one_exercise_remove_it_for_a_week(
    first: int, second: int, removed: dict[str, date]
) -> None:
    two = (session(n, AMBER, *did("cat", "reach", hurt="cat")) for n in (first, second))
    assert follow(*two).removed == removed


def test_two_ambers_on_two_exercises_remove_neither() -> None:
    one = session(5, AMBER, *did("cat", "reach", hurt="cat"))
    assert follow(one, session(1, AMBER, *did("cat", "reach", hurt="reach"))).removed == {}


# Red


def test_a_red_leaves_relief_and_asks_again() -> None:
    found = follow(session(1, RED, *did("cat", "reach", hurt="cat")))
    assert found.programme is Programme.RELIEF
    assert found.relief_until == NOW + timedelta(days=1)
    assert found.ask_again
    assert found.removed == {"cat": day(-6)}
    assert found.lowered == set()
    assert (found.outcome, found.act) == (Outcome.ADAPTED, Act.NONE)


def test_a_red_without_a_hurt_removes_what_was_new_or_raised_since_the_last_green() -> None:
    known = session(9, GREEN, *did("cat", "reach", "breath"))
    since = session(5, AMBER, *did("lean", hurt="lean"))
    red = session(1, RED, *did("cat", "lean", "breath"), Did("reach", STEADY))
    assert follow(known, since, red).removed.keys() == {"lean", "reach"}


def test_before_any_green_all_of_it_is_new_but_rest_is_never_to_blame() -> None:
    assert follow(session(1, RED, *did("cat", "breath"))).removed.keys() == {"cat"}


def test_rest_that_hurt_is_removed_too() -> None:
    assert follow(session(1, RED, *did("cat", "breath", hurt="breath"))).removed.keys() == {
        "breath"
    }


def test_a_red_with_nothing_to_blame_leaves_relief_only_and_then_less() -> None:
    known = session(5, GREEN, *did("cat"))
    found = follow(known, session(1, RED, *did("cat")))
    assert (found.removed, found.programme) == ({}, Programme.RELIEF)
    assert found.lowered == {"cat"}


@pytest.mark.parametrize(
    ("red", "hours", "over"),
    [
        pytest.param(RED, 47, False, id="47 hours"),
        pytest.param(RED, 48, True, id="48 hours"),
        pytest.param(Ratings(4, 7, 4), 25, False, id="the morning not told"),
        pytest.param(Ratings(4, 7, 4, 4), 23, False, id="23 hours, a good morning"),
        pytest.param(Ratings(4, 7, 4, 4), 24, True, id="24 hours, a good morning"),
    ],
)
def test_relief_only_lasts_a_day_or_two(red: Ratings, hours: int, over: bool) -> None:
    assert (follow(session(hours / 24, red)).relief_until is None) is over


def test_answering_the_questions_settles_the_asking_but_not_the_rest() -> None:
    red = session(1, RED)
    assert follow(red, answered_at=red.at).ask_again
    found = follow(red, answered_at=red.at + timedelta(hours=1))
    assert not found.ask_again
    assert found.programme is Programme.RELIEF


def test_questions_answered_before_the_morning_was_told_knew_nothing_of_it() -> None:
    red = session(1, Ratings(4, 4, 4, 6), told_at=NOW - timedelta(hours=4))
    assert follow(red, answered_at=NOW - timedelta(hours=5)).ask_again
    assert not follow(red, answered_at=NOW - timedelta(hours=3)).ask_again


def test_a_red_of_more_than_a_week_ago_asks_nothing() -> None:
    assert follow(session(7, RED)).ask_again
    assert not follow(session(7.1, RED)).ask_again


@pytest.mark.parametrize(
    ("ago", "pauses"),
    [
        pytest.param((8, 1), True, id="seven days apart"),
        pytest.param((8.1, 1), False, id="more than seven days apart"),
        pytest.param((1,), False, id="one"),
        pytest.param((34, 29), False, id="four weeks ago"),
        pytest.param((27, 26), True, id="less than four weeks ago"),
    ],
)
def test_two_reds_in_a_week_pause_until_somebody_is_asked(
    ago: tuple[float, ...], pauses: bool
) -> None:
    found = follow(*(session(n, RED) for n in ago))
    assert (found.programme is Programme.PAUSE) is pauses
    assert ("pause-two-reds" in rules(found)) is pauses
    assert (found.act is Act.ASK) is pauses


def test_a_red_with_a_leg_pauses_at_once() -> None:
    found = follow(session(1, LEG))
    assert (found.programme, found.outcome) == (Programme.PAUSE, Outcome.ASK_FIRST)
    assert rules(found)[0] == "pause-leg"


def test_being_told_to_carry_on_ends_the_pause() -> None:
    red = session(1, LEG)
    assert follow(red, carried_on_at=NOW).programme is Programme.RELIEF
    assert follow(red, carried_on_at=red.at - timedelta(days=1)).programme is Programme.PAUSE
    assert follow(red, carried_on_at=NOW - timedelta(days=90)).programme is Programme.PAUSE


# Days away


@pytest.mark.parametrize(
    ("away", "gap", "said"),
    [
        (6, Gap.NONE, []),
        (7, Gap.LOWER, ["away-7"]),
        (13, Gap.LOWER, ["away-7"]),
        (14, Gap.RESTART, ["away-14"]),
    ],
)
def test_after_days_away_she_comes_back_gently(away: int, gap: Gap, said: list[str]) -> None:
    found = follow(session(away, GREEN))
    assert (found.gap, rules(found)) == (gap, said)


def test_a_session_in_which_nothing_was_done_does_not_count_as_being_here() -> None:
    assert follow(session(8, GREEN), session(1, UNTOLD, done=False)).gap is Gap.LOWER


# Laws

pains = st.integers(0, 10)
maybe = st.none() | pains
histories = st.lists(
    st.builds(
        session,
        st.integers(0, 40).map(lambda n: n / 2),
        st.builds(Ratings, pains, maybe, maybe, maybe, st.sampled_from(PainSign)),
        st.builds(Did, st.sampled_from("abc"), st.sampled_from(DoseLevel), st.booleans()),
        key=st.uuids().map(str),
        level=st.sampled_from(DoseLevel),
    ),
    max_size=8,
)


@given(histories, st.randoms())
def test_the_order_of_her_history_never_matters(history: list[Taken], random: Any) -> None:
    shuffled = random.sample(history, len(history))
    assert follow(*shuffled) == follow(*history)


@given(histories)
def test_whatever_follows_has_a_reason_with_sources(history: list[Taken]) -> None:
    found = follow(*history)
    assert bool(found.reasons) is (found.outcome is not Outcome.CLEAR or found.may_grow)
    for reason in found.reasons:
        assert reason.text.endswith(".")
        assert reason.sources
        assert set(reason.sources) <= sources().keys()


@given(histories)
def test_nothing_grows_while_anything_else_holds(history: list[Taken]) -> None:
    found = follow(*history)
    if found.may_grow:
        assert not (found.removed or found.lowered or found.relief_until or found.ask_again)
        assert (found.gap, found.programme) == (Gap.NONE, Programme.GO_ON)


@given(histories, pains)
def test_one_more_red_never_asks_for_less(history: list[Taken], before: int) -> None:
    more = follow(*history, session(0, Ratings(before, sign=PainSign.LEG), key="last"))
    less = follow(*history)
    assert more.outcome >= less.outcome
    assert more.programme is Programme.PAUSE
    assert more.removed.keys() >= less.removed.keys()
