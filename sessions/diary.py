"""What she writes down herself: pain on a day, and what she did without us.

The writes of her log. What she wrote may be changed or taken back; its moment stays.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from uuid6 import uuid7

from accounts.models import User
from sessions.models import PainLog, UnguidedSession


def log_pain(
    *, person: User, told: Mapping[str, Any], now: datetime, row: UUID | None = None
) -> None:
    """Keep how her back was on a day, or change what she wrote."""
    PainLog.objects.update_or_create(
        person=person, id=row or uuid7(), defaults=told, create_defaults={**told, "at": now}
    )


def log_unguided(
    *, person: User, told: Mapping[str, Any], now: datetime, row: UUID | None = None
) -> None:
    """Keep something she did without us, or change what she wrote."""
    UnguidedSession.objects.update_or_create(
        person=person, id=row or uuid7(), defaults=told, create_defaults={**told, "at": now}
    )


def delete(*, entry: PainLog | UnguidedSession) -> None:
    """Take back what she wrote down."""
    entry.delete()
