"""Something is wrong: the signs, what they come to, and that only an answer decides."""

from datetime import timedelta
from html import unescape
from typing import Any
from uuid import uuid4

import pytest

from exercises.timeline import StepKind
from safety import content
from safety.models import Pregnancy, Stop
from safety.signs import Ends, Sign, SignAnswer, signs_for
from safety.vocabulary import Gate, Outcome
from sessions.models import SessionEvent
from sessions.progress import EventKind, State
from tests.people import NOW
from tests.sessions.practised import Practised


def sign_where(
    session: Practised, outcome: Outcome | None = None, ends: Ends | None = None
) -> tuple[Sign, SignAnswer]:
    """Some sign that concerns her, with an answer of this kind."""
    facts = session.her.known().facts
    return next(
        (sign, answer)
        for sign in signs_for(content.signs(), facts)
        for answer in sign.answers_for(facts)
        if (outcome is None or answer.outcome is outcome)
        and (ends is None or (answer.ends is ends and not answer.is_stop))
    )


def answer(session: Practised, sign: Sign, chosen: SignAnswer) -> Any:
    return session.her.post(f"{session.address}stop/{sign.id}/", {"answer": chosen.id})


def test_opening_the_signs_pauses_and_stores_no_stop(session: Practised) -> None:
    session.record(session.event(EventKind.START))
    reply = session.her.post(f"{session.address}stop/")
    assert (reply.status_code, reply["Location"]) == (303, f"{session.address}stop/")
    assert session.progress.state is State.ASKED
    assert not Stop.objects.exists()
    assert session.her.known().standing.gate is Gate.OPEN


def test_opening_them_tells_where_she_was(session: Practised) -> None:
    key = session.keys[2]
    told = session.event(EventKind.ASK, key)
    fields = {
        "event": f"ask:{told.id}:{key}",
        "device": "page",
        "epoch": 0,
        "new_epoch": 1,
        "sequence": 9,
        "elapsed_ms": 4000,
    }
    for _ in range(2):
        session.her.post(f"{session.address}stop/", fields)
    kept = SessionEvent.objects.get()
    assert (kept.step, kept.elapsed_ms) == (key, 4000)


def test_looking_at_the_signs_writes_nothing(session: Practised) -> None:
    assert session.her.client.get(f"{session.address}stop/").status_code == 200
    assert session.her.client.get(f"{session.address}stop/w1/").status_code == 200
    assert not SessionEvent.objects.exists()


def test_the_worst_sign_comes_first(session: Practised) -> None:
    shown = session.her.client.get(f"{session.address}stop/").context["signs"]
    mine = [sign for sign in content.signs() if sign in shown]
    assert list(shown) == mine


def test_left_without_an_answer_they_come_before_today(session: Practised) -> None:
    session.her.post(f"{session.address}stop/")
    reply = session.her.client.get("/today/")
    assert (reply.status_code, reply["Location"]) == (303, f"{session.address}stop/")
    assert session.her.client.get("/sessions/check-in/")["Location"] == f"{session.address}stop/"


def test_nothing_here_leads_back_to_the_pause(session: Practised) -> None:
    session.record(session.event(EventKind.START))
    session.her.post(f"{session.address}stop/")
    reply = session.her.post(f"{session.address}stop/", {"nothing": "yes"})
    assert reply["Location"] == session.address
    assert session.progress.state is State.PAUSED


@pytest.mark.parametrize("outcome", [Outcome.EMERGENCY, Outcome.TODAY])
def test_a_serious_answer_is_stored_shuts_the_gate_and_says_what_to_do(
    session: Practised, outcome: Outcome
) -> None:
    sign, chosen = sign_where(session, outcome)
    reply = answer(session, sign, chosen)
    assert (reply.status_code, reply["Location"]) == (303, "/safety/")
    stop = Stop.objects.get()
    assert (stop.sign, stop.answer, stop.context) == (sign.id, chosen.id, session.row.pk)
    assert session.progress.state is State.STOPPED
    assert session.her.known().standing.gate is Gate.SHUT
    assert session.her.client.get(session.address)["Location"] == "/safety/"


def test_a_milder_answer_ends_the_session_without_shutting_anything(session: Practised) -> None:
    sign, chosen = sign_where(session, ends=Ends.SESSION)
    reply = answer(session, sign, chosen)
    assert reply.status_code == 303
    assert chosen.advice in session.her.client.get(reply["Location"]).content.decode()
    assert not session.fresh().under_way
    assert not Stop.objects.exists()
    assert session.her.known().standing.gate is Gate.OPEN
    assert SessionEvent.objects.get(kind="finish").about == f"{sign.id}/{chosen.id}"


def test_an_answer_about_one_exercise_skips_the_rest_of_it(session: Practised) -> None:
    sign, chosen = sign_where(session, ends=Ends.EXERCISE)
    key = session.do_until(StepKind.WORK)
    item = next(step.item for step in session.steps if step.key == key)
    session.her.post(f"{session.address}stop/")
    reply = answer(session, sign, chosen)
    page = session.her.client.get(reply["Location"]).content.decode()
    assert chosen.advice in page
    at = next(step for step in session.steps if step.key == session.progress.step)
    assert at.item > item
    assert session.progress.state is State.PAUSED


@pytest.mark.parametrize("wrong", [{}, {"answer": ""}, {"answer": "perhaps"}])
def test_a_blank_answer_is_refused_and_the_signs_stay_open(
    session: Practised, wrong: dict[str, str]
) -> None:
    session.her.post(f"{session.address}stop/")
    sign, _ = sign_where(session, Outcome.TODAY)
    reply = session.her.post(f"{session.address}stop/{sign.id}/", wrong)
    assert reply.status_code == 422
    assert "<title>Error:" in reply.content.decode()
    assert session.progress.state is State.ASKED
    assert not Stop.objects.exists()


def test_an_unknown_sign_is_not_there(session: Practised) -> None:
    assert session.her.client.get(f"{session.address}stop/w99/").status_code == 404


def test_a_sign_told_of_after_the_end_still_shuts_the_gate(session: Practised) -> None:
    session.do_all()
    assert answer(session, *sign_where(session, Outcome.TODAY))["Location"] == "/safety/"
    assert session.her.known().standing.gate is Gate.SHUT


def test_a_sign_told_of_after_the_pregnancy_ended_elsewhere_is_kept(session: Practised) -> None:
    sign, chosen = sign_where(session, Outcome.EMERGENCY)
    Pregnancy.objects.update(state="no_longer", ended_on=NOW.date())
    assert answer(session, sign, chosen).status_code == 303
    assert Stop.objects.get().sign == sign.id


def test_every_sign_has_a_page_that_says_what_to_do_first(session: Practised) -> None:
    shown = session.her.client.get(f"{session.address}stop/").context["signs"]
    for sign in shown:
        body = session.her.client.get(f"{session.address}stop/{sign.id}/").content.decode()
        assert sign.first.split(".")[0].replace("'", "&#x27;") in body


@pytest.mark.parametrize("ends", [Ends.NOTHING, Ends.EXERCISE, Ends.SESSION, None])
def test_an_answer_that_arrives_twice_counts_once(session: Practised, ends: Ends | None) -> None:
    session.do_until(StepKind.WORK)
    session.her.post(f"{session.address}stop/")
    sign, chosen = sign_where(session, None if ends is not None else Outcome.TODAY, ends)
    fields = {"answer": chosen.id, "key": str(uuid4())}
    session.her.post(f"{session.address}stop/{sign.id}/", fields)
    told = SessionEvent.objects.count()
    again = session.her.post(f"{session.address}stop/{sign.id}/", fields)
    assert (again.status_code, again["Location"]) == (303, session.address)
    assert SessionEvent.objects.count() == told
    assert Stop.objects.count() == (ends is None)


def test_nothing_here_that_arrives_twice_counts_once(session: Practised) -> None:
    session.her.post(f"{session.address}stop/")
    fields = {"nothing": "yes", "key": str(uuid4())}
    for _ in range(2):
        session.her.post(f"{session.address}stop/", fields)
    assert SessionEvent.objects.filter(kind=EventKind.ANSWER).count() == 1


def test_the_page_of_a_session_holds_every_sign_and_answer_of_hers(session: Practised) -> None:
    page = unescape(session.her.client.get(session.address).content.decode())
    facts = session.her.known().facts
    for sign in signs_for(content.signs(), facts):
        assert f'action="{session.address}stop/{sign.id}/"' in page
        assert sign.first in page
        for each in sign.answers_for(facts):
            assert each.advice in page
            assert not each.is_stop or each.say in page


@pytest.mark.parametrize("level", [Outcome.TODAY, Outcome.CLEAR], ids=["stop", "milder"])
def test_she_finds_again_which_sign_came_in_which_exercise(
    session: Practised, level: Outcome
) -> None:
    """After a stop she was told to carry on with, too: what happened stays readable."""
    sign = next(s for s in content.signs() if s.id == "w2")
    chosen = next(a for a in sign.answers if a.outcome is level)
    session.do_until(StepKind.WORK)
    answer(session, sign, chosen)
    exercise = session.fresh().plan["exercises"][0]["name"]
    for address in (f"{session.address}summary/", "/log/"):
        page = unescape(session.her.client.get(address).content.decode())
        told = page.split("Signs you told us of", 1)[1].split("</section>", 1)[0]
        assert told.count(sign.label) == 1, address
        assert f"{chosen.label}, during {exercise}" in told
        assert "12:00" in told


def test_a_session_without_a_sign_speaks_of_none(session: Practised) -> None:
    session.record(session.event(EventKind.FINISH))
    page = session.her.client.get(f"{session.address}summary/").content.decode()
    assert "Signs you told us of" not in page


def test_without_a_script_the_wait_is_a_time_of_her_own_clock(session: Practised) -> None:
    """Five minutes from 12:00 by a clock nine hours ahead."""
    session.her.client.cookies["tz"] = "Asia/Tokyo"
    address = f"{session.address}stop/w2/"
    page = session.her.client.get(address).content.decode()
    assert "Give it 5 minutes, until 21:05." in page
    for each in session.her.client.get(address).context["choices"]:
        assert f'value="{each[0]}"' in page  # both answers are there all the time


def test_a_blank_answer_does_not_begin_the_wait_anew(session: Practised, clock: Any) -> None:
    address = f"{session.address}stop/w2/"
    until = str(int((NOW + timedelta(minutes=5)).timestamp()))
    clock.shift(120)
    answer = session.her.post(address, {"until": until})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "until 12:05." in page
    assert 'data-wait="180"' in page


@pytest.mark.parametrize("until", ["", "x", "-5", "99999999999", "9" * 40, "²"])
def test_a_wait_that_nobody_gave_is_five_minutes_at_most(session: Practised, until: str) -> None:
    page = session.her.post(f"{session.address}stop/w2/", {"until": until}).content.decode()
    assert "until 12:05." in page


def test_a_sign_without_a_wait_counts_nothing(session: Practised) -> None:
    page = session.her.client.get(f"{session.address}stop/w1/").content.decode()
    assert "data-wait" not in page
