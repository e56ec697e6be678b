"""The days: what she did, and her back before and after, newest first.

Sixty days a page, in as many queries whatever her history. The heading is one sentence
that the numbers below bear out, or none.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from accounts.guests import person_required
from accounts.models import User
from config.http import HttpRequest, page
from safety.forms import day_words
from sessions.models import GuidedSession, PainLog, UnguidedSession

SHOWN: Final = timedelta(days=60)
FEWEST: Final = 3  # sessions; fewer say nothing yet


@dataclass(slots=True)
class Day:
    """One day with something in it."""

    on: date
    words: str
    guided: list[GuidedSession] = field(default_factory=list)
    unguided: list[UnguidedSession] = field(default_factory=list)
    pains: list[PainLog] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return len(self.guided) + len(self.unguided) + len(self.pains)


@require_safe
@person_required
def progress(request: HttpRequest) -> HttpResponseBase:
    last = _last(request)
    days = _days(request.person, last, request.on)
    first = last - SHOWN + timedelta(days=1)
    context = {
        "days": days,
        "sentence": sentence([guided for day in days for guided in day.guided]),
        "first": first,
        "last": last,
        "newest": last == request.on,
        "older": first if _has_before(request.person, first) else None,
    }
    return page(request, "sessions/progress.html", context)


def _last(request: HttpRequest) -> date:
    """Return the newest day of the page; an address that makes no sense means today."""
    try:
        before = date.fromisoformat(request.GET.get("before", ""))
    except ValueError:
        return request.on
    return min(before - timedelta(days=1), request.on) if before > date(1990, 1, 1) else request.on


def _days(person: User, last: date, on: date) -> list[Day]:
    within = {"on__lte": last, "on__gt": last - SHOWN}
    guided = GuidedSession.objects.filter(person=person, ended_at__isnull=False, **within)
    found: dict[date, Day] = {}

    def day(on_day: date) -> Day:
        return found.setdefault(on_day, Day(on_day, day_words(on_day, on)))

    for session in guided.defer("steps", "plan").order_by("started_at"):
        day(session.on).guided.append(session)
    for other in UnguidedSession.objects.filter(person=person, **within).order_by("at"):
        day(other.on).unguided.append(other)
    for logged in PainLog.objects.filter(person=person, **within).order_by("at"):
        day(logged.on).pains.append(logged)
    return sorted(found.values(), key=lambda each: each.on, reverse=True)


def _has_before(person: User, first: date) -> bool:
    """Say whether anything is older, in one query over the three."""
    kinds = (GuidedSession, UnguidedSession, PainLog)
    one, *others = (
        kind.objects.filter(person=person, on__lt=first).values_list("on") for kind in kinds
    )
    return one.union(*others, all=True).exists()


def sentence(sessions: Iterable[GuidedSession]) -> str:
    """Return what the sessions with both numbers say; nothing while there are too few."""
    done = (each for each in sessions if each.done_s)
    both = [(each.pain_before, each.pain_after) for each in done if each.pain_after is not None]
    less = sum(after < before for before, after in both)
    if len(both) < FEWEST or not less:
        return ""
    if less == len(both):
        return f"Your back hurt less after each of {len(both)} sessions"
    return f"Your back hurt less after {less} of {len(both)} sessions"
