"""A clearance: what she enters, what it opens, and the sheet to take along."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from safety import content
from safety.history import Coverage
from safety.models import Clearance
from safety.vocabulary import Demand, Gate
from tests.people import NOW, Woman


def html(her: Woman, address: str = "/safety/") -> str:
    return str(her.client.get(address).content.decode())


CLEARED = {
    "cleared_by": "Dr Khan",
    "cleared_0": "3",
    "cleared_1": "5",
    "cleared_2": "2026",
    "all_of_these": "on",
}


def test_a_clearance_opens_with_its_limits(her: Woman) -> None:
    her.screened(R4="low_lying")
    response = her.post("/safety/clearance/", CLEARED | {"limits": ["no_flat", "no_lunges"]})
    assert response["Location"] == "/safety/"
    facts = her.known().facts
    assert facts.gate is Gate.OPEN
    assert Demand.SUPINE_FLAT in facts.limits
    assert Demand.LUNGE_SPLIT in facts.limits
    page = html(her)
    assert "No lying flat on my back" in page
    assert Clearance.objects.get().until == NOW.date() + timedelta(days=27)


def test_a_clearance_for_relief_and_few_minutes_says_so(her: Woman) -> None:
    her.screened(R4="low_lying")
    her.post("/safety/clearance/", CLEARED | {"relief_only": "on", "most_minutes": "12"})
    where = her.known().standing
    assert (where.gate, where.relief_only, where.most_minutes) == (Gate.OPEN, True, 12)
    page = html(her)
    assert "Relief only" in page
    assert "No more than 12 minutes" in page


def test_history_that_cannot_change_is_cleared_for_the_pregnancy(her: Woman) -> None:
    her.screened(R2="yes")
    her.post("/safety/clearance/", CLEARED)
    assert Clearance.objects.get().until is None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"cleared_by": ""}, "Write who cleared you"),
        ({"cleared_2": "2030"}, "not come yet"),
        ({"cleared_2": "2020"}, "longer ago"),
        ({"cleared_0": "32"}, "no such date"),
        ({"all_of_these": ""}, "each of the answers"),
        ({"limits": ["everything"]}, ""),
        ({"most_minutes": "4"}, "shortest session takes 5 minutes"),
        ({"most_minutes": "ten"}, "as a number"),
        ({"most_minutes": "500"}, "leave this empty"),
    ],
)
def test_a_clearance_that_does_not_say_enough_opens_nothing(
    her: Woman, change: dict[str, Any], words: str
) -> None:
    her.screened(R4="low_lying")
    response = her.post("/safety/clearance/", CLEARED | change)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert her.known().facts.gate is Gate.BREATHING


@pytest.mark.parametrize("answers", [{"A2": "yes"}, {}, {"U1": "yes"}])
def test_only_a_standard_ask_first_can_be_cleared(her: Woman, answers: dict[str, str]) -> None:
    her.screened(NOW, Coverage.FULL, **answers)
    assert her.post("/safety/clearance/", CLEARED)["Location"] == "/safety/"
    assert not Clearance.objects.exists()


# The sheet to take along


def test_the_sheet_has_her_answers_her_limits_and_lines_to_sign(her: Woman) -> None:
    her.screened(R3="yes", R5="not_sure", pgp="yes")
    page = html(her, "/safety/clearance/sheet/").split("<article", 1)[1]
    questions = content.questionnaire().questions
    assert "I am 26 weeks and 3 days pregnant." in page
    for id_ in ("R3", "R5"):
        assert questions[id_].said.lower() in page.lower()
        assert questions[id_].grades[0].why in page
    assert page.count("I am not sure about this") == 1
    assert questions["pgp"].said not in page  # it needs no answer
    for label in (
        *("No lying flat on my back", "No kneeling", "No weight on my hands", "No lunges"),
        *("Nothing on the floor", "Relief only", "No more than", "My name", "Date", "Signature"),
    ):
        assert label in page


def test_the_sheet_keeps_a_hard_answer_off(her: Woman) -> None:
    """A signature on paper opens no hard lock, so none is asked for."""
    her.screened(A2="yes", R3="yes")
    page = html(her, "/safety/clearance/sheet/")
    assert "Twins" in page
    assert "cervi" not in page
    assert content.questionnaire().questions["A2"].said not in page.lower()


@pytest.mark.parametrize("answers", [{"A2": "yes"}, {}, {"U1": "yes"}])
def test_without_an_answer_to_clear_there_is_no_sheet(her: Woman, answers: dict[str, str]) -> None:
    her.screened(NOW, Coverage.FULL, **answers)
    assert her.client.get("/safety/clearance/sheet/")["Location"] == "/safety/"


def test_the_sheet_is_offered_where_she_is_told_to_ask(her: Woman) -> None:
    her.screened(R3="yes")
    assert "/safety/clearance/sheet/" in html(her)
    assert "/safety/clearance/sheet/" in html(her, "/safety/clearance/")


def test_the_sheet_is_nobody_elses(client: Client, db: None) -> None:
    assert client.get("/safety/clearance/sheet/")["Location"] == "/"
