"""Women whose answers came to given facts."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from accounts.models import User
from exercises.views import her
from safety.facts import Known
from safety.history import History
from safety.models import Pregnancy
from safety.standing import Standing, Status
from safety.vocabulary import Facts

Answered = Callable[[Facts | None], Client]


@pytest.fixture
def answered(client: Client, monkeypatch: pytest.MonkeyPatch) -> Answered:
    """Sign in a woman whose answers came to these facts."""

    def sign_in(facts: Facts | None) -> Client:
        def known(person: User, now: datetime) -> Known | None:
            if facts is None:
                return None
            due = now.date()
            history = History(due=due, dated_at=now)
            where = Standing(Status.GOOD, facts.gate)
            return Known(Pregnancy(person=person), None, history, where, facts)

        monkeypatch.setattr(her, "known", known)
        client.force_login(User.objects.create_guest())
        return client

    return sign_in
