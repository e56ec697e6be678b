"""Her baby died: the same questions about her body, and no word of a baby anywhere."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils.html import escape

from exercises.content import catalogue
from exercises.variants import STANDARD_FORM
from safety import content
from safety.vocabulary import Outcome
from tests.people import NOW, Woman
from tests.safety.births import (
    AFTER_BIRTH,
    BIRTH,
    NO_LONGER,
    TODAY,
    body,
    told,
)

OF_A_BABY = r"\b(?:bab(?:y|ies)|newborns?|bumps?|mums?|mothers?)\b"


def test_after_a_loss_there_is_no_word_of_a_baby(client: Client, db: None) -> None:
    assert "baby" not in main(client.get(NO_LONGER).content.decode())


def main(page: str) -> str:
    return page.split("<main", 1)[1].split("</main>", 1)[0].lower()


def test_she_is_asked_the_same_about_her_body_and_no_page_speaks_of_a_baby(
    nine_days_after: Woman,
) -> None:
    her = nine_days_after
    same = set(her.clean_answers())
    assert f"{BIRTH}?loss=yes" in body(her, AFTER_BIRTH)
    her.post(BIRTH, told(TODAY - timedelta(days=9), epidural="yes", loss="yes"))
    assert set(her.clean_answers()) == same
    address = her.post("/safety/screening/")["Location"]
    pages = [AFTER_BIRTH, BIRTH, NO_LONGER, "/safety/", "/today/", "/account/", "/exercises/"]
    pages += ["/safety/warning-signs/", "/safety/screening/", "/log/", "/progress/"]
    pages += [
        f"/safety/screening/{p.page.id}/"
        for p in content.questionnaire().pages_for(her.known().facts, {})
    ]
    assert address.startswith("/safety/screening/")
    for page in pages:
        assert re.findall(OF_A_BABY, body(her, page), re.I) == [], page


def test_what_she_says_on_the_phone_speaks_of_no_baby(nine_days_after: Woman) -> None:
    her = nine_days_after
    her.post(BIRTH, told(TODAY - timedelta(days=9), epidural="yes", loss="yes"))
    row = her.screened(NOW + timedelta(minutes=1), E10="yes", E1="yes")
    assert "baby" not in str(row.reasons)
    assert "baby" not in body(her, "/safety/").lower()
    assert "I gave birth 9 days ago." in body(her, "/safety/")


@pytest.mark.parametrize("loss", [{}, {"loss": "yes"}], ids=["born", "bereaved"])
def test_her_outcome_says_what_the_first_six_weeks_change(
    nine_days_after: Woman, loss: dict[str, str]
) -> None:
    her = nine_days_after
    her.post(BIRTH, told(TODAY - timedelta(days=9), **loss))
    row = her.screened(NOW + timedelta(minutes=1))
    assert row.outcome == Outcome.ADAPTED
    rule = content.questionnaire().derived["first_six_weeks"]
    page = body(her, "/safety/")
    assert rule.label in page
    assert rule.why in page
    with time_machine.travel(NOW + timedelta(days=33)):
        her.screened(NOW + timedelta(days=33))
        assert rule.label not in body(her, "/safety/")


@pytest.mark.parametrize("epidural", ["yes", "unknown", "no"])
def test_an_epidural_alone_changes_nothing_and_the_page_says_so(
    nine_days_after: Woman, epidural: str
) -> None:
    her = nine_days_after
    her.post(BIRTH, told(TODAY - timedelta(days=9), epidural=epidural))
    her.screened(NOW + timedelta(minutes=1))
    rule = content.questionnaire().derived["epidural_recent"]
    assert (rule.why in body(her, "/safety/")) is (epidural == "yes")
    if epidural == "yes":
        her.screened(NOW + timedelta(minutes=2), R17="not_sure")
        assert rule.why not in body(her, "/safety/")


def public_pages() -> list[str]:
    """What anybody may read, and she finds from every footer."""
    forms = [
        f"/exercises/{exercise.slug}/?form={form}"
        for exercise in catalogue().values()
        for form in (STANDARD_FORM, *(v.slug for v in exercise.variants if not v.swap_to))
    ]
    shell = ["/about/", "/privacy/", "/sources/", "/offline/", "/leave/", "/no-such-page/"]
    return [*shell, "/account/erase/", "/exercises/", *forms]


def test_no_public_page_speaks_to_her_of_a_baby(nine_days_after: Woman) -> None:
    her = nine_days_after
    her.post(BIRTH, told(TODAY - timedelta(days=9), epidural="yes", loss="yes"))
    her.screened(NOW + timedelta(minutes=1))
    assert her.client.get("/")["Location"] == "/today/"
    publishers = [escape(source.who) for source in content.sources().values() if source.who]
    for page in public_pages():
        shown = body(her, page)
        for name in publishers:  # a name is a name, as it stands on what was read
            shown = shown.replace(name, "")
        assert re.findall(OF_A_BABY, shown, re.I) == [], page
