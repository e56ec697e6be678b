"""A sign tapped in a session that something told elsewhere has overtaken: it still shows."""

from datetime import date, timedelta
from html import unescape
from typing import Any
from uuid import uuid4

import pytest

from safety import recording
from safety.dating import Basis, Dated
from safety.facts import known
from safety.models import Pregnancy, Stop
from safety.standing import Status
from safety.vocabulary import Gate
from sessions.models import SessionEvent
from tests.people import NOW, Woman
from tests.safety.births import BIRTH, NO_LONGER, TAKE_BACK, told
from tests.safety.test_views_screening import FIRST, walk
from tests.safety.test_views_stale_forms import about_on
from tests.sessions.practised import Practised, begin

MINUTE = timedelta(minutes=1)
AMBULANCE = "Call an ambulance now"
DATED = Dated(Basis.DUE_DATE, date(2026, 12, 20))
CONTACT, MISTAKE, STANDING = "/safety/contact/", "/safety/contact/mistake/", "/safety/"
SPOKEN = {"spoken_with": "Ann", "spoken_on": NOW.date().isoformat(), "said": "carry_on"}


def tap(session: Practised, sign: str, answer: str, **more: str) -> Any:
    return session.her.post(f"{session.address}stop/{sign}/", {"answer": answer, **more})


def html(her: Woman, address: str = STANDING) -> str:
    return unescape(her.client.get(address).content.decode())


def main(her: Woman, address: str = STANDING) -> str:
    page = her.client.get(address, follow=True).content.decode()
    return unescape(page).split("<main", 1)[1].split("</main>", 1)[0]


# Another pregnancy, other dates


def test_other_dates_told_during_a_session_send_its_sign_to_no_older_pregnancy(
    ready: Woman, clock: Any
) -> None:
    Pregnancy.objects.create(
        person=ready.person,
        due_date=NOW.date() - timedelta(days=300),
        due_date_basis=Basis.DUE_DATE,
        due_date_set_on=NOW.date() - timedelta(days=400),
        dated_at=NOW - timedelta(days=400),
        state="no_longer",
        ended_on=NOW.date() - timedelta(days=350),
        id="01900000-0000-7000-8000-000000000000",  # keys are in the order of time
    )
    session = begin(ready)
    clock.shift(60)
    moved = Dated(Basis.DUE_DATE, ready.pregnancy.due_date + timedelta(days=2))
    recording.set_dates(person=ready.person, dated=moved, now=NOW + MINUTE)
    assert tap(session, "w1", "heavy")["Location"] == STANDING
    assert Stop.objects.get().pregnancy == ready.pregnancy
    assert AMBULANCE in html(ready)
    ready.post("/safety/screening/", {"afresh": "yes"})
    ready.post(walk(ready, FIRST))
    clock.shift(60)
    where = ready.known(NOW + 2 * MINUTE).standing
    assert (where.status, where.gate) == (Status.WAITING, Gate.SHUT)


def test_a_sign_in_a_session_of_the_pregnancy_before_shuts_the_gate_of_this_one(
    session: Practised, clock: Any
) -> None:
    her = session.her
    clock.shift(60)
    her.post(NO_LONGER)
    recording.set_dates(person=her.person, dated=DATED, now=NOW + MINUTE)
    clock.shift(60)
    assert tap(session, "w4", "pain")["Location"] == STANDING
    assert AMBULANCE in html(her)
    found = known(her.person, NOW + 2 * MINUTE)
    assert found is not None
    assert found.pregnancy != her.pregnancy
    assert found.standing.status is Status.WAITING


# No longer pregnant


@pytest.mark.parametrize(("sign", "answer"), [("w1", "heavy"), ("w4", "pain")])
def test_an_emergency_after_the_pregnancy_ended_elsewhere_calls_for_help(
    session: Practised, sign: str, answer: str
) -> None:
    her = session.her
    her.post(NO_LONGER)
    assert tap(session, sign, answer)["Location"] == STANDING
    page = html(her)
    assert AMBULANCE in page
    assert "tel:112" in page
    assert Stop.objects.get().reasons[0]["said"] in page
    assert "My pregnancy ended today." in page
    assert "weeks" not in main(her).split("</section>", 1)[0]
    assert "Get this looked at first" in html(her, "/today/")
    assert her.client.get(session.address)["Location"] == STANDING


def test_a_milder_sign_after_the_end_says_to_phone_and_lasts_until_a_call(
    session: Practised, clock: Any
) -> None:
    her = session.her
    her.post(NO_LONGER)
    clock.shift(60)
    tap(session, "w1", "some")
    clock.shift(timedelta(days=2))
    assert "Phone your maternity unit now" in html(her)
    assert "My pregnancy ended 2 days ago." in html(her)
    reply = her.post(CONTACT, SPOKEN | {"about": about_on(her, CONTACT)})
    assert reply["Location"] == NO_LONGER
    assert "Phone your maternity unit now" not in main(her)
    assert "There is nothing you have to do here" in html(her, "/today/")


def test_a_mistaken_tap_after_the_end_is_taken_back(session: Practised) -> None:
    her = session.her
    her.post(NO_LONGER)
    tap(session, "w1", "heavy")
    assert her.post(MISTAKE, {"about": about_on(her, STANDING)}).status_code == 303
    assert AMBULANCE not in main(her)


def test_what_she_had_told_that_day_waits_after_the_end_too(session: Practised) -> None:
    tap(session, "w1", "heavy")
    session.her.post(NO_LONGER)
    assert AMBULANCE in main(session.her)


def test_a_loss_does_not_bring_back_what_told_of_it(her: Woman, clock: Any) -> None:
    """The movements, the waters: they are no sign any more, and would only hurt."""
    her.screened(U1="yes", U2="yes", U3="yes", U4="yes")
    clock.shift(60)
    her.post(NO_LONGER)
    assert "No answers yet" in main(her)


def test_an_ending_of_long_ago_shows_no_sign(session: Practised, clock: Any) -> None:
    her = session.her
    her.post(NO_LONGER)
    tap(session, "w1", "heavy")
    clock.shift(timedelta(days=41))
    assert AMBULANCE in main(her)
    clock.shift(timedelta(days=1))
    assert AMBULANCE not in main(her)


def test_thoughts_of_harm_stay_in_front_on_the_day_of_the_end(her: Woman, clock: Any) -> None:
    her.screened(E10="yes")
    clock.shift(60)
    her.post(NO_LONGER)
    assert "Please talk to someone now" in main(her)
    clock.shift(timedelta(days=1))
    assert "Please talk to someone now" not in main(her)


def test_an_ending_taken_back_leaves_the_sign_waiting(session: Practised, clock: Any) -> None:
    her = session.her
    her.post(NO_LONGER)
    tap(session, "w1", "heavy")
    clock.shift(60)
    her.post(TAKE_BACK)
    assert her.known(NOW + MINUTE).standing.status is Status.WAITING
    assert AMBULANCE in html(her)


# A birth told in another tab


def test_a_sign_read_before_a_birth_was_told_is_answered_as_it_stood(
    session: Practised, clock: Any
) -> None:
    her = session.her
    Pregnancy.objects.update(due_date=NOW.date())
    her.post(BIRTH, told())
    clock.shift(60)
    assert tap(session, "w1", "heavy")["Location"] == STANDING
    assert AMBULANCE in html(her)


def test_a_sign_that_is_not_for_her_leads_to_those_that_are(session: Practised) -> None:
    signs = f"{session.address}stop/"
    assert session.her.client.get(f"{signs}w19/")["Location"] == signs
    assert session.her.post(f"{signs}w19/")["Location"] == signs
    assert not Stop.objects.exists()


# Sent again, without a script


def key_on(session: Practised, sign: str) -> str:
    page = html(session.her, f"{session.address}stop/{sign}/")
    return page.partition('name="key" value="')[2].partition('"')[0]


def test_without_a_script_a_sign_sent_twice_is_one_stop(session: Practised) -> None:
    key = key_on(session, "w1")
    assert key and key != key_on(session, "w1")
    assert tap(session, "w1", "some", key=key)["Location"] == STANDING
    again = tap(session, "w1", "some", key=key)
    assert session.her.client.get(again["Location"])["Location"] == STANDING
    assert Stop.objects.count() == 1
    session.her.post(MISTAKE, {"about": about_on(session.her, STANDING)})
    assert session.her.known().standing.gate is Gate.OPEN


@pytest.mark.parametrize(
    ("sign", "before", "worse"), [("w1", "some", "heavy"), ("w2", "settled", "with-signs")]
)
def test_a_worse_answer_from_a_page_she_went_back_to_counts(
    session: Practised, sign: str, before: str, worse: str
) -> None:
    key = str(uuid4())
    tap(session, sign, before, key=key)
    for _ in range(2):
        tap(session, sign, worse, key=key)
    assert Stop.objects.filter(answer=worse).count() == 1
    assert AMBULANCE in html(session.her)


def test_what_she_took_back_counts_when_she_tells_it_once_more(session: Practised) -> None:
    key = str(uuid4())
    tap(session, "w1", "heavy", key=key)
    session.her.post(MISTAKE, {"about": about_on(session.her, STANDING)})
    for _ in range(2):
        tap(session, "w1", "heavy", key=key)
    assert Stop.objects.count() == 2
    assert AMBULANCE in html(session.her)


def test_an_answer_that_was_looked_at_is_not_told_again_by_a_late_network(
    session: Practised,
) -> None:
    key = str(uuid4())
    tap(session, "w1", "heavy", key=key)
    session.her.post(CONTACT, SPOKEN | {"about": about_on(session.her, CONTACT)})
    told_before = SessionEvent.objects.count()
    tap(session, "w1", "heavy", key=key)
    assert Stop.objects.count() == 1
    assert SessionEvent.objects.count() == told_before
