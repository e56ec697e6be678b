"""What her last sessions ask of the next ones."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safety.content import sources
from sessions.consequences import Consequences, Taken, consequences
from sessions.pain import PainSign, Ratings

NOW = datetime(2026, 5, 30, 12, 0, tzinfo=UTC)

GREEN = Ratings(4, 4, 3, 3)
AMBER = Ratings(3, 6, 3, 3)
RED = Ratings(4, 7, 4, 5)
UNTOLD = Ratings(4)
LEG = Ratings(4, sign=PainSign.LEG)


def session(days: float, ratings: Ratings, **changes: Any) -> Taken:
    """A session so many days ago."""
    at = NOW - timedelta(days=days)
    usual: dict[str, Any] = {"key": f"{days}"}
    return Taken(at=at, on=at.date(), ratings=ratings, **(usual | changes))


def follow(*taken: Taken, **changes: Any) -> Consequences:
    return consequences(taken, **({"now": NOW} | changes))


def rules(found: Consequences) -> list[str]:
    return [reason.rule for reason in found.pause]


NOTHING = Consequences(pause=(), relief_until=None, ask_again=False, away=False)


@pytest.mark.parametrize("past", [(), (GREEN,), (AMBER,), (UNTOLD,), (GREEN, AMBER, GREEN)])
def test_without_a_red_nothing_follows(past: tuple[Ratings, ...]) -> None:
    assert follow(*(session(n, each) for n, each in enumerate(past))) == NOTHING


# Red


def test_a_red_leaves_relief_and_asks_again() -> None:
    found = follow(session(1, RED))
    assert found.relief_until == NOW + timedelta(days=1)
    assert found.ask_again
    assert not found.pause


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
    assert found.relief_until


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
    assert rules(found) == ["pause-two-reds"] * pauses


def test_a_red_with_a_leg_pauses_at_once() -> None:
    assert rules(follow(session(1, LEG))) == ["pause-leg"]
    assert rules(follow(session(2, RED), session(1, LEG))) == ["pause-leg", "pause-two-reds"]


def test_being_told_to_carry_on_ends_the_pause() -> None:
    red = session(1, LEG)
    carried_on = follow(red, carried_on_at=NOW)
    assert not carried_on.pause
    assert carried_on.relief_until
    assert follow(red, carried_on_at=red.at - timedelta(days=1)).pause
    assert follow(red, carried_on_at=NOW - timedelta(days=90)).pause


# Days away


@pytest.mark.parametrize(("days", "away"), [(6, False), (7, True), (20, True)])
def test_a_week_without_a_session_is_being_away(days: int, away: bool) -> None:
    assert follow(session(days, GREEN)).away is away


def test_a_session_in_which_nothing_was_done_does_not_count_as_being_here() -> None:
    assert follow(session(8, GREEN), session(1, UNTOLD, done=False)).away


# Laws

pains = st.integers(0, 10)
maybe = st.none() | pains
histories = st.lists(
    st.builds(
        session,
        st.integers(0, 40).map(lambda n: n / 2),
        st.builds(Ratings, pains, maybe, maybe, maybe, st.sampled_from(PainSign)),
        key=st.uuids().map(str),
    ),
    max_size=8,
)


@given(histories, st.randoms())
def test_the_order_of_her_history_never_matters(history: list[Taken], random: Any) -> None:
    shuffled = random.sample(history, len(history))
    assert follow(*shuffled) == follow(*history)


@given(histories)
def test_a_pause_says_why_with_its_sources(history: list[Taken]) -> None:
    for reason in follow(*history).pause:
        assert reason.text.endswith(".")
        assert reason.sources
        assert set(reason.sources) <= sources().keys()


@given(histories, pains)
def test_one_more_red_never_asks_for_less(history: list[Taken], before: int) -> None:
    more = follow(*history, session(0, Ratings(before, sign=PainSign.LEG), key="last"))
    less = follow(*history)
    assert more.pause
    assert set(more.pause) >= set(less.pause)
    assert more.ask_again
    assert more.relief_until is not None
    assert less.relief_until is None or more.relief_until >= less.relief_until
