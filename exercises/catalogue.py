"""What the movements are: exercises, their forms and their doses.

Decides nothing about a woman; it says what a movement asks, how it is done and how
much of it there may be. How long that takes is in ``timeline``. Text is written to her, in plain
sentences. Nothing here refuses content: ``content.py`` does, when it is loaded,
and by ``STRICT`` an unknown key is one of its reasons.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Final

from exercises.terms import (
    Area,
    DoseLevel,
    Grade,
    Kind,
    Mode,
    Position,
    Prop,
    Sides,
    Stage,
)
from safety.vocabulary import BirthMode, Demand, Modifier

__all__ = [
    "Area",
    "Breathing",
    "Dose",
    "DoseLevel",
    "Evidence",
    "Exercise",
    "Form",
    "Grade",
    "Kind",
    "Maximum",
    "Mode",
    "Position",
    "Prop",
    "Sides",
    "Stage",
    "Variant",
    "Weeks",
]

# Read by pydantic when content is loaded: without it an unknown key is dropped in silence.
STRICT: Final[dict[str, Any]] = {"extra": "forbid"}
QUICK_S: Final = 2  # of a quick repetition: a second on and a second off


@dataclass(frozen=True, slots=True)
class Dose:
    """How much, at one dose level. Seconds are whole.

    A hold dose has ``hold_s`` (seconds a hold); a repetition dose has ``rep_s``
    (seconds one moving repetition takes). ``reps`` is per side when each side
    works alone. ``rest_s`` is between sets or sides. ``quick`` are short repetitions at
    the end of a hold dose, a second on and a second off; the last step says how.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    reps: int
    sets: int
    rest_s: int
    hold_s: int | None = None
    rep_s: int | None = None
    quick: int = 0

    @property
    def mode(self) -> Mode:
        return Mode.HOLD if self.hold_s is not None else Mode.REPS

    @property
    def side_s(self) -> int:
        """Seconds of work on one side, rests left out."""
        return self.sets * self.reps * (self.hold_s or self.rep_s or 0)

    def words(self, sides: Sides) -> str:
        """Such as ``Hold 30 seconds, 2 times each side``."""
        times = "once" if self.reps == 1 else f"{self.reps} times"
        parts = [f"Hold {self.hold_s} seconds", times] if self.hold_s else [times.capitalize()]
        if sides is Sides.EACH:
            parts[-1] += " each side"
        if self.sets > 1:
            parts.append(f"{self.sets} rounds")
        if self.quick:
            parts.append(f"then {self.quick} quick ones")
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Maximum:
    """What no dose may pass. ``side_total_s`` is seconds a side a session."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    per_day: int
    hold_s: int | None = None
    reps: int | None = None
    sets: int | None = None
    side_total_s: int | None = None


@dataclass(frozen=True, slots=True)
class Weeks:
    """A closed range of gestation in days; ``last`` None means until birth."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    first: int
    last: int | None

    def __contains__(self, day: int) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Breathing:
    """How she breathes: one sentence, and the pace in seconds for a hold."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    words: str
    in_s: int = 4
    out_s: int = 6


@dataclass(frozen=True, slots=True)
class Evidence:
    """What stands behind an exercise; ``sources`` are ids in safety's list."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    grade: Grade
    sources: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Variant:
    """Another form of an exercise, or a swap to another exercise.

    ``used_for`` are the modifiers and stages under which it takes the place of
    the standard form, whether or not a demand excludes that form; a form that
    is ``by_choice`` is only ever picked by her. One with ``levels`` is a rung on the
    way up to the standard form, or to the one it ``leads_to``: at these dose levels nothing
    higher is done. With
    ``swap_to`` it names an exercise and has no steps of its own; else it has its own
    demands, start and steps, and its own doses, sides and position where they differ. ``weeks``
    limits when the form itself may be done (None: as the exercise), and
    ``sources`` stand behind ``why`` (none: those of the exercise).
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    slug: str
    name: str
    why: str
    used_for: frozenset[Modifier | Stage] = frozenset()
    by_choice: bool = False
    levels: frozenset[DoseLevel] = frozenset()
    leads_to: str = ""
    demands: frozenset[Demand] = frozenset()
    position: Position | None = None
    start: str = ""
    steps: tuple[str, ...] = ()
    cue: str = ""
    props: tuple[Prop, ...] = ()
    sides: Sides | None = None
    doses: Mapping[DoseLevel, Dose] | None = None
    weeks: Weeks | None = None
    swap_to: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """One way of doing an exercise, with nothing left to look up."""

    slug: str  # "" is the standard form
    name: str
    position: Position
    start: str
    steps: tuple[str, ...]
    cue: str
    sides: Sides
    doses: Mapping[DoseLevel, Dose]
    demands: frozenset[Demand]
    weeks: Weeks | None
    props: tuple[Prop, ...]


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise of the library, in its standard form, with its variants.

    ``cue`` is the few words that stand beside the clock while she moves.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    slug: str
    name: str
    other_names: tuple[str, ...]
    kind: Kind
    rest_position: bool
    areas: tuple[Area, ...]
    purpose: str
    muscles: tuple[str, ...]
    position: Position
    start: str
    steps: tuple[str, ...]
    breathing: Breathing
    sides: Sides
    doses: Mapping[DoseLevel, Dose]
    maximum: Maximum
    weeks: Weeks | None  # None: after birth only
    after_birth_weeks: Mapping[BirthMode, int]
    demands: frozenset[Demand]
    variants: tuple[Variant, ...]
    mistakes: tuple[str, ...]
    feel: tuple[str, ...]
    not_feel: tuple[str, ...]
    props: tuple[Prop, ...]
    evidence: Evidence
    seed: int | None = None
    cue: str = ""
    order: int = 0  # place in a session: low comes first
    reviewed_by: str = ""
    reviewed_on: date | None = None

    @property
    def tops(self) -> tuple[Variant | None, ...]:
        """The forms that are no rung, each of which rungs may lead up to; None is the standard."""
        return (None, *(v for v in self.variants if not v.levels))

    def rungs(self, top: Variant | None = None) -> tuple[Variant, ...]:
        """The forms that lead up to ``top``, the lowest first."""
        slug = top.slug if top else ""
        return tuple(v for v in self.variants if v.levels and v.leads_to == slug)

    def variant(self, slug: str) -> Variant | None:
        """The variant called ``slug``; None for the standard form ("")."""
        return next((v for v in self.variants if v.slug == slug), None)

    def form(self, variant: Variant | None = None) -> Form:
        """The standard form, or ``variant`` with what it leaves unsaid filled in."""
        own = variant or self
        return Form(
            slug=variant.slug if variant else "",
            name=own.name,
            position=own.position or self.position,
            start=own.start,
            steps=own.steps,
            cue=own.cue or self.cue,
            sides=own.sides or self.sides,
            doses=own.doses or self.doses,
            demands=own.demands,
            weeks=own.weeks or self.weeks,
            props=own.props,
        )
