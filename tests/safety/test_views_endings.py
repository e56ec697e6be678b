"""Had the baby, no longer pregnant, paused: kind words, the signs that matter, no counting."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from exercises.telling import tell
from safety import content
from safety.history import Coverage
from safety.models import BirthTold, Draft, Pregnancy, StateTold
from safety.standing import Status
from safety.vocabulary import Gate, State
from tests.people import NOW, Woman
from tests.safety.births import (
    AFTER_BIRTH,
    BIRTH,
    LATER,
    NO_LONGER,
    TAKE_BACK,
    TODAY,
    body,
    gives_birth,
    told,
)

# Anyone may read


@pytest.mark.parametrize("address", [AFTER_BIRTH, NO_LONGER])
def test_anyone_may_read_it(client: Client, db: None, address: str) -> None:
    page = client.get(address)
    assert page.status_code == 200
    assert content.questionnaire().questions["E1"].label in page.content.decode()


# No longer pregnant


def test_one_tap_in_the_footer_ends_it_and_asks_nothing(her: Woman) -> None:
    her.screened()
    foot = body(her, "/exercises/").split("<footer", 1)[1]
    assert f'<form method="post" action="{NO_LONGER}">' in foot
    assert her.post(NO_LONGER).status_code == 303
    pregnancy = Pregnancy.objects.get()
    assert (pregnancy.state, pregnancy.ended_on) == ("no_longer", TODAY)
    assert "weeks" not in body(her, "/safety/").split("<main")[1]
    assert NO_LONGER + '">The few signs' in body(her, "/today/").split("<footer", 1)[1]


def test_twice_or_by_a_stranger_changes_nothing(her: Woman) -> None:
    her.post(NO_LONGER)
    before = list(Pregnancy.objects.values())
    her.post(NO_LONGER)
    Client().post(NO_LONGER)
    assert list(Pregnancy.objects.values()) == before
    assert StateTold.objects.count() == 1


def test_it_was_a_mistake_for_ten_minutes_and_both_stay_in_the_record(
    her: Woman, clock: time_machine.Traveller
) -> None:
    her.screened()
    her.post(NO_LONGER)
    clock.move_to(NOW + timedelta(minutes=10))
    assert "It was a mistake" in body(her, NO_LONGER)
    assert her.post(TAKE_BACK).status_code == 303
    assert her.known(NOW + timedelta(minutes=10)).standing.status is Status.GOOD
    assert [row.state for row in StateTold.objects.order_by("at")] == ["no_longer", "pregnant"]


def test_after_ten_minutes_it_can_no_longer_be_taken_back(
    her: Woman, clock: time_machine.Traveller
) -> None:
    her.post(NO_LONGER)
    clock.move_to(NOW + timedelta(minutes=10, seconds=1))
    assert "It was a mistake" not in body(her, NO_LONGER)
    assert her.post(TAKE_BACK).status_code == 409
    assert Pregnancy.objects.get().state == State.NO_LONGER


def test_the_few_signs_are_kept_for_six_weeks(her: Woman, clock: time_machine.Traveller) -> None:
    her.post(NO_LONGER)
    label = content.questionnaire().questions["U7"].label
    for days, kept in ((41, True), (42, False)):
        clock.move_to(NOW + timedelta(days=days))
        assert (label in body(her, NO_LONGER)) is kept


@pytest.mark.parametrize("sign", ["U5a", "U5b", "U5c", "U5d"])
def test_signs_of_high_blood_pressure_still_matter_after_any_ending(
    her: Woman, clock: time_machine.Traveller, sign: str
) -> None:
    label = content.questionnaire().questions[sign].label
    her.post(NO_LONGER)
    assert label in body(her, NO_LONGER)
    clock.shift(timedelta(days=42))
    assert label not in body(her, NO_LONGER)


def test_a_low_mood_is_spoken_of_and_not_only_a_crisis(her: Woman) -> None:
    her.post(NO_LONGER)
    assert "low or anxious most days for two weeks" in body(her, NO_LONGER)


def test_she_may_keep_or_erase_and_has_somebody_to_talk_to(her: Woman) -> None:
    her.person.country = "GB"
    her.person.save()
    her.post(NO_LONGER)
    page = body(her, NO_LONGER)
    assert "/account/erase/" in page
    assert "/log/" in page
    assert "tel:08000147800" in page


def test_where_no_support_is_known_the_crisis_line_is_there(her: Woman) -> None:
    her.person.country = "IN"
    her.person.save()
    her.post(NO_LONGER)
    assert "tel:14416" in body(her, NO_LONGER)


# A birth


def test_a_birth_is_stored_and_the_questions_come_again(her: Woman) -> None:
    her.pregnancy.due_date = TODAY
    her.pregnancy.save()
    gives_birth(her, delivery="caesarean", epidural="yes", deep_tear="unknown")
    row = BirthTold.objects.get()
    assert (row.on, row.delivery, row.epidural, row.deep_tear, row.bereaved) == (
        TODAY,
        "caesarean",
        True,
        None,
        False,
    )
    found = her.known()
    assert (found.facts.gestation_days, found.facts.days_after_birth) == (None, 0)
    assert (found.standing.status, found.standing.gate) == (Status.NEVER, Gate.SHUT)


@pytest.mark.parametrize(("blank", "field"), [("delivery", "delivery"), ("epidural", "epidural")])
def test_a_blank_is_asked_about_and_ends_nothing(her: Woman, blank: str, field: str) -> None:
    assert her.post(BIRTH, told() | {blank: ""}).status_code == 422
    assert Pregnancy.objects.get().state == State.PREGNANT


def test_a_birth_before_twenty_weeks_is_shown_the_other_way(her: Woman) -> None:
    her.pregnancy.due_date = TODAY + timedelta(days=200)
    her.pregnancy.save()
    response = her.post(BIRTH, told())
    assert response.status_code == 422
    assert "no longer pregnant" in response.content.decode().split("<main")[1]


def test_a_newcomer_gives_her_due_date_with_the_birth(
    client: Client, db: None, clock: time_machine.Traveller
) -> None:
    due = {"due_date_0": "4", "due_date_1": "5", "due_date_2": "2026"}
    assert client.post(BIRTH, told()).status_code == 422
    assert client.post(BIRTH, told() | due).status_code == 303
    assert BirthTold.objects.get().pregnancy.state == State.AFTER_BIRTH


def test_after_birth_the_same_questions_lead_to_what_fits(
    nine_days_after: Woman, clock: time_machine.Traveller
) -> None:
    her = nine_days_after
    clock.shift(timedelta(minutes=1))
    her.screened(LATER)
    found = her.known(LATER)
    assert (found.words, found.standing.gate) == ("9 days after the birth", Gate.OPEN)
    tell(person=her.person, answers={}, now=NOW)  # "ask me later" about her room
    page = body(her, "/today/")
    assert "9 days after the birth" in page
    assert "Start, " in page
    assert "after the birth" in body(her, "/exercises/half_kneel_hip_flexor/")


@pytest.mark.parametrize(("epidural", "asked"), [("yes", True), ("unknown", True), ("no", False)])
def test_what_follows_an_epidural_is_asked_after_one(
    her: Woman, epidural: str, asked: bool
) -> None:
    her.pregnancy.due_date = TODAY
    her.pregnancy.save()
    gives_birth(her, epidural=epidural)
    assert ("E12" in her.clean_answers()) is asked
    assert ("U14-headache" in her.clean_answers()) is asked


def test_a_deep_tear_comes_ticked(her: Woman) -> None:
    her.pregnancy.due_date = TODAY
    her.pregnancy.save()
    gives_birth(her, deep_tear="yes")
    her.post("/safety/screening/")
    assert Draft.objects.get().answers == {"R19-birth": "yes"}


def test_it_lasts_two_weeks_or_to_the_next_phase(nine_days_after: Woman) -> None:
    her = nine_days_after
    her.screened(LATER)
    assert her.known(LATER).standing.again_on == TODAY + timedelta(days=14)
    in_phase = NOW + timedelta(days=32)  # 41 days after
    her.screened(in_phase)
    assert her.known(in_phase).standing.again_on == in_phase.date() + timedelta(days=1)
    where = her.known(in_phase + timedelta(days=1)).standing
    assert where.status is Status.AGAIN
    assert "R19-birth" in where.ask_again
    assert "R6" not in where.ask_again


def test_a_sign_after_the_birth_still_shuts_once_the_birth_is_corrected(
    nine_days_after: Woman,
) -> None:
    her = nine_days_after
    her.screened(NOW + timedelta(minutes=1), E1="yes")
    her.post(BIRTH, told(TODAY - timedelta(days=8)))
    assert her.known(NOW + timedelta(minutes=2)).standing.status is Status.WAITING


def test_a_sign_before_the_birth_no_longer_stands_in_the_way(her: Woman) -> None:
    her.pregnancy.due_date = TODAY
    her.pregnancy.save()
    her.screened(NOW - timedelta(days=1), U2="yes")
    assert her.known().standing.status is Status.WAITING
    her.post(BIRTH, told())
    assert her.known().standing.status is Status.NEVER


def test_an_urgent_check_before_the_birth_opens_nothing_after_it(her: Woman) -> None:
    her.pregnancy.due_date = TODAY
    her.pregnancy.save()
    her.screened(NOW - timedelta(hours=1), coverage=Coverage.URGENT)
    her.post(BIRTH, told())
    assert her.known().standing.gate is Gate.SHUT


def test_a_birth_told_by_mistake_is_taken_back_with_all_she_had(her: Woman) -> None:
    her.pregnancy.due_date = TODAY
    her.pregnancy.save()
    gives_birth(her)
    assert "It was a mistake" in body(her, AFTER_BIRTH)
    assert her.post(TAKE_BACK).status_code == 303
    assert her.known().facts.gestation_days == 280
    assert BirthTold.objects.count() == 1
    assert "It was a mistake" not in body(her, AFTER_BIRTH)


@pytest.mark.parametrize("delivery", ["vaginal", "caesarean"])
@pytest.mark.parametrize("days", [0, 3, 10, 50])
def test_there_is_always_something_gentle_for_her(her: Woman, delivery: str, days: int) -> None:
    her.pregnancy.due_date = TODAY - timedelta(days=days)
    her.pregnancy.save()
    gives_birth(her, TODAY - timedelta(days=days), delivery=delivery)
    BirthTold.objects.update(at=NOW - timedelta(minutes=1))
    StateTold.objects.update(at=NOW - timedelta(minutes=1))
    her.screened()
    tell(person=her.person, answers={}, now=NOW)  # "ask me later" about her room
    assert "Start, " in body(her, "/today/")


def test_a_birth_without_its_day_is_asked_for(her: Woman) -> None:
    Pregnancy.objects.update(state=State.AFTER_BIRTH, ended_on=TODAY)
    assert "When did you give birth?" in body(her, "/today/")


def test_after_a_year_nothing_is_planned(nine_days_after: Woman) -> None:
    at = NOW + timedelta(days=357)
    assert nine_days_after.known(at).standing.status is Status.YEAR_OVER


def test_new_dates_after_a_birth_begin_another_pregnancy(nine_days_after: Woman) -> None:
    her = nine_days_after
    due = {"due_0": "7", "due_1": "12", "due_2": "2026", "by": "due_date"}
    assert her.post("/safety/screening/dates/confirm/", due).status_code == 303
    assert sorted(Pregnancy.objects.values_list("state", flat=True)) == ["after_birth", "pregnant"]
    assert her.known().facts.days_after_birth is None


# A pause


def test_a_pause_stops_plans_and_coming_back_opens_them_again(her: Woman) -> None:
    her.screened()
    her.post("/safety/pause/", {"pause": "yes"})
    page = body(her, "/today/")
    assert "Everything is paused" in page
    assert "Start, " not in page
    assert "weeks +" not in page
    assert her.known().standing.gate is Gate.SHUT
    assert "Come back" in body(her, "/safety/pause/")
    her.post("/safety/pause/", {"pause": "no"})
    assert her.known().standing.status is Status.GOOD


def test_a_pause_hides_no_sign_that_waits(her: Woman) -> None:
    her.screened(U7="yes")
    her.post("/safety/pause/", {"pause": "yes"})
    assert her.known().standing.status is Status.WAITING


def test_nobody_infers_a_birth_from_a_date(her: Woman) -> None:
    her.pregnancy.due_date = TODAY - timedelta(days=30)
    her.pregnancy.save()
    assert her.known().standing.status is Status.INVALID_DATES
    assert Pregnancy.objects.get().state == State.PREGNANT
