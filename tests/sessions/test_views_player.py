"""The player and its events: told once or twenty times, in any order, by whoever it is."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from exercises.content import catalogue
from exercises.sets import programmes
from exercises.timeline import StepKind
from safety import states
from safety.birth import Birth, Delivery
from safety.history import Coverage
from sessions import practice
from sessions.forms import Wish
from sessions.models import GuidedSession, SessionEvent, SessionItem
from sessions.progress import EventKind, State
from tests.people import NOW, Woman
from tests.safety.test_views_bereaved import OF_A_BABY
from tests.sessions.practised import Practised, begin, somebody_else

HTMX = {"HX-Request": "true"}

NO_LONGER = 'action="/safety/no-longer-pregnant/"'


def look(session: Practised) -> Any:
    return session.her.client.get(session.address)


def shown(session: Practised) -> str:
    """The key of the one step that is not hidden."""
    stage = look(session).context["stage"]
    return str(stage.here.step.key)


# The page


def test_every_step_is_in_the_page_and_only_hers_is_shown(session: Practised) -> None:
    body = look(session).content.decode()
    for key in session.keys:
        assert f'data-step="{key}"' in body
    assert body.count('class="player-step"') == len(session.keys)
    assert body.count('<button class="player-sheet"') == 1


def test_the_title_says_nothing_about_her(session: Practised) -> None:
    assert "<title>Session - Easeback</title>" in look(session).content.decode()


def test_something_is_wrong_comes_before_everything_else(session: Practised) -> None:
    body = look(session).content.decode()
    assert body.index("Something is wrong") < body.index("player-step")


def test_every_sign_in_the_page_says_whom_to_call_if_she_gets_worse(session: Practised) -> None:
    """As on its page of its own: the list, with the number on it, is out of sight by then."""
    page = look(session).content.decode()
    forms = [part for part in page.split("<form")[1:] if "data-part=" in part.split(">")[0]]
    assert len(forms) > 10
    for form in forms:
        assert '<a href="tel:' in form.partition("</form>")[0]
        assert "now if you are getting worse quickly." in form.partition("</form>")[0]


def test_a_reload_lands_on_the_same_step(session: Practised) -> None:
    session.record(*(session.event(EventKind.DONE, key) for key in session.keys[:3]))
    assert shown(session) == shown(session) == session.keys[3]


def test_a_reload_knows_how_long_she_had_been_in_the_step(session: Practised) -> None:
    session.record(session.event(EventKind.START))
    session.record(session.event(EventKind.PAUSE, elapsed_ms=7000))
    assert look(session).context["elapsed_ms"] == 7000


def test_looking_at_the_player_writes_nothing(session: Practised) -> None:
    look(session)  # the first look of a day renews her cookie
    with CaptureQueriesContext(connection) as queries:
        assert look(session).status_code == 200
    assert [query["sql"] for query in queries if not query["sql"].startswith("SELECT")] == []
    assert len(queries) <= 12


def test_without_a_script_done_leads_to_the_next_step(session: Practised) -> None:
    page = session.her.client
    events = f"{session.address}events/"
    hidden = {"device": "page", "epoch": 0, "new_epoch": 1, "sequence": 1, "elapsed_ms": 0}
    first, second = session.keys[:2]
    page.post(events, hidden | {"event": f"start:{uuid4()}:{first}"})
    answer = page.post(events, hidden | {"sequence": 2, "event": f"done:{uuid4()}:{first}"})
    assert (answer.status_code, answer["Location"]) == (303, session.address)
    assert shown(session) == second
    page.post(events, hidden | {"sequence": 3, "event": f"back:{uuid4()}:{first}"})
    assert shown(session) == first


def test_a_hold_may_not_be_lengthened_past_its_own_maximum(session: Practised) -> None:
    for each in look(session).context["stage"].shown:
        most = catalogue()[each.step.exercise].maximum
        if each.step.kind is StepKind.WORK and each.step.seconds is not None:
            assert most.hold_s is None or each.longest <= max(most.hold_s, each.step.seconds)
            if most.side_total_s is not None:
                total = each.longest * each.step.rounds
                assert total <= max(most.side_total_s, each.step.seconds * each.step.rounds)


def test_bendy_joints_may_not_lengthen_a_hold_past_15_seconds(ready: Woman) -> None:
    body: Any = {"M-more": "yes", "hypermobile": "yes"}
    ready.screened(NOW, Coverage.FULL, **body)
    stage = look(begin(ready)).context["stage"]
    held = [
        each.longest
        for each in stage.shown
        if each.moves and each.longest and not catalogue()[each.step.exercise].rest_position
    ]
    assert held and max(held) <= 15


# Where it leads instead


def test_a_session_that_is_over_leads_to_how_it_was(session: Practised) -> None:
    session.do_all()
    assert look(session)["Location"] == f"{session.address}after/"
    GuidedSession.objects.update(pain_after=3, pain_worst=5)
    assert look(session)["Location"] == f"{session.address}summary/"


def test_signs_left_without_an_answer_come_back_first(session: Practised) -> None:
    session.record(session.event(EventKind.ASK))
    assert look(session)["Location"] == f"{session.address}stop/"


def test_after_four_hours_the_check_comes_first(
    session: Practised, clock: time_machine.Traveller
) -> None:
    session.do_until(StepKind.WORK)
    clock.move_to(NOW + timedelta(hours=4, minutes=1))
    where = f"/sessions/check-in/?session={session.row.pk}"
    assert look(session)["Location"] == where
    practice.check_again(guided=session.fresh(), pain=3, now=NOW + timedelta(hours=4, minutes=1))
    assert look(session).status_code == 200


def test_one_of_yesterday_does_not_go_on_after_a_stop_elsewhere(
    session: Practised, clock: time_machine.Traveller
) -> None:
    session.do_until(StepKind.WORK)
    clock.move_to(NOW + timedelta(days=1))
    session.her.screened(NOW + timedelta(hours=23), Coverage.FULL, U1="yes")
    answer = look(session)
    body = answer.content.decode()
    assert answer.status_code == 200
    assert "player-step" not in body
    assert "/safety/" in body
    assert "Finish here" in body


def test_it_does_not_go_on_once_her_answers_have_run_out(
    session: Practised, clock: time_machine.Traveller
) -> None:
    clock.move_to(NOW + timedelta(days=14))
    assert "player-step" not in look(session).content.decode()


def test_it_does_not_go_on_with_an_exercise_her_new_answers_rule_out(session: Practised) -> None:
    session.her.screened(NOW, Coverage.FULL, R4="low_lying")
    body = look(session).content.decode()
    assert "player-step" not in body
    assert "Your answers have changed" in body


def test_finishing_a_session_that_may_not_go_on_keeps_what_was_done(session: Practised) -> None:
    session.do_until(StepKind.WORK)
    session.her.screened(NOW, Coverage.FULL, U1="yes")
    answer = session.tell(kind="finish", step=session.progress.step)
    assert answer.status_code == 303
    assert not session.fresh().under_way


# Events


def test_an_event_of_the_script_is_answered_with_where_she_is(session: Practised) -> None:
    first, second = session.keys[:2]
    answer = session.tell(HTMX, step=first)
    assert answer.status_code == 204
    assert f'"step": "{second}"' in answer["HX-Trigger"]


def test_the_last_event_of_the_script_leads_to_how_it_was(session: Practised) -> None:
    session.record(*(session.event(EventKind.DONE, key) for key in session.keys[:-1]))
    answer = session.tell(HTMX, step=session.keys[-1])
    assert answer["HX-Redirect"] == session.address


def test_the_same_event_twenty_times_is_answered_the_same_and_kept_once(
    session: Practised,
) -> None:
    key = str(uuid4())
    answers = {session.tell(id=key, sequence=1).status_code for _ in range(20)}
    assert answers == {303}
    assert SessionEvent.objects.count() == 1


def test_events_in_reverse_order_lead_to_the_same_step(session: Practised) -> None:
    for number in range(4, 0, -1):
        session.tell(step=session.keys[number - 1], sequence=number)
    assert shown(session) == session.keys[4]


def test_two_tabs_agree_on_where_she_is(session: Practised) -> None:
    for device in ("one", "two"):
        session.tell(device=device, sequence=1)
    assert shown(session) == session.keys[1]


@pytest.mark.parametrize(
    "wrong",
    [
        {"step": "9.work"},
        {"step": ""},
        {"id": "not-an-id"},
        {"id": ""},
        {"kind": "jump"},
        {"kind": "stop"},
        {"epoch": "one"},
        {"epoch": -1},
        {"sequence": 10**12},
        {"elapsed_ms": "soon"},
        {"device": "a b"},
        {"device": "x" * 37},
    ],
)
def test_an_event_that_makes_no_sense_is_refused_in_words(
    session: Practised, wrong: dict[str, Any]
) -> None:
    answer = session.tell(**wrong)
    assert answer.status_code == 422
    assert "Back to your session" in answer.content.decode()
    assert not SessionEvent.objects.exists()


def test_an_unknown_step_is_named_as_the_trouble(session: Practised) -> None:
    assert "no such step" in session.tell(step="9.work").content.decode()


def test_an_event_after_a_stop_is_kept_and_changes_nothing(session: Practised) -> None:
    session.record(session.event(EventKind.STOP))
    assert session.tell().status_code == 303
    assert session.progress.state is State.STOPPED
    assert SessionEvent.objects.count() == 2


def test_it_hurts_skips_the_exercise(session: Practised) -> None:
    key = session.do_until(StepKind.WORK)
    session.tell(kind="skip", step=key, hurts="yes")
    assert SessionItem.objects.get(felt="hurt").position == 0
    assert session.progress.step != key


def test_looking_at_the_events_is_not_allowed(session: Practised) -> None:
    assert session.her.client.get(f"{session.address}events/").status_code == 405


@pytest.mark.parametrize("page", ["", "stop/", "stop/w1/", "after/", "summary/"])
def test_somebody_elses_session_is_not_there(session: Practised, page: str) -> None:
    somebody_else(session)
    assert session.her.client.get(f"{session.address}{page}").status_code == 404


@pytest.mark.parametrize("page", ["events/", "stop/", "stop/w1/", "after/"])
def test_somebody_elses_session_is_told_nothing(session: Practised, page: str) -> None:
    somebody_else(session)
    assert session.tell().status_code == 404
    assert session.her.client.post(f"{session.address}{page}").status_code == 404
    assert not SessionEvent.objects.exists()


def test_a_session_that_never_was_is_not_there(ready: Woman) -> None:
    assert ready.client.get(f"/sessions/{uuid4()}/").status_code == 404
    assert ready.client.get("/sessions/7/").status_code == 404


def test_an_event_without_a_token_is_refused_and_given_back(session: Practised) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(session.her.person)
    answer = strict.post(f"{session.address}events/", {"id": str(uuid4()), "kind": "done"})
    assert answer.status_code == 403
    assert not SessionEvent.objects.exists()


def test_a_stranger_is_sent_home(client: Client, session: Practised) -> None:
    assert Client().get(session.address)["Location"] == "/"


@pytest.mark.parametrize(
    ("wish", "pain", "why"),
    [
        (Wish(), 8, "Short and gentle, because your back hurts a lot now."),
        (Wish(relief=True), 3, "Short and gentle, because your back hurts now."),
        (Wish(), 3, ""),
    ],
)
def test_why_it_is_relief_is_said_before_she_starts(
    ready: Woman, wish: Wish, pain: int, why: str
) -> None:
    page = look(begin(ready, wish, pain)).content.decode()
    assert why in page
    assert ("Short and gentle" in page) is bool(why)


def test_a_session_kept_without_its_reason_says_none(ready: Woman) -> None:
    session = begin(ready, pain=8)
    kept = session.fresh()
    del kept.plan["why_level"]
    kept.save()
    assert "Short and gentle" not in look(session).content.decode()


def test_another_tab_that_goes_on_does_not_answer_the_signs(session: Practised) -> None:
    key = session.keys[0]
    session.record(session.event(EventKind.START), session.event(EventKind.ASK))
    told = {"event": f"resume:{uuid4()}:{key}", "device": "page", "epoch": "0", "new_epoch": "1"}
    response = session.her.post(f"{session.address}events/", {**told, "sequence": "9"})
    assert response.status_code == 303
    assert session.progress.state is State.ASKED


def test_saying_that_she_is_no_longer_pregnant_is_never_a_page_away(session: Practised) -> None:
    check, after = "/sessions/check-in/", f"{session.address}after/"
    pages = [session.address, f"{session.address}stop/", check]
    for address in pages:
        assert NO_LONGER in session.her.client.get(address).content.decode(), address
    session.record(session.event(EventKind.FINISH))
    for address in (after, f"{session.address}summary/"):
        assert NO_LONGER in session.her.client.get(address, follow=True).content.decode(), address


def test_after_a_birth_no_session_asks_whether_she_is_still_pregnant(session: Practised) -> None:
    born = NOW.date()
    session.her.pregnancy.due_date = born
    session.her.pregnancy.save()
    states.record_birth(
        person=session.her.person,
        pregnancy=session.her.pregnancy,
        due=born,
        birth=Birth(born, Delivery.VAGINAL),
        now=NOW - timedelta(hours=1),
    )
    session.her.screened(NOW - timedelta(minutes=50))
    page = session.her.client.get(session.address, follow=True).content.decode()
    assert NO_LONGER not in page


@pytest.mark.parametrize("weeks", [1, 8, 20, 40])
def test_after_a_loss_no_session_speaks_of_a_baby(
    her: Woman, catalogue_rows: None, weeks: int
) -> None:
    """Every step of every session is in its page, so the page holds all she may be told."""
    states.record_birth(
        person=her.person,
        pregnancy=her.pregnancy,
        due=her.pregnancy.due_date,
        birth=Birth(
            NOW.date() - timedelta(weeks=weeks), Delivery.VAGINAL, False, False, bereaved=True
        ),
        now=NOW - timedelta(minutes=2),
    )
    her.pregnancy.refresh_from_db()
    her.screened(NOW - timedelta(minutes=1))
    for programme in ("", *programmes()):
        session = begin(her, Wish(20, programme=programme))
        page = look(session).content.decode()
        assert re.findall(OF_A_BABY, page, re.I) == [], programme
