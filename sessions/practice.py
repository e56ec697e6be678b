"""What she does in a session: start, record and stop.

All writes of a session while it lasts. Each is one act with its time passed in. Events are only
ever added, and the same one twice is once; what follows from them is worked out again from all
of them, so it does not matter in which order they come.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from itertools import dropwhile, takewhile
from typing import Any, Final
from uuid import UUID, uuid5

from django.db import transaction
from uuid6 import uuid7

from accounts.models import User
from exercises import timeline
from exercises.catalogue import DoseLevel
from safety import recording
from safety.models import Pregnancy, Stop
from safety.signs import Sign, SignAnswer
from sessions.models import Felt, GuidedSession, SessionEvent, SessionItem
from sessions.past import elapsed_ms, events_of, items_of, steps_of
from sessions.planning import Plan
from sessions.progress import Event, EventKind, Progress, State, fold
from sessions.tally import done_seconds, tally

SERVER: Final = "server"  # the device of events that follow from an answer given to us
OVER: Final = frozenset({State.FINISHED, State.STOPPED})
NEW_EPOCH: Final = frozenset({EventKind.BACK, EventKind.RESUME, EventKind.ANSWER})
MOST_EVENTS: Final = 5000  # a session has hundreds; a page gone wrong must not fill a disk


class TooManyEventsError(Exception):
    """More events than any session has."""


@transaction.atomic
def start(
    *,
    person: User,
    plan: Plan,
    minutes: int,
    level: DoseLevel,
    why_level: str,
    relief: bool,
    programme: str = "",
    pain: int,
    now: datetime,
) -> GuidedSession:
    """Begin a session. One that was under way ends; one of today never begun makes way."""
    User.objects.select_for_update().get(pk=person.pk)  # two tabs start one after the other
    _clear_the_way(person, now)
    guided = GuidedSession.objects.create(
        person=person,
        on=now.date(),
        started_at=now,
        checked_at=now,
        minutes=minutes,
        level=level,
        relief=relief,
        programme=programme,
        pain_before=pain,
        steps=timeline.dump(timeline.build(plan)),
        plan=as_kept(plan, why_level),
    )
    SessionItem.objects.bulk_create(
        SessionItem(
            person=person,
            session=guided,
            position=position,
            exercise_id=item.exercise.slug,
            variant=item.variant.slug if item.variant else "",
            level=item.level,
        )
        for position, item in enumerate(plan.items)
    )
    return guided


def _clear_the_way(person: User, now: datetime) -> None:
    open_ones = GuidedSession.objects.filter(person=person, ended_at=None)
    open_ones.filter(on=now.date(), events=None).delete()
    for guided in open_ones.all():
        end(guided=guided, now=now)


def as_kept(plan: Plan, why_level: str) -> dict[str, Any]:
    """Return what a plan said, in the words she was shown."""
    return {
        "why_level": why_level,
        "exercises": [
            {
                "exercise": item.exercise.slug,
                "name": item.exercise.name,
                "position": item.exercise.form(item.variant).position,
                "seconds": item.seconds,
                "why": item.why,
            }
            for item in plan.items
        ],
        "left_out": [
            {
                "exercise": left.exercise.slug,
                "name": left.exercise.name,
                "why": [reason.text for reason in left.reasons],
            }
            for left in plan.left_out
        ],
    }


def check_again(*, guided: GuidedSession, pain: int, now: datetime) -> None:
    """Go on with a session after a new check: its pain before is the pain she has now."""
    guided.checked_at, guided.pain_before = now, pain
    guided.save(update_fields=["checked_at", "pain_before"])


def following(
    told: Iterable[Event], progress: Progress, kind: EventKind, key: UUID | None = None
) -> Event:
    """Return an event of ours that comes after all that was told so far."""
    return Event(
        id=key or uuid7(),
        device=SERVER,
        sequence=progress.sequence + 1,
        epoch=progress.epoch + (kind in NEW_EPOCH),
        step=progress.step or "",
        kind=kind,
        elapsed_ms=elapsed_ms(told, progress),
    )


@transaction.atomic
def record(
    *, guided: GuidedSession, events: Iterable[Event], now: datetime, about: str = ""
) -> Progress:
    """Store events and return where she is. ``guided`` is brought up to date."""
    _lock(guided)
    SessionEvent.objects.bulk_create(
        [_row(guided, event, now, about) for event in events], ignore_conflicts=True
    )
    told = events_of(guided)
    if len(told) > MOST_EVENTS:
        raise TooManyEventsError
    steps = steps_of(guided)
    progress = fold(told, [step.key for step in steps])
    if progress.complete and progress.state not in OVER:
        return record(guided=guided, events=[following(told, progress, EventKind.FINISH)], now=now)
    if progress.state in OVER:
        _close(guided, steps, progress, now)
    return progress


def _lock(guided: GuidedSession) -> None:
    """Take events of one session one after the other, so that none misses that it is over."""
    locked = GuidedSession.objects.select_for_update()
    guided.ended_at = locked.values_list("ended_at", flat=True).get(
        person=guided.person_id, pk=guided.pk
    )


def _row(guided: GuidedSession, event: Event, now: datetime, about: str) -> SessionEvent:
    return SessionEvent(
        person_id=guided.person_id,
        session=guided,
        key=event.id,
        device=event.device,
        sequence=event.sequence,
        epoch=event.epoch,
        step=event.step,
        kind=event.kind,
        elapsed_ms=event.elapsed_ms,
        received_at=now,
        about=about,
    )


def _close(
    guided: GuidedSession, steps: tuple[timeline.Step, ...], progress: Progress, now: datetime
) -> None:
    """Say what came of a session. Again when an event comes late."""
    tallies = tally(steps, progress.marks)
    guided.ended_at = guided.ended_at or max(now, guided.started_at)
    guided.done_s = done_seconds(tallies, [item["seconds"] for item in guided.plan["exercises"]])
    guided.save(update_fields=["ended_at", "done_s"])
    items = items_of(guided)
    for item in items:
        item.mark = tallies[item.position].word if item.position in tallies else ""
    SessionItem.objects.bulk_update(items, ["mark"])


@transaction.atomic
def end(
    *, guided: GuidedSession, now: datetime, about: str = "", key: UUID | None = None
) -> Progress:
    """Finish a session where it stands. What was done counts."""
    finish = _next(guided, EventKind.FINISH, key)
    return record(guided=guided, events=[finish], now=now, about=about)


def _next(guided: GuidedSession, kind: EventKind, key: UUID | None = None) -> Event:
    told = events_of(guided)
    return following(told, fold(told, [step.key for step in steps_of(guided)]), kind, key)


@transaction.atomic
def stop(
    *,
    guided: GuidedSession,
    pregnancy: Pregnancy,
    sign: Sign,
    answer: SignAnswer,
    now: datetime,
    key: UUID | None = None,
) -> Stop:
    """End a session for good because of a warning sign, which shuts the gate."""
    stored = recording.record_stop(
        person=guided.person,
        pregnancy=pregnancy,
        sign=sign,
        answer=answer,
        context=guided.pk,
        now=now,
    )
    record(
        guided=guided,
        events=[_next(guided, EventKind.STOP, key)],
        now=now,
        about=said(sign, answer),
    )
    return stored


@transaction.atomic
def go_on(
    *, guided: GuidedSession, now: datetime, about: str = "", key: UUID | None = None
) -> Progress:
    """Leave the signs and go back to the session."""
    answer = _next(guided, EventKind.ANSWER, key)
    return record(guided=guided, events=[answer], now=now, about=about)


@transaction.atomic
def ask(*, guided: GuidedSession, now: datetime) -> Progress:
    """Open the signs, which pauses the session, when the page cannot say where she was."""
    return record(guided=guided, events=[_next(guided, EventKind.ASK)], now=now)


@transaction.atomic
def leave_exercise(
    *, guided: GuidedSession, now: datetime, about: str, key: UUID | None = None
) -> Progress:
    """Skip the rest of the exercise she is in, and go back to the pause before the next."""
    skip = _next(guided, EventKind.SKIP, key)
    record(guided=guided, events=skips(steps_of(guided), skip), now=now, about=about)
    return go_on(guided=guided, now=now, about=about)


def skips(steps: Iterable[timeline.Step], skip: Event) -> list[Event]:
    """Return ``skip``, and one like it for every later step of the same exercise.

    Their ids follow from its id, so telling it twice skips nothing twice.
    """
    later = dropwhile(lambda step: step.key != skip.step, steps)
    here = next(later, None)
    same = takewhile(lambda step: here is not None and step.item == here.item, later)
    return [
        skip,
        *(replace(skip, id=uuid5(skip.id, step.key), step=step.key, elapsed_ms=0) for step in same),
    ]


@transaction.atomic
def it_hurts(*, guided: GuidedSession, skip: Event, now: datetime) -> Progress:
    """Skip the rest of an exercise that hurts, and note it, so that it is left out next time."""
    steps = steps_of(guided)
    item = next(step.item for step in steps if step.key == skip.step)
    SessionItem.objects.filter(person=guided.person_id, session=guided, position=item).update(
        felt=Felt.HURT
    )
    return record(guided=guided, events=skips(steps, skip), now=now)


def said(sign: Sign, answer: SignAnswer) -> str:
    """Return a sign and its answer as they are noted with an event."""
    return f"{sign.id}/{answer.id}"
