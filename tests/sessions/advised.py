"""Sessions that are over, as many and as long ago as a test needs."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sessions.models import GuidedSession, SessionEvent
from tests.people import NOW, Woman

A_DAY = timedelta(days=1)


def over(
    her: Woman, days: float, before: int = 4, worst: int | None = 4, **changes: Any
) -> GuidedSession:
    """A session so many days ago, with ``worst`` straight after as well unless that is given."""
    at = NOW - days * A_DAY
    told: dict[str, Any] = {"pain_after": worst, "done_s": 300} | changes
    return GuidedSession.objects.create(
        person=her.person,
        on=at.date(),
        started_at=at - timedelta(minutes=10),
        checked_at=at,
        ended_at=at,
        minutes=10,
        level="start",
        pain_before=before,
        pain_worst=worst,
        steps=[],
        plan={"exercises": [], "left_out": []},
        **told,
    )


def with_morning(row: GuidedSession, pain: int, at: datetime) -> GuidedSession:
    row.pain_next_morning, row.next_morning_at = pain, at
    row.save()
    return row


def with_sign(row: GuidedSession, about: str) -> GuidedSession:
    """Note a sign in a session, as an answer about it does."""
    SessionEvent.objects.create(
        person_id=row.person_id,
        session=row,
        key=uuid4(),
        device="server",
        sequence=1,
        epoch=0,
        kind="finish",
        elapsed_ms=0,
        received_at=NOW,
        about=about,
    )
    return row
