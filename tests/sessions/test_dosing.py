"""How much she is asked to do."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.amount import REST_CAP_S
from exercises.catalogue import Dose, DoseLevel, Exercise, Kind, Maximum
from exercises.circumstances import Experience
from exercises.vetting import HOLD_CAP_S, SIDE_CAP_S
from safety.vocabulary import Effect, Modifier, Reason, Verdict
from sessions.dosing import (
    capped,
    dose_for,
    dose_level,
    lengthened,
    level_for,
    may_begin_steady,
    most_minutes,
)
from tests.exercises.made import exercise, facts, variant
from tests.sessions.planned import at_every_level, doses, exercises, hold, moving, offered

LIMITED = Verdict(Effect.LIMIT, (Reason("why", "Because.", ("PRODUCT",)),))
AT_26_WEEKS = 182


@pytest.mark.parametrize(
    ("pain", "day", "finished", "level"),
    [
        pytest.param(7, AT_26_WEEKS, 20, DoseLevel.RELIEF, id="much pain"),
        pytest.param(10, 280, 0, DoseLevel.RELIEF, id="much pain comes before all else"),
        pytest.param(6, AT_26_WEEKS, 20, DoseLevel.STEADY, id="some pain"),
        pytest.param(None, AT_26_WEEKS, 20, DoseLevel.STEADY, id="pain not asked yet"),
        pytest.param(0, AT_26_WEEKS, 0, DoseLevel.START, id="her first session"),
        pytest.param(0, AT_26_WEEKS, 2, DoseLevel.START, id="her third session"),
        pytest.param(0, AT_26_WEEKS, 3, DoseLevel.STEADY, id="her fourth session"),
        pytest.param(0, 279, 20, DoseLevel.STEADY, id="39+6"),
        pytest.param(0, 280, 20, DoseLevel.START, id="40+0"),
        pytest.param(0, None, 20, DoseLevel.START, id="weeks not known"),
    ],
)
def test_the_level_of_a_session(
    pain: int | None, day: int | None, finished: int, level: DoseLevel
) -> None:
    found, _ = dose_level(pain=pain, gestation_days=day, finished_sessions=finished)
    assert found is level


@pytest.mark.parametrize(
    ("pain", "day", "finished", "level"),
    [
        pytest.param(None, AT_26_WEEKS, 0, DoseLevel.STEADY, id="her first session"),
        pytest.param(6, AT_26_WEEKS, 2, DoseLevel.STEADY, id="some pain"),
        pytest.param(7, AT_26_WEEKS, 0, DoseLevel.RELIEF, id="much pain"),
        pytest.param(0, 280, 0, DoseLevel.START, id="40+0"),
        pytest.param(0, None, 0, DoseLevel.START, id="weeks not known"),
    ],
)
def test_beginning_at_the_usual_amount_is_below_pain_term_and_the_unknown(
    pain: int | None, day: int | None, finished: int, level: DoseLevel
) -> None:
    found, why = dose_level(
        pain=pain, gestation_days=day, finished_sessions=finished, begins_steady=True
    )
    assert found is level
    assert ("used to exercise" in why) is (level is DoseLevel.STEADY)


@given(
    pain=st.none() | st.integers(0, 10),
    day=st.none() | st.integers(0, 301),
    finished=st.integers(3, 12),
)
def test_after_her_first_sessions_it_changes_nothing(
    pain: int | None, day: int | None, finished: int
) -> None:
    known = {"pain": pain, "gestation_days": day, "finished_sessions": finished}
    assert dose_level(**known, begins_steady=True)[0] is dose_level(**known)[0]  # type: ignore[arg-type]


@pytest.mark.parametrize("experience", [None, *Experience])
@pytest.mark.parametrize("after_birth", [False, True])
@pytest.mark.parametrize("cleared", [False, True])
@pytest.mark.parametrize("troubled", [False, True])
def test_only_who_is_active_and_has_nothing_against_it_begins_higher(
    experience: Experience | None, after_birth: bool, cleared: bool, troubled: bool
) -> None:
    found = may_begin_steady(
        experience, after_birth=after_birth, cleared=cleared, troubled=troubled
    )
    nothing_against = (after_birth, cleared, troubled) == (False, False, False)
    assert found is (experience == "active" and nothing_against)


@pytest.mark.parametrize(
    ("experience", "first_week", "most"),
    [
        (Experience.NEW, True, 8),
        (Experience.NEW, False, None),
        (Experience.SOME, True, None),
        (Experience.ACTIVE, True, None),
        (None, True, None),
    ],
)
def test_eight_minutes_are_for_the_first_week_of_who_is_new(
    experience: Experience | None, first_week: bool, most: int | None
) -> None:
    assert most_minutes(experience, first_week=first_week) == most


def test_every_level_says_why_in_a_sentence_of_its_own() -> None:
    whys = [
        dose_level(pain=pain, gestation_days=day, finished_sessions=finished)[1]
        for pain, day, finished in [(7, 1, 0), (0, 1, 0), (0, 280, 9), (0, 1, 9), (0, None, 9)]
    ]
    assert len(set(whys)) == 5
    assert all(why.endswith(".") and len(why) < 80 for why in whys)


@pytest.mark.parametrize(
    ("level", "most"),
    [
        (DoseLevel.RELIEF, DoseLevel.RELIEF),
        (DoseLevel.START, DoseLevel.START),
        (DoseLevel.STEADY, DoseLevel.START),
        (DoseLevel.BUILD, DoseLevel.START),
    ],
)
def test_a_limited_movement_never_goes_above_the_start_dose(
    level: DoseLevel, most: DoseLevel
) -> None:
    by_level = {each: hold(10 + place) for place, each in enumerate(DoseLevel)}
    limited = offered(exercise(doses=by_level), verdict=LIMITED)
    assert level_for(limited, level) is most
    assert dose_for(limited, level, facts()) == by_level[most]


@pytest.mark.parametrize("level", DoseLevel)
def test_a_movement_nothing_limits_keeps_the_level(level: DoseLevel) -> None:
    assert level_for(offered(exercise()), level) is level


def test_a_variant_has_its_own_dose() -> None:
    form = variant("small", doses=at_every_level(hold(7)))
    whole = exercise(doses=at_every_level(hold(20)), variants=(form,))
    assert dose_for(offered(whole, form), DoseLevel.STEADY, facts()) == hold(7)
    assert dose_for(offered(whole), DoseLevel.STEADY, facts()) == hold(20)


@pytest.mark.parametrize(
    ("made", "dose", "held"),
    [
        pytest.param(exercise(maximum=Maximum(3, hold_s=60)), hold(30), 15, id="a stretch"),
        pytest.param(exercise(maximum=Maximum(3, hold_s=60)), hold(10), 10, id="a short one"),
        pytest.param(exercise(kind=Kind.STRENGTH), hold(20), 15, id="muscle work"),
        pytest.param(exercise(rest_position=True), hold(30), 30, id="where she is carried"),
        pytest.param(exercise(), moving(3), None, id="what moves"),
    ],
)
def test_bendy_joints_hold_for_15_seconds_at_most(
    made: Exercise, dose: Dose, held: int | None
) -> None:
    done = replace(made, doses=at_every_level(dose))
    found = dose_for(offered(done), DoseLevel.STEADY, facts(Modifier.HYPERMOBILE))
    assert found == replace(dose, hold_s=held)


PLENTY = Maximum(per_day=3, hold_s=500, reps=99, sets=9)


@pytest.mark.parametrize(
    ("dose", "most", "cut"),
    [
        pytest.param(hold(30), Maximum(3, hold_s=20), hold(20), id="a hold"),
        pytest.param(moving(12), Maximum(3, reps=10), moving(10), id="repetitions"),
        pytest.param(moving(5, sets=3), Maximum(3, sets=2), moving(5, sets=2), id="sets"),
        pytest.param(hold(30, 3), Maximum(3, side_total_s=60), hold(30, 2), id="a side"),
        pytest.param(hold(90), PLENTY, hold(60), id="a hold, for all"),
        pytest.param(hold(40, 4), PLENTY, hold(40, 3), id="a side, for all"),
        pytest.param(hold(60, 2, 2), PLENTY, hold(60, 1, 2), id="two sets keep one hold each"),
        pytest.param(hold(30, 1, 9), PLENTY, hold(30, 1, 4), id="too many sets"),
        pytest.param(hold(30), Maximum(3, side_total_s=20), hold(20), id="one hold over a side"),
        pytest.param(moving(50, 10), PLENTY, moving(50, 10), id="moving is not holding"),
        pytest.param(hold(15, 2), PLENTY, hold(15, 2), id="within every cap"),
    ],
)
def test_a_dose_is_cut_to_its_caps(dose: Dose, most: Maximum, cut: Dose) -> None:
    assert capped(dose, exercise(maximum=most)) == cut


def test_a_supported_rest_is_only_cut_to_its_own_maximum() -> None:
    rest = exercise(rest_position=True, maximum=Maximum(6, hold_s=300))
    assert capped(hold(150, 2), rest) == hold(150, 2)
    assert capped(hold(400), rest) == hold(300)


@given(dose=doses, of=exercises())
def test_no_dose_ever_passes_a_cap(dose: Dose, of: Exercise) -> None:
    cut = capped(dose, of)
    most = of.maximum
    assert 0 < cut.reps <= min(dose.reps, most.reps or dose.reps)
    assert 0 < cut.sets <= min(dose.sets, most.sets or dose.sets)
    assert (cut.rep_s, cut.rest_s) == (dose.rep_s, dose.rest_s)
    if dose.hold_s is None:
        assert cut.hold_s is None
        return
    assert cut.hold_s is not None
    assert 0 < cut.hold_s <= min(dose.hold_s, most.hold_s or dose.hold_s)
    assert cut.side_s <= (most.side_total_s or cut.side_s)
    if not of.rest_position:
        assert cut.hold_s <= HOLD_CAP_S
        assert cut.side_s <= SIDE_CAP_S


LYING_STILL = exercise(rest_position=True, maximum=Maximum(6, hold_s=240))


@pytest.mark.parametrize(
    ("dose", "of", "spare_s", "longer"),
    [
        pytest.param(hold(60), LYING_STILL, 90, hold(150), id="as long as she has"),
        pytest.param(hold(60), LYING_STILL, 900, hold(240), id="to its own maximum"),
        pytest.param(
            hold(60),
            exercise(rest_position=True, maximum=Maximum(6, side_total_s=90)),
            900,
            hold(90),
            id="to its own maximum a side",
        ),
        pytest.param(
            hold(60),
            exercise(rest_position=True, maximum=Maximum(6, hold_s=600)),
            900,
            hold(REST_CAP_S),
            id="to five minutes",
        ),
        pytest.param(hold(30), exercise(), 90, hold(30), id="a stretch stays as it is"),
        pytest.param(moving(6), LYING_STILL, 90, moving(6), id="so does what moves"),
        pytest.param(hold(60, 2), LYING_STILL, 90, hold(60, 2), id="and a rest in two parts"),
    ],
)
def test_only_a_rest_in_one_piece_grows(
    dose: Dose, of: Exercise, spare_s: int, longer: Dose
) -> None:
    assert lengthened(dose, of, spare_s) == longer


@given(hold_s=st.integers(1, 600), spare_s=st.integers(0, 2000))
def test_a_rest_never_gets_shorter_nor_longer_than_she_has(hold_s: int, spare_s: int) -> None:
    grown = lengthened(hold(hold_s), LYING_STILL, spare_s).hold_s
    assert grown is not None
    assert hold_s <= grown <= hold_s + spare_s
