"""Women whose answers came to given facts."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from accounts.models import User
from exercises.views import her
from safety.vocabulary import Facts

Answered = Callable[[Facts | None], Client]


@pytest.fixture
def answered(client: Client, monkeypatch: pytest.MonkeyPatch) -> Answered:
    """Sign in a woman whose answers came to these facts."""

    def sign_in(known: Facts | None) -> Client:
        def facts_for(person: User, now: datetime) -> Facts | None:
            return known

        monkeypatch.setattr(her, "facts_for", facts_for)
        client.force_login(User.objects.create_guest())
        return client

    return sign_in
