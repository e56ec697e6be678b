"""What she says of a session that is over: how it was, and how her back was the morning after.

All writes of it. Told again, the later answer holds. Refuses nothing: the forms do.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from sessions.models import GuidedSession, SessionItem
from sessions.past import items_of


@transaction.atomic
def tell(
    *, guided: GuidedSession, pain_after: int, pain_worst: int, note: str, felt: Mapping[int, str]
) -> None:
    """Keep how it was. The worst is at least what it is now."""
    guided.pain_after = pain_after
    guided.pain_worst = max(pain_worst, pain_after)
    guided.note = note
    guided.save(update_fields=["pain_after", "pain_worst", "note"])
    items = items_of(guided)
    for item in items:
        item.felt = felt.get(item.position, item.felt)
    SessionItem.objects.bulk_update(items, ["felt"])


def tell_morning(*, guided: GuidedSession, pain: int, now: datetime) -> None:
    """Keep how her back was the morning after, and when she said so."""
    guided.pain_next_morning, guided.next_morning_at = pain, now
    guided.save(update_fields=["pain_next_morning", "next_morning_at"])
