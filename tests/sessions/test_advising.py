"""The one card about her sessions: after each, and on the page of today."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from safety import recording, states
from safety.birth import Birth, Delivery
from safety.content import signs
from safety.history import Coverage, Said
from safety.models import Clearance, Screening
from safety.vocabulary import Act, Gate
from sessions import review as rules
from sessions.advising import PHONE, WEEKS
from sessions.models import GuidedSession, PainLog
from sessions.review import Trigger
from tests.people import NOW, Woman
from tests.sessions.advised import A_DAY, over, with_morning, with_sign

TOO_MUCH = "That was too much: rest your back for a day or two"
LESS = "Do a little less next time"
ASK = "Talk to your midwife or doctor before another session"
PHONE_NOW = "Phone your maternity unit now, day or night"
ANSWER_AGAIN = "Answer the safety questions again"


def today(her: Woman) -> str:
    return str(her.client.get("/today/").content.decode())


def summary(her: Woman, row: GuidedSession) -> str:
    return str(her.client.get(f"/sessions/{row.pk}/summary/").content.decode())


def told(her: Woman, days: float, pain: int) -> None:
    at = NOW - days * A_DAY
    PainLog.objects.create(person=her.person, on=at.date(), pain=pain, at=at)


# After a session


@pytest.mark.parametrize(
    ("worst", "title", "level"),
    [
        (4, "The same again is right", "is-good"),
        (6, LESS, "is-good"),
        (7, TOO_MUCH, "is-ask_first"),
        (9, PHONE_NOW, "is-today"),
    ],
)
def test_the_summary_says_how_her_back_took_it(
    ready: Woman, worst: int, title: str, level: str
) -> None:
    body = summary(ready, over(ready, 0.1, worst=worst, pain_after=3))
    assert title in body
    assert f"level-card {level}" in body
    assert body.count("level-card") == 1


def test_a_session_nothing_is_told_of_has_no_card(ready: Woman) -> None:
    assert "level-card" not in summary(ready, over(ready, 0.1, worst=None))


def test_too_much_leads_to_the_questions(ready: Woman) -> None:
    body = summary(ready, over(ready, 0.1, worst=7))
    assert ANSWER_AGAIN in body
    assert 'href="/safety/screening/"' in body


@pytest.mark.parametrize(("about", "title"), [("w12/eases", TOO_MUCH), ("w13/going", ASK)])
def test_a_sign_counts_whatever_the_numbers(ready: Woman, about: str, title: str) -> None:
    assert title in summary(ready, with_sign(over(ready, 0.1), about))


@pytest.mark.parametrize("about", ["w1/light", "w18/noticed", ""])
def test_other_signs_are_left_to_safety(ready: Woman, about: str) -> None:
    assert TOO_MUCH not in summary(ready, with_sign(over(ready, 0.1), about))


def test_the_second_too_much_in_a_week_says_whom_to_ask(ready: Woman) -> None:
    first, second = over(ready, 5, worst=7), over(ready, 0.1, worst=7)
    assert TOO_MUCH in summary(ready, first)
    assert ASK in summary(ready, second)


def test_an_old_session_still_says_how_it_went(ready: Woman) -> None:
    assert LESS in summary(ready, over(ready, 90, worst=6))


def test_a_session_of_before_the_birth_still_says_how_it_went(ready: Woman) -> None:
    row = over(ready, 3, worst=9)
    states.end_pregnancy(person=ready.person, now=NOW)
    assert PHONE_NOW in summary(ready, row)


# On the page of today


def test_with_nothing_to_say_nothing_is_said(ready: Woman) -> None:
    over(ready, 1.8)
    assert "level-card" not in today(ready)


@pytest.mark.parametrize(
    ("days", "worst", "title"), [(0.5, 6, LESS), (6, 6, LESS), (0.5, 7, TOO_MUCH)]
)
def test_the_last_session_is_still_spoken_of_and_nothing_shut(
    ready: Woman, days: float, worst: int, title: str
) -> None:
    over(ready, days, worst=worst)
    body = today(ready)
    assert title in body
    assert "Start, " in body


@pytest.mark.parametrize(("days", "said"), [(6, True), (7.1, False)])
def test_too_much_is_spoken_of_for_a_week_while_the_questions_are_not_answered(
    ready: Woman, days: float, said: bool
) -> None:
    Screening.objects.update(at=NOW - 9 * A_DAY)
    over(ready, days, worst=7)
    assert (TOO_MUCH in today(ready)) is said


def test_after_a_better_session_a_little_too_much_is_forgotten(ready: Woman) -> None:
    over(ready, 3, worst=6)
    over(ready, 1.8)
    assert "level-card" not in today(ready)


def test_after_a_better_session_too_much_is_not_forgotten(ready: Woman) -> None:
    over(ready, 1.2, worst=7)
    over(ready, 0.8)
    assert TOO_MUCH in today(ready)


def test_answering_the_questions_leaves_only_the_rest(ready: Woman) -> None:
    over(ready, 0.5, worst=7)
    assert ANSWER_AGAIN in today(ready)
    ready.screened(NOW - A_DAY / 4)
    body = today(ready)
    assert TOO_MUCH in body
    assert ANSWER_AGAIN not in body


def test_a_bad_morning_turns_a_good_session(ready: Woman) -> None:
    row = over(ready, 0.8)
    assert TOO_MUCH not in today(ready)
    ready.post(f"/sessions/{row.pk}/morning/", {"pain": "6"})
    assert TOO_MUCH in today(ready)


def test_the_second_too_much_asks_first_until_told_to_carry_on(ready: Woman) -> None:
    over(ready, 5, worst=7)
    over(ready, 0.5, worst=7)
    assert ASK in today(ready)
    told_to_carry_on(ready, U11="yes")
    assert ASK not in today(ready)
    assert TOO_MUCH in today(ready)


def told_to_carry_on(her: Woman, **sign: str) -> None:
    shut = her.screened(NOW - A_DAY / 3, Coverage.FULL, **sign)
    recording.record_contact(
        person=her.person,
        pregnancy=her.pregnancy,
        about=shut.pk,
        said=Said.CARRY_ON,
        now=NOW - A_DAY / 4,
    )
    her.screened(NOW - A_DAY / 5)


def test_carrying_on_after_another_sign_says_nothing_about_her_back(ready: Woman) -> None:
    over(ready, 5, worst=7)
    over(ready, 0.5, worst=7)
    told_to_carry_on(ready, U1="yes")
    assert ASK in today(ready)


def test_severe_pain_late_after_a_birth_phones_today_and_not_at_night(ready: Woman) -> None:
    row = over(ready, 0.01, worst=9)
    born = NOW.date() - 60 * A_DAY
    ready.pregnancy.due_date = born
    ready.pregnancy.save()
    birth = Birth(born, Delivery.VAGINAL)
    states.record_birth(
        person=ready.person,
        pregnancy=ready.pregnancy,
        due=born,
        birth=birth,
        now=NOW - 50 * A_DAY,
    )
    page = summary(ready, row)
    assert PHONE[Act.TODAY] in page
    assert PHONE_NOW not in page


def test_a_sign_tapped_by_mistake_does_not_count(ready: Woman) -> None:
    row = with_sign(over(ready, 0.5), "w13/stays")
    sign = next(each for each in signs() if each.id == "w13")
    stop = recording.record_stop(
        person=ready.person,
        pregnancy=ready.pregnancy,
        sign=sign,
        answer=next(a for a in sign.answers if a.id == "stays"),
        context=row.pk,
        now=NOW - A_DAY / 2,
    )
    recording.record_contact(
        person=ready.person,
        pregnancy=ready.pregnancy,
        about=stop.pk,
        said=Said.MISTAKE,
        now=NOW - A_DAY / 2,
    )
    assert ASK not in today(ready)
    with_sign(row, "w13/going")
    assert ASK in today(ready)


def test_a_sign_she_spoke_about_is_no_mistake_afterwards(ready: Woman) -> None:
    row = with_sign(over(ready, 0.5), "w13/stays")
    sign = next(each for each in signs() if each.id == "w13")
    stop = recording.record_stop(
        person=ready.person,
        pregnancy=ready.pregnancy,
        sign=sign,
        answer=next(a for a in sign.answers if a.id == "stays"),
        context=row.pk,
        now=NOW - A_DAY / 2,
    )
    for hours, said in ((2, Said.CARRY_ON), (1, Said.MISTAKE)):
        recording.record_contact(
            person=ready.person,
            pregnancy=ready.pregnancy,
            about=stop.pk,
            said=said,
            now=NOW - hours * A_DAY / 24,
        )
    assert TOO_MUCH in today(ready)


def test_severe_pain_in_her_log_says_to_phone_and_gives_the_number(ready: Woman) -> None:
    User.objects.filter(pk=ready.person.pk).update(unit_phone="0123 456789")
    told(ready, 0.5, 9)
    body = today(ready)
    assert PHONE_NOW in body
    assert 'href="tel:0123456789"' in body
    assert 'href="/safety/screening/"' in body


def test_without_a_number_it_asks_for_one(ready: Woman) -> None:
    told(ready, 0.5, 9)
    assert 'href="/safety/unit/"' in today(ready)


def test_only_the_most_urgent_is_shown(ready: Woman) -> None:
    over(ready, 5, worst=7)
    over(ready, 0.5, worst=7)
    told(ready, 0.5, 9)
    body = today(ready)
    assert PHONE_NOW in body
    assert ASK not in body
    assert body.count("level-card") == 1


def test_severe_pain_before_her_answers_has_been_looked_at(ready: Woman) -> None:
    told(ready, 2, 9)
    assert PHONE_NOW not in today(ready)


def test_severe_pain_the_next_morning_says_to_phone(ready: Woman) -> None:
    with_morning(over(ready, 1.2, before=8, worst=8), 9, NOW - A_DAY / 6)
    assert PHONE_NOW in today(ready)


@pytest.mark.parametrize(
    ("before", "titles"),
    [
        ((5, 5, 5), "Tell your midwife about your back"),
        ((3, 3, 5), ASK),
        ((3, 3, 6), "Phone your maternity unit today"),
    ],
)
def test_her_weeks_are_looked_at(ready: Woman, before: tuple[int, ...], titles: str) -> None:
    for week, pain in enumerate(before):
        for day in (0, 2, 6):
            over(ready, 7 * (2 - week) + day + 0.1, before=pain, worst=pain)
    assert titles in today(ready)


@pytest.mark.parametrize("changes", [{"U1": "yes"}, {"E10": "yes"}])
def test_while_safety_holds_her_back_nothing_else_is_said(
    her: Woman, catalogue_rows: None, changes: dict[str, str]
) -> None:
    told(her, 0.5, 9)
    her.screened(NOW, Coverage.FULL, **changes)
    body = today(her)
    assert PHONE_NOW not in body
    assert body.count("level-card") == 1


def test_somebody_elses_pain_is_not_hers(ready: Woman) -> None:
    told(ready, 0.5, 9)
    over(ready, 0.5, worst=7)
    other = User.objects.create_guest()
    PainLog.objects.update(person=other)
    GuidedSession.objects.update(person=other)
    assert "level-card" not in today(ready)


def test_after_the_pregnancy_nothing_is_said(ready: Woman) -> None:
    told(ready, 0.5, 9)
    states.end_pregnancy(person=ready.person, now=NOW)
    assert PHONE_NOW not in today(ready)


def queries(her: Woman, address: str) -> int:
    her.client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert her.client.get(address).status_code == 200
    return len(seen)


def test_a_long_history_takes_no_more_queries(ready: Woman) -> None:
    for n in range(60):
        row = with_sign(over(ready, n + 0.8, worst=7), "w12/eases")
        told(ready, n, 8)
    assert queries(ready, "/today/") <= 13
    assert queries(ready, f"/sessions/{row.pk}/summary/") <= 14


# The words

SOOTHING = ("probably", "%", "!", "safe for you", "simply", "posture")


def test_no_card_soothes_falsely_or_shouts() -> None:
    words = [*PHONE.values(), *(word for each in WEEKS.values() for word in each)]
    assert [word for word in words if any(each in word.lower() for each in SOOTHING)] == []


def test_every_review_has_its_words() -> None:
    named = {value.reason.rule for value in vars(rules).values() if isinstance(value, Trigger)}
    urgent = {"review-up-three", "review-eight-for-days"}
    assert named - urgent == set(WEEKS)


# Cleared after a pause

CLEARED = "/sessions/cleared/"
SAID_YES = {"spoken_with": "Ann, midwife", "spoken_on": "2026-05-04"}


def about_on(her: Woman) -> dict[str, str]:
    """What the form carries unseen, as it is shown now."""
    page = her.client.get(CLEARED).content.decode()
    return {"about": page.partition('name="about" value="')[2].partition('"')[0]}


def paused(her: Woman) -> None:
    over(her, 5, worst=7)
    over(her, 0.2, worst=7)
    assert ASK in today(her)
    assert CLEARED in today(her)


def test_a_clearance_ends_the_pause_and_only_that(ready: Woman) -> None:
    paused(ready)
    assert ready.post(CLEARED, SAID_YES | about_on(ready)).status_code == 303
    assert ASK not in today(ready)
    row = Clearance.objects.get()
    assert (row.cleared_by, row.limits, row.most_minutes) == ("Ann, midwife", [], None)
    ready.screened(NOW, Coverage.FULL, R3="yes")
    assert ready.known().standing.gate is Gate.BREATHING


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"spoken_with": ""},
        {"spoken_on": ""},
        {"spoken_on": "2026-05-05"},  # it has not come yet
        {"spoken_on": "2026-04-30"},  # before the session that was too much
    ],
)
def test_a_clearance_that_does_not_say_enough_ends_no_pause(
    ready: Woman, wrong: dict[str, str]
) -> None:
    paused(ready)
    told = (SAID_YES | wrong) if wrong else {}
    answer = ready.post(CLEARED, told | about_on(ready))
    assert answer.status_code == 422
    assert ASK in today(ready)


def test_too_much_again_after_a_clearance_pauses_again(ready: Woman) -> None:
    paused(ready)
    ready.post(CLEARED, SAID_YES | about_on(ready))
    over(ready, -0.1, worst=7)
    with time_machine.travel(NOW + A_DAY / 2, tick=False):
        assert ASK not in today(ready)  # one is not two
        over(ready, -0.4, worst=7)
        assert ASK in today(ready)


def test_a_word_about_her_sessions_ends_no_pause_after_one_it_did_not_know_of(
    ready: Woman,
) -> None:
    paused(ready)
    form = SAID_YES | about_on(ready)
    over(ready, 0.1, worst=7)  # in another tab, with the form open
    answer = ready.post(CLEARED, form)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "<title>Error:" in page
    assert about_on(ready)["about"] in page  # the form anew, about what is there now
    assert not Clearance.objects.exists()
    assert ASK in today(ready)


def test_the_questions_are_asked_for_once(ready: Woman) -> None:
    """Paused, and due to be asked anyway: two cards, and only one of them asks."""
    paused(ready)
    with time_machine.travel(NOW + 14 * A_DAY, tick=False):
        over(ready, -13, worst=7)
        over(ready, -13.5, worst=7)
        page = today(ready)
        assert ASK in page
        assert "A few questions first" in page
        main = page.split("<main", 1)[1].split("</main>", 1)[0]
        assert main.count('href="/safety/screening/"') == 1
        assert CLEARED in main


@pytest.mark.parametrize("about", [None, "", "made-up", "<b>"])
def test_a_word_about_nothing_ends_no_pause(ready: Woman, about: str | None) -> None:
    paused(ready)
    form = SAID_YES | ({} if about is None else {"about": about})
    assert ready.post(CLEARED, form).status_code == 409
    assert not Clearance.objects.exists()


def test_where_nothing_is_paused_there_is_nothing_to_clear(ready: Woman) -> None:
    assert ready.client.get(CLEARED)["Location"] == "/today/"
    assert ready.post(CLEARED, SAID_YES)["Location"] == "/today/"
    assert not Clearance.objects.exists()


def test_a_sign_is_not_cleared_on_the_page_of_a_pause(ready: Woman) -> None:
    paused(ready)
    ready.screened(NOW, Coverage.FULL, U1="yes")
    assert ready.post(CLEARED, SAID_YES)["Location"] == "/today/"
    assert not Clearance.objects.exists()
