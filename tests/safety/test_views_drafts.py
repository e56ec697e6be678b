"""Answers begun and left: what came between them and their sending is never passed over."""

from datetime import timedelta
from typing import Any

import pytest

from safety import recording
from safety.content import questionnaire, safety_content
from safety.history import Coverage
from safety.models import Draft, Screening
from safety.standing import Status
from safety.vocabulary import Gate
from tests.people import NOW, Woman
from tests.safety.test_views_screening import FIRST, answers_for, walk

MINUTE = timedelta(minutes=1)
CHECK = "/safety/screening/check/"


def begun(her: Woman) -> None:
    """She has answered everything with none, and has not sent it."""
    her.post("/safety/screening/", {"afresh": "yes"})
    assert walk(her, FIRST) == CHECK


def sign(her: Woman, id_: str, answer_id: str) -> None:
    told = next(s for s in safety_content().signs if s.id == id_)
    answer = next(a for a in told.answers if a.id == answer_id)
    recording.record_stop(
        person=her.person,
        pregnancy=her.pregnancy,
        sign=told,
        answer=answer,
        context=None,
        now=NOW + 20 * MINUTE,
    )


def contacted(her: Woman) -> None:
    page = her.client.get("/safety/contact/").content.decode()
    about = page.partition('name="about" value="')[2].partition('"')[0]
    said = {"spoken_with": "Ann", "spoken_on": NOW.date().isoformat(), "said": "carry_on"}
    assert her.post("/safety/contact/", said | {"about": about})["Location"] == "/safety/screening/"


@pytest.mark.parametrize("by", ["stop", "check_in"])
def test_answers_from_before_a_sign_are_not_the_clean_ones_after_it(
    her: Woman, clock: Any, by: str
) -> None:
    her.screened(NOW - timedelta(hours=1))
    begun(her)
    clock.move_to(NOW + 20 * MINUTE)
    if by == "stop":
        sign(her, "w7", "one")
    else:
        her.screened(NOW + 20 * MINUTE, Coverage.CHECK_IN, U7="yes")
    clock.move_to(NOW + 60 * MINUTE)
    contacted(her)
    assert her.post("/safety/screening/")["Location"] == FIRST
    her.post(CHECK)
    assert her.known(NOW + 61 * MINUTE).standing.gate is Gate.SHUT


def test_answers_sent_from_a_page_that_was_open_during_a_sign_open_nothing(
    her: Woman, clock: Any
) -> None:
    begun(her)
    clock.move_to(NOW + 20 * MINUTE)
    sign(her, "w7", "one")
    clock.move_to(NOW + 21 * MINUTE)
    assert her.post(CHECK)["Location"] == "/safety/screening/"
    assert not Screening.objects.exists()
    assert her.known(NOW + 22 * MINUTE).standing.status is Status.WAITING


def test_a_draft_of_two_months_is_no_draft(her: Woman, clock: Any) -> None:
    begun(her)
    clock.move_to(NOW + timedelta(days=60))
    assert 'value="yes"' not in her.client.get("/safety/screening/").content.decode()
    assert her.post("/safety/screening/")["Location"] == FIRST
    assert her.person.draft.answers == {}


def test_saving_page_after_page_keeps_no_symptom_fresh(her: Woman, clock: Any) -> None:
    her.post("/safety/screening/")
    pages, address, now = questionnaire().pages, FIRST, NOW
    for _ in range(3):
        slug = address.rstrip("/").rsplit("/", 1)[-1]
        page = next(p for p in pages if p.id == slug)
        address = her.post(address, answers_for(page.questions, {}))["Location"]
        now += timedelta(hours=2, minutes=30)
        clock.move_to(now)
    assert address == FIRST or her.post("/safety/screening/")["Location"] == FIRST


@pytest.mark.parametrize("elsewhere", ["sent", "begun_afresh"])
def test_a_page_whose_draft_went_in_another_tab_saves_nothing_and_is_no_fault(
    her: Woman, monkeypatch: pytest.MonkeyPatch, elsewhere: str
) -> None:
    """It goes between reading the draft and saving it."""
    her.post("/safety/screening/")
    keep = recording.keep_answers

    def too_late(**given: Any) -> bool:
        if elsewhere == "sent":
            Draft.objects.all().delete()
        else:
            Draft.objects.update(begun_at=NOW + MINUTE)
        return keep(**given)

    monkeypatch.setattr(recording, "keep_answers", too_late)
    answer = her.post(FIRST, {"answer": "none"})
    assert (answer.status_code, answer["Location"]) == (303, "/safety/screening/")
    assert not Draft.objects.exclude(answers={}).exists()
    assert not Screening.objects.exists()


def test_the_short_check_left_half_is_not_taken_up_as_the_whole(her: Woman) -> None:
    """She would be told that all is asked, and asked no more than the short check."""
    her.post("/safety/screening/", {"then": "relief"})
    her.post(FIRST, {"answer": "none"})
    assert "Go on where you were" not in her.client.get("/safety/screening/").content.decode()
    assert her.post("/safety/screening/")["Location"] == FIRST
    her.post(walk(her, FIRST))
    assert Screening.objects.get().coverage == Coverage.FULL


def test_the_short_check_is_taken_up_as_the_short_check(her: Woman) -> None:
    began = her.post("/safety/screening/", {"then": "relief"})["Location"]
    her.post(began, {"answer": "none"})
    page = her.client.get("/safety/screening/?then=relief").content.decode()
    assert "Go on where you were" in page
    assert her.post("/safety/screening/", {"then": "relief"})["Location"] != began


def test_the_whole_left_half_does_not_keep_her_from_the_short_check(her: Woman) -> None:
    her.post("/safety/screening/")
    her.post(FIRST, {"answer": "none"})
    address = her.post("/safety/screening/", {"then": "relief"})["Location"]
    assert walk(her, address).startswith("/today/")
    assert Screening.objects.get().coverage == Coverage.URGENT
