"""Outcome pages, opening again, clearance, her unit's number: each in words and in order."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from accounts.models import User
from safety import content, recording
from safety.history import Coverage
from safety.models import Contact, Draft, Screening, Stop
from safety.shutters import NEW_OR_WORSE
from safety.standing import Status
from safety.vocabulary import Gate
from tests.people import NOW, Woman, new_woman

SPOKEN = {"spoken_with": "Ann, midwife", "spoken_on": NOW.date().isoformat()}


def html(her: Woman, address: str = "/safety/") -> str:
    response = her.client.get(address)
    assert response.status_code == 200
    return str(response.content.decode())


def test_a_stranger_is_sent_home(client: Client, db: None) -> None:
    for address in ("/safety/", "/safety/contact/", "/safety/clearance/", "/safety/unit/"):
        assert client.get(address)["Location"] == "/"


def test_before_any_dates_she_is_shown_where_to_start(client: Client, db: None) -> None:
    client.force_login(User.objects.create_guest())
    page = client.get("/safety/").content.decode()
    assert "/safety/screening/" in page


def test_clear_says_what_it_is_and_no_more(her: Woman) -> None:
    her.screened()
    page = html(her)
    assert "Nothing in your answers stops you from starting gentle exercise" in page
    assert "Nobody is watching over you here" in page
    assert "18 May" in page  # when she is asked again
    assert "safe for you" not in page.lower()


def test_adapted_says_which_answer_changes_what(her: Woman) -> None:
    her.screened(carpal_tunnel="yes", pgp="yes")
    page = html(her)
    questions = content.questionnaire().questions
    for id_ in ("carpal_tunnel", "pgp"):
        assert questions[id_].label in page
        assert questions[id_].grades[0].why in page


OUTCOMES = [
    pytest.param({}, id="clear"),
    pytest.param({"pgp": "yes"}, id="adapted"),
    pytest.param({"R3": "yes"}, id="ask first"),
    pytest.param({"A11": "yes"}, id="rest"),
    pytest.param({"U1": "yes"}, id="today"),
    pytest.param({"E1": "yes"}, id="emergency"),
    pytest.param({"E10": "yes"}, id="harm"),
]


@pytest.mark.parametrize("answers", OUTCOMES)
def test_every_outcome_says_whom_to_call(her: Woman, answers: dict[str, str]) -> None:
    her.screened(NOW, Coverage.FULL, **answers)
    if "E1" not in answers:
        assert "maternity notes" in html(her)
    her.person.unit_name, her.person.unit_phone = "St Anne", "020 7946 0001"
    her.person.save()
    assert "tel:02079460001" in html(her)
    assert "St Anne" in html(her)


@pytest.mark.parametrize("said", ["rest_only", "not_yet"])
def test_while_held_she_sees_whom_to_call(her: Woman, said: str) -> None:
    her.screened(U1="yes")
    her.post("/safety/contact/", SPOKEN | {"said": said})
    assert "maternity notes" in html(her)
    her.person.unit_phone = "020 7946 0001"
    her.person.save()
    assert "tel:02079460001" in html(her)


def test_after_a_birth_and_an_ending_the_number_stands_with_the_signs(her: Woman) -> None:
    her.person.unit_phone = "020 7946 0001"
    her.person.save()
    for address in ("/safety/after-birth/", "/safety/no-longer-pregnant/"):
        assert "tel:02079460001" in html(her, address)


@pytest.mark.parametrize(
    ("answers", "word"),
    [({}, "Clear"), ({"pgp": "yes"}, "Adapted for you"), ({"R3": "yes"}, "Ask first")],
)
def test_the_level_is_said_in_a_word_of_its_own(
    her: Woman, answers: dict[str, str], word: str
) -> None:
    her.screened(NOW, Coverage.FULL, **answers)
    said = re.search(r'<p class="level [^"]*">.*?</p>', html(her), re.S)
    assert said and re.sub(r"<[^>]+>", "", said[0]).strip() == word


def test_each_reason_names_its_rule_and_its_source(her: Woman) -> None:
    her.screened(A1="yes")
    page = html(her)
    question = content.questionnaire().questions["A1"]
    assert "Rule A1" in page
    assert question.grades[0].why in page
    assert content.sources()[question.sources[0]].title in page
    assert "Not yet reviewed by a clinician" in page


def test_ask_first_offers_slow_breathing_and_a_way_to_be_cleared(her: Woman) -> None:
    her.screened(R4="low_lying")
    page = html(her)
    assert "Talk to your midwife or doctor before you start" in page
    assert "Slow breathing" in page
    assert "/safety/clearance/" in page


def test_a_hard_lock_offers_no_clearance(her: Woman) -> None:
    her.screened(A2="yes")
    page = html(her)
    assert "/safety/clearance/" not in page
    assert "Slow breathing" in page


def test_advice_to_rest_offers_nothing_to_do(her: Woman) -> None:
    her.screened(A11="yes")
    page = html(her)
    assert "/today/" not in page.split("<main", 1)[1].split("</main>", 1)[0]
    assert "not even slow breathing" in page


def test_emergency_calls_first_and_shows_no_exercise(her: Woman) -> None:
    her.person.country = "GB"
    her.person.save(update_fields=["country"])
    her.screened(E1="yes")
    page = html(her)
    assert 'href="tel:999"' in page
    assert "Do not drive yourself" in page
    assert 'role="alert"' in page
    assert "/exercises/" not in page.split("<main", 1)[1].split("</main>", 1)[0]


def test_an_unknown_country_shows_every_number(her: Woman) -> None:
    her.screened(E1="yes")
    page = html(her)
    for country in content.countries().values():
        assert country.emergency in page


def test_today_dials_her_own_unit_and_gives_her_the_words(her: Woman) -> None:
    her.person.unit_phone, her.person.unit_name = "01632 960 123", "St Anne’s"
    her.person.save(update_fields=["unit_phone", "unit_name"])
    her.screened(U7="yes")
    page = html(her)
    assert 'href="tel:01632960123"' in page
    assert "I am 26 weeks and 3 days pregnant." in page
    assert content.questionnaire().questions["U7"].say in page


def test_without_a_number_she_can_put_it_there(her: Woman) -> None:
    her.screened(U7="yes")
    assert "/safety/unit/" in html(her)


def test_itching_says_phone_today_and_shuts_nothing(her: Woman) -> None:
    her.screened(U15="yes")
    assert her.known().standing.gate is Gate.OPEN
    assert content.questionnaire().questions["U15"].grades[0].advice in html(her)


# Thoughts of harm


@pytest.mark.parametrize("answer", ["yes", "not_sure"])
def test_thoughts_of_harm_have_a_calm_page_of_their_own(her: Woman, answer: str) -> None:
    her.person.country = "GB"
    her.person.save(update_fields=["country"])
    her.screened(E10=answer)
    page = html(her)
    crisis, unit, now = (page.index(w) for w in ("tel:116123", "maternity unit", "act on it now"))
    assert crisis < unit < now
    assert 'href="/safety/contact/"' not in page
    assert her.client.get("/safety/contact/")["Location"] == "/safety/"


def test_thoughts_of_harm_with_bleeding_call_an_ambulance_and_say_both(her: Woman) -> None:
    her.screened(E1="yes", E10="yes")
    page = html(her)
    assert "Call an ambulance now" in page
    assert "thoughts of harm" in page.lower()


def test_not_sure_of_thoughts_of_harm_has_the_same_page(her: Woman) -> None:
    her.screened(E10="not_sure")
    assert "Please talk to someone now" in html(her)


def test_what_she_was_not_sure_of_is_not_put_in_her_mouth(her: Woman) -> None:
    her.screened(E1="not_sure")
    page = html(her)
    question = content.questionnaire().questions["E1"]
    assert f"You were not sure about: <strong>{question.said}</strong>" in page
    assert question.say not in page
    assert f"I am not sure about {question.said}." in page


@pytest.mark.parametrize("sign", ["E1", "E7", "U4"])
def test_of_a_sign_she_is_not_sure_of_one_order_is_given_and_the_words_are_hers(
    her: Woman, sign: str
) -> None:
    her.screened(NOW, Coverage.FULL, **{sign: "not_sure"})
    page = html(her)
    band, words = page.split("</section>", 1)
    assert "Phone your maternity unit now" in band
    assert "call for help now" not in band.lower()
    spoken = words.split("I am not sure about ", 1)[1].split("</", 1)[0]
    assert not re.search(r"\byou", spoken), spoken


def test_no_plan_past_42_weeks_is_said_as_it_is_and_not_as_a_doubt(her: Woman) -> None:
    past_due(her, 15)
    her.screened(R21="not_sure")
    page = html(her)
    assert content.questionnaire().questions["R21"].say in page
    assert "I am not sure about" not in page


def test_thoughts_of_harm_hide_no_sign_below_them(her: Woman) -> None:
    her.screened(E10="yes", U7="yes")
    page = html(her)
    assert "Phone your maternity unit now" in page
    assert "thoughts of harm" in page.lower()
    assert her.known(NOW + timedelta(days=1)).standing.status is Status.WAITING


def test_on_another_day_she_is_asked_whether_she_would_like_to_go_on(
    her: Woman, clock: Any
) -> None:
    her.person.country = "GB"
    her.person.save(update_fields=["country"])
    her.screened(E10="yes")
    assert "Would you like to go on?" not in html(her)
    clock.shift(timedelta(days=1))
    page = html(her)
    question, crisis = page.index("Would you like to go on?"), page.index("tel:116123")
    assert question < crisis < page.index("Not today")
    assert "thoughts of harm" not in page.lower()  # it is her screen, on another day
    assert "Would you like to go on?" in html(her, "/today/")


# Past the due date


def past_due(her: Woman, days: int) -> None:
    her.pregnancy.due_date = NOW.date() - timedelta(days=days)
    her.pregnancy.save(update_fields=["due_date"])


@pytest.mark.parametrize("told", ["no", "not_sure"])
def test_at_42_weeks_without_a_plan_slow_breathing_is_shut_too(her: Woman, told: str) -> None:
    """The answer asked first at 41 weeks, and is *today* now, whatever the short check said."""
    past_due(her, 13)
    her.screened(R21=told)
    assert her.known().standing.gate is Gate.BREATHING
    at_42_weeks = NOW + timedelta(days=1)
    her.screened(at_42_weeks, Coverage.URGENT)
    assert her.known(at_42_weeks + timedelta(minutes=1)).standing.gate is Gate.SHUT


def test_at_42_weeks_with_a_plan_the_short_check_opens_slow_breathing(her: Woman) -> None:
    past_due(her, 13)
    her.screened(R21="yes")
    at_42_weeks = NOW + timedelta(days=1)
    her.screened(at_42_weeks, Coverage.URGENT)
    assert her.known(at_42_weeks + timedelta(minutes=1)).standing.gate is Gate.BREATHING


@pytest.mark.parametrize("address", ["/safety/", "/safety/screening/", "/safety/screening/check/"])
def test_from_42_weeks_no_week_is_counted_on(her: Woman, address: str) -> None:
    past_due(her, 15)
    her.screened()
    if address.endswith("check/"):
        her.post("/safety/screening/", {"afresh": "yes"})
        answers = her.clean_answers()
        times = dict.fromkeys(answers, NOW.isoformat())
        Draft.objects.update(answers=answers, given_at=times)
    page = html(her, address)
    assert "42 weeks +" not in page
    assert "Past your due date" in page


def test_on_the_phone_she_still_says_her_weeks(her: Woman) -> None:
    past_due(her, 15)
    her.screened(U7="yes")
    assert "I am 42 weeks and 1 day pregnant." in html(her)


# Opening again


@pytest.mark.parametrize(
    ("said", "gate", "address"),
    [
        ("carry_on", Gate.SHUT, "/safety/screening/"),
        ("rest_only", Gate.REST, "/safety/"),
        ("not_yet", Gate.SHUT, "/safety/"),
    ],
)
def test_what_they_said_decides(her: Woman, said: str, gate: Gate, address: str) -> None:
    her.screened(U1="yes")
    response = her.post_seen("/safety/contact/", SPOKEN | {"said": said})
    assert (response.status_code, response["Location"]) == (303, address)
    assert her.known(NOW + timedelta(minutes=1)).standing.gate is gate
    assert Contact.objects.get().spoken_with == "Ann, midwife"


def test_after_carry_on_the_sign_is_asked_only_as_new_or_worse(her: Woman, clock: Any) -> None:
    her.screened(U1="yes")
    clock.shift(60)
    her.post_seen("/safety/contact/", SPOKEN | {"said": "carry_on"})
    clock.shift(60)
    her.post("/safety/screening/")
    slug = next(p.id for p in content.questionnaire().pages if "U1" in p.questions)
    page, question = f"/safety/screening/{slug}/", content.questionnaire().questions["U1"]
    asked_so = f"{question.detail}. {NEW_OR_WORSE}"
    assert html(her, page).count(NEW_OR_WORSE) == html(her, page).count(asked_so) == 1
    each = her.post(page, {"answer": "unsure"}).content.decode()
    assert each.count(NEW_OR_WORSE) == each.count(asked_so) == 1
    her.post(page, {"answer": "none"})
    assert her.person.draft.answers["U1"] == "seen"


def test_after_carry_on_and_a_clean_screening_it_is_open(her: Woman) -> None:
    her.screened(U1="yes")
    her.post_seen("/safety/contact/", SPOKEN | {"said": "carry_on"})
    her.screened(NOW + timedelta(minutes=5), U1="seen")
    assert her.known(NOW + timedelta(minutes=6)).standing.gate is Gate.OPEN
    assert content.questionnaire().questions["U1"].label not in html(her)  # it changes nothing


def test_rest_only_beside_advice_to_rest_says_why_nothing_is_open(her: Woman, clock: Any) -> None:
    screening = her.screened(U7="yes", A11="yes")
    Screening.objects.filter(id=screening.id).update(answers={**screening.answers, "A11": "yes"})
    her.post_seen("/safety/contact/", SPOKEN | {"said": "rest_only"})
    clock.shift(60)
    page = html(her)
    assert "Rest is open" not in page
    assert "advised to rest or not to exercise" in page
    assert "The word of whoever advised you to rest" in page
    today = html(her, "/today/")
    assert "here are slow breathing" not in today
    assert "advised to rest" in today


@pytest.mark.parametrize("said", ["rest_only", "not_yet"])
def test_held_pages_say_what_was_said(her: Woman, said: str) -> None:
    her.screened(U1="yes")
    her.post_seen("/safety/contact/", SPOKEN | {"said": said})
    page = html(her)
    assert "/safety/contact/" in page
    assert ("Rest is open" in page) is (said == "rest_only")


@pytest.mark.parametrize(
    "posted",
    [
        {},
        SPOKEN,
        SPOKEN | {"said": "mistake"},
        SPOKEN | {"said": "fine"},
        {"said": "carry_on", "spoken_with": "Ann"},
        SPOKEN | {"said": "carry_on", "spoken_with": ""},
        SPOKEN | {"said": "carry_on", "spoken_with": "x" * 81},
        SPOKEN | {"said": "carry_on", "spoken_on": "2027-01-01"},
        SPOKEN | {"said": "carry_on", "spoken_on": "yesterday"},
    ],
)
def test_a_contact_that_does_not_say_enough_opens_nothing(
    her: Woman, posted: dict[str, str]
) -> None:
    her.screened(U1="yes")
    response = her.post_seen("/safety/contact/", posted)
    assert response.status_code == 422
    assert "<title>Error:" in response.content.decode()
    assert not Contact.objects.exists()


def test_a_contact_cannot_be_older_than_the_sign(her: Woman) -> None:
    her.screened(U1="yes")
    before = (NOW - timedelta(days=1)).date().isoformat()
    posted = SPOKEN | {"said": "carry_on", "spoken_on": before}
    assert her.post_seen("/safety/contact/", posted).status_code == 422
    assert not Contact.objects.exists()


def test_after_months_the_days_of_a_call_are_few_and_the_rest_are_before_that(her: Woman) -> None:
    her.screened(NOW - timedelta(days=60), U1="yes")
    page = her.client.get("/safety/contact/").content.decode()
    assert page.count("<option") == 1 + 28 + 1
    posted = SPOKEN | {"said": "carry_on", "spoken_on": "earlier"}
    assert her.post_seen("/safety/contact/", posted).status_code == 303
    assert Contact.objects.get().spoken_on is None  # no day is made up


def test_before_that_is_no_answer_while_every_day_is_named(her: Woman) -> None:
    her.screened(NOW - timedelta(days=27), U1="yes")
    posted = SPOKEN | {"said": "carry_on", "spoken_on": "earlier"}
    assert her.post_seen("/safety/contact/", posted).status_code == 422


def test_a_mistake_after_not_yet_opens_nothing(her: Woman) -> None:
    her.screened(NOW - timedelta(days=1))
    her.screened(U1="yes")
    her.post_seen("/safety/contact/", SPOKEN | {"said": "not_yet"})
    assert her.post_seen("/safety/contact/mistake/").status_code == 409
    assert her.known(NOW + timedelta(minutes=1)).standing.gate is Gate.SHUT


def test_a_contact_without_a_sign_is_nothing_to_record(her: Woman) -> None:
    her.screened()
    response = her.post_seen("/safety/contact/", SPOKEN | {"said": "carry_on"})
    assert response["Location"] == "/safety/"
    assert not Contact.objects.exists()


def test_a_tap_by_mistake_can_be_taken_back_for_ten_minutes(her: Woman, clock: Any) -> None:
    her.screened(NOW - timedelta(days=1))
    her.screened(U1="yes")
    assert "by mistake" in html(her)
    clock.shift(timedelta(minutes=10))
    assert her.post_seen("/safety/contact/mistake/")["Location"] == "/safety/"
    assert her.known(NOW + timedelta(minutes=11)).standing.gate is Gate.OPEN
    assert Screening.objects.count() == 2  # both stay in the record
    assert Contact.objects.get().said == "mistake"


def test_after_ten_minutes_it_cannot(her: Woman, clock: Any) -> None:
    her.screened(U1="yes")
    clock.shift(timedelta(minutes=10, seconds=1))
    assert "by mistake" not in html(her)
    response = her.post_seen("/safety/contact/mistake/")
    assert response.status_code == 409
    assert "ten minutes" in response.content.decode()
    assert not Contact.objects.exists()


def test_a_stop_has_the_page_of_its_level(her: Woman) -> None:
    her.screened(NOW - timedelta(days=1))
    sign = next(s for s in content.signs() if s.answers[0].is_stop)
    recording.record_stop(
        person=her.person,
        pregnancy=her.pregnancy,
        sign=sign,
        answer=sign.answers[0],
        context=uuid4(),
        now=NOW,
    )
    assert Stop.objects.get().sign == sign.id
    page = html(her)
    assert sign.answers[0].advice in page
    assert "I have spoken to them" in page


def test_the_row_of_another_woman_shuts_nothing_here(her: Woman) -> None:
    her.screened()
    other = new_woman(Client())
    other.screened(E1="yes")
    assert her.known().standing.status is Status.GOOD


# Her unit's number


def test_her_units_number_is_asked_once_and_can_be_skipped(her: Woman) -> None:
    her.post("/safety/screening/")
    response = her.post("/safety/unit/", {"answer": "skip", "unit_phone": "not a number"})
    assert response["Location"] == "/safety/screening/right-now-1/"
    her.person.refresh_from_db()
    assert her.person.unit_asked_on == NOW.date()
    assert her.person.unit_phone == ""


def test_her_units_number_is_kept(her: Woman) -> None:
    her.post("/safety/unit/", {"unit_phone": "01632 960 123", "unit_name": "St Anne’s"})
    her.person.refresh_from_db()
    assert her.person.unit_phone == "01632 960 123"


@pytest.mark.parametrize("phone", ["call me", "1" * 60, "<b>1</b>"])
def test_a_number_that_cannot_be_dialled_is_refused_and_kept_on_the_page(
    her: Woman, phone: str
) -> None:
    response = her.post("/safety/unit/", {"unit_phone": phone})
    assert response.status_code == 422
    her.person.refresh_from_db()
    assert her.person.unit_phone == ""


def test_on_another_day_the_lines_of_all_countries_push_no_answer_off_the_screen(
    her: Woman,
) -> None:
    her.screened(NOW - timedelta(days=1), E10="yes")
    page = main_of(her, "/safety/")
    order = [page.index(words) for words in ("talk to someone first", "<summary>Someone", *BOTH)]
    assert order == sorted(order)
    assert "988" in page.partition("<details")[2].partition("</details>")[0]
    assert "icon-tick" not in page  # nothing here is done or clear
    today = main_of(her, "/today/")
    assert 'href="/safety/screening/">Yes' in today
    assert 'href="/safety/">Not today' in today


def test_with_relief_only_the_page_promises_no_more(her: Woman) -> None:
    her.screened(NOW, Coverage.FULL, B1="8", B5="lying", **{"B1-worst": "8"})
    page = main_of(her, "/safety/")
    assert "Gentle relief is open to you this week</h1>" in page
    assert "Nothing in your answers stops you" not in page


BOTH = ("Yes, ask me the questions", "Not today")


def main_of(her: Woman, address: str) -> str:
    page = str(her.client.get(address).content.decode())
    return page.split("<main", 1)[1].split("</main>", 1)[0]
