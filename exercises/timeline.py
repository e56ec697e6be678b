"""The ordered steps of exercises done one after another: each movement, rest and change.

Decides the order and how long each step lasts. On the floor a change costs more than a
longer rest, so all of one side is done, then the other. The left side comes first, as
the words of the exercises have it. Each exercise begins with time to get into place,
then get ready; where the floor is needed, getting down and up are steps of their own.
Each hold is a step; a set of repetitions is one step that she ends herself.

A session keeps its steps as they were made. Refuses to read back a step with a key
it does not know; one that is missing means what it meant before there was that key.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from math import ceil
from typing import Any, Final, Protocol

from exercises.catalogue import (
    QUICK_S,
    Dose,
    Exercise,
    Form,
    Kind,
    Mode,
    Position,
    Sides,
    Variant,
)
from safety.vocabulary import Demand

SETUP_S: Final = 15  # to get into place for an exercise
READY_S: Final = 5
SWITCH_S: Final = 8  # at least; a longer rest between sides is the dose's
RELEASE_S: Final = 5  # to let go between two holds
GET_DOWN_S: Final = 20
GET_UP_S: Final = 25  # ten of them sitting, so that she is not dizzy when she stands

_LYING: Final = frozenset({Position.SIDE_LYING, Position.LYING})

GET_DOWN = (
    "Put a sturdy chair beside you, or something as firm, and hold it. "
    "Kneel down, one knee at a time."
)
GET_UP = (
    "If you are lying, roll to your side and push up with your hands. Sit for ten seconds. "
    "Then hold on to it and come up slowly."
)


class StepKind(StrEnum):
    GET_DOWN = "get_down"
    GET_UP = "get_up"
    CHANGE = "change"
    READY = "ready"
    WORK = "work"
    SWITCH = "switch"
    REST = "rest"


_DOING: Final = frozenset({StepKind.WORK, StepKind.REST, StepKind.SWITCH})


class Side(StrEnum):
    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do. ``seconds`` None: she ends it herself, after ``reps`` of ``rep_s``.

    ``item`` is the place of its exercise in the plan, from 0; getting up at the very end
    is one past the last, so that it is nobody's to skip along. ``round`` of ``rounds``
    counts the holds, or sets, of one side. ``breathe_in`` and ``breathe_out`` are the
    seconds of a breath in a hold that is long enough for one.
    """

    key: str
    kind: StepKind
    item: int
    exercise: str
    variant: str
    title: str
    cue: str
    side: Side | None = None
    round: int = 1
    rounds: int = 1
    seconds: int | None = None
    reps: int | None = None
    rep_s: int | None = None
    breathe_in: int | None = None
    breathe_out: int | None = None

    @property
    def lasts(self) -> int:
        """Seconds, those of repetitions as they usually are."""
        return (self.reps or 0) * (self.rep_s or 0) if self.seconds is None else self.seconds

    @property
    def place(self) -> str:
        """Such as ``Left side, 1 of 2.``, or nothing where there is only one."""
        count = f"{self.round} of {self.rounds}" if self.rounds > 1 else ""
        side = f"{self.side.capitalize()} side" if self.side else ""
        return f"{', '.join(part for part in (side, count) if part)}." if side or count else ""


class Dosed(Protocol):
    """An exercise in one form, and how much of it."""

    @property
    def exercise(self) -> Exercise: ...
    @property
    def variant(self) -> Variant | None: ...
    @property
    def dose(self) -> Dose: ...


class Planned(Protocol):
    @property
    def items(self) -> Sequence[Dosed]: ...


def build(plan: Planned) -> tuple[Step, ...]:
    """Return the steps of a plan, in order."""
    return lay_out(plan.items)


def lay_out(items: Sequence[Dosed]) -> tuple[Step, ...]:
    """Return the steps of exercises done one after the other."""
    steps: list[Step] = []
    down = False
    last: _Part | None = None
    for number, dosed in enumerate(items):
        last = _Part(number, dosed.exercise, dosed.exercise.form(dosed.variant), dosed.dose)
        if last.on_floor != down:
            steps.append(last.get_up() if down else last.get_down())
        down = last.on_floor
        steps += last.steps()
    if last is not None and down:
        steps.append(last.get_up(number=len(items)))
    return tuple(steps)


def on_floor(form: Form) -> bool:
    """Whether she gets down to the floor for it."""
    return Demand.FLOOR_TRANSFER in form.demands


def seconds(steps: Iterable[Step]) -> int:
    """Return how long ``steps`` last, repetitions as they usually do."""
    return sum(step.lasts for step in steps)


def minutes(exercise: Exercise, form: Form, dose: Dose) -> int:
    """Return whole minutes of an exercise once she is in place, with all that lies between.

    Rounded up: nobody minds being done early.
    """
    steps = _Part(0, exercise, form, dose).steps()
    return ceil(seconds(step for step in steps if step.kind in _DOING) / 60)


@dataclass(frozen=True, slots=True)
class _Part:
    """One exercise of a session, while its steps are made."""

    number: int
    exercise: Exercise
    form: Form
    dose: Dose

    @property
    def on_floor(self) -> bool:
        return on_floor(self.form)

    def get_down(self) -> Step:
        return self.step(StepKind.GET_DOWN, "Down to the floor", GET_DOWN, seconds=GET_DOWN_S)

    def get_up(self, number: int | None = None) -> Step:
        return self.step(
            StepKind.GET_UP, "Up from the floor", GET_UP, seconds=GET_UP_S, number=number
        )

    def steps(self) -> Iterator[Step]:
        title = f"{'Next' if self.number else 'First'}: {self.form.name}"
        yield self.step(StepKind.CHANGE, title, self.form.start, seconds=SETUP_S)
        each = self.form.sides is Sides.EACH
        first = "Left side first. " if each else ""
        ready = f"{first}{self.exercise.breathing.words}"
        yield self.step(StepKind.READY, "Get ready", ready, seconds=READY_S)
        for side in (Side.LEFT, Side.RIGHT) if each else (None,):
            if side is Side.RIGHT:
                yield self.switch()
            yield from self.one_side(side)

    def switch(self) -> Step:
        # Lying, she pushes up, sits for a moment and lies down again.
        least = SETUP_S if self.form.position in _LYING else SWITCH_S
        lasts = max(least, self.dose.rest_s)
        cue = "Now your right side. Take your time."
        return self.step(StepKind.SWITCH, "Change sides", cue, side=Side.RIGHT, seconds=lasts)

    def one_side(self, side: Side | None) -> Iterator[Step]:
        """Yield the holds, or sets, of one side with what lies between them."""
        in_a_set = self.dose.reps if self.dose.mode is Mode.HOLD else 1
        rounds = self.dose.sets * in_a_set
        for number in range(1, rounds + 1):
            count: dict[str, Any] = {"side": side, "round": number, "rounds": rounds}
            yield self.step(StepKind.WORK, self.form.name, self.form.cue, **count, **self.work())
            if number < rounds:
                yield self.between(count, set_over=number % in_a_set == 0)
        if self.dose.quick:
            yield from self.quick_ones(side, after=rounds)

    def between(self, count: Mapping[str, Any], *, set_over: bool) -> Step:
        """Return the rest after a set, or the moment to let go after one hold of it."""
        if set_over:
            lasts = max(self.dose.rest_s, RELEASE_S)
            cue = "Breathe easily. Then the same again."
            return self.step(StepKind.REST, "Rest", cue, **count, seconds=lasts)
        cue = "Come back and breathe. Then the same again."
        return self.step(StepKind.REST, "Let go", cue, **count, seconds=self.release_s)

    @property
    def release_s(self) -> int:
        """How long she lets go after a hold: a muscle that worked rests as long as it worked."""
        worked = self.exercise.kind is Kind.STRENGTH and self.dose.hold_s
        return max(RELEASE_S, worked or 0)

    def quick_ones(self, side: Side | None, *, after: int) -> Iterator[Step]:
        """Yield the quick repetitions at the end of the holds; the last step says how."""
        cue = "Let go and breathe. Then come the quick ones."
        rest: dict[str, Any] = {"side": side, "round": after, "seconds": self.release_s}
        yield self.step(StepKind.REST, "Let go", cue, rounds=after, **rest)
        work: dict[str, Any] = {"side": side, "round": after + 1}
        amount = {"reps": self.dose.quick, "rep_s": QUICK_S}
        yield self.step(StepKind.WORK, self.form.name, self.form.steps[-1], **work, **amount)

    def work(self) -> dict[str, int]:
        """Return how long one hold or one set is, and the pace of it."""
        if self.dose.hold_s is None:
            return {"reps": self.dose.reps, "rep_s": self.dose.rep_s or 0}
        breath = self.exercise.breathing
        if self.dose.hold_s < breath.in_s + breath.out_s:
            return {"seconds": self.dose.hold_s}
        return {
            "seconds": self.dose.hold_s,
            "breathe_in": breath.in_s,
            "breathe_out": breath.out_s,
        }

    def step(
        self, kind: StepKind, title: str, cue: str, *, number: int | None = None, **more: Any
    ) -> Step:
        item = self.number if number is None else number
        rounds = [more["side"], more["round"]] if "round" in more else []
        return Step(
            key=".".join(str(part) for part in (item, kind, *rounds) if part is not None),
            kind=kind,
            item=item,
            exercise=self.exercise.slug,
            variant=self.form.slug,
            title=title,
            cue=cue,
            **more,
        )


def dump(steps: Iterable[Step]) -> list[dict[str, Any]]:
    """Return steps as they are kept: plain values, and only what is not usual."""
    return [
        {
            field.name: str(value) if isinstance(value, StrEnum) else value
            for field in fields(Step)
            if (value := getattr(step, field.name)) != field.default
        }
        for step in steps
    ]


def load(kept: Iterable[Mapping[str, Any]]) -> tuple[Step, ...]:
    """Return the steps that were kept. Raises ValueError for any it cannot read."""
    return tuple(_loaded(row) for row in kept)


def _loaded(row: Mapping[str, Any]) -> Step:
    try:
        words = {"kind": StepKind(row["kind"])}
        side = {"side": Side(row["side"])} if "side" in row else {}
        return Step(**{**row, **words, **side})
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"not a step: {error}") from error
