"""A sign that waits: neither midnight past 43 weeks, nor a year gone by, nor a birth hides it."""

from datetime import timedelta
from typing import Any

import pytest

from safety.history import Coverage
from safety.standing import Status
from safety.vocabulary import Gate
from tests.people import NOW, Woman
from tests.safety.births import BIRTH, TODAY, told
from tests.safety.test_views_stale_forms import about_on, stop
from tests.safety.test_views_waiting import CONTACT, MISTAKE, SPOKEN, STANDING, html

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
AMBULANCE = "Call an ambulance now"
CRISIS = "Please talk to someone now"
ASKED = "Have you had your baby, or is the date wrong?"


def main(her: Woman, address: str = STANDING) -> str:
    return html(her, address).split("<main", 1)[1].split("</main>", 1)[0]


def past_due(her: Woman, days: int) -> None:
    her.pregnancy.due_date = TODAY - timedelta(days=days)
    her.pregnancy.save(update_fields=["due_date"])


# Past 43+0


def test_midnight_past_43_weeks_hides_no_emergency(her: Woman, clock: Any) -> None:
    past_due(her, 21)
    stop(her, "w1", "heavy", ago=MINUTE)
    clock.shift(DAY)
    assert AMBULANCE in html(her)
    assert "I am 43 weeks and 1 day pregnant." in html(her)
    assert "Get this looked at first" in main(her, "/today/")
    assert "weeks" not in main(her, "/today/")


def test_a_sign_tapped_past_43_weeks_is_shown_at_once(her: Woman) -> None:
    past_due(her, 25)
    stop(her, "w4", "pain", ago=MINUTE)
    assert AMBULANCE in html(her)


def test_with_dates_that_have_not_begun_she_says_no_week_on_the_phone(her: Woman) -> None:
    past_due(her, -300)
    stop(her, "w1", "heavy", ago=MINUTE)
    assert "“I am pregnant.”" in html(her)


def test_past_43_weeks_a_call_settles_the_sign_and_then_the_date_is_asked(her: Woman) -> None:
    past_due(her, 25)
    stop(her, "w1", "heavy", ago=MINUTE)
    her.post(CONTACT, SPOKEN | {"about": about_on(her, CONTACT)})
    assert ASKED in html(her)
    assert her.known(NOW + MINUTE).standing.gate is Gate.SHUT
    assert 'name="state"' in html(her, "/safety/screening/")


def test_past_43_weeks_a_mistaken_tap_is_taken_back(her: Woman) -> None:
    past_due(her, 25)
    stop(her, "w1", "heavy", ago=MINUTE)
    her.post(MISTAKE, {"about": about_on(her, STANDING)})
    assert ASKED in html(her)


def test_past_43_weeks_thoughts_of_harm_keep_their_page_that_day(her: Woman, clock: Any) -> None:
    past_due(her, 25)
    her.screened(NOW - MINUTE, E10="yes")
    assert CRISIS in html(her)
    clock.shift(DAY)
    assert ASKED in html(her)


def test_rest_only_opens_nothing_past_43_weeks(her: Woman, clock: Any) -> None:
    past_due(her, 21)
    stop(her, "w1", "heavy", ago=MINUTE)
    her.post(CONTACT, SPOKEN | {"said": "rest_only", "about": about_on(her, CONTACT)})
    assert her.known(NOW + MINUTE).standing.gate is Gate.REST
    clock.shift(timedelta(hours=13))
    where = her.known(NOW + timedelta(hours=13)).standing
    assert (where.status, where.gate) == (Status.WAITING, Gate.SHUT)


def test_past_43_weeks_she_can_say_where_she_is_while_a_sign_waits(her: Woman) -> None:
    """No question is asked by a week that cannot be."""
    past_due(her, 25)
    stop(her, "w1", "heavy", ago=MINUTE)
    assert 'name="state"' in html(her, "/safety/screening/")
    her.post(BIRTH, told(TODAY - 5 * DAY))
    assert AMBULANCE in html(her)


@pytest.mark.parametrize("days", [15, 22])
def test_the_page_of_her_dates_counts_no_week_past_42(her: Woman, days: int) -> None:
    past_due(her, days)
    assert "Today you are" not in html(her, "/safety/dates/")


# A year after a birth


def test_a_year_gone_by_hides_no_emergency(her: Woman, clock: Any) -> None:
    past_due(her, 0)
    her.post(BIRTH, told())
    clock.shift(365 * DAY)
    stop(her, "w1", "heavy", ago=-365 * DAY)
    clock.shift(DAY)
    assert AMBULANCE in html(her)
    assert "I gave birth 52 weeks ago." in html(her)
    assert "Get this looked at first" in main(her, "/today/")
    her.post(
        CONTACT,
        SPOKEN | {"spoken_on": (TODAY + 366 * DAY).isoformat(), "about": about_on(her, CONTACT)},
    )
    assert "A year has gone by" in html(her)


# A birth told for the day of the sign


@pytest.mark.parametrize("loss", ["no", "yes"])
@pytest.mark.parametrize("as_stop", [True, False])
def test_a_birth_told_for_today_leaves_an_emergency_of_today_waiting(
    her: Woman, clock: Any, as_stop: bool, loss: str
) -> None:
    past_due(her, 0)
    if as_stop:
        stop(her, "w1", "heavy", ago=MINUTE)
    else:
        her.screened(NOW - MINUTE, E1="yes")
    her.post(BIRTH, told(loss=loss))
    assert AMBULANCE in html(her)
    assert "I gave birth today." in html(her)
    assert "Get this looked at first" in main(her, "/today/")
    clock.shift(60)
    her.post(CONTACT, SPOKEN | {"about": about_on(her, CONTACT)})
    assert AMBULANCE not in html(her)
    assert her.known(NOW + 2 * MINUTE).standing.gate is Gate.SHUT  # all questions come first


def test_what_a_call_settled_before_the_birth_was_told_is_settled(her: Woman, clock: Any) -> None:
    past_due(her, 0)
    stop(her, "w1", "heavy", ago=2 * MINUTE)
    her.post(CONTACT, SPOKEN | {"about": about_on(her, CONTACT)})
    clock.shift(60)
    her.post(BIRTH, told())
    assert her.known(NOW + 2 * MINUTE).standing.status is Status.NEVER


def test_not_yet_said_before_the_birth_was_told_holds_after_it(her: Woman, clock: Any) -> None:
    past_due(her, 0)
    stop(her, "w1", "heavy", ago=2 * MINUTE)
    her.post(CONTACT, SPOKEN | {"said": "not_yet", "about": about_on(her, CONTACT)})
    clock.shift(60)
    her.post(BIRTH, told())
    assert her.known(NOW + 2 * MINUTE).standing.status is Status.NOT_YET


def test_the_mistake_can_be_told_after_the_birth(her: Woman, clock: Any) -> None:
    past_due(her, 0)
    stop(her, "w1", "heavy", ago=MINUTE)
    her.post(BIRTH, told())
    clock.shift(60)
    her.post(MISTAKE, {"about": about_on(her, STANDING)})
    assert her.known(NOW + 2 * MINUTE).standing.status is Status.NEVER


@pytest.mark.parametrize("loss", ["no", "yes"])
@pytest.mark.parametrize("sign", ["U1", "U2", "U3", "U4"])
def test_labour_itself_is_no_sign_once_she_has_given_birth(
    her: Woman, sign: str, loss: str
) -> None:
    past_due(her, 0)
    her.screened(NOW - MINUTE, Coverage.FULL, **{sign: "yes"})
    her.post(BIRTH, told(loss=loss))
    assert her.known(NOW + MINUTE).standing.status is Status.NEVER


@pytest.mark.parametrize("sign", ["U5a", "U7", "U9", "U10", "U16"])
def test_a_sign_that_matters_after_a_birth_waits_as_well(her: Woman, sign: str) -> None:
    past_due(her, 0)
    her.screened(
        NOW - MINUTE, Coverage.FULL, **{sign: "yes"}, **({"U5-bp": "no"} if sign == "U5a" else {})
    )
    her.post(BIRTH, told())
    assert her.known(NOW + MINUTE).standing.status is Status.WAITING


def test_nothing_else_of_the_day_is_carried_over_a_birth(her: Woman, clock: Any) -> None:
    """None of its other answers stands in for the questions, or comes ticked."""
    past_due(her, 0)
    row = her.screened(NOW - MINUTE, E1="yes", R1="yes", A1="yes")
    her.post(BIRTH, told())
    found = her.known(NOW + MINUTE)
    kept = next(s for s in found.history.screenings if s.key == str(row.pk))
    assert set(kept.answers) <= {"E1", "E10"}


def test_a_sign_of_the_day_before_was_looked_at_there(her: Woman) -> None:
    past_due(her, 0)
    stop(her, "w1", "heavy", ago=DAY)
    her.post(BIRTH, told())
    assert her.known(NOW + MINUTE).standing.status is Status.NEVER


# Rest only, not yet


@pytest.mark.parametrize("said", ["rest_only", "not_yet"])
def test_while_she_rests_or_waits_the_emergency_number_is_there(her: Woman, said: str) -> None:
    stop(her, "w1", "heavy", ago=MINUTE)
    her.post(CONTACT, SPOKEN | {"said": said, "about": about_on(her, CONTACT)})
    assert AMBULANCE not in html(her)
    assert "tel:112" in main(her)


def test_while_she_waits_the_crisis_line_is_there_where_thoughts_of_harm_were_told(
    her: Woman, clock: Any
) -> None:
    her.person.country = "GB"
    her.person.save(update_fields=["country"])
    her.screened(NOW - MINUTE, E10="yes", U7="yes")
    her.post(CONTACT, SPOKEN | {"said": "not_yet", "about": about_on(her, CONTACT)})
    clock.shift(DAY)
    page = main(her)
    assert "Exercise stays closed for now" in page
    assert "tel:999" in page
    assert "tel:116123" in page
