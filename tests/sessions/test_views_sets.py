"""Doing a ready set or one exercise: chosen in an address, checked like any session."""

from typing import Any

import pytest
from django.test import Client

from exercises.catalogue import DoseLevel
from exercises.content import catalogue
from exercises.ready_sets import LOOSEN, SUPPORT
from exercises.sets import programmes
from safety.content import rules
from sessions.models import GuidedSession, SessionItem
from sessions.planning import plan
from tests.exercises.made import facts
from tests.people import NOW, Woman

SETS = ["slow_breathing", "six", "loosen", "support", "chair", "pelvis", "desk", "bed"]

pytestmark = pytest.mark.django_db


def page(her: Woman, address: str) -> str:
    response = her.client.get(address)
    assert response.status_code == 200, address
    return str(response.content.decode())


def start(her: Woman, **fields: Any) -> Any:
    told = {"stage": "pain", "answer": "none", "pain": "3", **fields}
    return her.client.post("/sessions/check-in/", told)


def planned() -> list[str]:
    return [item.exercise.slug for item in SessionItem.objects.select_related("exercise")]


@pytest.mark.parametrize("slug", SETS)
def test_a_set_is_said_to_take_as_long_as_a_session_of_it(client: Client, slug: str) -> None:
    """Getting into place, and down to the floor and up again, are part of both.

    Slow breathing by itself fills the shortest session there is.
    """
    programme = programmes()[slug]
    found = plan(
        catalogue={place[0]: catalogue()[place[0]] for place in programme.items},
        facts=facts(),
        rules=rules(),
        minutes=5 if slug == "slow_breathing" else 60,
        level=DoseLevel.START,
        hurt=frozenset(),
        eased=frozenset(),
        relief=False,
        programme=programme,
    )
    assert len(found.items) == len(programme.items)
    shown = client.get(f"/exercises/sets/{slug}/").content.decode()
    assert f"about {round(found.seconds / 60)} minutes." in shown


def test_today_offers_the_places_she_may_be_in(ready: Woman) -> None:
    shown = page(ready, "/today/?minutes=10")
    assert 'href="/today/?set=desk"' in shown and 'href="/today/?set=bed"' in shown
    assert "Easy movement for your back and hips." in shown
    assert "on the spot for two or three minutes first" in shown


def test_a_set_she_chose_stays_chosen_when_she_changes_the_minutes(ready: Woman) -> None:
    shown = page(ready, "/today/?set=desk")
    assert 'href="?minutes=5&amp;set=desk"' in shown
    assert "A few minutes on the chair you are on." in shown
    assert "/sessions/check-in/?minutes=10&amp;set=desk" in shown


def test_a_set_of_the_library_is_named_among_the_chips(ready: Woman) -> None:
    shown = page(ready, "/today/?set=six")
    assert 'href="/today/?set=six"' in shown and "The first six" in shown


@pytest.mark.parametrize("query", ["set=gone", "set=%00", "only=gone", "set=desk&set=gone"])
def test_what_nobody_could_choose_counts_as_not_chosen(ready: Woman, query: str) -> None:
    assert "minutes for your back" in page(ready, f"/today/?minutes=10&{query}")


def test_the_set_is_kept_with_the_session_and_the_next_day_takes_the_other(ready: Woman) -> None:
    assert start(ready).status_code == 303
    guided = GuidedSession.objects.get()
    assert guided.programme == LOOSEN
    GuidedSession.objects.update(ended_at=NOW, done_s=60)
    assert "Gentle work for the muscles" in page(ready, "/today/?minutes=10")
    start(ready)
    assert GuidedSession.objects.exclude(pk=guided.pk).get().programme == SUPPORT


def test_a_set_alone_is_all_that_is_done(ready: Woman) -> None:
    start(ready, set="desk", minutes="20")
    assert set(planned()) <= {
        "seated_pelvic_tilt",
        "thoracic_opener_seated",
        "seated_side_stretch",
        "ankle_pumps",
    }


def test_one_exercise_is_tried_through_the_same_check(ready: Woman) -> None:
    asked = page(ready, "/sessions/check-in/?only=side_lying_rotation")
    assert '<input type="hidden" name="only" value="side_lying_rotation">' in asked
    start(ready, only="side_lying_rotation")
    assert planned() == ["side_lying_rotation"]
    assert GuidedSession.objects.get().programme == ""


BACK = "/exercises/kneeling_sit_back/?form=one_shin_crossed"


def test_one_exercise_is_tried_in_the_form_she_picked(ready: Woman) -> None:
    address = "/sessions/check-in/?only=kneeling_sit_back&form=one_shin_crossed"
    assert address.replace("&", "&amp;") in page(ready, BACK)
    assert '<input type="hidden" name="form" value="one_shin_crossed">' in page(ready, address)
    start(ready, only="kneeling_sit_back", form="one_shin_crossed")
    assert forms_done() - {""} == {"one_shin_crossed"}


def test_a_form_that_is_not_hers_is_not_begun_whatever_the_address_says(ready: Woman) -> None:
    ready.screened(NOW, carpal_tunnel="yes")
    start(ready, only="kneeling_sit_back", form="one_shin_crossed")
    assert "one_shin_crossed" not in forms_done()


@pytest.mark.parametrize(
    "form",
    ["gone", "\0", "<script>", "a" * 5000, "counter_lean", "on_your_side", "standard", "seated"],
)
def test_a_form_nobody_could_pick_is_refused(ready: Woman, form: str) -> None:
    assert start(ready, only="kneeling_sit_back", form=form).status_code == 422
    assert not GuidedSession.objects.exists()


def test_a_form_without_its_exercise_is_refused(ready: Woman) -> None:
    assert start(ready, form="one_shin_crossed").status_code == 422


def forms_done() -> set[str]:
    return {step.get("variant", "") for step in GuidedSession.objects.get().steps}


def test_a_back_that_hurts_much_gets_relief_and_not_what_she_chose(ready: Woman) -> None:
    answer = start(ready, only="wall_squat", pain="8")
    assert answer["Location"] == "/today/?for=relief"
    assert not GuidedSession.objects.exists()


def test_one_exercise_that_is_not_for_her_starts_nothing(ready: Woman) -> None:
    ready.screened(NOW, knee_pain="yes", pgp="yes")
    assert start(ready, only="half_kneel_hip_flexor").status_code == 303
    assert "half_kneel_hip_flexor" not in planned()
