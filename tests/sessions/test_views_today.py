"""Today: the plan with its reasons, or what comes first and nothing else."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from safety import recording, states
from safety.history import Coverage, Said
from safety.models import Screening
from sessions.models import GuidedSession
from sessions.progress import EventKind
from tests.people import NOW, Woman
from tests.sessions.practised import Practised, answered, begin


def today(her: Woman, query: str = "", **headers: str) -> Any:
    return her.client.get(f"/today/{query}", headers=headers)


def text(her: Woman, query: str = "") -> str:
    return str(today(her, query).content.decode())


def test_each_exercise_is_there_with_its_reason(ready: Woman) -> None:
    page = today(ready)
    body = page.content.decode()
    assert "26 weeks + 3 days" in body
    assert "Ten minutes for your back" in body
    for row in page.context["rows"]:
        assert row.why
        assert row.why.split(".")[0] in body.replace("&#x27;", "'")


def test_what_is_left_out_is_there_with_its_reason(ready: Woman) -> None:
    page = today(ready)
    left = page.context["plan"].left_out
    assert left
    assert all(each.reasons for each in left)
    assert "Left out, and why" in page.content.decode()


@pytest.mark.parametrize("minutes", [5, 10, 15, 20])
def test_she_chooses_the_minutes(ready: Woman, minutes: int) -> None:
    page = today(ready, f"?minutes={minutes}")
    assert page.context["plan"].seconds <= 60 * minutes
    assert f"/sessions/check-in/?minutes={minutes}" in page.content.decode()


@pytest.mark.parametrize("query", ["?minutes=7", "?minutes=ten", "?minutes=", "?for=fun"])
def test_a_wish_that_makes_no_sense_is_ten_minutes_for_every_day(ready: Woman, query: str) -> None:
    page = today(ready, query)
    assert page.status_code == 200
    assert (page.context["wish"].minutes, page.context["wish"].relief) == (10, False)


def test_when_it_hurts_now_it_is_five_minutes_of_relief(ready: Woman) -> None:
    assert "Five minutes of relief" in text(ready, "?for=relief")


def test_htmx_gets_the_plan_alone_and_caches_know(ready: Woman) -> None:
    part = today(ready, "?minutes=5", **{"HX-Request": "true"})
    assert "<html" not in part.content.decode()
    assert "HX-Request" in part["Vary"]
    assert "HX-Request" in today(ready)["Vary"]


# What comes first


def test_before_any_answers_only_the_questions_are_there(her: Woman, catalogue_rows: None) -> None:
    body = text(her)
    assert "Answer the safety questions first" in body
    assert "/safety/screening/" in body
    assert "check-in" not in body


def test_without_dates_only_the_questions_are_there(her: Woman) -> None:
    her.pregnancy.delete()
    assert "Answer the safety questions first" in text(her)


@pytest.mark.parametrize(
    ("changes", "level"), [({"U1": "yes"}, "is-today"), ({"E1": "yes"}, "is-emergency")]
)
def test_with_a_shut_gate_there_is_the_card_of_her_level_and_nothing_to_do(
    her: Woman, catalogue_rows: None, changes: dict[str, str], level: str
) -> None:
    answered(her, **changes)
    body = text(her)
    assert level in body
    assert 'href="/safety/"' in body
    assert "check-in" not in body


def test_ask_first_leaves_slow_breathing_and_says_why(her: Woman, catalogue_rows: None) -> None:
    answered(her, A7="yes")
    page = today(her)
    body = page.content.decode()
    assert [row.slug for row in page.context["rows"]] == ["diaphragmatic_breathing"]
    assert "is-ask_first" in body
    assert "check-in" in body


def test_advice_not_to_exercise_closes_slow_breathing_too(her: Woman, catalogue_rows: None) -> None:
    answered(her, A11="yes")
    assert "check-in" not in text(her)


def test_rest_only_opens_rest_and_nothing_that_moves_her(her: Woman, catalogue_rows: None) -> None:
    answered(her, U1="yes")
    screening = Screening.objects.get()
    recording.record_contact(
        person=her.person, pregnancy=her.pregnancy, about=screening.pk, said=Said.REST_ONLY, now=NOW
    )
    page = today(her)
    assert "Rest for your back" in page.content.decode()
    kinds = {item.exercise.kind for item in page.context["plan"].items}
    assert kinds <= {"breathing", "rest"}


def test_the_urgent_questions_alone_open_slow_breathing(her: Woman, catalogue_rows: None) -> None:
    her.screened(NOW, Coverage.URGENT)
    page = today(her, "?for=relief")
    assert [row.slug for row in page.context["rows"]] == ["diaphragmatic_breathing"]
    assert "Answer the rest" in page.content.decode()


def test_after_two_weeks_she_is_asked_again(ready: Woman, clock: time_machine.Traveller) -> None:
    clock.move_to(NOW + timedelta(days=14))
    body = text(ready)
    assert "A few questions first" in body
    assert "check-in" not in body


def test_when_the_pregnancy_is_over_nothing_of_it_is_left(ready: Woman) -> None:
    states.end_pregnancy(person=ready.person, now=NOW)
    body = text(ready)
    assert "weeks +" not in body
    assert "check-in" not in body


# What she did


def test_a_session_under_way_is_offered_first(session: Practised) -> None:
    session.record(session.event(EventKind.START))
    body = text(session.her)
    assert body.index("Go on where you were") < body.index("Start, ")
    assert session.address in body


def test_what_she_did_last_time_is_one_line(session: Practised) -> None:
    session.do_all()
    GuidedSession.objects.update(pain_after=2, pain_worst=4)
    assert "Your back was 4 before and 2 after" in text(session.her)


def test_what_eased_her_back_is_the_reason_it_is_there(session: Practised) -> None:
    session.do_all()
    session.row.items.update(felt="eased")
    assert "Eased your back last time" in text(session.her)


def test_it_takes_no_more_queries_after_many_sessions(ready: Woman) -> None:
    for _ in range(14):
        begin(ready).do_all()
    begin(ready).tell(kind="start")
    today(ready)  # the first look of a day renews her cookie
    with CaptureQueriesContext(connection) as queries:
        assert today(ready).status_code == 200
    assert len(queries) <= 13  # one of them for what she has around her


# Past her due date


@pytest.mark.parametrize(("days_past", "asked"), [(13, False), (14, True), (21, True)])
def test_two_weeks_past_her_due_date_she_is_asked_gently_and_not_counted_on(
    her: Woman, days_past: int, asked: bool
) -> None:
    her.pregnancy.due_date = NOW.date() - timedelta(days=days_past)
    her.pregnancy.save()
    page = text(her)
    assert ("Have you had your baby?" in page) is asked
    assert ("The date is wrong" in page) is asked
    assert (her.known().words in page) is not asked


def test_past_43_weeks_no_week_is_shown_and_she_is_asked_where_she_is(her: Woman) -> None:
    her.pregnancy.due_date = NOW.date() - timedelta(days=22)
    her.pregnancy.save()
    page = text(her)
    assert "Have you had your baby, or is the date wrong?" in page
    assert "weeks +" not in page
    assert 'href="/safety/screening/"' in page
