"""Her log: any of the last fourteen days, changed or deleted later, and hers alone."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from sessions.models import PainLog, UnguidedSession
from tests.people import NOW, Woman

TODAY = NOW.date()
PAIN = {"entry": "pain", "pain": "4", "on": TODAY.isoformat()}
WALK = {
    "entry": "session",
    "done-what": "A walk",
    "done-minutes": "20",
    "done-on": TODAY.isoformat(),
}


def post(her: Woman, fields: dict[str, Any], page: str = "/log/") -> Any:
    return her.client.post(page, fields)


def log(her: Woman) -> str:
    return str(her.client.get("/log/").content.decode())


@pytest.fixture
def logged(her: Woman) -> PainLog:
    return PainLog.objects.create(person=her.person, on=TODAY, pain=4, note="Long day", at=NOW)


@pytest.fixture
def walked(her: Woman) -> UnguidedSession:
    return UnguidedSession.objects.create(
        person=her.person, on=TODAY, minutes=20, what="A walk", at=NOW
    )


def test_pain_of_a_day_is_kept_and_shown(her: Woman) -> None:
    answer = post(her, PAIN | {"note": "After the shops"})
    assert answer.status_code == 303
    kept = PainLog.objects.get()
    assert (kept.person, kept.on, kept.pain) == (her.person, TODAY, 4)
    assert "After the shops" in log(her)


def test_a_session_without_us_is_kept_and_shown(her: Woman) -> None:
    assert post(her, WALK | {"done-pain_before": "5"}).status_code == 303
    kept = UnguidedSession.objects.get()
    assert (kept.what, kept.minutes, kept.pain_before, kept.pain_after) == ("A walk", 20, 5, None)
    assert "A walk, 20 minutes" in log(her)


@pytest.mark.parametrize(("days", "status"), [(0, 303), (13, 303), (14, 422), (-1, 422)])
def test_any_of_the_last_fourteen_days_and_no_other(her: Woman, days: int, status: int) -> None:
    day = (TODAY - timedelta(days=days)).isoformat()
    assert post(her, PAIN | {"on": day}).status_code == status
    assert post(her, WALK | {"done-on": day}).status_code == status


@pytest.mark.parametrize(
    "wrong",
    [
        {"pain": ""},
        {"pain": "11"},
        {"pain": "bad"},
        {"on": ""},
        {"on": "yesterday"},
        {"on": "2026-02-31"},
        {"note": "a" * 2001},
    ],
)
def test_pain_that_makes_no_sense_is_refused_and_nothing_lost(
    her: Woman, wrong: dict[str, str]
) -> None:
    answer = post(her, PAIN | {"note": "Kept"} | wrong)
    body = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Error:" in body
    assert wrong.get("note", "Kept") in body
    assert not PainLog.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"done-minutes": "0"},
        {"done-minutes": "241"},
        {"done-minutes": "ten"},
        {"done-minutes": ""},
        {"done-what": ""},
        {"done-what": "a" * 201},
        {"done-pain_after": "11"},
    ],
)
def test_a_session_that_makes_no_sense_is_refused_in_its_own_form(
    her: Woman, wrong: dict[str, str]
) -> None:
    answer = post(her, WALK | wrong)
    assert answer.status_code == 422
    assert '<details class="more" open>' in answer.content.decode()
    assert not UnguidedSession.objects.exists()


@pytest.mark.parametrize(("pain", "said"), [(8, False), (9, True)])
def test_unbearable_pain_today_says_to_phone(her: Woman, pain: int, said: bool) -> None:
    post(her, PAIN | {"pain": str(pain)})
    assert ("Phone your maternity unit today" in log(her)) is said


def test_pain_can_be_changed(her: Woman, logged: PainLog) -> None:
    page = f"/log/pain/{logged.pk}/"
    assert "Long day" in her.client.get(page).content.decode()
    assert post(her, {"pain": "6", "on": TODAY.isoformat()}, page).status_code == 303
    logged.refresh_from_db()
    assert (logged.pain, logged.note, logged.at) == (6, "", NOW)


def test_a_session_without_us_can_be_changed(her: Woman, walked: UnguidedSession) -> None:
    page = f"/log/session/{walked.pk}/"
    assert 'value="A walk"' in her.client.get(page).content.decode()
    assert post(her, WALK | {"done-what": "A swim"}, page).status_code == 303
    walked.refresh_from_db()
    assert walked.what == "A swim"


def test_an_older_entry_keeps_its_day(
    her: Woman, logged: PainLog, clock: time_machine.Traveller
) -> None:
    clock.move_to(NOW + timedelta(days=40))
    page = f"/log/pain/{logged.pk}/"
    assert f'<option value="{TODAY}" selected' in her.client.get(page).content.decode()
    assert post(her, {"pain": "5", "on": TODAY.isoformat()}, page).status_code == 303


def test_a_change_that_makes_no_sense_is_refused(
    her: Woman, logged: PainLog, walked: UnguidedSession
) -> None:
    for page in (f"/log/pain/{logged.pk}/", f"/log/session/{walked.pk}/"):
        answer = post(her, {}, page)
        assert answer.status_code == 422
        assert "<title>Error:" in answer.content.decode()


def test_an_entry_can_be_deleted(her: Woman, logged: PainLog, walked: UnguidedSession) -> None:
    for page in (f"/log/pain/{logged.pk}/", f"/log/session/{walked.pk}/"):
        assert post(her, {"delete": "yes"}, page).status_code == 303
    assert not PainLog.objects.exists()
    assert not UnguidedSession.objects.exists()


def test_somebody_elses_entry_is_not_there(
    her: Woman, logged: PainLog, walked: UnguidedSession
) -> None:
    other = User.objects.create_guest()
    PainLog.objects.update(person=other)
    UnguidedSession.objects.update(person=other)
    for page in (f"/log/pain/{logged.pk}/", f"/log/session/{walked.pk}/"):
        assert her.client.get(page).status_code == 404
        assert post(her, {"delete": "yes"}, page).status_code == 404
    assert "Long day" not in log(her)
    assert PainLog.objects.exists()


def test_an_entry_that_never_was_is_not_there(her: Woman) -> None:
    assert her.client.get(f"/log/pain/{uuid4()}/").status_code == 404


def test_htmx_gets_the_log_alone(her: Woman) -> None:
    answer = her.client.post("/log/", {"entry": "pain"}, headers={"HX-Request": "true"})
    assert answer.status_code == 422
    assert "<html" not in answer.content.decode()


def test_it_takes_no_more_queries_after_many_entries(her: Woman) -> None:
    PainLog.objects.bulk_create(
        PainLog(person=her.person, on=TODAY - timedelta(days=n % 28), pain=3, at=NOW)
        for n in range(200)
    )
    log(her)  # the first look of a day renews her cookie
    with CaptureQueriesContext(connection) as queries:
        assert her.client.get("/log/").status_code == 200
    assert len(queries) <= 6
