"""Erase everything about me: no row, no cookie, no other device that still knows her."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, models
from django.test import Client

from accounts.models import User, Visit

pytestmark = pytest.mark.django_db


def rows_with(key: str) -> Iterator[str]:
    """Every table that holds the text anywhere: as it is stored, whatever the column."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                if any(key in str(value).replace("-", "") for value in row):
                    yield table


def personal_models() -> set[type[models.Model]]:
    """Every model whose rows carry a person's key, herself included."""
    return {User} | {
        model
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if field.related_model is User
    }


def personal_links() -> list["models.ForeignKey[models.Model, models.Model]"]:
    """Every field by which a row that belongs to a person hangs on another such row."""
    personal = personal_models()
    return [
        field
        for model in personal
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.related_model in personal
    ]


def test_she_is_asked_once_and_asking_erases_nothing(hers: Client, person: User) -> None:
    response = hers.get("/account/erase/")
    assert "cannot be undone" in response.content.decode()
    assert User.objects.filter(pk=person.pk).exists()


def test_nothing_of_hers_is_left_in_any_table(hers: Client, person: User) -> None:
    Client().force_login(person)  # another device
    assert "accounts_visit" in set(rows_with(person.pk.hex))
    response = hers.post("/account/erase/")
    assert response.status_code == 200
    assert "all erased" in response.content.decode()
    assert list(rows_with(person.pk.hex)) == []


def test_other_people_keep_what_is_theirs(hers: Client) -> None:
    other = User.objects.create_guest()
    Client().force_login(other)
    hers.post("/account/erase/")
    assert list(User.objects.all()) == [other]
    assert Visit.objects.get().person == other


def test_this_browser_forgets_her(hers: Client) -> None:
    hers.cookies["tz"] = "Europe/Paris"
    response = hers.post("/account/erase/")
    assert response["Clear-Site-Data"] == '"cookies", "storage", "cache"'
    assert response["Cache-Control"] == "private, no-store"
    for name in (settings.SESSION_COOKIE_NAME, "theme", "tz"):
        assert response.cookies[name]["max-age"] == 0
    assert hers.get("/account/erase/").status_code == 303


def test_her_other_device_is_a_strangers(hers: Client, person: User) -> None:
    other = Client()
    other.force_login(person)
    hers.post("/account/erase/")
    assert other.get("/about/").context["person"] is None


def test_pressing_twice_does_no_harm(hers: Client) -> None:
    hers.post("/account/erase/")
    assert hers.post("/account/erase/").status_code == 303


def test_whatever_hangs_on_a_row_of_hers_says_itself_whose_it_is() -> None:
    """So that it is found, erased and one day moved with her, without asking its parents."""
    personal = personal_models()
    nobodys = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.related_model in personal and model not in personal
    ]
    assert nobodys == []


def test_what_is_unique_is_unique_to_her() -> None:
    for model in personal_models() - {User}:
        for constraint in model._meta.constraints:
            if isinstance(constraint, models.UniqueConstraint):
                first = model._meta.get_field(constraint.fields[0])
                assert first.related_model is User, constraint.name


def test_nothing_can_stand_in_the_way_of_erasing() -> None:
    """A protecting link between two rows of hers would make the button fail one day."""
    links = personal_links()
    assert links
    for link in links:
        kind = link.remote_field.on_delete
        assert kind is not models.PROTECT and kind is not models.DO_NOTHING, link
        if link.related_model is User:
            assert kind is models.CASCADE, link
