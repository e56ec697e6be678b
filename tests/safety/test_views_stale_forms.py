"""A form acts on what she saw: opened before something newer, it changes nothing."""

from datetime import timedelta
from typing import Any

import pytest

from safety import recording
from safety.content import safety_content
from safety.models import Contact, Stop
from safety.standing import Status
from safety.vocabulary import Gate
from tests.people import NOW, Woman

MINUTE = timedelta(minutes=1)
CONTACT, MISTAKE = "/safety/contact/", "/safety/contact/mistake/"
SAID = {"spoken_with": "Ann", "spoken_on": NOW.date().isoformat()}


def stop(her: Woman, id_: str, answer_id: str, *, ago: timedelta) -> Stop:
    sign = next(s for s in safety_content().signs if s.id == id_)
    answer = next(a for a in sign.answers if a.id == answer_id)
    return recording.record_stop(
        person=her.person,
        pregnancy=her.pregnancy,
        sign=sign,
        answer=answer,
        context=None,
        now=NOW - ago,
    )


def about_on(her: Woman, address: str) -> str:
    """Return the hidden value a form of this page carries."""
    page = her.client.get(address).content.decode()
    return str(page.partition('name="about" value="')[2].partition('"')[0])


@pytest.mark.parametrize("said", ["carry_on", "rest_only", "not_yet"])
def test_a_call_about_one_sign_answers_no_newer_one(her: Woman, said: str) -> None:
    her.screened(NOW - 30 * MINUTE, U10="yes")
    form = SAID | {"said": said, "about": about_on(her, CONTACT)}
    heavy = stop(her, "w1", "heavy", ago=MINUTE)
    response = her.post(CONTACT, form)
    assert response.status_code == 409
    page = response.content.decode()
    assert "<title>Error:" in page
    assert heavy.reasons[0]["said"] in page  # the page anew, about what is there now
    assert not Contact.objects.exists()
    assert her.known().standing.status is Status.WAITING


@pytest.mark.parametrize("about", [None, "", ".0", "made-up.0", "<b>"])
def test_a_form_that_names_nothing_is_about_nothing(her: Woman, about: str | None) -> None:
    her.screened(U1="yes")
    form = SAID | {"said": "carry_on"} | ({} if about is None else {"about": about})
    assert her.post(CONTACT, form).status_code == 409
    assert her.post(MISTAKE, {} if about is None else {"about": about}).status_code == 409
    assert not Contact.objects.exists()


def test_what_was_sent_once_opens_nothing_when_it_is_sent_again(her: Woman, clock: Any) -> None:
    her.screened(NOW - 30 * MINUTE, U10="yes")
    form = SAID | {"said": "carry_on", "about": about_on(her, CONTACT)}
    assert her.post(CONTACT, form).status_code == 303
    her.screened(NOW + MINUTE, U10="seen")
    assert her.known(NOW + 2 * MINUTE).standing.gate is Gate.OPEN
    stop(her, "w1", "heavy", ago=-5 * MINUTE)
    clock.move_to(NOW + 6 * MINUTE)
    assert her.post(CONTACT, form).status_code == 409
    assert her.known(NOW + 7 * MINUTE).standing.status is Status.WAITING


def test_rest_for_a_day_is_not_renewed_by_sending_it_again(her: Woman, clock: Any) -> None:
    her.screened(U10="yes")
    form = SAID | {"said": "rest_only", "about": about_on(her, CONTACT)}
    assert her.post(CONTACT, form).status_code == 303
    clock.shift(timedelta(hours=11))
    assert her.post(CONTACT, form).status_code == 409
    assert her.known(NOW + timedelta(hours=25)).standing.gate is Gate.SHUT


def test_a_mistaken_tap_takes_back_no_newer_one(her: Woman) -> None:
    stop(her, "w16", "stays", ago=5 * MINUTE)
    about = about_on(her, "/safety/")
    stop(her, "w1", "heavy", ago=MINUTE)
    response = her.post(MISTAKE, {"about": about})
    assert response.status_code == 409
    assert "Something has changed since" in response.content.decode()
    assert not Contact.objects.exists()


def test_thoughts_of_harm_can_be_taken_back_from_their_own_page(her: Woman) -> None:
    her.screened(NOW - timedelta(days=1))
    her.screened(E10="yes")
    assert her.post(MISTAKE, {"about": about_on(her, "/safety/")}).status_code == 303
    assert Contact.objects.get().said == "mistake"


def test_the_form_says_which_answer_it_is_about(her: Woman) -> None:
    her.screened(U7="yes")
    said = safety_content().questionnaire.questions["U7"].said
    assert said in her.client.get(CONTACT).content.decode()
