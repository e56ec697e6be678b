"""Getting ready: asked once on the way to the first session, never in the way of anything."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from exercises.circumstances import ANSWERS, UNTOLD, Circumstances, Experience, Floor, Has
from exercises.content import catalogue
from exercises.models import CircumstancesTold
from exercises.telling import circumstances_of, tell
from safety import states
from safety.birth import Birth, Delivery
from safety.history import Coverage
from safety.vocabulary import Demand
from sessions import practice
from sessions.forms import Wish
from sessions.models import GuidedSession
from sessions.past import past
from sessions.planning import Plan
from sessions.views.getting_ready import is_first
from tests.people import NOW, Woman, new_woman
from tests.sessions.practised import A_DAY, Practised, begin
from tests.sessions.test_proposal import cleared

ADDRESS = "/today/getting-ready/"
ALL = {
    "experience": "some",
    "floor": "alone",
    "chair": "yes",
    "wall": "yes",
    "cushions": "yes",
    "space": "yes",
    "toddlers": "no",
}

pytestmark = pytest.mark.usefixtures("catalogue_rows")


@pytest.fixture
def fresh(her: Woman) -> Woman:
    """She has answered the safety questions and was never asked what she has around her."""
    her.screened(NOW - A_DAY)
    return her


def post(her: Woman, **answers: Any) -> Any:
    return her.client.post(ADDRESS, {"answer": "told", **answers})


def told(her: Woman) -> Circumstances:
    return circumstances_of(her.person)


def today(her: Woman, query: str = "") -> Any:
    answer = her.client.get(f"/today/{query}")
    assert answer.status_code == 200
    return answer


def planned(her: Woman, query: str = "") -> Plan:
    plan = today(her, query).context["plan"]
    assert isinstance(plan, Plan)
    return plan


def sent(answer: Any) -> str:
    return str(answer["Location"]) if answer.status_code == 303 else ""


# When she is asked


def test_on_her_way_to_her_first_session_she_is_asked_first(fresh: Woman) -> None:
    assert sent(fresh.client.get("/today/")) == ADDRESS
    assert sent(post(fresh, **ALL)) == "/today/"
    assert planned(fresh).items


def test_asking_later_keeps_what_is_careful_and_she_is_not_sent_here_again(fresh: Woman) -> None:
    assert sent(post(fresh, answer="later", floor="alone")) == "/today/"
    assert told(fresh) == UNTOLD
    page = today(fresh)
    assert f'href="{ADDRESS}"' in page.content.decode()
    assert "Ask me later" not in fresh.client.get(ADDRESS).content.decode()


def test_asking_later_takes_nothing_back(fresh: Woman) -> None:
    post(fresh, floor="no")
    post(fresh, answer="later")
    assert told(fresh).floor is Floor.NO


def test_while_her_back_hurts_now_she_is_not_asked(fresh: Woman) -> None:
    assert today(fresh, "?for=relief").context["plan"].items


@pytest.mark.parametrize("query", ["", "?minutes=10"])
def test_nor_while_her_pain_asks_for_relief_only(her: Woman, query: str) -> None:
    her.screened(NOW - A_DAY, Coverage.FULL, B1="8", B5="lying", **{"B1-worst": "8"})
    assert her.known().standing.relief_for_pain
    assert today(her, query).context["plan"].items


def test_who_has_had_a_session_is_not_sent_but_may_go(fresh: Woman) -> None:
    session = begin(fresh)
    assert today(fresh)
    session.do_all()
    practice.end(guided=session.row, now=NOW)
    assert f'href="{ADDRESS}"' in today(fresh).content.decode()


@pytest.mark.parametrize(
    "changes", [{"E1": "yes"}, {"E10": "yes"}, {"U1": "yes"}, {"A7": "yes"}, {"A11": "yes"}]
)
def test_never_before_a_gate_or_an_emergency(her: Woman, changes: dict[str, str]) -> None:
    her.screened(NOW - A_DAY, Coverage.FULL, **changes)
    assert today(her)
    nothing_shown: dict[str, Any] = {}
    before = past(her.person, NOW.date())
    assert not is_first(her.known(), None, before, Wish(), nothing_shown)


@pytest.mark.parametrize("changes", [{"E1": "yes"}, {"E10": "yes"}, {"U1": "yes"}])
def test_while_a_call_waits_nothing_is_asked_about_her_room(
    her: Woman, changes: dict[str, str]
) -> None:
    her.screened(NOW, Coverage.FULL, **changes)
    assert sent(her.client.get(ADDRESS)) == "/safety/"
    assert sent(post(her, **ALL)) == "/safety/"
    assert not CircumstancesTold.objects.exists()


def test_never_before_the_safety_questions(her: Woman) -> None:
    assert "Answer the safety questions first" in today(her).content.decode()


def test_never_before_what_is_asked_anew(fresh: Woman, clock: time_machine.Traveller) -> None:
    clock.move_to(NOW + timedelta(days=14))
    assert "A few questions first" in today(fresh).content.decode()


def test_a_part_of_the_page_is_never_answered_with_another_page(fresh: Woman) -> None:
    answer = fresh.client.get("/today/?minutes=5", headers={"HX-Request": "true"})
    assert answer.status_code == 200


def test_without_dates_there_is_nothing_to_get_ready_for(her: Woman) -> None:
    her.pregnancy.delete()
    assert sent(her.client.get(ADDRESS)) == "/today/"
    assert sent(post(her, **ALL)) == "/today/"
    assert not CircumstancesTold.objects.exists()


def test_a_stranger_starts_at_home(db: None) -> None:
    stranger = Client()
    assert sent(stranger.get(ADDRESS)) == "/"
    assert sent(stranger.post(ADDRESS, ALL)) == "/"
    assert not CircumstancesTold.objects.exists()


# What she answers


def test_what_she_said_is_kept_and_shown_and_can_be_changed(fresh: Woman) -> None:
    post(fresh, **ALL)
    assert told(fresh) == Circumstances(
        Experience.SOME, Floor.ALONE, Has.YES, Has.YES, Has.YES, Has.YES, Has.NO
    )
    body = fresh.client.get(ADDRESS).content.decode()
    assert body.count(" checked") == len(ALL)
    post(fresh, **{**ALL, "wall": "no"})
    assert told(fresh).wall is Has.NO
    assert CircumstancesTold.objects.count() == 1


def test_the_page_is_there_from_you_too(fresh: Woman) -> None:
    assert f'href="{ADDRESS}"' in fresh.client.get("/account/").content.decode()


def test_nothing_is_chosen_for_her_and_nothing_must_be(fresh: Woman) -> None:
    assert " checked" not in fresh.client.get(ADDRESS).content.decode()
    assert sent(post(fresh)) == "/today/"
    assert told(fresh) == UNTOLD


def test_an_answer_that_is_missing_takes_nothing_back(fresh: Woman) -> None:
    post(fresh, floor="no", chair="no")
    post(fresh, chair="yes")
    assert (told(fresh).floor, told(fresh).chair) == (Floor.NO, Has.YES)


@pytest.mark.parametrize("name", ANSWERS)
@pytest.mark.parametrize("word", ["maybe", "YES", "P-floor", "0"])
def test_an_answer_there_is_not_is_refused_whole(fresh: Woman, name: str, word: str) -> None:
    answer = post(fresh, **{**ALL, name: word})
    body = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Error: Getting ready" in body
    assert f'href="#id_{name}_0"' in body
    assert f'id="id_{name}_0"' in body
    assert not CircumstancesTold.objects.exists()


def test_two_answers_to_one_question_are_refused(fresh: Woman) -> None:
    assert post(fresh, floor=["no", "alone"]).status_code == 422
    assert not CircumstancesTold.objects.exists()
    assert sent(post(fresh, floor=["no", "no"])) == "/today/"


def test_sent_twice_is_told_once(fresh: Woman) -> None:
    assert sent(post(fresh, **ALL)) == sent(post(fresh, **ALL)) == "/today/"
    assert CircumstancesTold.objects.count() == 1


def test_a_question_nobody_asks_changes_nothing(fresh: Woman) -> None:
    someone = User.objects.create_guest()
    post(fresh, **ALL, person=str(someone.pk), person_id=str(someone.pk), gate="open", E1="no")
    assert CircumstancesTold.objects.get().person == fresh.person


def test_each_has_what_she_has(fresh: Woman) -> None:
    other = new_woman(Client())
    other.screened(NOW - A_DAY)
    post(fresh, floor="no")
    post(other, floor="alone")
    assert (told(fresh).floor, told(other).floor) == (Floor.NO, Floor.ALONE)
    assert sent(other.client.post("/account/erase/")) == ""
    assert CircumstancesTold.objects.get().person == fresh.person


def test_other_methods_are_refused(fresh: Woman) -> None:
    assert fresh.client.put(ADDRESS).status_code == 405
    assert fresh.client.delete(ADDRESS).status_code == 405


@pytest.mark.parametrize("name", ANSWERS)
def test_the_database_refuses_what_nobody_can_have_told(fresh: Woman, name: str) -> None:
    tell(person=fresh.person, answers={}, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        CircumstancesTold.objects.update(**{name: "maybe"})
    with pytest.raises(ValueError):
        tell(person=fresh.person, answers={name: "maybe"}, now=NOW)


def test_who_said_so_in_the_screening_is_not_asked_about_the_floor_again(her: Woman) -> None:
    her.screened(NOW - A_DAY, no_floor="yes")
    body = her.client.get(ADDRESS).content.decode()
    assert 'name="floor"' not in body
    post(her, **ALL)
    assert told(her).floor is None
    assert stays_off(planned(her))


def test_after_a_loss_no_child_is_spoken_of(her: Woman) -> None:
    born = NOW.date() - timedelta(days=70)
    states.record_birth(
        person=her.person,
        pregnancy=her.pregnancy,
        due=her.pregnancy.due_date,
        birth=Birth(born, Delivery.VAGINAL, False, False, bereaved=True),
        now=NOW,
    )
    tell(person=her.person, answers={"toddlers": "yes"}, now=NOW)
    body = her.client.get(ADDRESS).content.decode()
    assert 'name="toddlers"' not in body
    assert "child" not in body
    post(her, **{**ALL, "toddlers": "no"})
    assert told(her).toddlers is Has.YES  # what she was not asked is not changed


def test_it_takes_few_queries(fresh: Woman) -> None:
    fresh.client.get(ADDRESS)
    with CaptureQueriesContext(connection) as queries:
        assert fresh.client.get(ADDRESS).status_code == 200
    assert len(queries) <= 8


# What follows


def stays_off(plan: Plan) -> bool:
    return not any(
        Demand.FLOOR_TRANSFER in item.exercise.form(item.variant).demands for item in plan.items
    )


def test_with_no_way_up_the_plan_stays_off_the_floor_and_the_library_agrees(fresh: Woman) -> None:
    post(fresh, **ALL)
    assert not stays_off(planned(fresh, "?minutes=20"))
    post(fresh, **{**ALL, "floor": "no"})
    plan = planned(fresh, "?minutes=20")
    assert plan.items and stays_off(plan)
    shown = fresh.client.get("/exercises/").context["entries"]
    for entry in shown:
        off = Demand.FLOOR_TRANSFER not in entry.form.demands
        assert off or entry.standing == "not_now"


def test_a_thing_she_has_not_is_the_reason_in_the_plan_and_in_the_library(fresh: Woman) -> None:
    post(fresh, **{**ALL, "wall": "no"})
    plan = planned(fresh, "?minutes=20")
    props = {p for item in plan.items for p in item.exercise.form(item.variant).props}
    assert "wall" not in props
    assert "You have no free wall." in fresh.client.get("/exercises/").content.decode()
    assert "You have no free wall." in (
        fresh.client.get("/exercises/wall_pelvic_tilt/").content.decode()
    )


def test_everything_left_out_has_a_reason_whatever_she_lacks(fresh: Woman) -> None:
    post(fresh, experience="new_to_exercise", floor="no", chair="no", wall="no", space="no")
    plan = planned(fresh)
    assert plan.items
    assert all(left.reasons for left in plan.left_out)
    done = {item.exercise.slug for item in plan.items}
    assert done | {left.exercise.slug for left in plan.left_out} == set(catalogue())


def test_what_she_sees_is_what_she_gets(fresh: Woman) -> None:
    post(fresh, **{**ALL, "floor": "no", "toddlers": "yes"})
    seen = [item.exercise.slug for item in planned(fresh).items]
    fresh.client.post("/sessions/check-in/", {"stage": "pain", "answer": "none", "pain": "2"})
    guided = GuidedSession.objects.get()
    assert guided.minutes == 5
    assert [item.exercise_id for item in guided.items.order_by("position")] == seen


def test_a_session_that_goes_to_the_floor_does_not_go_on_once_she_cannot(fresh: Woman) -> None:
    post(fresh, **ALL)
    session = begin(fresh)
    post(fresh, **{**ALL, "floor": "no"})
    page = fresh.client.get(session.address)
    assert page.templates[0].name == "sessions/held.html"


def test_with_children_about_a_session_is_short_unless_she_wants_more(fresh: Woman) -> None:
    post(fresh, **{**ALL, "toddlers": "yes"})
    page = today(fresh)
    assert page.context["wish"].minutes == 5
    assert "with a child on your back" in page.content.decode()
    assert today(fresh, "?minutes=15").context["wish"].minutes == 15


def test_new_to_exercise_she_has_eight_minutes_at_most_in_her_first_week(
    fresh: Woman, clock: time_machine.Traveller
) -> None:
    post(fresh, **{**ALL, "experience": "new_to_exercise"})
    page = today(fresh, "?minutes=20")
    assert page.context["wish"].minutes == 8
    assert page.context["minutes"] == (5, 8)
    assert page.context["plan"].seconds <= 8 * 60
    body = page.content.decode()
    assert "eight minutes is the most" in body
    assert "Eight minutes for your back" in body
    assert "/sessions/check-in/?minutes=8" in body
    begin(fresh).do_all()
    for days, first in ((6, True), (7, False)):
        clock.move_to(NOW + timedelta(days=days))
        assert past(fresh.person, NOW.date() + timedelta(days=days)).first_week is first
        wish = today(fresh, "?minutes=20").context["wish"]
        assert wish.minutes == (8 if first else 20)


@pytest.mark.parametrize("experience", ["", "some", "active"])
def test_who_is_not_new_has_all_her_minutes(fresh: Woman, experience: str) -> None:
    post(fresh, **{**ALL, "experience": experience})
    assert today(fresh, "?minutes=20").context["wish"].minutes == 20


@pytest.mark.parametrize(
    ("experience", "level"),
    [("", "start"), ("new_to_exercise", "start"), ("some", "start"), ("active", "steady")],
)
def test_only_who_is_active_begins_at_the_usual_amount(
    fresh: Woman, experience: str, level: str
) -> None:
    post(fresh, **{**ALL, "experience": experience})
    assert {item.level for item in planned(fresh).items} == {level}
    assert begin(fresh).row.level == level
    assert begin(fresh, pain=7).row.level == "relief"


def test_cleared_with_limits_she_begins_small_however_active(her: Woman) -> None:
    cleared(her)
    post(her, **{**ALL, "experience": "active"})
    assert begin(her).row.level == "start"


@pytest.mark.parametrize("bad", [{"pain_worst": 7, "pain_after": 4}, {"pain_after": 6}])
def test_after_a_session_her_back_took_badly_she_is_back_at_the_start(
    fresh: Woman, bad: dict[str, int]
) -> None:
    post(fresh, **{**ALL, "experience": "active"})
    first = over(begin(fresh, pain=2), pain_worst=3, pain_after=2)
    assert begin(fresh).row.level == "steady"
    GuidedSession.objects.filter(pk=first.row.pk).update(**{"pain_worst": 7, **bad})
    assert begin(fresh).row.level == "start"


def test_after_a_sign_or_a_hurt_too(fresh: Woman) -> None:
    post(fresh, **{**ALL, "experience": "active"})
    first = over(begin(fresh, pain=2), pain_worst=3, pain_after=2)
    first.row.items.update(felt="hurt")
    assert begin(fresh).row.level == "start"
    first.row.items.update(felt="same")
    assert begin(fresh).row.level == "steady"
    practice.end(guided=begin(fresh).row, now=NOW, about="w12/eases")
    assert begin(fresh).row.level == "start"


def over(session: Practised, **ratings: int) -> Practised:
    session.do_all()
    GuidedSession.objects.filter(pk=session.row.pk).update(**ratings)
    return session
