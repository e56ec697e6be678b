"""Staff sign in, see what is unsigned and nothing about anybody; for all others it is not there."""

import tomllib
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client

from accounts.models import SignInTry, User, Visit
from accounts.staff import TRIES_A_NAME, TRIES_COUNT_FOR, TRIES_IN_ALL
from config.signing import unsigned
from tests.people import NOW, Woman

Table = dict[str, Any]

ROOT = Path(__file__).parents[2]
PAGE = "/staff/content/"
DOOR = "/staff/"
OUT = "/staff/sign-out/"
EMAIL = "host@example.org"
PASSWORD = "nine green kettles whistle"


@pytest.fixture
def host(db: None, monkeypatch: pytest.MonkeyPatch) -> User:
    """Made as a host makes herself: at the command line."""
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    call_command("createsuperuser", interactive=False, email=EMAIL, verbosity=0)
    return User.objects.get(email=EMAIL)


def signs_in(browser: Client, **changes: str) -> Any:
    return browser.post(DOOR, {"username": EMAIL, "password": PASSWORD} | changes)


def is_in(browser: Client) -> bool:
    return browser.get(PAGE).status_code == 200


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


def written() -> Iterator[tuple[str, Table]]:
    """What a clinician signs, as the files have it: each entry with what it is called."""
    for file in (*ROOT.glob("*/content/**/*.toml"), *ROOT.glob("faq/content/*.md")):
        if file.parent.name == "skeleton":
            continue
        text = file.read_text("utf-8")
        yield from _entries(
            file.stem, tomllib.loads(text.split("+++")[1] if "+++" in text else text)
        )


def _entries(called: str, table: Table) -> Iterator[tuple[str, Table]]:
    if "reviewed_by" in table:
        yield table.get("id") or table.get("slug") or called, table
    for key, value in table.items():
        for entry in value if isinstance(value, list) else [value]:
            if isinstance(entry, dict):
                yield from _entries(key, entry)


def test_nothing_unsigned_is_missed() -> None:
    listed = sorted(id_ for found in unsigned() for id_, _ in found.waiting)
    assert listed == sorted(id_ for id_, entry in written() if not entry["reviewed_by"])
    assert sum(found.total for found in unsigned()) == len(list(written()))


# The door


def test_staff_sign_in_with_e_mail_and_password_and_see_their_pages(
    host: User, client: Client
) -> None:
    assert 'name="password"' in client.get(DOOR).content.decode()
    response = signs_in(client)
    assert (response.status_code, response["Location"]) == (303, DOOR)
    page = client.get(DOOR)
    assert f'href="{PAGE}"' in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert is_in(client)


@pytest.mark.parametrize("typed", ["Host@Example.org", "  host@example.org "])
def test_capitals_and_blanks_of_a_phone_do_not_matter(
    host: User, client: Client, typed: str
) -> None:
    assert signs_in(client, username=typed).status_code == 303


@pytest.mark.parametrize(
    "wrong",
    [
        {"password": "something else"},
        {"password": ""},
        {"password": PASSWORD.upper()},
        {"username": "nobody@example.org"},
        {"username": ""},
        {"username": "host@example.org\x00"},
        {"username": "x" * 300},
    ],
)
def test_a_wrong_name_or_password_opens_nothing(
    host: User, client: Client, wrong: dict[str, str]
) -> None:
    response = signs_in(client, **wrong)
    assert response.status_code == 422
    assert PASSWORD not in response.content.decode()
    assert not Visit.objects.exists()
    assert not is_in(client)


def test_it_says_the_same_whatever_does_not_fit(host: User, client: Client) -> None:
    User.objects.create_user("her@example.org", PASSWORD)
    User.objects.create_superuser("old@example.org", PASSWORD)
    tries: list[dict[str, str]] = [
        {"password": "wrong"},
        {"username": "nobody@example.org"},
        {"username": "her@example.org"},  # the right password of an account that is not staff
    ]
    said = {
        line
        for wrong in tries
        for line in signs_in(client, **wrong).content.decode().splitlines()
        if "<li>That" in line
    }
    assert len(said) == 1
    assert not is_in(client)


def test_too_many_tries_close_the_door_to_the_right_password_too(
    host: User, client: Client
) -> None:
    with time_machine.travel(NOW, tick=False):
        for _ in range(TRIES_A_NAME):
            assert signs_in(client, password="wrong").status_code == 422
        shut = signs_in(client)
        assert shut.status_code == 429
        assert "Too many tries" in shut.content.decode()
        assert shut["Retry-After"] == "900"
        assert signs_in(Client(), username="HOST@example.org ").status_code == 429
    with time_machine.travel(NOW + TRIES_COUNT_FOR, tick=False):
        assert signs_in(client).status_code == 303


def test_a_name_nobody_has_is_closed_as_any_other(host: User, client: Client) -> None:
    answers = [signs_in(client, username="nobody@example.org") for _ in range(TRIES_A_NAME + 1)]
    assert [a.status_code for a in answers] == [422] * TRIES_A_NAME + [429]
    assert signs_in(client).status_code == 303


def test_names_made_up_by_the_thousand_fill_no_table(host: User, client: Client) -> None:
    names = [f"{n}@example.org" for n in range(TRIES_IN_ALL + 3)]
    SignInTry.objects.bulk_create(SignInTry(name=name, at=NOW) for name in names[:TRIES_IN_ALL])
    with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
        assert signs_in(client, username=names[-1]).status_code == 429
    assert SignInTry.objects.count() == TRIES_IN_ALL


def test_signing_in_forgets_the_tries_and_no_name_is_ever_kept(host: User, client: Client) -> None:
    signs_in(client, password="wrong")
    assert EMAIL not in str(list(SignInTry.objects.values_list("name", flat=True)))
    signs_in(client)
    assert not SignInTry.objects.exists()


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/staff/",
        "/\\evil.example",
        "javascript:alert(1)",
        "/today/",
        "/staff/../today/",
        "/staff/sign-out/",
    ],
)
def test_it_leads_to_a_staff_page_and_nowhere_else(
    host: User, client: Client, elsewhere: str
) -> None:
    assert elsewhere not in client.get(DOOR, {"next": elsewhere}).content.decode().split("<main")[1]
    assert signs_in(client, next=elsewhere)["Location"] == DOOR


def test_it_leads_to_the_staff_page_that_was_wanted(host: User, client: Client) -> None:
    assert f'value="{PAGE}"' in client.get(DOOR, {"next": PAGE}).content.decode()
    assert signs_in(client, next=PAGE)["Location"] == PAGE


def test_signing_out_is_posted_and_ends_it(host: User, client: Client) -> None:
    signs_in(client)
    assert client.get(OUT).status_code == 405
    assert is_in(client)
    assert client.post(OUT)["Location"] == DOOR
    assert not is_in(client)
    assert not Visit.objects.exists()


def test_a_stranger_cannot_be_signed_in_or_out_from_another_site(host: User) -> None:
    careful = Client(enforce_csrf_checks=True)
    assert signs_in(careful).status_code == 403
    careful.force_login(host)
    assert careful.post(OUT).status_code == 403
    assert is_in(careful)


def test_a_staff_visit_ends_the_same_day(host: User, client: Client) -> None:
    with time_machine.travel(NOW, tick=False):
        signs_in(client)
        assert is_in(client)
    with time_machine.travel(NOW + timedelta(hours=13), tick=False):
        assert not is_in(client)


# Somebody's own browser


@pytest.mark.parametrize("method", ["get", "post"])
def test_where_a_record_is_open_nobody_signs_in_over_it(
    host: User, her: Woman, method: str
) -> None:
    """Her cookie is her only key: another visit in its place would lose her all she saved."""
    her.screened()
    key = her.client.cookies["visit"].value
    response = getattr(her.client, method)(DOOR, {"username": EMAIL, "password": PASSWORD})
    assert response.status_code == 403
    assert "Please use another browser" in response.content.decode()
    assert her.client.cookies["visit"].value == key
    assert not is_in(her.client)
    assert her.client.get("/safety/").status_code == 200
    assert not SignInTry.objects.exists()


def test_a_woman_cannot_be_signed_out(her: Woman) -> None:
    assert her.client.post(OUT).status_code == 404
    assert her.client.get("/today/").status_code == 200


def test_an_account_that_is_not_staff_is_shown_no_staff_page(db: None, client: Client) -> None:
    client.force_login(User.objects.create_user("her@example.org", PASSWORD))
    assert client.get(DOOR).status_code == 403
    assert client.get(PAGE).status_code == 404


def test_no_page_for_women_leads_there(her: Woman, client: Client) -> None:
    for browser in (client, her.client):
        for address in ("/", "/about/", "/privacy/", "/account/", "/today/", "/safety/"):
            assert "/staff/" not in browser.get(address, follow=True).content.decode()
