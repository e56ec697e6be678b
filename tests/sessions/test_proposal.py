"""What the person who cleared her allowed, and what she has, hold every plan."""

from collections.abc import Mapping
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.catalogue import DoseLevel, Exercise, Kind
from exercises.circumstances import Circumstances, Floor, missing
from exercises.content import catalogue
from exercises.offering import judge
from exercises.ready_sets import programme_for
from exercises.sets import programmes
from exercises.telling import circumstances_of, tell
from safety import recording
from safety.clearing import ToClear
from safety.content import rules
from safety.history import FEWEST_MINUTES, Coverage
from safety.questionnaire import ClearanceLasts
from safety.standing import Standing, Status
from safety.vocabulary import Demand, Effect, Facts, Gate, Modifier
from sessions.forms import MINUTES, Wish
from sessions.models import GuidedSession
from sessions.past import past
from sessions.planning import Plan, plan
from sessions.proposal import CLEARED_FOR_RELIEF, Proposal, minutes_for, propose, within
from tests.exercises.test_circumstances import told
from tests.people import NOW, Woman
from tests.sessions.practised import begin

pytestmark = pytest.mark.usefixtures("catalogue_rows")


def cleared(her: Woman, **limits: Any) -> Woman:
    """Clear her twins, with ``limits``."""
    her.screened(NOW - timedelta(hours=2), R3="yes")
    twins = ToClear("R3", "yes", NOW.date(), ClearanceLasts.DAYS_28)
    recording.record_clearance(
        person=her.person,
        pregnancy=her.pregnancy,
        cleared={twins: NOW.date() + timedelta(days=27)},
        cleared_by="Dr Khan",
        cleared_on=NOW.date(),
        limits=(),
        now=NOW,
        **limits,
    )
    tell(person=her.person, answers={}, now=NOW)  # "ask me later"
    return her


def proposed(her: Woman, wish: Wish | None = None) -> Proposal:
    before = past(her.person, NOW.date())
    return propose(her.known(), circumstances_of(her.person), before, wish or Wish(), 2)


def today(her: Woman, query: str = "") -> str:
    return str(her.client.get(f"/today/{query}").content.decode())


def test_without_limits_her_wish_is_hers(her: Woman) -> None:
    found = proposed(cleared(her), Wish(20))
    assert (found.wish, found.held_to) == (Wish(20), ())


def test_relief_only_is_kept_to(her: Woman) -> None:
    found = proposed(cleared(her, relief_only=True), Wish(15))
    assert (found.relief, found.level) == (True, DoseLevel.RELIEF)
    assert "person who cleared you" in found.why_level
    for item in found.plan.items:
        exercise = item.exercise
        rests = exercise.rest_position or exercise.kind is Kind.BREATHING
        assert rests or exercise.slug in programmes()["relief"].slugs
    assert CLEARED_FOR_RELIEF in {r for left in found.plan.left_out for r in left.reasons}


def test_no_more_minutes_than_were_allowed(her: Woman) -> None:
    found = proposed(cleared(her, most_minutes=12), Wish(20))
    assert found.wish.minutes == 10
    assert 0 < found.plan.seconds <= 12 * 60


def test_today_says_what_it_is_held_to_and_offers_no_more(her: Woman) -> None:
    page = today(cleared(her, relief_only=True, most_minutes=10), "?minutes=20")
    assert "asked for relief only" in page
    assert "10 minutes at most" in page
    assert "?minutes=10" in page
    assert "?minutes=15" not in page
    assert "Every day" not in page
    assert "Ten minutes of relief" in page


def test_without_limits_today_says_nothing_of_them(her: Woman) -> None:
    page = today(cleared(her))
    assert "person who cleared you" not in page
    assert "?minutes=20" in page


MUCH = {"B1": "8", "B1-worst": "8", "B5": "lying"}


def test_much_pain_is_relief_only_for_a_week_however_it_is_today(her: Woman, clock: Any) -> None:
    her.screened(NOW - timedelta(days=1), Coverage.FULL, **MUCH)
    tell(person=her.person, answers={}, now=NOW)  # "ask me later"
    found = proposed(her, Wish(20))
    assert (found.relief, found.level) == (True, DoseLevel.RELIEF)
    assert "hurt a lot this week" in found.why_level
    for item in found.plan.items:
        exercise = item.exercise
        rests = exercise.rest_position or exercise.kind is Kind.BREATHING
        assert rests or exercise.slug in programmes()["relief"].slugs
    page = today(her, "?minutes=20")
    assert "relief only this week" in page
    assert "Every day" not in page
    assert "person who cleared you" not in page


@pytest.mark.parametrize("by_clinician", [True, False])
def test_a_session_says_whose_word_made_it_relief(her: Woman, *, by_clinician: bool) -> None:
    """Her back need not hurt now at all."""
    if by_clinician:
        cleared(her, relief_only=True)
    else:
        her.screened(NOW - timedelta(days=1), Coverage.FULL, **MUCH)
    page = her.client.get(begin(her, Wish(), pain=0).address).content.decode()
    assert ("as the person who cleared you asked" in page) is by_clinician
    assert ("because your back hurt a lot this week" in page) is not by_clinician
    assert "hurts now" not in page


def test_the_next_answer_about_the_pain_ends_relief_only(her: Woman) -> None:
    her.screened(NOW - timedelta(days=1), Coverage.FULL, **MUCH)
    her.screened(NOW, Coverage.FULL, **(MUCH | {"B1": "4"}))
    assert not proposed(her).relief


def test_a_session_begun_before_the_limits_does_not_go_on(her: Woman) -> None:
    her.screened(NOW - timedelta(days=1))
    session = begin(her, Wish(20), pain=2)
    assert her.client.get(session.address).templates[0].name == "sessions/player.html"
    cleared(her, relief_only=True)
    page = her.client.get(session.address)
    assert page.templates[0].name == "sessions/held.html"


def test_a_session_begun_within_the_limits_goes_on(her: Woman) -> None:
    session = begin(cleared(her, relief_only=True, most_minutes=10), Wish(20), pain=2)
    assert GuidedSession.objects.get(pk=session.row.pk).minutes == 10
    assert her.client.get(session.address).templates[0].name == "sessions/player.html"


wishes = st.builds(Wish, st.sampled_from(MINUTES), st.booleans())
standings = st.builds(
    Standing,
    st.just(Status.GOOD),
    st.just(Gate.OPEN),
    relief_only=st.booleans(),
    most_minutes=st.none() | st.integers(FEWEST_MINUTES, 120),
)


@given(wish=wishes, where=standings, most=st.sampled_from([None, 8]))
def test_limits_only_ever_narrow_a_wish(wish: Wish, where: Standing, most: int | None) -> None:
    held = within(wish, where, most)
    assert held.minutes <= wish.minutes
    assert held.relief or not (wish.relief or where.relief_only)
    assert held.minutes in minutes_for(where, most)
    assert held.minutes <= (most or held.minutes)
    assert set(minutes_for(where)) >= set(minutes_for(where, most)) - {most}
    assert where.most_minutes is None or held.minutes <= where.most_minutes
    assert within(held, where, most) == held


@given(
    minutes=st.sampled_from(MINUTES),
    day=st.integers(0, 301),
    modifiers=st.frozensets(st.sampled_from(Modifier), max_size=4),
    level=st.sampled_from(DoseLevel),
    relief=st.booleans(),
    told=told,
)
def test_no_plan_of_the_library_is_longer_than_its_minutes(
    minutes: int,
    day: int,
    modifiers: frozenset[Modifier],
    level: DoseLevel,
    relief: bool,
    told: Circumstances,
) -> None:
    """So a limit of minutes is kept to even where one exercise is all there is."""
    facts = Facts(Gate.OPEN, day, modifiers=modifiers)
    found = plan(
        catalogue=catalogue(),
        facts=facts,
        rules=rules(),
        minutes=minutes,
        level=level,
        hurt=frozenset(),
        eased=frozenset(),
        relief=relief,
        programme=programme_for(programmes(), facts, relief=relief or level is DoseLevel.RELIEF),
        told=told,
    )
    assert found.seconds <= 60 * minutes


@given(
    day=st.integers(0, 301),
    modifiers=st.frozensets(st.sampled_from(Modifier), max_size=4),
    level=st.sampled_from(DoseLevel),
    told=told,
    shuffled=st.randoms(use_true_random=False),
)
def test_what_she_has_only_ever_takes_away_and_always_says_why(
    day: int,
    modifiers: frozenset[Modifier],
    level: DoseLevel,
    told: Circumstances,
    shuffled: Random,
) -> None:
    facts, library = Facts(Gate.OPEN, day, modifiers=modifiers), catalogue()
    mixed = list(library.items())
    shuffled.shuffle(mixed)

    def planned(among: Mapping[str, Exercise]) -> Plan:
        return plan(
            catalogue=among,
            facts=facts,
            rules=rules(),
            minutes=20,
            level=level,
            hurt=frozenset(),
            eased=frozenset(),
            relief=False,
            programme=programme_for(programmes(), facts),
            told=told,
        )

    found = planned(library)
    assert found == planned(dict(mixed))
    assert found.items
    for item in found.items:
        verdict = judge(item.exercise, item.variant, facts, rules())
        assert not verdict.refused
        assert verdict.effect is not Effect.LIMIT or item.level in (
            DoseLevel.RELIEF,
            DoseLevel.START,
        )
        assert not list(missing(item.exercise.form(item.variant), told))
        if told.floor is Floor.NO:
            assert Demand.FLOOR_TRANSFER not in item.exercise.form(item.variant).demands
    assert all(left.reasons for left in found.left_out)
