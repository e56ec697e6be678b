"""Staff see what is unsigned and nothing about anybody; for all others the page is not there."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from accounts.models import User
from config.signing import unsigned
from exercises.content import catalogue
from exercises.questions import asked_page
from faq.content import articles
from safety.content import safety_content
from tests.people import Woman

PAGE = "/staff/content/"


@pytest.fixture
def host(db: None) -> User:
    """Made as a host makes herself: at the command line."""
    call_command("createsuperuser", interactive=False, email="host@example.org", verbosity=0)
    return User.objects.get(email="host@example.org")


def test_staff_see_what_is_unsigned_with_counts(host: User, client: Client) -> None:
    client.force_login(host)
    page = client.get(PAGE).content.decode()
    for found in unsigned():
        assert f"{found.kind}: {len(found.waiting)} of {found.total} unsigned" in page
        assert all(f"<dt>{id_}</dt>" in page for id_, _ in found.waiting)


def test_for_everybody_else_there_is_no_such_page(her: Woman) -> None:
    her.screened()
    assert Client().get(PAGE).status_code == 404
    assert her.client.get(PAGE).status_code == 404
    User.objects.filter(pk=her.person.pk).update(email="her@example.org")
    assert her.client.get(PAGE).status_code == 404


def test_it_holds_nothing_of_anybody(host: User, her: Woman) -> None:
    her.person.unit_name = "St Anne’s"
    her.person.save(update_fields=["unit_name"])
    client = Client()
    client.force_login(host)
    page = client.get(PAGE).content.decode()
    assert "St Anne" not in page
    assert str(her.person.pk) not in page


def test_the_command_prints_the_same_list() -> None:
    out = StringIO()
    call_command("content_status", stdout=out)
    for found in unsigned():
        assert f"{found.kind}: {len(found.waiting)} of {found.total} unsigned" in out.getvalue()
        assert all(f"  {id_}: {words}" in out.getvalue() for id_, words in found.waiting)
    short = StringIO()
    call_command("content_status", "--counts", stdout=short)
    assert len(short.getvalue().splitlines()) == len(unsigned())


def test_nothing_unsigned_is_missed() -> None:
    listed = {id_ for found in unsigned() for id_, _ in found.waiting}
    exercises = {e.slug for e in catalogue().values() if not e.reviewed_by}
    answered = {a.slug for a in articles().values() if not a.reviewed_by}
    getting_ready = {q.id for q in asked_page().question if not q.reviewed_by}
    assert listed == {*safety_content().unreviewed(), *exercises, *answered, *getting_ready}
