"""Where a browser's signed-in state is kept: in rows that carry the person's key.

Django's own table does not say whose a row is, so "erase everything about me" would leave her
other devices' rows behind. Nothing else is decided here.
"""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from accounts.models import Visit


class SessionStore(DatabaseStore):  # the name Django's session middleware asks for
    @classmethod
    def get_model_class(cls) -> type[Visit]:
        return Visit

    def create_model_instance(self, data: dict[str, Any]) -> Visit:
        visit = super().create_model_instance(data)
        assert isinstance(visit, Visit)  # noqa: S101  said for the type checker
        visit.person_id = data.get(SESSION_KEY)
        return visit
