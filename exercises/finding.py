"""Which exercises of the library she is looking for.

Decides by what she typed and chose, never by her facts: those say how an exercise stands with
her, not whether she may read it. Refuses nothing. Filters of one kind are or-ed (sitting or
standing), those of different kinds and-ed.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from exercises.catalogue import Area, Exercise, Form, Position, Prop
from exercises.typed import stems, tidy
from safety.vocabulary import Demand

MINUTES: Final = (1, 2, 3, 5)
SIX_WEEKS: Final = 6

# Everyone has a floor with something soft on it, and a towel to fold.
AT_HAND: Final = frozenset({Prop.MAT, Prop.TOWEL, Prop.BLANKET})
# What she says she has, and what stands in for it as well.
HAS: Final[Mapping[Prop, frozenset[Prop]]] = {
    Prop.CHAIR: frozenset({Prop.CHAIR}),
    Prop.WALL: frozenset({Prop.WALL}),
    Prop.CUSHION: frozenset({Prop.CUSHION, Prop.PILLOW}),
    Prop.COUNTER: frozenset({Prop.COUNTER, Prop.TABLE}),
    Prop.BALL: frozenset({Prop.BALL}),
    Prop.BED: frozenset({Prop.BED}),
    Prop.STOOL: frozenset({Prop.STOOL}),
}


class TimeSought(StrEnum):
    """A time of pregnancy, or after it, for which an exercise is sought."""

    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    SIX_WEEKS = "six_weeks"
    LATER = "later"

    @property
    def words(self) -> str:
        return _WORDS[self]


_WORDS: Final = {
    TimeSought.FIRST: "Up to 13 weeks",
    TimeSought.SECOND: "14 to 27 weeks",
    TimeSought.THIRD: "From 28 weeks",
    TimeSought.SIX_WEEKS: "First 6 weeks after birth",
    TimeSought.LATER: "Later after birth",
}
_DAYS: Final = {
    TimeSought.FIRST: (0, 97),
    TimeSought.SECOND: (98, 195),
    TimeSought.THIRD: (196, 301),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What she typed and chose; nothing chosen is everything.

    ``has`` are the keys of ``HAS`` she has: an exercise that needs another prop is not found.
    ``minutes`` is the longest it may take.
    """

    words: str = ""
    positions: frozenset[Position] = frozenset()
    areas: frozenset[Area] = frozenset()
    has: frozenset[Prop] = frozenset()
    minutes: int | None = None
    no_floor: bool = False
    when: TimeSought | None = None

    def finds(self, exercise: Exercise, form: Form, minutes: int) -> bool:
        """Say whether she is looking for ``exercise``, shown in ``form`` for ``minutes``."""
        return (
            (not self.positions or form.position in self.positions)
            and (not self.areas or not self.areas.isdisjoint(exercise.areas))
            and (not self.has or _needs(form) <= _had(self.has))
            and (self.minutes is None or minutes <= self.minutes)
            and not (self.no_floor and Demand.FLOOR_TRANSFER in form.demands)
            and (self.when is None or _done_then(exercise, form, self.when))
            and named(exercise, self.words)
        )


def named(exercise: Exercise, words: str) -> bool:
    """Say whether each of ``words`` begins a word of one of the names of ``exercise``.

    Its forms count, and what it is for and what works in it: "hip" finds what eases one.
    """
    known = stems(" ".join(_names(exercise)))
    return all(any(each.startswith(word) for each in known) for word in stems(tidy(words)))


def areas_of(exercises: Iterable[Exercise]) -> tuple[Area, ...]:
    """Return the areas that some exercise works, in the order they are shown."""
    worked = {area for exercise in exercises for area in exercise.areas}
    return tuple(area for area in Area if area in worked)


def props_of(exercises: Iterable[Exercise]) -> tuple[Prop, ...]:
    """Return the props she may say she has: those some form of an exercise needs."""
    needed = frozenset[Prop]().union(
        *(_needs(each.form(way)) for each in exercises for way in (None, *each.variants))
    )
    return tuple(prop for prop, covers in HAS.items() if covers & needed)


def _needs(form: Form) -> frozenset[Prop]:
    return frozenset(form.props) - AT_HAND


def _had(has: Collection[Prop]) -> frozenset[Prop]:
    return frozenset[Prop]().union(*(HAS.get(prop, ()) for prop in has))


def _names(exercise: Exercise) -> Iterator[str]:
    yield exercise.name
    yield from exercise.other_names
    yield exercise.purpose
    yield from exercise.muscles
    yield from (variant.name for variant in exercise.variants)


def _done_then(exercise: Exercise, form: Form, when: TimeSought) -> bool:
    if when not in _DAYS:
        soonest = min(exercise.after_birth_weeks.values())
        return when is TimeSought.LATER or soonest < SIX_WEEKS
    first, last = _DAYS[when]
    weeks = form.weeks
    return weeks is not None and weeks.first <= last and (weeks.last is None or first <= weeks.last)
