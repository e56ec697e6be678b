"""Coming back: she confirms what she was told and how her body is, never what she feels."""

from datetime import timedelta

import pytest
from django.test import Client

from safety import content, recording
from safety.history import Coverage, Said
from safety.models import Draft, Screening
from tests.people import NOW, Woman, new_woman

TOLD = "/safety/screening/told-1/"
BODY = "/safety/screening/body/"
STILL_RIGHT = "As you told us on 20 April. Still right?"
BEFORE = NOW - timedelta(days=14)


def returning(her: Woman, **answers: str) -> Woman:
    """She answered on 20 April, and has begun again, at the page of her choice."""
    her.screened(BEFORE, Coverage.FULL, **answers)
    her.post("/safety/screening/")
    return her


def body(her: Woman, address: str) -> str:
    return str(her.client.get(address).content.decode())


def test_what_she_was_told_is_ticked_with_its_day(her: Woman) -> None:
    page = body(returning(her, A6="yes"), TOLD)
    assert STILL_RIGHT in page
    assert page.count("checked") == 1
    assert 'value="A6" id="id_ticked_A6" checked' in page
    assert 'name="answer" value="ticked"' in page


def test_how_her_body_is_and_a_choice_are_shown_too(her: Woman) -> None:
    returning(her, R4="low_lying", knee_pain="yes")
    assert 'value="low_lying" id="id_answer-R4_1" checked' in body(
        her, "/safety/screening/placenta/"
    )
    assert 'value="knee_pain" id="id_ticked_knee_pain" checked' in body(her, BODY)


def test_an_answer_she_was_not_sure_of_opens_the_rows(her: Woman) -> None:
    page = body(returning(her, A2="not_sure"), TOLD)
    assert 'name="answer-A2" value="not_sure" id="id_answer-A2_2" checked' in page
    assert page.count("checked") == 1  # no is never chosen for her


def test_what_she_feels_is_blank_also_beside_what_she_was_told(her: Woman) -> None:
    returning(her, R12="yes", R15="yes", R16="yes", R17="yes")
    ids = {"R12", "R15", "R16", "R17"}
    pages = [p for p in content.questionnaire().pages if ids & set(p.questions)]
    shown = "".join(body(her, f"/safety/screening/{p.id}/") for p in pages)
    assert 'id="id_ticked_R12" checked' in shown
    assert shown.count("checked") == 1


@pytest.mark.parametrize("id_", ["R15", "R16", "R17"])
def test_a_symptom_she_was_not_sure_of_opens_no_rows(her: Woman, id_: str) -> None:
    page = next(p for p in content.questionnaire().pages if id_ in p.questions)
    returning(her, **{id_: "not_sure"})
    shown = body(her, f"/safety/screening/{page.id}/")
    assert "checked" not in shown
    assert 'name="ticked"' in shown


def test_nothing_is_kept_until_she_sends_the_page(her: Woman) -> None:
    returning(her, A6="yes")
    body(her, TOLD)
    assert Draft.objects.get().answers == {}
    her.post(TOLD, {"answer": "ticked", "ticked": "A6"})
    assert Draft.objects.get().answers["A6"] == "yes"


def test_what_she_says_now_takes_the_place_of_what_she_said(her: Woman) -> None:
    returning(her, A6="yes")
    her.post(TOLD, {"answer": "none"})
    page = body(her, TOLD)
    assert "Still right?" not in page
    assert "checked" not in page


def test_every_symptom_starts_blank(her: Woman) -> None:
    """The day after somebody told her to carry on with all of it."""
    felt = {q.id for q in content.questionnaire().questions.values() if q.block in "EUB"}
    yes = {id_: "yes" for id_ in felt if id_[0] in "EU"}
    pain = {"B1": "4", "B1-worst": "6"}
    first = her.screened(BEFORE, Coverage.FULL, **yes, **pain)
    recording.record_contact(
        person=her.person,
        pregnancy=her.pregnancy,
        about=first.id,
        said=Said.CARRY_ON,
        now=BEFORE + timedelta(hours=1),
    )
    her.post("/safety/screening/")
    given = {"U5a": "seen", "B1": "4"}
    Draft.objects.update(answers=given, given_at=dict.fromkeys(given, NOW.isoformat()))
    pages = [p for p in content.questionnaire().pages if p.block in "EU"]
    for page in (*(p.id for p in pages), "pain-place"):
        shown = her.client.get(f"/safety/screening/{page}/").content.decode()
        assert "Still right?" not in shown, page
        assert "checked" not in shown, page


@pytest.mark.parametrize("old", ["seen", "perhaps", "YES", "<b>", "", "previa"])
def test_an_old_answer_that_is_no_longer_offered_is_blank(her: Woman, old: str) -> None:
    screening = returning(her).screened(BEFORE)
    answers = screening.answers | {"A6": old, "R4": "under_the_bed"}
    Screening.objects.update(answers=answers)
    page = body(her, TOLD)
    assert "checked" not in page
    assert 'value="<b>"' not in page
    placenta = body(her, "/safety/screening/placenta/")
    assert "checked" not in placenta
    assert "Still right?" not in placenta


def test_the_newest_answer_counts_and_one_given_by_mistake_does_not(her: Woman) -> None:
    her.screened(BEFORE, Coverage.FULL, A6="yes")
    slip = her.screened(BEFORE + timedelta(days=1), Coverage.FULL, A5="yes", E1="yes")
    recording.begin_draft(person=her.person, coverage=Coverage.FULL, only=(), then="", now=NOW)
    assert 'value="A5" id="id_ticked_A5" checked' in body(her, TOLD)
    recording.record_contact(
        person=her.person,
        pregnancy=her.pregnancy,
        about=slip.id,
        said=Said.MISTAKE,
        now=BEFORE + timedelta(days=1, minutes=2),
    )
    page = body(her, TOLD)
    assert STILL_RIGHT in page
    assert 'value="A6" id="id_ticked_A6" checked' in page


def test_what_she_spoke_about_is_no_mistake_afterwards(her: Woman) -> None:
    her.screened(BEFORE, Coverage.FULL, A6="yes")
    spoken_of = her.screened(BEFORE + timedelta(days=1), Coverage.FULL, A5="yes", E1="yes")
    for minutes, said in ((2, Said.CARRY_ON), (3, Said.MISTAKE)):
        recording.record_contact(
            person=her.person,
            pregnancy=her.pregnancy,
            about=spoken_of.id,
            said=said,
            now=BEFORE + timedelta(days=1, minutes=minutes),
        )
    recording.begin_draft(person=her.person, coverage=Coverage.FULL, only=(), then="", now=NOW)
    assert 'value="A5" id="id_ticked_A5" checked' in body(her, TOLD)


def test_the_answers_of_another_woman_are_never_shown(her: Woman) -> None:
    returning(new_woman(Client()), A6="yes")
    her.post("/safety/screening/")
    assert "Still right?" not in body(her, TOLD)
