"""What the player shows of each step: the words are the step's, the rest is worked out here.

Decides how far a step may be lengthened, where Back leads, and how full the bars are. A
hold is never longer than its exercise, and her joints, allow, however often she asks for more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from exercises.amount import REST_CAP_S, longest_hold
from exercises.catalogue import Exercise, Position
from exercises.content import catalogue
from exercises.pictures import Moment, Picture, picture
from exercises.timeline import Step, StepKind
from exercises.vetting import HOLD_CAP_S, SIDE_CAP_S
from safety.vocabulary import Facts
from sessions.progress import Progress

MORE_TIME_S: Final = 60  # how much a rest or a countdown may be lengthened
QUARTERS: Final = 4
LANDMARKS: Final = frozenset({StepKind.WORK, StepKind.CHANGE})


@dataclass(frozen=True, slots=True)
class Shown:
    """One step. ``longest`` is how far it may be lengthened, ``back`` where Back leads."""

    step: Step
    position: Position
    picture: Picture | None
    longest: int
    back: str
    here: bool

    @property
    def moves(self) -> bool:
        return self.step.kind is StepKind.WORK

    @property
    def waits(self) -> bool:
        """Whether its picture is fetched only once she has begun."""
        return not self.here

    @property
    def digits(self) -> str:
        """Such as 18 or 1:40; the count where she ends the step herself."""
        if self.step.seconds is None:
            return str(self.step.reps)
        minutes, seconds = divmod(self.step.seconds, 60)
        return f"{minutes}:{seconds:02}" if self.step.seconds > 99 else str(self.step.seconds)


@dataclass(frozen=True, slots=True)
class Bar:
    """How far one exercise is, in quarters."""

    quarters: int

    @property
    def done(self) -> bool:
        return self.quarters == QUARTERS


@dataclass(frozen=True, slots=True)
class Stage:
    """All steps with where she is in them. ``item`` counts exercises from 1."""

    shown: tuple[Shown, ...]
    bars: tuple[Bar, ...]
    here: Shown
    item: int


def stage(steps: Sequence[Step], progress: Progress, facts: Facts | None) -> Stage:
    """Return what the player shows to her; a session that is over is at its last step."""
    keys = [step.key for step in steps]
    at = keys.index(progress.step) if progress.step in keys else len(keys) - 1
    shown = tuple(_shown(steps, number, at, facts) for number in range(len(steps)))
    bars = tuple(Bar(_quarters(steps, item, at)) for item in range(_exercises(steps)))
    return Stage(shown, bars, shown[at], min(steps[at].item + 1, len(bars)))


def _exercises(steps: Sequence[Step]) -> int:
    return 1 + max(step.item for step in steps if step.kind is StepKind.WORK)


def _quarters(steps: Sequence[Step], item: int, at: int) -> int:
    places = [number for number, step in enumerate(steps) if step.item == item]
    return QUARTERS * sum(number < at for number in places) // len(places)


def _shown(steps: Sequence[Step], number: int, at: int, facts: Facts | None) -> Shown:
    step = steps[number]
    before = [each.key for each in steps[:number] if each.kind in LANDMARKS]
    exercise = catalogue().get(step.exercise)
    return Shown(
        step=step,
        position=_position(step, exercise),
        picture=_picture(step, facts.gestation_days if facts else None),
        longest=_longest(step, exercise, facts),
        back=before[-1] if before else "",
        here=number == at,
    )


def _position(step: Step, exercise: Exercise | None) -> Position:
    if exercise is None or step.kind is StepKind.GET_UP:
        return Position.STANDING
    return exercise.form(exercise.variant(step.variant)).position


def _picture(step: Step, days: int | None) -> Picture | None:
    """Return where the exercise ends while she does it, where it begins while she gets ready."""
    if step.kind in (StepKind.GET_DOWN, StepKind.GET_UP):
        return None
    moment: Moment = "end" if step.kind is StepKind.WORK else "start"
    return picture(step.exercise, step.variant, days=days, moment=moment, side=step.side)


def _longest(step: Step, exercise: Exercise | None, facts: Facts | None) -> int:
    if step.seconds is None:
        return 0
    if step.kind is not StepKind.WORK:
        return step.seconds + MORE_TIME_S
    if exercise is None or facts is None:
        return step.seconds
    return max(step.seconds, min(_caps(step, exercise, facts), default=step.seconds))


def _caps(step: Step, exercise: Exercise, facts: Facts) -> list[int]:
    """Return what one hold of a side may last, so that all of them stay within the caps."""
    holds = [exercise.maximum.hold_s, longest_hold(exercise, facts)]
    sides = [exercise.maximum.side_total_s]
    if exercise.rest_position:
        holds.append(REST_CAP_S)
    else:
        holds.append(HOLD_CAP_S)
        sides.append(SIDE_CAP_S)
    shares = [side // step.rounds for side in sides if side is not None]
    return [*(hold for hold in holds if hold is not None), *shares]
