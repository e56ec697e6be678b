"""No page of the questions asks the database more than eight times, however long her story.

The acts that store a finished screening take one or two more.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from safety import recording
from safety.content import questionnaire, safety_content
from safety.history import Said
from safety.models import Clearance, Stop
from safety.vocabulary import State
from tests.people import NOW, Woman
from tests.safety.test_views_screening import FIRST, answers_for

MOST = 8
STORES = 9  # seven to read who she is and where she stands, a screening more, a draft less
ENDS = STORES + 1  # an answer that ends the questions is kept first
BEGIN, CHECK = "/safety/screening/", "/safety/screening/check/"


def asked_of_the_database(act: Callable[[], Any]) -> tuple[int, Any]:
    """Return how many queries an act took, and what it returned; a savepoint is none."""
    with CaptureQueriesContext(connection) as captured:
        response = act()
    queries = [q["sql"] for q in captured if "SAVEPOINT" not in q["sql"]]
    return len(queries), response


def pregnant(her: Woman) -> None:
    """A first time: no row of any kind."""


def long_history(her: Woman) -> None:
    """Months of screenings, a sign that was looked at, and clearances."""
    for days in range(20, 200, 7):
        her.screened(NOW - timedelta(days=days))
    sign = next(s for s in safety_content().signs if s.answers[0].is_stop)
    stop: Stop = recording.record_stop(
        person=her.person,
        pregnancy=her.pregnancy,
        sign=sign,
        answer=sign.answers[0],
        context=None,
        now=NOW - timedelta(days=3),
    )
    recording.record_contact(
        person=her.person,
        pregnancy=her.pregnancy,
        about=stop.id,
        said=Said.CARRY_ON,
        now=NOW - timedelta(days=2),
    )
    Clearance.objects.create(
        person=her.person,
        pregnancy=her.pregnancy,
        at=NOW,
        cleared_by="Ann",
        cleared_on=NOW.date(),
        answers={"R1": "yes"},
    )


def after_birth(her: Woman) -> None:
    """The same, and then a birth."""
    long_history(her)
    her.pregnancy.due_date = date(2026, 5, 10)
    her.pregnancy.save(update_fields=["due_date"])
    born = {"born_0": "1", "born_1": "5", "born_2": "2026"}
    told = {"delivery": "caesarean", "epidural": "yes", "deep_tear": "no"}
    her.post("/safety/birth/", born | told)
    her.pregnancy.refresh_from_db()
    assert her.pregnancy.state == State.AFTER_BIRTH


@pytest.mark.parametrize("story", [pregnant, long_history, after_birth])
def test_every_page_of_the_questions_takes_eight_queries_at_most(
    her: Woman, clock: Any, story: Callable[[Woman], None]
) -> None:
    story(her)
    clock.shift(60)
    her.client.get(BEGIN)  # the first page of a day also notes that she was here
    taken: dict[str, int] = {}

    def get(address: str) -> None:
        taken[f"GET {address}"], _ = asked_of_the_database(lambda: her.client.get(address))

    def post(address: str, given: dict[str, Any] | None = None) -> str:
        number, response = asked_of_the_database(lambda: her.post(address, given))
        taken[f"POST {address}"] = number
        return str(response["Location"])

    get(BEGIN)
    address, pages = post(BEGIN), {p.id: p for p in questionnaire().pages}
    assert address == FIRST
    while address != CHECK:
        get(address)
        asked = pages[address.rstrip("/").rsplit("/", 1)[-1]].questions
        address = post(address, answers_for(asked, {"B1": "3"}))
    get(CHECK)
    assert post(CHECK) == "/safety/"
    assert taken.pop(f"POST {CHECK}") <= STORES
    assert {page: number for page, number in taken.items() if number > MOST} == {}


@pytest.mark.parametrize("story", [pregnant, long_history, after_birth])
def test_an_emergency_among_the_answers_is_stored_in_ten_queries(
    her: Woman, clock: Any, story: Callable[[Woman], None]
) -> None:
    story(her)
    clock.shift(60)
    her.client.get(BEGIN)
    her.post(BEGIN)
    asked = {"answer": "ticked", "ticked": ["E1"]}
    number, response = asked_of_the_database(lambda: her.post(FIRST, asked))
    assert response["Location"] == "/safety/"
    assert number <= ENDS
