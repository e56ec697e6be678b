"""From rows to what was: what she did lately, and where she is in a session.

Reads; writes nothing. What the plan depends on is read in three queries, however long
she has been with us.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Subquery

from accounts.models import User
from exercises.timeline import Step, load
from sessions.models import Felt, GuidedSession, SessionEvent, SessionItem
from sessions.pain import Colour, PainSign, Ratings, respond
from sessions.progress import Event, EventKind, Progress, fold

DIZZY: Final = "w2"  # the sign, in safety's content
HURT_LASTS: Final = timedelta(days=7)
EASED_LASTS: Final = timedelta(days=28)
HELD: Final = frozenset({EventKind.PAUSE, EventKind.ASK, EventKind.ANSWER, EventKind.RESUME})
ENOUGH: Final = 12  # no rule asks for more sessions than this
FIRST_WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Past:
    """What she did lately. ``finished`` counts up to ``ENOUGH``; slugs in ``hurt``, ``eased``.

    ``first_week`` is that of her first session, and the time before it. ``troubled``: a sign
    came up, something hurt, or her back did not take a session well.
    """

    under_way: GuidedSession | None
    last: GuidedSession | None
    finished: int
    hurt: frozenset[str]
    eased: frozenset[str]
    dizzy: bool = False
    first_week: bool = True
    troubled: bool = False

    @property
    def last_set(self) -> str:
        """The slug of the ready set she did last, "" where it was none."""
        return self.last.programme if self.last else ""


def past(person: User, on: date) -> Past:
    """Return what she did up to her day ``on``."""
    signs = SessionEvent.objects.filter(person=person, session=OuterRef("pk")).exclude(about="")
    done = GuidedSession.objects.filter(person=person, ended_at__isnull=False, done_s__gt=0)
    sessions = GuidedSession.objects.filter(person=person).annotate(
        sign=Exists(signs),
        dizzy=Exists(signs.filter(about__startswith=f"{DIZZY}/")),
        began=Subquery(done.order_by("on").values("on")[:1]),
    )
    newest = sessions.order_by("-started_at")
    recent = list(newest.defer("steps", "plan")[: ENOUGH + 1])
    over = [guided for guided in recent if not guided.under_way and guided.done_s]
    hurt, eased = _felt(person, on)
    return Past(
        under_way=next((guided for guided in recent if guided.under_way), None),
        last=over[0] if over else None,
        finished=len(over),
        hurt=hurt,
        eased=eased,
        # A session of the last week that ended dizzy and settled (W2): adapted next time.
        dizzy=any(guided.dizzy for guided in recent if guided.on > on - HURT_LASTS),
        first_week=not over or on - over[0].began < FIRST_WEEK,
        troubled=bool(hurt) or any(guided.sign or not _was_green(guided) for guided in recent),
    )


def ratings_of(guided: GuidedSession, sign: PainSign = PainSign.NONE) -> Ratings:
    """Return what she said of a session, and the sign about pain that came up in it."""
    return Ratings(
        before=guided.pain_before,
        worst=guided.pain_worst,
        after=guided.pain_after,
        next_morning=guided.pain_next_morning,
        sign=sign,
    )


def _was_green(guided: GuidedSession) -> bool:
    """Whether her back took it well, as far as she told."""
    response = respond(ratings_of(guided))
    return response is None or response.colour is Colour.GREEN


def _felt(person: User, on: date) -> tuple[frozenset[str], frozenset[str]]:
    """Return what hurt in the last week, and what eased when it was last done."""
    told = (
        SessionItem.objects.filter(person=person, session__on__gt=on - EASED_LASTS)
        .exclude(felt="")
        .order_by("session__started_at")
        .values_list("exercise__slug", "felt", "session__on")
    )
    hurt: set[str] = set()
    newest: dict[str, str] = {}
    for slug, felt, day in told:
        newest[slug] = felt
        if felt == Felt.HURT and day > on - HURT_LASTS:
            hurt.add(slug)
    return frozenset(hurt), frozenset(s for s, felt in newest.items() if felt == Felt.EASED)


def under_way(person: User) -> GuidedSession | None:
    return GuidedSession.objects.filter(person=person, ended_at=None).first()


def steps_of(guided: GuidedSession) -> tuple[Step, ...]:
    return load(guided.steps)


def items_of(guided: GuidedSession) -> list[SessionItem]:
    """Return the exercises of a session in order."""
    rows = SessionItem.objects.filter(person=guided.person_id, session=guided)
    return list(rows.order_by("position"))


def events_of(guided: GuidedSession) -> list[Event]:
    rows = SessionEvent.objects.filter(person=guided.person_id, session=guided)
    return [event_of(row) for row in rows]


def event_of(row: SessionEvent) -> Event:
    return Event(
        id=row.key,
        device=row.device,
        sequence=row.sequence,
        epoch=row.epoch,
        step=row.step,
        kind=EventKind(row.kind),
        elapsed_ms=row.elapsed_ms,
    )


def progress_of(guided: GuidedSession) -> Progress:
    """Return where she is in a session, by folding all that was told of it."""
    return fold(events_of(guided), [step.key for step in steps_of(guided)])


def elapsed_ms(told: Iterable[Event], progress: Progress) -> int:
    """Return how long she had been in the step where she paused; none after anything else."""
    newest = max(told, key=lambda event: event.place, default=None)
    if newest is None or newest.step != progress.step or newest.kind not in HELD:
        return 0
    return newest.elapsed_ms


def knows(*, guided: GuidedSession, key: UUID) -> bool:
    """Say whether what carries this key was told before."""
    return SessionEvent.objects.filter(person=guided.person_id, session=guided, key=key).exists()
