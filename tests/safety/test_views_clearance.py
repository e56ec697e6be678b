"""A clearance: what she enters, what it opens, and the sheet to take along."""

from datetime import date, timedelta
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
    "cleared_0": "4",
    "cleared_1": "5",
    "cleared_2": "2026",
}
LOW: dict[str, Any] = CLEARED | {"answers": "R4:low_lying"}


def test_a_clearance_opens_with_its_limits(her: Woman) -> None:
    her.screened(R4="low_lying")
    response = her.post("/safety/clearance/", LOW | {"limits": ["no_flat", "no_lunges"]})
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
    her.post("/safety/clearance/", LOW | {"relief_only": "on", "most_minutes": "12"})
    where = her.known().standing
    assert (where.gate, where.relief_only, where.most_minutes) == (Gate.OPEN, True, 12)
    page = html(her)
    assert "Relief only" in page
    assert "No more than 12 minutes" in page


def test_history_that_cannot_change_is_cleared_for_the_pregnancy(her: Woman) -> None:
    her.screened(R2="yes")
    her.post("/safety/clearance/", CLEARED | {"answers": "R2:yes"})
    assert Clearance.objects.get().until is None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"cleared_by": ""}, "Write who cleared you"),
        ({"cleared_2": "2030"}, "not come yet"),
        ({"cleared_2": "2020"}, "longer ago"),
        ({"cleared_0": "32"}, "no such date"),
        ({"answers": []}, "each answer they said yes to"),
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
    response = her.post("/safety/clearance/", LOW | change)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert her.known().facts.gate is Gate.BREATHING


@pytest.mark.parametrize("answers", [{"A2": "yes"}, {}, {"U1": "yes"}])
def test_only_a_standard_ask_first_can_be_cleared(her: Woman, answers: dict[str, str]) -> None:
    her.screened(NOW, Coverage.FULL, **answers)
    assert her.post("/safety/clearance/", LOW)["Location"] == "/safety/"
    assert not Clearance.objects.exists()


def test_only_the_answers_they_said_yes_to_are_cleared(her: Woman) -> None:
    her.screened(R1="yes", R12="yes")
    her.post("/safety/clearance/", CLEARED | {"answers": "R12:yes"})
    where = her.known().standing
    assert [f.question for f in where.cleared] == ["R12"]
    assert where.gate is Gate.BREATHING
    page = html(her, "/safety/clearance/")
    assert 'value="R1:yes"' in page
    waiting, cleared = page.split("They said something new about", 1)
    assert 'value="R12:yes"' not in waiting
    assert 'value="R12:yes"' in cleared


def test_a_newer_word_takes_the_place_of_the_older_with_its_limits(her: Woman, clock: Any) -> None:
    """A slip of the finger, or a midwife who has seen more since, must not narrow it for good."""
    her.screened(R1="yes")
    form = CLEARED | {"answers": "R1:yes"}
    her.post("/safety/clearance/", form | {"relief_only": "on", "most_minutes": "5"})
    clock.shift(60)
    assert "/safety/clearance/" in html(her)
    assert "They have said something new" in html(her)
    assert html(her, "/safety/clearance/").count('value="R1:yes"') == 1
    her.post("/safety/clearance/", form | {"limits": ["no_flat"]})
    where = her.known(NOW + timedelta(minutes=2)).standing
    assert (where.gate, where.relief_only, where.most_minutes) == (Gate.OPEN, False, None)
    assert where.limits == {Demand.SUPINE_FLAT}
    assert Clearance.objects.count() == 2  # what they said first stays in the record


def test_limits_end_with_the_answer(her: Woman) -> None:
    her.screened(NOW - timedelta(days=2), R1="yes")
    her.post("/safety/clearance/", CLEARED | {"answers": "R1:yes", "relief_only": "on"})
    her.screened(NOW + timedelta(minutes=1))
    assert not her.known(NOW + timedelta(minutes=2)).standing.relief_only


def test_a_word_older_than_one_she_told_of_takes_no_place(her: Woman, clock: Any) -> None:
    her.screened(R1="yes")
    form = CLEARED | {"answers": "R1:yes"}
    her.post("/safety/clearance/", form | {"relief_only": "on"})
    clock.shift(60)
    response = her.post("/safety/clearance/", form | on_day(NOW.date() - timedelta(days=1)))
    assert response.status_code == 422
    assert "a newer word, of 4 May" in response.content.decode()
    assert her.known(NOW + timedelta(minutes=2)).standing.relief_only


def test_an_answer_that_came_after_the_page_was_opened_is_not_cleared_with_it(her: Woman) -> None:
    her.screened(NOW - timedelta(minutes=30), R1="yes")
    form = CLEARED | {"answers": "R1:yes"}
    her.screened(NOW - timedelta(minutes=5), R1="yes", R12="yes")
    her.post("/safety/clearance/", form)
    assert [c.answers for c in Clearance.objects.all()] == [{"R1": "yes"}]
    assert her.known().standing.gate is Gate.BREATHING


@pytest.mark.parametrize("ticked", ["R1:not_sure", "R12:yes", "A2:yes", "R1", "<b>", "U1:yes"])
def test_what_the_page_does_not_offer_cannot_be_cleared(her: Woman, ticked: str) -> None:
    her.screened(R1="yes", A2="yes")
    response = her.post("/safety/clearance/", CLEARED | {"answers": ["R1:yes", ticked]})
    assert response.status_code == 422
    assert "Your answers have changed" in response.content.decode()
    assert not Clearance.objects.exists()


def test_a_hard_answer_is_no_row_and_nothing_is_ticked_for_her(her: Woman) -> None:
    her.screened(A2="yes", R3="yes", R13="yes")
    page = html(her, "/safety/clearance/")
    assert 'value="A2' not in page
    assert 'value="R3:yes"' in page
    assert "checked" not in page


def test_each_answer_says_how_long_a_yes_counts(her: Woman) -> None:
    her.screened(R1="yes", R12="not_sure", R13="yes")
    page = html(her, "/safety/clearance/")
    assert page.count("A yes counts for 28 days") == 2
    assert page.count("A yes counts to the end of this pregnancy") == 1
    assert page.count("That is long past") == 1
    assert page.count("You were not sure about this") == 1


@pytest.mark.parametrize("id_", ["R13", "R14"])
def test_what_may_still_change_lasts_28_days_unless_it_is_long_past(her: Woman, id_: str) -> None:
    her.screened(NOW, Coverage.FULL, **{id_: "yes"})
    answer = CLEARED | {"answers": f"{id_}:yes"}
    her.post("/safety/clearance/", answer)
    assert Clearance.objects.get().until == NOW.date() + timedelta(days=27)
    Clearance.objects.all().delete()
    her.post("/safety/clearance/", answer | {"long_past": f"{id_}:yes"})
    assert Clearance.objects.get().until is None


def test_saying_that_it_is_long_past_lengthens_nothing_else(her: Woman) -> None:
    her.screened(R12="yes")
    both = {"answers": "R12:yes", "long_past": "R12:yes"}
    her.post("/safety/clearance/", CLEARED | both)
    assert Clearance.objects.get().until == NOW.date() + timedelta(days=27)


def on_day(day: date) -> dict[str, str]:
    return {"cleared_0": str(day.day), "cleared_1": str(day.month), "cleared_2": str(day.year)}


def test_a_word_from_before_she_gave_the_answer_clears_nothing(her: Woman) -> None:
    her.screened(NOW - timedelta(days=10), R12="no")
    her.screened(NOW - timedelta(days=2), R12="yes")
    her.screened(R12="yes")
    form = CLEARED | {"answers": "R12:yes"}
    before = form | on_day(NOW.date() - timedelta(days=3))
    response = her.post("/safety/clearance/", before)
    assert response.status_code == 422
    assert "You first told us on 2 May" in response.content.decode()
    response = her.post("/safety/clearance/", form | on_day(NOW.date() - timedelta(days=2)))
    assert response.status_code == 303


@pytest.mark.parametrize(("id_", "long_past"), [("R16", False), ("R14", True)])
def test_an_old_word_does_not_open_what_she_tells_anew(
    her: Woman, clock: Any, id_: str, long_past: bool
) -> None:
    """An injury, cleared and gone, and then another one."""
    then = NOW - timedelta(days=10)
    her.screened(then, Coverage.FULL, **{id_: "yes"})
    clock.move_to(then + timedelta(minutes=1))
    form = CLEARED | {"answers": f"{id_}:yes"} | on_day(then.date())
    her.post("/safety/clearance/", form | ({"long_past": f"{id_}:yes"} if long_past else {}))
    assert her.known(then + timedelta(minutes=2)).standing.gate is Gate.OPEN
    her.screened(NOW - timedelta(days=5))
    her.screened(NOW, Coverage.FULL, **{id_: "yes"})
    clock.move_to(NOW + timedelta(minutes=1))
    assert her.known(NOW + timedelta(minutes=1)).standing.gate is Gate.BREATHING
    assert f'value="{id_}:yes"' in html(her, "/safety/clearance/")
    her.post("/safety/clearance/", form | on_day(NOW.date()))
    assert her.known(NOW + timedelta(minutes=2)).standing.gate is Gate.OPEN


def test_a_word_that_has_run_out_is_refused_and_said_so(her: Woman) -> None:
    her.screened(NOW - timedelta(days=40), R12="yes")
    her.screened(R12="yes")
    form = CLEARED | {"answers": "R12:yes"}
    response = her.post("/safety/clearance/", form | on_day(NOW.date() - timedelta(days=28)))
    assert response.status_code == 422
    assert "they are over" in response.content.decode()
    her.post("/safety/clearance/", form | on_day(NOW.date() - timedelta(days=27)))
    assert Clearance.objects.get().until == NOW.date()
    assert her.known().standing.gate is Gate.OPEN


def test_a_word_from_before_this_pregnancy_clears_nothing(her: Woman) -> None:
    her.screened(R1="yes")
    begin = her.pregnancy.due_date - timedelta(days=281)
    form = CLEARED | {"answers": "R1:yes"} | on_day(begin)
    response = her.post("/safety/clearance/", form)
    assert response.status_code == 422
    assert "longer ago than this pregnancy" in response.content.decode()


def test_a_word_from_before_the_birth_clears_nothing_after_it(her: Woman, clock: Any) -> None:
    her.pregnancy.due_date = NOW.date()
    her.pregnancy.save(update_fields=["due_date"])
    told = {"delivery": "vaginal", "epidural": "no", "deep_tear": "no"}
    born = {"born_0": "1", "born_1": "5", "born_2": "2026"}
    assert her.post("/safety/birth/", told | born).status_code == 303
    clock.shift(60)
    her.screened(NOW + timedelta(minutes=2), R19="yes")
    form = CLEARED | {"answers": "R19:yes"} | on_day(date(2026, 4, 30))
    response = her.post("/safety/clearance/", form)
    assert response.status_code == 422
    assert "before the birth" in response.content.decode()
    assert "first year" not in html(her, "/safety/clearance/")  # R19 counts for 28 days


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


def test_the_sheet_has_room_for_long_past_where_the_form_asks_it(her: Woman) -> None:
    """Some answers may be long past and some not: paper and form ask for the same ticks."""
    lasts = {id_: q.clearance for id_, q in content.questionnaire().questions.items()}
    past = next(id_ for id_, lasts_for in lasts.items() if lasts_for == "long_past")
    her.screened(NOW, Coverage.FULL, R1="yes", **{past: "yes"})
    sheet = html(her, "/safety/clearance/sheet/").split("<article", 1)[1]
    form = html(her, "/safety/clearance/")
    assert sheet.count("That is long past") == form.count("That is long past") == 1


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
