"""The question pages: blank refused, exclusive buttons, saved as she goes, nothing lost."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from safety import content
from safety.models import Draft, Screening
from tests.harmless import HARMLESS
from tests.people import NOW, Woman

FIRST = "/safety/screening/right-now-1/"


@pytest.fixture
def asked(her: Woman) -> Woman:
    """She has begun to answer."""
    her.post("/safety/screening/")
    return her


def walk(her: Woman, address: str, **yes: str) -> str:
    """Answer page after page, none of these but for ``yes``; return where it ends."""
    questions = content.questionnaire()
    for _ in range(40):
        slug = address.rstrip("/").rsplit("/", 1)[-1]
        page = next((p for p in questions.pages if p.id == slug), None)
        if page is None:
            return address
        address = her.post(address, answers_for(page.questions, yes))["Location"]
    raise AssertionError("the questions never end")


def answers_for(ids: tuple[str, ...], yes: dict[str, str]) -> dict[str, Any]:
    questions = content.questionnaire().questions
    if not questions[ids[0]].ticked:
        given = {f"answer-{id_}": yes.get(id_, HARMLESS[id_]).split(",") for id_ in ids}
        return given | {"answer": "each"}
    ticked = [id_ for id_ in ids if yes.get(id_) == "yes"]
    return {"answer": "ticked", "ticked": ticked} if ticked else {"answer": "none"}


def test_nothing_is_ticked_for_her(asked: Woman) -> None:
    assert "checked" not in asked.client.get(FIRST).content.decode()


def test_a_stranger_is_sent_home(client: Client, db: None) -> None:
    response = client.get(FIRST)
    assert (response.status_code, response["Location"]) == (303, "/")


def test_without_a_draft_she_starts_at_the_start(her: Woman) -> None:
    assert her.client.get(FIRST)["Location"] == "/safety/screening/"
    assert her.client.get("/safety/screening/check/")["Location"] == "/safety/screening/"


@pytest.mark.parametrize(
    "posted",
    [
        {},
        {"answer": ""},
        {"answer": "ticked"},
        {"answer": "none", "ticked": "E1"},
        {"answer": "anything"},
        {"answer": "each"},
        {"answer": "each", "answer-E1": "perhaps"},
    ],
)
def test_a_blank_or_contradictory_page_is_refused_and_nothing_is_kept(
    asked: Woman, posted: dict[str, str]
) -> None:
    response = asked.post(FIRST, posted)
    assert response.status_code == 422
    assert "<title>Error:" in response.content.decode()
    assert Draft.objects.get().answers == {}


def test_what_she_ticked_is_kept_on_an_error(asked: Woman) -> None:
    page = asked.post(FIRST, {"answer": "none", "ticked": "E1"}).content.decode()
    assert page.count("checked") == 1


def test_questions_the_page_does_not_ask_are_ignored(asked: Woman) -> None:
    asked.post(FIRST, {"answer": "none", "ticked": ["A1", "<b>", "E99"], "answer-A1": "no"})
    assert set(Draft.objects.get().answers) < set(content.questionnaire().pages[0].questions)


def test_not_sure_opens_every_row(asked: Woman) -> None:
    page = asked.post(FIRST, {"answer": "unsure"}).content.decode()
    assert 'value="not_sure"' in page
    assert Draft.objects.get().answers == {}


def test_each_row_must_then_be_answered(asked: Woman) -> None:
    pages = content.questionnaire().pages_for(asked.known().facts, {})
    ids = [q.id for q in pages[0].questions]
    some = {f"answer-{id_}": "no" for id_ in ids[1:]}
    response = asked.post(FIRST, {"answer": "each"} | some)
    assert response.status_code == 422
    whole = {f"answer-{id_}": "no" for id_ in ids} | {f"answer-{ids[0]}": "not_sure"}
    assert asked.post(FIRST, {"answer": "each"} | whole).status_code == 303
    assert Draft.objects.get().answers[ids[0]] == "not_sure"


def test_she_resumes_where_she_left(asked: Woman) -> None:
    following = asked.post(FIRST, {"answer": "none"})["Location"]
    assert asked.post("/safety/screening/")["Location"] == following


def test_symptoms_are_asked_again_after_four_hours(asked: Woman, clock: Any) -> None:
    asked.post(FIRST, {"answer": "none"})
    clock.shift(timedelta(hours=4, minutes=1))
    assert asked.post("/safety/screening/")["Location"] == FIRST


def test_a_healthy_woman_is_done_in_fifteen_question_pages(asked: Woman) -> None:
    facts = asked.known().facts
    pages = content.questionnaire().pages_for(facts, asked.clean_answers())
    assert len(pages) <= 15


def test_none_of_these_all_the_way_ends_at_checking_and_then_opens(asked: Woman) -> None:
    assert walk(asked, FIRST) == "/safety/screening/check/"
    page = asked.client.get("/safety/screening/check/").content.decode()
    assert "None of these" in page
    assert asked.post("/safety/screening/check/")["Location"] == "/safety/"
    screening = Screening.objects.get()
    assert screening.outcome == 0
    assert screening.rules_version == content.safety_content().version
    assert not Draft.objects.exists()
    assert "Nothing in your answers stops you" in asked.client.get("/safety/").content.decode()


def test_an_answer_can_be_changed_before_it_is_decided(asked: Woman) -> None:
    walk(asked, FIRST)
    asked.post("/safety/screening/body/", {"answer": "ticked", "ticked": "pgp"})
    page = asked.client.get("/safety/screening/check/").content.decode()
    assert content.questionnaire().questions["pgp"].label in page


def test_checking_is_not_possible_with_a_page_left_blank(asked: Woman) -> None:
    asked.post(FIRST, {"answer": "none"})
    assert asked.post("/safety/screening/check/").status_code == 303
    assert not Screening.objects.exists()


def test_an_emergency_interrupts_at_once(asked: Woman) -> None:
    response = asked.post(FIRST, {"answer": "ticked", "ticked": "E1"})
    assert response["Location"] == "/safety/"
    assert Screening.objects.get().outcome == 4


def test_a_headache_with_high_blood_pressure_reaches_emergency(asked: Woman) -> None:
    """U5a alone is today; what could raise it is asked before any outcome page."""
    assert walk(asked, FIRST, U5a="yes", **{"U5-bp": "yes"}) == "/safety/"
    screening = Screening.objects.get()
    assert (screening.outcome, screening.deciding) == (4, ["E6", "U5a"])


def test_today_asks_the_other_urgent_questions_and_no_others(asked: Woman) -> None:
    assert walk(asked, FIRST, U1="yes") == "/safety/"
    screening = Screening.objects.get()
    assert screening.outcome == 3
    assert "A1" not in screening.answers
    assert "U7" in screening.answers


def test_relief_goes_to_slow_breathing(her: Woman) -> None:
    address = her.post("/safety/screening/", {"then": "relief"})["Location"]
    assert walk(her, address) == "/today/?for=relief"
    assert her.known().standing.gate == "breathing"


def test_the_answers_of_another_woman_are_not_touched(asked: Woman) -> None:
    other = Client()
    other.post("/safety/screening/dates/confirm/", {"due_0": "7", "due_1": "8", "due_2": "2026"})
    other.post("/safety/screening/")
    other.post(FIRST, {"answer": "none"})
    assert Draft.objects.get(person=asked.person).answers == {}


def test_a_strange_page_sends_her_to_the_next_question(asked: Woman) -> None:
    assert asked.client.get("/safety/screening/no-such-page/")["Location"] == FIRST
    assert asked.client.get("/safety/screening/blood-pressure/")["Location"] == FIRST


def test_a_page_of_questions_takes_eight_queries_whatever_her_history(asked: Woman) -> None:
    for days in range(1, 40):
        asked.screened(NOW - timedelta(days=days))
    asked.post("/safety/screening/")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        asked.client.get(FIRST)
    assert len(queries) <= 8


def test_screenings_are_never_changed_by_later_ones(asked: Woman) -> None:
    first = asked.screened(NOW - timedelta(days=1))
    before = Screening.objects.filter(pk=first.pk).values().get()
    walk(asked, asked.post("/safety/screening/")["Location"], U1="yes")
    assert Screening.objects.filter(pk=first.pk).values().get() == before
