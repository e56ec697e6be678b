"""A person and her browser."""

import pytest
from django.test import Client

from accounts.models import User


@pytest.fixture
def person(db: None) -> User:
    return User.objects.create_guest()


@pytest.fixture
def hers(person: User, client: Client) -> Client:
    """Her browser, as it is after the first page of the day."""
    client.force_login(person)
    client.get("/account/")
    return client
