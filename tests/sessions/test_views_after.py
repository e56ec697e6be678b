"""How it was: two numbers at least, nothing chosen for her, and only true sentences."""

from typing import Any

import pytest

from exercises.timeline import StepKind
from sessions import practice
from sessions.models import GuidedSession, SessionItem
from sessions.progress import EventKind
from tests.people import NOW
from tests.sessions.practised import Practised

TWO = {"pain_after": "2", "pain_worst": "5"}


def tell(session: Practised, **fields: Any) -> Any:
    return session.her.client.post(f"{session.address}after/", fields)


@pytest.fixture
def done(session: Practised) -> Practised:
    session.do_all()
    return session


def test_two_numbers_are_enough(done: Practised) -> None:
    answer = tell(done, **TWO)
    assert (answer.status_code, answer["Location"]) == (303, f"{done.address}summary/")
    kept = done.fresh()
    assert (kept.pain_after, kept.pain_worst, kept.note) == (2, 5, "")


def test_nothing_is_chosen_for_her(done: Practised) -> None:
    assert "checked" not in done.her.client.get(f"{done.address}after/").content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"pain_after": "2"},
        {"pain_worst": "5"},
        {"pain_after": "11", "pain_worst": "5"},
        {"pain_after": "two", "pain_worst": "5"},
        TWO | {"felt_0": "wonderful"},
    ],
)
def test_a_number_that_is_missing_or_none_is_refused(
    done: Practised, wrong: dict[str, str]
) -> None:
    answer = tell(done, **wrong)
    assert answer.status_code == 422
    assert "<title>Error:" in answer.content.decode()
    assert done.fresh().pain_after is None


def test_a_note_that_is_too_long_is_refused_and_not_lost(done: Practised) -> None:
    note = "a" * 2001
    answer = tell(done, **TWO, note=note)
    assert answer.status_code == 422
    assert note in answer.content.decode()
    assert tell(done, **TWO, note="a" * 2000).status_code == 303


def test_a_line_break_counts_as_one_letter(done: Practised) -> None:
    assert tell(done, **TWO, note="a\r\n" * 1000).status_code == 303


def test_a_note_of_five_megabytes_is_refused(done: Practised) -> None:
    answer = tell(done, **TWO, note="a" * 5_000_000)
    assert answer.status_code == 413
    assert done.fresh().pain_after is None


def test_the_worst_is_at_least_what_it_is_now(done: Practised) -> None:
    tell(done, pain_after="6", pain_worst="3")
    assert done.fresh().pain_worst == 6


def test_each_exercise_she_did_can_be_said_about_and_no_other(session: Practised) -> None:
    second = next(step.key for step in session.steps if step.item == 1)
    before = session.keys[: session.keys.index(second)]
    session.record(*(session.event(EventKind.DONE, key) for key in before))
    practice.end(guided=session.row, now=NOW)
    body = session.her.client.get(f"{session.address}after/").content.decode()
    assert 'name="felt_0"' in body
    assert 'name="felt_1"' not in body
    tell(session, **TWO, felt_0="eased", felt_1="hurt")
    felt = SessionItem.objects.filter(session=session.row).order_by("position")
    assert [item.felt for item in felt][:2] == ["eased", ""]


def test_what_she_said_can_be_changed(done: Practised) -> None:
    tell(done, **TWO, felt_0="hurt")
    page = done.her.client.get(f"{done.address}after/").content.decode()
    assert page.count("checked") == 3
    tell(done, pain_after="1", pain_worst="4", felt_0="same")
    assert (done.fresh().pain_after, done.row.items.get(position=0).felt) == (1, "same")


def test_a_session_under_way_leads_back_to_it(session: Practised) -> None:
    for page in ("after/", "summary/"):
        assert session.her.client.get(f"{session.address}{page}")["Location"] == session.address


def test_telling_how_it_was_ends_a_session_whose_last_event_was_lost(session: Practised) -> None:
    session.do_until(StepKind.WORK)
    assert tell(session, **TWO).status_code == 303
    assert not session.fresh().under_way


def test_htmx_gets_the_form_alone(done: Practised) -> None:
    answer = done.her.client.post(f"{done.address}after/", {}, headers={"HX-Request": "true"})
    assert answer.status_code == 422
    assert "<html" not in answer.content.decode()


# The summary


def summary(session: Practised) -> str:
    return str(session.her.client.get(f"{session.address}summary/").content.decode())


@pytest.mark.parametrize(
    ("after", "words"),
    [
        ("2", "Your back hurt less after this session than before."),
        ("4", "Your back felt the same after this session as before."),
        ("5", "Your back hurt more after this session than before."),
    ],
)
def test_it_says_what_the_numbers_say(done: Practised, after: str, words: str) -> None:
    tell(done, pain_after=after, pain_worst="6")
    assert words in summary(done)


def test_without_numbers_it_says_nothing_about_her_back(done: Practised) -> None:
    body = summary(done)
    assert "Your back hurt" not in body
    assert "Say how it was" in body


def test_it_says_what_was_done_and_what_not(session: Practised) -> None:
    key = session.do_until(StepKind.SWITCH)
    assert key
    practice.end(guided=session.row, now=NOW)
    body = summary(session)
    assert "Done in part" in body
    assert "Left out" in body


def test_what_hurt_is_left_out_and_nothing_else_is_promised(done: Practised) -> None:
    tell(done, **TWO)
    assert "leave it out" not in summary(done)
    tell(done, **TWO, felt_1="hurt")
    name = done.row.plan["exercises"][1]["name"]
    assert f"{name} hurt, so we leave it out for a week." in summary(done)


def test_stopping_before_the_first_exercise_is_a_normal_end(session: Practised) -> None:
    practice.end(guided=session.row, now=NOW)
    assert "You stopped before the first exercise" in summary(session)


def test_very_strong_pain_afterwards_says_to_phone(done: Practised) -> None:
    tell(done, pain_after="9", pain_worst="9")
    assert "Phone your maternity unit now, day or night" in summary(done)
    assert GuidedSession.objects.count() == 1
