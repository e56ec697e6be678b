"""A session as the pages meet it: begun, told of, and asked where she is."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from accounts.models import User
from exercises.telling import circumstances_of, tell
from exercises.timeline import Step, StepKind
from safety.history import Coverage
from sessions import practice
from sessions.forms import Wish
from sessions.models import GuidedSession
from sessions.past import past, progress_of, steps_of
from sessions.progress import Event, EventKind, Progress
from sessions.proposal import propose
from tests.people import NOW, Woman

A_DAY = timedelta(days=1)


def answered(her: Woman, **changes: str) -> Woman:
    """Let her have answered every question a day ago."""
    her.screened(NOW - A_DAY, Coverage.FULL, **changes)
    tell(person=her.person, answers={}, now=NOW - A_DAY)  # "ask me later"
    return her


@dataclass
class Practised:
    """One session of a woman. Every event it tells is newer than the one before."""

    her: Woman
    row: GuidedSession
    told: int = field(default=0)

    @property
    def address(self) -> str:
        return f"/sessions/{self.row.pk}/"

    @property
    def steps(self) -> tuple[Step, ...]:
        return steps_of(self.row)

    @property
    def keys(self) -> list[str]:
        return [step.key for step in self.steps]

    @property
    def progress(self) -> Progress:
        return progress_of(self.row)

    def event(self, kind: EventKind, step: str = "", **changes: Any) -> Event:
        self.told += 1
        usual: dict[str, Any] = {
            "id": uuid4(),
            "device": "phone",
            "sequence": self.told,
            "epoch": 0,
            "step": step or self.keys[0],
            "kind": kind,
            "elapsed_ms": 0,
        }
        return Event(**(usual | changes))

    def record(self, *events: Event) -> Progress:
        return practice.record(guided=self.row, events=events, now=NOW)

    def do_all(self) -> Progress:
        return self.record(*(self.event(EventKind.DONE, key) for key in self.keys))

    def do_until(self, kind: StepKind) -> str:
        """Do every step before the first of ``kind``, and return its key."""
        keys: list[str] = []
        for step in self.steps:
            if step.kind is kind:
                self.record(*(self.event(EventKind.DONE, key) for key in keys))
                return step.key
            keys.append(step.key)
        raise AssertionError(f"no {kind} in this session")

    def tell(self, headers: dict[str, str] | None = None, **changes: Any) -> Any:
        """Post an event as the script does: the first step is done, with the changes given."""
        self.told += 1
        fields = {
            "id": str(uuid4()),
            "kind": "done",
            "step": self.keys[0],
            "device": "phone",
            "epoch": 0,
            "sequence": self.told,
            "elapsed_ms": 0,
        } | changes
        return self.her.client.post(f"{self.address}events/", fields, headers=headers)

    def fresh(self) -> GuidedSession:
        return GuidedSession.objects.get(pk=self.row.pk)


def begin(her: Woman, wish: Wish | None = None, pain: int = 4) -> Practised:
    found = her.known()
    told = circumstances_of(her.person)
    proposal = propose(found, told, past(her.person, NOW.date()), wish or Wish(), pain)
    row = practice.start(
        person=her.person,
        plan=proposal.plan,
        minutes=proposal.wish.minutes,
        level=proposal.level,
        why_level=proposal.why_level,
        relief=proposal.relief,
        pain=pain,
        now=NOW,
    )
    return Practised(her, row)


def somebody_else(session: Practised) -> UUID:
    """Hand the session to another person, and return its id."""
    other = User.objects.create_guest()
    GuidedSession.objects.filter(pk=session.row.pk).update(person=other)
    return session.row.pk
