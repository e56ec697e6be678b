"""The signs she told of in her sessions: which sign, in which exercise, and when.

Reads; writes nothing, in one query. A sign tapped by mistake stays: it was told.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from accounts.models import User
from safety.content import signs
from sessions.models import SessionEvent
from sessions.past import steps_of


@dataclass(frozen=True, slots=True)
class Noted:
    """One sign. ``exercise`` is "" where she was in none that is known."""

    at: datetime
    on: date
    sign: str
    answer: str
    exercise: str


def signs_noted(
    person: User, *, session: UUID | None = None, since: date | None = None
) -> list[Noted]:
    """Return the signs of one session, or of all after a day, newest first, each once."""
    told = SessionEvent.objects.filter(person=person).exclude(about="").select_related("session")
    if session is not None:
        told = told.filter(session=session)
    if since is not None:
        told = told.filter(session__on__gt=since)
    first: dict[tuple[UUID, str, str], Noted] = {}
    for event in told.order_by("received_at", "id"):
        noted = _noted(event)
        first.setdefault((event.session_id, event.about, noted.exercise), noted)
    return sorted(first.values(), key=lambda each: each.at, reverse=True)


def _noted(event: SessionEvent) -> Noted:
    sign, _, answer = event.about.partition("/")
    found = next((each for each in signs() if each.id == sign), None)
    label = next((a.label for a in found.answers if a.id == answer), "") if found else ""
    return Noted(
        at=event.received_at,
        on=event.session.on,
        sign=found.label if found else "A sign",
        answer=label,
        exercise=_exercise_of(event),
    )


def _exercise_of(event: SessionEvent) -> str:
    """Return the exercise of the step she was in, in the words of its plan."""
    step = next((each for each in steps_of(event.session) if each.key == event.step), None)
    exercises = event.session.plan["exercises"]
    return exercises[step.item]["name"] if step and step.item < len(exercises) else ""
