"""While several signs wait: her page tells of all, the call names all, and nothing hides."""

from datetime import timedelta
from typing import Any

import pytest

from safety import content, recording
from safety.content import questionnaire, safety_content
from safety.facts import known
from safety.history import Coverage
from safety.models import Contact, Screening
from safety.standing import Status
from safety.triage import decide
from safety.vocabulary import Gate
from tests.people import NOW, Woman
from tests.safety.test_views_screening import FIRST, walk
from tests.safety.test_views_stale_forms import MINUTE, about_on, stop

CONTACT, MISTAKE, STANDING = "/safety/contact/", "/safety/contact/mistake/", "/safety/"
SPOKEN = {"spoken_with": "Ann", "spoken_on": NOW.date().isoformat(), "said": "carry_on"}
SAMARITANS = "tel:116123"


def html(her: Woman, address: str = STANDING) -> str:
    return her.client.get(address).content.decode()


def in_britain(her: Woman) -> None:
    her.person.country = "GB"
    her.person.save(update_fields=["country"])


@pytest.mark.parametrize("second", [{"U5b": "yes"}, {"U5-bp": "yes"}])
def test_signs_that_are_an_emergency_together_are_looked_at_one_by_one(
    her: Woman, clock: Any, second: dict[str, str]
) -> None:
    """Else the same honest answers are an emergency again after every call, for good."""
    signs = {"U5a": "yes", **second}
    screening = her.screened(NOW - MINUTE, Coverage.FULL, U7="yes", **signs)
    assert screening.deciding[0] == "E6"
    page, form = html(her), html(her, "/safety/contact/")
    questions = content.questionnaire().questions
    for id_ in (*(id_ for id_ in signs if id_ != "U5-bp"), "U7"):
        assert f"<strong>{questions[id_].said}</strong>" in form
        assert questions[id_].say in page
    her.post_seen("/safety/contact/", SPOKEN | {"said": "carry_on"})
    clock.move_to(NOW + MINUTE)
    her.post("/safety/screening/")
    more = {id_: "yes" for id_ in signs if id_ == "U5-bp"}
    her.post(walk(her, FIRST, **more))
    answers = Screening.objects.latest("at").answers
    assert answers["U5a"] == answers["U7"] == "seen"
    assert her.known(NOW + 2 * MINUTE).standing.gate is Gate.OPEN


@pytest.mark.parametrize("milder", ["stop", "screening"])
def test_a_milder_sign_does_not_hide_an_emergency(her: Woman, milder: str) -> None:
    heavy = stop(her, "w1", "heavy", ago=5 * MINUTE)
    if milder == "stop":
        later = stop(her, "w16", "stays", ago=MINUTE).reasons[0]["said"]
    else:
        her.screened(NOW - MINUTE, U13="yes")
        later = questionnaire().questions["U13"].said
    page, band = html(her), html(her).partition("</section>")[0]
    assert "Call an ambulance now" in band
    assert heavy.reasons[0]["said"] in band
    assert later in band
    assert heavy.reasons[0]["say"] in page
    form = html(her, CONTACT)
    assert heavy.reasons[0]["said"] in form
    assert later in form


def test_one_call_names_every_sign_on_its_form(her: Woman) -> None:
    rows = [stop(her, "w1", "heavy", ago=5 * MINUTE), stop(her, "w16", "stays", ago=MINUTE)]
    assert her.post(CONTACT, SPOKEN | {"about": about_on(her, CONTACT)}).status_code == 303
    assert {c.about for c in Contact.objects.all()} == {row.id for row in rows}
    assert her.known(NOW + MINUTE).standing.status is Status.AGAIN


def test_a_call_sent_before_a_milder_sign_was_on_its_form_is_refused(her: Woman) -> None:
    stop(her, "w1", "heavy", ago=5 * MINUTE)
    form = SPOKEN | {"about": about_on(her, CONTACT)}
    stop(her, "w16", "stays", ago=MINUTE)
    assert her.post(CONTACT, form).status_code == 409
    assert not Contact.objects.exists()


def test_a_mistaken_tap_takes_back_the_row_it_names_and_leaves_the_other(her: Woman) -> None:
    heavy = stop(her, "w1", "heavy", ago=5 * MINUTE)
    milder = stop(her, "w16", "stays", ago=MINUTE)
    assert f"I tapped “{heavy.reasons[0]['said']}” by mistake" in html(her)
    assert her.post(MISTAKE, {"about": about_on(her, STANDING)}).status_code == 303
    assert Contact.objects.get().about == heavy.id
    where = her.known().standing
    assert (where.status, where.shut_by) == (Status.WAITING, str(milder.id))


# Thoughts of harm


@pytest.mark.parametrize("harm", ["yes", "not_sure"])
@pytest.mark.parametrize("beside", ["U10", "U7", "E1", "E8"])
def test_the_crisis_line_stands_beside_any_other_sign(her: Woman, harm: str, beside: str) -> None:
    in_britain(her)
    told = {"E10": harm, beside: "yes"}
    her.screened(NOW, Coverage.FULL, **told)
    assert SAMARITANS in html(her)
    assert her.known().standing.status is Status.WAITING


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("sign", [("w7", "one"), ("w1", "heavy")])
def test_the_crisis_line_stands_beside_a_sign_told_at_another_time(
    her: Woman, before: bool, sign: tuple[str, str]
) -> None:
    in_britain(her)
    row = stop(her, *sign, ago=(9 if before else 1) * MINUTE)
    her.screened(NOW - 5 * MINUTE, E10="yes")
    page = html(her)
    assert SAMARITANS in page
    assert row.reasons[0]["said"] in page


def test_no_call_about_the_other_sign_opens_the_day(her: Woman, clock: Any) -> None:
    her.screened(NOW - 5 * MINUTE, E10="yes", U10="yes")
    response = her.post(CONTACT, SPOKEN | {"about": about_on(her, CONTACT)})
    assert response["Location"] == STANDING  # no questions that could not open anything
    clock.shift(60)
    assert "Please talk to someone now" in html(her)
    her.screened(NOW + 2 * MINUTE, U10="seen")
    assert her.known(NOW + 3 * MINUTE).standing.gate is Gate.SHUT
    her.screened(NOW + timedelta(days=1), U10="seen")
    assert her.known(NOW + timedelta(days=1, minutes=1)).standing.gate is Gate.OPEN


def born(her: Woman, day: int, loss: str = "no") -> None:
    her.pregnancy.due_date = NOW.date()
    her.pregnancy.save(update_fields=["due_date"])
    told = {"delivery": "vaginal", "epidural": "no", "deep_tear": "no", "loss": loss}
    when = {"born_0": str(day), "born_1": "5", "born_2": "2026"}
    assert her.post("/safety/birth/", when | told).status_code == 303


def answered(her: Woman) -> None:
    her.post("/safety/screening/", {"afresh": "yes"})
    her.post(walk(her, FIRST))


@pytest.mark.parametrize("loss", ["no", "yes"])
@pytest.mark.parametrize("day", [1, 3, 4])
@pytest.mark.parametrize("beside", [{}, {"U10": "yes"}])
def test_a_birth_told_the_same_day_opens_nothing_after_thoughts_of_harm(
    her: Woman, clock: Any, day: int, loss: str, beside: dict[str, str]
) -> None:
    her.screened(NOW, Coverage.FULL, E10="yes", **beside)
    clock.shift(60)
    born(her, day, loss)
    clock.shift(60)
    answered(her)
    where = her.known(NOW + 3 * MINUTE).standing
    waits = bool(beside)  # told on the day of the birth or after it
    assert where.status is (Status.WAITING if waits else Status.HARM)
    assert ("Please talk to someone now" in html(her)) is not waits
    assert her.known(NOW + timedelta(days=1)).standing.gate is Gate.SHUT


def test_what_was_taken_back_before_a_birth_closes_no_day(her: Woman, clock: Any) -> None:
    her.screened(E10="yes")
    her.post(MISTAKE, {"about": about_on(her, STANDING)})
    clock.shift(60)
    born(her, 4)
    clock.shift(60)
    answered(her)
    assert her.known(NOW + 3 * MINUTE).standing.gate is not Gate.SHUT


def test_thoughts_of_harm_long_before_a_birth_are_not_asked_about(her: Woman) -> None:
    her.screened(NOW - timedelta(days=4), E10="yes")
    born(her, 4)
    assert her.known(NOW + MINUTE).standing.status is Status.NEVER


def test_another_pregnancy_the_same_day_opens_nothing_after_thoughts_of_harm(
    her: Woman, clock: Any
) -> None:
    her.screened(E10="yes")
    her.post("/safety/no-longer-pregnant/")
    assert known(her.person, NOW) is None
    clock.shift(60)
    due = {"way": "due_date", "due_0": "7", "due_1": "8", "due_2": "2026"}
    her.post("/safety/screening/dates/", due)
    her.post("/safety/screening/dates/confirm/", due)
    assert her.known(NOW + 2 * MINUTE).pregnancy != her.pregnancy
    clock.shift(60)
    answered(her)
    assert her.known(NOW + 3 * MINUTE).standing.status is Status.HARM


# What only a check-in asks


def tapped(her: Woman, question: str) -> Screening:
    told = {question: "yes"}
    return recording.finish_screening(
        person=her.person,
        pregnancy=her.pregnancy,
        coverage=Coverage.CHECK_IN,
        answers=told,
        decision=decide(content.questionnaire(), her.known().facts, told, [question]),
        now=NOW - 2 * MINUTE,
    )


@pytest.mark.parametrize("question", ["W10-stays", "W3-new"])
@pytest.mark.parametrize("path", ["mistake", "carry_on"])
def test_a_check_in_sign_is_not_held_against_her_once_it_is_settled(
    her: Woman, clock: Any, question: str, path: str
) -> None:
    """No page asks it again, so it would keep slow breathing shut for good."""
    tapped(her, question)
    about = {"about": about_on(her, STANDING)}
    her.post(MISTAKE, about) if path == "mistake" else her.post(CONTACT, SPOKEN | about)
    if path == "carry_on":
        her.screened(NOW + MINUTE)
        clock.shift(timedelta(days=15))
    response = her.post("/safety/screening/", {"then": "relief"})
    walk(her, response["Location"])
    later = Screening.objects.latest("at").at + MINUTE
    assert her.known(later).standing.gate is Gate.BREATHING


def test_what_was_looked_at_is_no_reason_for_what_is_open(her: Woman) -> None:
    her.screened(NOW - 9 * MINUTE, U7="yes", M1="no")
    her.post(CONTACT, SPOKEN | {"about": about_on(her, CONTACT)})
    her.screened(NOW + MINUTE, U7="seen", R9="yes")
    question = safety_content().questionnaire.questions["U7"]
    where = her.known(NOW + 2 * MINUTE).standing
    assert any(f.question == "U7" for f in where.decision.findings)  # type: ignore[union-attr]
    assert question.said.lower() not in html(her).lower().partition('id="why"')[2]
