"""The next morning: one tap, in time, by her, and never twice asked."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.models import User
from safety.models import Screening
from sessions.models import GuidedSession
from tests.people import NOW, Woman
from tests.sessions.advised import over
from tests.sessions.practised import answered

QUESTION = "How was your back the next morning?"
YESTERDAY = 0.8  # days: an evening session


@pytest.fixture
def last(ready: Woman) -> GuidedSession:
    return over(ready, YESTERDAY)


def today(her: Woman) -> str:
    return str(her.client.get("/today/").content.decode())


def tell(her: Woman, row: GuidedSession, **fields: str) -> Any:
    return her.client.post(f"/sessions/{row.pk}/morning/", fields)


def kept(row: GuidedSession) -> int | None:
    return GuidedSession.objects.get(pk=row.pk).pain_next_morning


def test_it_is_asked_on_the_next_visit_in_eleven_buttons(ready: Woman, last: GuidedSession) -> None:
    body = today(ready)
    assert QUESTION in body
    assert body.count('<button name="pain"') == 11


@pytest.mark.parametrize("pain", ["0", "10"])
def test_one_tap_tells_it(ready: Woman, last: GuidedSession, pain: str) -> None:
    answer = tell(ready, last, pain=pain)
    assert (answer.status_code, answer["Location"]) == (303, "/today/")
    assert kept(last) == int(pain)
    body = today(ready)
    assert QUESTION not in body
    assert f"The next morning it was {pain}." in body


@pytest.mark.parametrize("pain", ["11", "-1", "four", "", "4.5", "٣0"])
def test_what_is_no_number_from_0_to_10_is_refused(
    ready: Woman, last: GuidedSession, pain: str
) -> None:
    answer = tell(ready, last, pain=pain)
    body = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Error:" in body
    assert "Choose a number from 0 to 10." in body
    assert kept(last) is None


def test_it_can_be_changed_while_there_is_time(ready: Woman, last: GuidedSession) -> None:
    tell(ready, last, pain="8")
    assert (
        "Change the next morning"
        in ready.client.get(f"/sessions/{last.pk}/summary/").content.decode()
    )
    assert QUESTION in ready.client.get(f"/sessions/{last.pk}/morning/").content.decode()
    tell(ready, last, pain="3")
    assert kept(last) == 3


def test_not_now_is_not_asked_again(ready: Woman, last: GuidedSession) -> None:
    assert tell(ready, last, later="yes")["Location"] == "/today/"
    assert QUESTION not in today(ready)
    assert kept(last) is None


@pytest.mark.parametrize("days", [0.1, 1.6], ids=["the same day", "after 36 hours"])
def test_out_of_time_it_is_neither_asked_nor_kept(ready: Woman, days: float) -> None:
    row = over(ready, days)
    assert QUESTION not in today(ready)
    answer = tell(ready, row, pain="4")
    assert answer.status_code == 409
    assert "until 36 hours after it began" in answer.content.decode()
    assert kept(row) is None


def test_a_page_left_open_too_long_is_refused(
    ready: Woman, last: GuidedSession, clock: time_machine.Traveller
) -> None:
    clock.move_to(NOW + timedelta(hours=20))
    assert tell(ready, last, pain="4").status_code == 409


def test_a_session_under_way_has_no_morning(ready: Woman, last: GuidedSession) -> None:
    GuidedSession.objects.update(ended_at=None)
    assert tell(ready, last, pain="4").status_code == 409


def test_only_the_last_session_is_asked_about(ready: Woman, last: GuidedSession) -> None:
    over(ready, 0.1)
    assert QUESTION not in today(ready)


def test_somebody_elses_session_is_not_there(ready: Woman, last: GuidedSession) -> None:
    GuidedSession.objects.update(person=User.objects.create_guest())
    for fields in ({"pain": "4"}, {"later": "yes"}):
        assert tell(ready, last, **fields).status_code == 404
    assert ready.client.get(f"/sessions/{last.pk}/morning/").status_code == 404
    assert kept(last) is None


def test_a_session_nobody_had_is_not_there(ready: Woman) -> None:
    assert ready.client.post(f"/sessions/{uuid4()}/morning/").status_code == 404


def test_a_stranger_is_sent_home(last: GuidedSession) -> None:
    assert Client().post(f"/sessions/{last.pk}/morning/", {"pain": "4"})["Location"] == "/"
    assert kept(last) is None


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(ready: Woman, last: GuidedSession, method: str) -> None:
    assert getattr(ready.client, method)(f"/sessions/{last.pk}/morning/").status_code == 405


def test_while_something_needs_help_it_is_not_asked(her: Woman, catalogue_rows: None) -> None:
    answered(her, U1="yes")
    over(her, YESTERDAY)
    assert Screening.objects.exists()
    assert QUESTION not in today(her)


@pytest.mark.parametrize(
    "wrong",
    [
        {"pain_next_morning": 11, "next_morning_at": NOW},
        {"pain_next_morning": 4},
        {"next_morning_at": NOW},
    ],
)
def test_the_table_refuses_what_cannot_be(last: GuidedSession, wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        GuidedSession.objects.update(**wrong)


def test_telling_it_takes_few_queries(
    ready: Woman, last: GuidedSession, django_assert_max_num_queries: Any
) -> None:
    today(ready)
    with django_assert_max_num_queries(6):
        tell(ready, last, pain="4")
