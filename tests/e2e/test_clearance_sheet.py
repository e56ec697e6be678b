"""The sheet she takes to her midwife: readable on the phone, and one clean page of paper."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page

from accounts.models import User
from safety import recording
from safety.content import questionnaire
from safety.dating import Basis, Dated
from safety.history import Coverage
from safety.models import Pregnancy
from safety.triage import decide
from safety.vocabulary import Facts, Gate
from tests.e2e.conftest import OpenPage
from tests.harmless import HARMLESS

MANY = {"R1": "yes", "R2": "yes", "R3": "yes", "R5": "not_sure", "R9": "yes", "R12": "yes"}


@pytest.fixture
def asked_first(transactional_db: None) -> Client:
    """A woman whose answers ask first, six of them, at 26 weeks today."""
    now = timezone.now()
    client, person = Client(), User.objects.create_guest()
    client.force_login(person)
    due = now.date() + timedelta(days=98)
    pregnancy: Pregnancy = recording.set_dates(
        person=person, dated=Dated(Basis.DUE_DATE, due), now=now - timedelta(days=1)
    )
    facts = Facts(Gate.SHUT, 182)
    answers = {
        q.id: MANY.get(q.id, "no" if q.ticked else HARMLESS[q.id])
        for q in questionnaire().questions.values()
    }
    recording.finish_screening(
        person=person,
        pregnancy=pregnancy,
        coverage=Coverage.FULL,
        answers=answers,
        decision=decide(questionnaire(), facts, answers),
        now=now,
    )
    return client


def test_the_sheet_prints_on_one_page(
    asked_first: Client, open_page: OpenPage, site: str, check_axe: Callable[[Page], None]
) -> None:
    page = open_page(size=(1280, 900))
    cookie = asked_first.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": site}])
    page.goto("/safety/clearance/sheet/")
    check_axe(page)
    for theme in ("light", "night"):
        page.context.add_cookies([{"name": "theme", "value": theme, "url": site}])
        page.reload()
        paper = page.pdf(format="A4", print_background=True)
        assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
    page.emulate_media(media="print")
    assert not page.get_by_role("link", name="They have cleared me").is_visible()
    assert page.get_by_text("Signature").is_visible()
