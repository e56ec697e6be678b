"""What would change an outcome: said under every one, and true of it."""

from dataclasses import replace

import pytest

from safety import content, recording
from safety.changing import (
    BY_STATUS,
    CLEARED,
    FOUND_OUT,
    NEW_WORD,
    NEWS,
    NO_LONGER_FITS,
    OWN_PLAN,
    REST_ENDS,
    THEIR_WORD,
    what_would_change,
)
from safety.history import Coverage, Said
from safety.standing import Standing, Status
from safety.triage import Decision, decide
from safety.vocabulary import Facts, Gate, Lock, Outcome
from tests.people import NOW, Woman

NEXT_SCAN = content.questionnaire().questions["R4"].changes
A_PLAN = content.questionnaire().questions["R21"].changes


def shown(her: Woman) -> str:
    """The section of her outcome page."""
    page = her.client.get("/safety/").content.decode()
    assert page.count("What would change this") == 1
    return str(page.split('id="would-change"')[1].split("</section>")[0])


@pytest.mark.parametrize("status", Status)
def test_every_outcome_says_what_would_change_it(her: Woman, status: Status) -> None:
    decision = decide(content.questionnaire(), her.known().facts, {"R1": "yes"}, only=())
    where = Standing(status, Gate.SHUT, decision)
    said = what_would_change(where, content.questionnaire(), ())
    assert said
    assert all(words.endswith(".") for words in said)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({}, [NEWS]),
        ({"pgp": "yes"}, [NO_LONGER_FITS, NEWS]),
        ({"R1": "yes"}, [CLEARED]),
        ({"R1": "yes", "R5": "yes"}, [CLEARED]),
        ({"R5": "not_sure"}, [FOUND_OUT, CLEARED]),
        ({"A2": "yes"}, [OWN_PLAN]),
        ({"A2": "not_sure"}, [FOUND_OUT, CLEARED]),
        ({"A11": "yes"}, [REST_ENDS, OWN_PLAN]),
        ({"R4": "low_lying"}, [NEXT_SCAN, CLEARED]),
        ({"R4": "previa"}, [NEXT_SCAN, OWN_PLAN]),
        ({"U1": "yes"}, [THEIR_WORD]),
        ({"E1": "yes"}, [THEIR_WORD]),
        ({"E10": "yes"}, [BY_STATUS[Status.HARM]]),
    ],
    ids=str,
)
def test_the_page_says_what_would_change_it_and_no_more(
    her: Woman, answers: dict[str, str], said: list[str]
) -> None:
    her.screened(NOW, Coverage.FULL, **answers)
    section = shown(her)
    assert section.count("<li>") == len(said)
    assert all(words in section for words in said)


@pytest.mark.parametrize(
    ("said", "status"), [(Said.REST_ONLY, Status.REST_ONLY), (Said.NOT_YET, Status.NOT_YET)]
)
def test_while_held_it_is_what_they_say_next(her: Woman, said: Said, status: Status) -> None:
    about = her.screened(NOW, Coverage.FULL, U1="yes").id
    recording.record_contact(
        person=her.person, pregnancy=her.pregnancy, about=about, said=said, now=NOW
    )
    assert BY_STATUS[status] in shown(her)


def test_before_and_between_screenings_it_is_her_answers(her: Woman) -> None:
    assert BY_STATUS[Status.NEVER] in shown(her)
    her.screened(coverage=Coverage.URGENT)
    assert BY_STATUS[Status.URGENT_ONLY] in shown(her)


@pytest.mark.parametrize(("day", "answer"), [(287, "no"), (293, "not_sure"), (294, "yes")])
def test_past_the_due_date_it_is_a_plan(her: Woman, day: int, answer: str) -> None:
    facts = replace(her.known().facts, gestation_days=day)
    decision = decide(content.questionnaire(), facts, {"R21": answer}, only=())
    where = Standing(Status.ASK_FIRST, Gate.BREATHING, decision)
    assert A_PLAN in what_would_change(where, content.questionnaire(), ("R21",))


def test_what_is_cleared_changes_with_a_newer_word() -> None:
    decision = Decision(Outcome.ASK_FIRST, Lock.STANDARD, (), ())
    a_finding = decide(content.questionnaire(), Facts(Gate.SHUT, 180), {"R1": "yes"}, only=())
    where = Standing(Status.GOOD, Gate.OPEN, decision, a_finding.findings)
    assert NEW_WORD in what_would_change(where, content.questionnaire(), ())
    assert NEW_WORD not in what_would_change(
        replace(where, cleared=()), content.questionnaire(), ()
    )


def test_what_is_cleared_needs_nothing_more(her: Woman) -> None:
    answers = {"R1": "yes", "R4": "low_lying"}
    decision = decide(content.questionnaire(), her.known().facts, answers, only=())
    cleared = tuple(f for f in decision.findings if f.question == "R4")
    where = Standing(Status.ASK_FIRST, Gate.BREATHING, decision, cleared)
    assert what_would_change(where, content.questionnaire(), ("R1",)) == (CLEARED,)
