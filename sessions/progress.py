"""Where she is in a session, worked out from everything that was told of it.

Decides by reading the events in one order of their own, (epoch, sequence, id), whatever
the order, the repeats and the devices they came by, so the server needs no locks and the
phone no order. A clock never orders them. *Back*, *resume* and *answer* are told in a new
epoch, so they come after all that a device which knew nothing of them went on telling.

Stop and finish take in what follows: later events change nothing, but a stop comes
through even after the end. Once the signs were opened, only an answer told later leaves
them, not another tab that goes on; it leads to the pause, as the clock must not run while
she reads. A mark is never taken back: what was done counts, also when she goes back and
then skips it. Refuses nothing: an event for a step that is not there moves her nowhere.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import Final
from uuid import UUID


class EventKind(StrEnum):
    START = "start"
    DONE = "done"
    SKIP = "skip"
    BACK = "back"
    PAUSE = "pause"
    RESUME = "resume"
    ASK = "ask"  # the signs were opened
    ANSWER = "answer"  # and none of them it was
    STOP = "stop"
    FINISH = "finish"


class Mark(IntEnum):
    """What came of a step. Ordered: the greatest of all that was told wins."""

    PENDING = 0
    SKIPPED = 1
    DONE = 2


class State(StrEnum):
    READY = "ready"
    UNDER_WAY = "under_way"
    PAUSED = "paused"
    ASKED = "asked"  # the signs were opened and not answered: ask again before anything else
    STOPPED = "stopped"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, as a device told it. ``elapsed_ms`` is time in the step."""

    id: UUID
    device: str
    sequence: int
    epoch: int
    step: str
    kind: EventKind
    elapsed_ms: int

    @property
    def place(self) -> tuple[int, int, UUID, str, str, str, int]:
        """Its place among all events. The first three decide; the rest break ties."""
        told = (self.device, self.step, self.kind.value, self.elapsed_ms)
        return (self.epoch, self.sequence, self.id, *told)


@dataclass(frozen=True, slots=True)
class Progress:
    """What came of every step, and where she is.

    ``step`` is None when nothing lies ahead of her, and ``next_step`` is what comes after
    it. ``epoch`` and ``sequence`` are the greatest that were told: what is told next
    goes above them.
    """

    marks: Mapping[str, Mark]
    step: str | None
    next_step: str | None
    state: State
    epoch: int
    sequence: int

    @property
    def complete(self) -> bool:
        """Whether nothing lies ahead of her, though the session may not be finished."""
        return self.step is None


_MARKS: Final = {EventKind.DONE: Mark.DONE, EventKind.SKIP: Mark.SKIPPED}
_GOING: Final = frozenset({EventKind.START, EventKind.BACK, *_MARKS})
_PAUSING: Final = frozenset({EventKind.PAUSE, EventKind.ANSWER})
_OVER: Final = frozenset({State.STOPPED, State.FINISHED})


def fold(events: Iterable[Event], steps: Sequence[str]) -> Progress:
    """Return where she is in ``steps`` after ``events``, in whatever order they came."""
    in_order = sorted(set(events), key=lambda event: event.place)
    walk = _Walk(steps)
    for event in in_order:
        walk.take(event)
    return Progress(
        marks=walk.marks,
        step=walk.at(walk.here),
        next_step=walk.at(walk.first_ahead(walk.here + 1)),
        state=walk.state,
        epoch=max((event.epoch for event in in_order), default=0),
        sequence=max((event.sequence for event in in_order), default=0),
    )


@dataclass(slots=True)
class _Walk:
    """Her way through the steps while the events are read in order.

    ``ahead`` are the places of the steps still to do: not those without a mark, because
    going back puts all that follows ahead of her again.
    """

    steps: Sequence[str]
    here: int = 0
    state: State = State.READY
    places: dict[str, int] = field(init=False)
    marks: dict[str, Mark] = field(init=False)
    ahead: set[int] = field(init=False)

    def __post_init__(self) -> None:
        self.places = {key: place for place, key in enumerate(self.steps)}
        self.marks = dict.fromkeys(self.steps, Mark.PENDING)
        self.ahead = set(self.places.values())

    def take(self, event: Event) -> None:
        """Take one event. Whatever ends the session needs no step to be heard."""
        if event.kind is EventKind.STOP:
            self.state = State.STOPPED
        elif self.state not in _OVER:
            place = self.places.get(event.step)
            if place is not None:
                self.move(event.kind, place)
            if place is not None or event.kind not in _GOING:
                self.turn(event.kind)

    def move(self, kind: EventKind, place: int) -> None:
        """Note what came of a step and where she is now."""
        self.here = place
        if kind is EventKind.BACK:
            self.ahead.update(range(place, len(self.steps)))
        elif kind in _MARKS:
            key = self.steps[place]
            self.marks[key] = max(self.marks[key], _MARKS[kind])
            self.ahead.discard(place)
            self.here = self.first_ahead(place)

    def turn(self, kind: EventKind) -> None:
        """Go to the state that ``kind`` leads to."""
        if kind is EventKind.FINISH:
            self.state = State.FINISHED
        elif kind is EventKind.ASK:
            self.state = State.ASKED
        elif self.state is State.ASKED:
            if kind is EventKind.ANSWER:
                self.state = State.PAUSED
        else:
            self.state = State.PAUSED if kind in _PAUSING else State.UNDER_WAY

    def first_ahead(self, place: int) -> int:
        """Return the first place still to do from ``place`` on, else the end."""
        return min((p for p in self.ahead if p >= place), default=len(self.steps))

    def at(self, place: int) -> str | None:
        return self.steps[place] if place < len(self.steps) else None
