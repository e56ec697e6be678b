"""The check before a session: blank refused, a sign before everything, and then the pain."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from safety import recording
from safety.content import questionnaire
from safety.history import Coverage, Said
from safety.models import Screening
from safety.shutters import NEW_OR_WORSE
from safety.vocabulary import Gate, Outcome
from sessions.models import GuidedSession
from sessions.progress import EventKind
from tests.people import NOW, Woman
from tests.sessions.practised import Practised, answered

ADDRESS = "/sessions/check-in/"
NONE = {"stage": "signs", "answer": "none"}


def post(her: Woman, **fields: Any) -> Any:
    return her.client.post(ADDRESS, fields)


def asks(answer: Any) -> str:
    assert answer.status_code in (200, 422)
    return str(answer.context["stage"])


def start(her: Woman, **fields: Any) -> Any:
    return post(her, **({"stage": "pain", "answer": "none", "pain": "4"} | fields))


def test_it_asks_for_signs_then_for_the_pain_then_begins(ready: Woman) -> None:
    assert asks(ready.client.get(ADDRESS)) == "signs"
    assert asks(post(ready, **NONE)) == "pain"
    answer = start(ready)
    guided = GuidedSession.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/sessions/{guided.pk}/")
    assert (guided.pain_before, guided.minutes) == (4, 10)


def test_nothing_is_chosen_for_her(ready: Woman) -> None:
    assert "checked" not in ready.client.get(ADDRESS).content.decode()
    assert "checked" not in post(ready, **NONE).content.decode()


def test_something_is_wrong_is_there_too(ready: Woman) -> None:
    body = ready.client.get(ADDRESS).content.decode()
    assert body.index("Something is wrong") < body.index("<h1")


def test_what_she_wished_for_is_carried_along(ready: Woman) -> None:
    page = ready.client.get(f"{ADDRESS}?minutes=15&for=relief").content.decode()
    assert '<input type="hidden" name="minutes" value="15">' in page
    assert '<input type="hidden" name="for" value="relief">' in page
    start(ready, minutes="15", **{"for": "relief"})
    guided = GuidedSession.objects.get()
    assert (guided.minutes, guided.relief) == (15, True)


@pytest.mark.parametrize("wrong", [{"minutes": "90"}, {"minutes": "x"}, {"for": "fun"}])
def test_a_wish_nobody_could_have_is_refused(ready: Woman, wrong: dict[str, str]) -> None:
    answer = start(ready, **wrong)
    assert answer.status_code == 422
    assert not GuidedSession.objects.exists()


@pytest.mark.parametrize(
    "blank",
    [
        {"stage": "signs"},
        {"stage": "signs", "answer": ""},
        {"stage": "signs", "answer": "ticked"},
        {"stage": "signs", "answer": "none", "item": "bleeding"},
        {"stage": "signs", "answer": "ticked", "item": "nonsense"},
    ],
)
def test_a_blank_or_contradictory_check_is_refused(ready: Woman, blank: dict[str, str]) -> None:
    answer = post(ready, **blank)
    assert answer.status_code == 422
    assert "<title>Error:" in answer.content.decode()
    assert asks(answer) == "signs"


@pytest.mark.parametrize("pain", ["", "11", "-1", "a lot", "4.5", "٤٤"])
def test_a_pain_that_is_none_is_refused(ready: Woman, pain: str) -> None:
    answer = start(ready, pain=pain)
    assert answer.status_code == 422
    assert "Choose a number from 0 to 10." in answer.content.decode()
    assert not GuidedSession.objects.exists()


def test_the_pain_alone_begins_nothing(ready: Woman) -> None:
    assert asks(post(ready, stage="pain", pain="4")) == "signs"
    assert not GuidedSession.objects.exists()


# A sign


def test_a_ticked_item_opens_its_questions_only(ready: Woman) -> None:
    answer = post(ready, stage="signs", answer="ticked", item="fluid")
    assert asks(answer) == "questions"
    assert {row["question"].id for row in answer.context["rows"]} == {"E13", "U2"}


def test_an_item_that_does_not_concern_her_yet_is_not_shown(ready: Woman) -> None:
    items = {item.id for item in ready.client.get(ADDRESS).context["items"]}
    assert "movements" in items
    ready.pregnancy.due_date += timedelta(days=80)  # 15 weeks: nobody feels a pattern yet
    ready.pregnancy.save()
    earlier = {item.id for item in ready.client.get(ADDRESS).context["items"]}
    assert "movements" not in earlier
    assert "bleeding" in earlier


@pytest.mark.parametrize(("days_left", "asked"), [(1, False), (0, True), (-6, True)])
def test_from_the_due_date_on_she_is_asked_with_labour_in_mind(
    her: Woman, days_left: int, asked: bool
) -> None:
    her.pregnancy.due_date = NOW.date() + timedelta(days=days_left)
    her.pregnancy.save()
    her.screened(NOW - timedelta(hours=1))
    page = her.client.get(ADDRESS).content.decode()
    assert "Since last time, any of these?" in page
    assert ("pains in waves even at rest, waters, bleeding, or a change" in page) is asked


def test_a_serious_answer_leads_to_its_page_and_shuts_the_gate(ready: Woman) -> None:
    answer = post(
        ready,
        stage="questions",
        answer="ticked",
        item="fluid",
        **{"answer-E13": "no", "answer-U2": "yes"},
    )
    assert (answer.status_code, answer["Location"]) == (303, "/safety/")
    kept = Screening.objects.get(coverage=Coverage.CHECK_IN)
    assert kept.answers == {"E13": "no", "U2": "yes"}
    assert ready.known().standing.gate is Gate.SHUT
    assert not GuidedSession.objects.exists()


@pytest.mark.parametrize(("item", "question"), [("tummy", "W10-stays"), ("chest", "W3-new")])
def test_a_ticked_item_comes_to_the_level_of_its_sign(
    ready: Woman, item: str, question: str
) -> None:
    """With no to all that is worse, tummy pain that stays and new breathlessness phone today."""
    asked = {q.id for q in questionnaire().questions.values() if not q.choices}
    told = {f"answer-{id_}": "no" for id_ in asked} | {f"answer-{question}": "yes"}
    answer = post(ready, stage="questions", answer="ticked", item=item, **told)
    assert answer["Location"] == "/safety/"
    assert Screening.objects.get(coverage=Coverage.CHECK_IN).outcome == Outcome.TODAY
    assert ready.known().standing.gate is Gate.SHUT
    assert start(ready, answer="ticked", item=item, **told)["Location"] == "/today/"


def test_a_sign_that_was_looked_at_is_asked_as_new_or_worse(ready: Woman) -> None:
    when = NOW - timedelta(hours=3)
    ready.screened(when, U7="yes")
    recording.record_contact(
        person=ready.person,
        pregnancy=ready.pregnancy,
        about=Screening.objects.latest("at").pk,
        said=Said.CARRY_ON,
        now=when + timedelta(minutes=5),
    )
    ready.screened(when + timedelta(hours=1), U7="seen")
    page = post(ready, stage="signs", answer="ticked", item="calf").content.decode()
    assert f"{questionnaire().questions['U7'].detail}. {NEW_OR_WORSE}" in page


def test_not_sure_about_a_sign_is_not_a_no(ready: Woman) -> None:
    answer = post(
        ready,
        stage="questions",
        answer="ticked",
        item="fluid",
        **{"answer-E13": "not_sure", "answer-U2": "no"},
    )
    assert answer["Location"] == "/safety/"


def test_nothing_serious_goes_on_to_the_pain(ready: Woman) -> None:
    told = {"answer": "ticked", "item": "fluid", "answer-E13": "no", "answer-U2": "no"}
    answer = post(ready, stage="questions", **told)
    assert asks(answer) == "pain"
    assert start(ready, **told).status_code == 303
    assert not Screening.objects.filter(coverage=Coverage.CHECK_IN).exists()


def test_a_question_left_blank_is_refused_and_the_others_are_kept(ready: Woman) -> None:
    answer = post(
        ready,
        stage="questions",
        answer="ticked",
        item="fluid",
        shown=["E13", "U2"],
        **{"answer-E13": "no"},
    )
    assert answer.status_code == 422
    rows = {row["question"].id: row for row in answer.context["rows"]}
    assert (rows["E13"]["answer"], rows["E13"]["error"]) == ("no", "")
    assert rows["U2"]["error"]


def test_one_sign_with_high_blood_pressure_is_an_emergency(ready: Woman) -> None:
    signs = {f"answer-{id_}": "no" for id_ in ("E7", "U5b", "U5c", "U5d")} | {"answer-U5a": "yes"}
    told = {"stage": "questions", "answer": "ticked", "item": "headache", **signs}
    asked = post(ready, shown=["E7", "U5a", "U5b", "U5c", "U5d"], **told)
    assert (asked.status_code, asks(asked)) == (200, "questions")
    assert "U5-bp" in {row["question"].id for row in asked.context["rows"]}
    assert post(ready, **told, **{"answer-U5-bp": "yes"})["Location"] == "/safety/"
    assert Screening.objects.get(coverage=Coverage.CHECK_IN).outcome == Outcome.EMERGENCY


# The pain


@pytest.mark.parametrize("pain", ["9", "10"])
def test_unbearable_pain_is_a_reason_to_phone_and_no_session(ready: Woman, pain: str) -> None:
    assert start(ready, pain=pain)["Location"] == "/safety/"
    assert Screening.objects.get(coverage=Coverage.CHECK_IN).answers == {"U11": "yes"}
    assert not GuidedSession.objects.exists()


@pytest.mark.parametrize(("pain", "relief"), [("6", False), ("7", True), ("8", True)])
def test_much_pain_makes_it_a_session_for_relief(ready: Woman, pain: str, relief: bool) -> None:
    start(ready, pain=pain)
    assert GuidedSession.objects.get().relief is relief


# When it is asked


@pytest.mark.parametrize(("minutes", "stage"), [(30, "pain"), (31, "signs")])
def test_within_half_an_hour_of_a_screening_only_the_pain_is_asked(
    her: Woman,
    catalogue_rows: None,
    clock: time_machine.Traveller,
    minutes: int,
    stage: str,
) -> None:
    her.screened(NOW)
    clock.move_to(NOW + timedelta(minutes=minutes))
    assert asks(her.client.get(ADDRESS)) == stage


def test_the_changed_questions_alone_are_no_screening(ready: Woman) -> None:
    ready.screened(NOW, Coverage.CHANGED)
    assert asks(ready.client.get(ADDRESS)) == "signs"


@pytest.mark.parametrize("changes", [{"U1": "yes"}, {"A11": "yes"}])
def test_with_a_shut_gate_there_is_nothing_to_check(
    her: Woman, catalogue_rows: None, changes: dict[str, str]
) -> None:
    answered(her, **changes)
    assert her.client.get(ADDRESS)["Location"] == "/today/"
    assert start(her)["Location"] == "/today/"
    assert not GuidedSession.objects.exists()


def test_never_screened_there_is_nothing_to_check(her: Woman) -> None:
    assert start(her)["Location"] == "/today/"


def test_going_on_after_hours_keeps_the_session_and_asks_anew(
    session: Practised, clock: time_machine.Traveller
) -> None:
    session.record(session.event(EventKind.START))
    clock.move_to(NOW + timedelta(hours=5))
    answer = start(session.her, session=str(session.row.pk), pain="3")
    assert answer["Location"] == session.address
    assert session.her.client.get(session.address).status_code == 200
    assert session.fresh().pain_before == 3


def test_going_on_with_much_pain_becomes_a_new_session_for_relief(session: Practised) -> None:
    session.record(session.event(EventKind.START))
    start(session.her, session=str(session.row.pk), pain="8")
    assert not session.fresh().under_way
    assert GuidedSession.objects.get(ended_at=None).relief


@pytest.mark.parametrize("other", ["nonsense", "00000000-0000-4000-8000-000000000000"])
def test_going_on_with_a_session_that_is_not_hers_leads_to_today(ready: Woman, other: str) -> None:
    assert start(ready, session=other)["Location"] == "/today/"
    assert not GuidedSession.objects.exists()


def test_htmx_gets_the_next_part_alone_and_leaves_for_a_whole_page(ready: Woman) -> None:
    headers = {"HX-Request": "true"}
    part = ready.client.post(ADDRESS, NONE, headers=headers)
    assert "<html" not in part.content.decode()
    gone = ready.client.post(ADDRESS, {**NONE, "stage": "pain", "pain": "3"}, headers=headers)
    assert gone["HX-Redirect"] == f"/sessions/{GuidedSession.objects.get().pk}/"


def test_a_check_without_a_token_begins_nothing(ready: Woman) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(ready.person)
    assert strict.post(ADDRESS, {"stage": "pain", "answer": "none", "pain": 3}).status_code == 403
    assert not GuidedSession.objects.exists()
