"""What the library says of an exercise is what she would be given if she tried it."""

import pytest

from exercises.circumstances import Experience
from exercises.telling import tell
from safety.history import Coverage
from sessions.models import Felt, GuidedSession, SessionItem
from tests.people import NOW, Woman
from tests.sessions.test_views_sets import page, start

pytestmark = pytest.mark.django_db
LEAN = "/exercises/counter_lean/"


def test_her_first_sessions_are_at_the_amount_to_begin_with(ready: Woman) -> None:
    assert "Short holds and few repetitions to begin with." in page(ready, LEAN)


def test_who_is_used_to_exercise_begins_with_the_usual_amount(ready: Woman) -> None:
    tell(person=ready.person, answers={"experience": Experience.ACTIVE}, now=NOW)
    assert "The usual amount, as you are used to exercise." in page(ready, LEAN)


def test_after_three_sessions_it_is_the_usual_amount(ready: Woman) -> None:
    for _ in range(3):
        start(ready)
        GuidedSession.objects.update(ended_at=NOW, done_s=60)
    assert "The usual amount, as you know the movements by now." in page(ready, LEAN)


def test_the_amount_shown_is_the_amount_she_is_given(ready: Woman) -> None:
    for experience in Experience:
        tell(person=ready.person, answers={"experience": experience}, now=NOW)
        shown = page(ready, LEAN)
        start(ready, only="counter_lean")
        work = next(s for s in GuidedSession.objects.latest("pk").steps if s["kind"] == "work")
        number = work.get("seconds") or work["reps"]
        assert f"<dd><b>{number}</b>" in shown


def test_what_hurt_last_time_is_left_out_here_too(ready: Woman) -> None:
    start(ready, only="counter_lean")
    GuidedSession.objects.update(ended_at=NOW, done_s=60)
    SessionItem.objects.update(felt=Felt.HURT)
    shown = page(ready, LEAN)
    assert "You said it hurt last time." in shown
    assert "?only=counter_lean" not in shown
    library = page(ready, "/exercises/")
    assert library.index("Not now") < library.index("You said it hurt last time.")


def test_with_much_pain_this_week_only_the_gentlest_is_begun_from_here(ready: Woman) -> None:
    ready.screened(NOW, Coverage.FULL, **{"B1": "8", "B1-worst": "8", "B5": "lying"})
    squat = page(ready, "/exercises/wall_squat/")
    assert "we keep to rest and the gentlest movements" in squat
    assert "?only=" not in squat
    assert "Short and gentle" in page(ready, "/exercises/diaphragmatic_breathing/")
