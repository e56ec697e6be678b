"""Progress: what she did and her back before and after, in as many queries whatever there is."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from sessions.models import GuidedSession, PainLog, UnguidedSession
from sessions.views.progress import sentence
from tests.people import NOW, Woman

TODAY = NOW.date()


def did(her: Woman, days_ago: int = 0, before: int = 5, after: int | None = 3) -> GuidedSession:
    at = NOW - timedelta(days=days_ago)
    return GuidedSession.objects.create(
        person=her.person,
        on=at.date(),
        started_at=at,
        checked_at=at,
        ended_at=at,
        minutes=10,
        level="start",
        pain_before=before,
        pain_after=after,
        pain_worst=after,
        steps=[],
        plan={},
        done_s=540,
    )


def progress(her: Woman, query: str = "") -> Any:
    return her.client.get(f"/progress/{query}")


def test_before_the_first_session_it_says_what_will_be_here(her: Woman) -> None:
    body = progress(her).content.decode()
    assert "Nothing here yet" in body
    assert "<table" not in body


def test_each_day_has_what_she_did_with_before_and_after(her: Woman) -> None:
    did(her)
    UnguidedSession.objects.create(
        person=her.person, on=TODAY, minutes=20, what="A walk", pain_before=4, at=NOW
    )
    PainLog.objects.create(person=her.person, on=TODAY - timedelta(days=1), pain=6, at=NOW)
    body = progress(her).content.decode()
    assert "Session, 9 minutes" in body
    assert '<td class="number">5</td><td class="number">3</td>' in body
    assert "A walk, 20 minutes" in body
    assert "Pain on this day: 6" in body
    assert body.index("Today") < body.index("Yesterday")


def test_a_session_under_way_is_not_yet_there(her: Woman) -> None:
    guided = did(her)
    GuidedSession.objects.filter(pk=guided.pk).update(ended_at=None)
    assert "Session, " not in progress(her).content.decode()


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        ([], ""),
        ([(5, 3), (5, 4)], ""),
        ([(5, 3), (5, 4), (4, 2)], "Your back hurt less after each of 3 sessions"),
        ([(5, 3), (5, 5), (4, 6)], "Your back hurt less after 1 of 3 sessions"),
        ([(3, 3), (3, 4), (4, 6)], ""),
        ([(5, 3), (5, None), (4, 2)], ""),
    ],
)
def test_the_heading_is_borne_out_by_the_numbers(
    pairs: list[tuple[int, int | None]], words: str
) -> None:
    rows = [GuidedSession(pain_before=b, pain_after=a, done_s=60) for b, a in pairs]
    nothing_done = GuidedSession(pain_before=9, pain_after=0, done_s=0)
    assert sentence([*rows, nothing_done]) == words


def test_older_days_are_a_page_away(her: Woman) -> None:
    did(her, days_ago=59)
    assert "Older days" not in progress(her).content.decode()
    old = did(her, days_ago=60)
    first = progress(her)
    assert str(old.pk) not in first.content.decode()
    before = first.context["older"]
    assert f"?before={before.isoformat()}" in first.content.decode()
    assert str(old.pk) in progress(her, f"?before={before.isoformat()}").content.decode()


@pytest.mark.parametrize(
    "query", ["?before=soon", "?before=", "?before=2026-02-31", "?before=0001-01-01"]
)
def test_a_day_that_makes_no_sense_is_today(her: Woman, query: str) -> None:
    page = progress(her, query)
    assert (page.status_code, page.context["last"]) == (200, TODAY)


def test_a_day_to_come_is_today(her: Woman) -> None:
    assert progress(her, "?before=9999-12-31").context["last"] == TODAY


def test_nobody_elses_days_are_there(her: Woman) -> None:
    did(her)
    GuidedSession.objects.update(person=User.objects.create_guest())
    assert "Nothing here yet" in progress(her).content.decode()


@pytest.mark.parametrize("sessions", [1, 150])
def test_it_takes_seven_queries_whatever_her_history(her: Woman, sessions: int) -> None:
    for number in range(sessions):
        did(her, days_ago=number % 90)
    progress(her)  # the first look of a day renews her cookie
    with CaptureQueriesContext(connection) as queries:
        assert progress(her).status_code == 200
    assert len(queries) <= 7  # one of them for the footer of every private page


def test_a_leap_day_is_a_day_like_any_other(her: Woman) -> None:
    assert progress(her, f"?before={date(2024, 2, 29)}").status_code == 200
