"""What a woman has around her when she exercises, and what she is used to.

Decides which forms it closes: whoever cannot get down to the floor and up again stays off
it, and a form that needs a chair, a wall or room to lie down is not for whoever said she
has none. Only ever closes, and only what she said: a form that safety refuses stays refused,
and what she has not told closes nothing but a floor that she reaches only with help.
Refuses to read an answer it does not know. Cushions, towels and mats close nothing, because
a folded blanket or a coat does as well.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Final

from exercises.catalogue import Form, Position, Prop
from safety.vocabulary import Facts, Modifier, Reason


class Experience(StrEnum):
    """How used to exercise she is."""

    NEW = "new_to_exercise"
    SOME = "some"
    ACTIVE = "active"


class Floor(StrEnum):
    """How she gets down to the floor and up again."""

    ALONE = "alone"
    WITH_HELP = "with_help"  # of somebody, or of something to hold
    NO = "no"


class Has(StrEnum):
    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What she told. None is what she has not told."""

    experience: Experience | None = None
    floor: Floor | None = None
    chair: Has | None = None
    wall: Has | None = None
    cushions: Has | None = None
    space: Has | None = None
    toddlers: Has | None = None


UNTOLD: Final = Circumstances()

ANSWERS: Final[Mapping[str, type[StrEnum]]] = {
    "experience": Experience,
    "floor": Floor,
    "chair": Has,
    "wall": Has,
    "cushions": Has,
    "space": Has,
    "toddlers": Has,
}

_OURS: Final = ("PRODUCT",)
NO_CHAIR: Final = Reason("no-chair", "You have no sturdy chair.", _OURS)
NO_WALL: Final = Reason("no-wall", "You have no free wall.", _OURS)
NO_SPACE: Final = Reason("no-space", "You have no room to lie down.", _OURS)

_LYING: Final = frozenset({Position.SIDE_LYING, Position.LYING})


def read(answers: Mapping[str, str]) -> Circumstances:
    """Return what ``answers`` tell; "" is not told. Raises ValueError for any other word."""
    return Circumstances(
        **{name: ANSWERS[name](word) for name, word in answers.items() if word}  # type: ignore[arg-type]
    )


def written(told: Circumstances) -> dict[str, str]:
    """Return the same as words, "" for what is not told."""
    return {field.name: getattr(told, field.name) or "" for field in fields(told)}


def stays_off_floor(told: Circumstances) -> bool:
    """Say whether the floor is closed to her: nobody is sent where she cannot get up alone.

    With help counts as reaching it only once she has said that she has a chair to hold.
    """
    if told.floor is Floor.WITH_HELP:
        return told.chair is not Has.YES
    return told.floor is Floor.NO


def holds_a_chair(told: Circumstances) -> bool:
    """Say whether she is told to keep a chair beside her: unless she gets up alone."""
    return told.floor is not Floor.ALONE


def facts_with(facts: Facts, told: Circumstances) -> Facts:
    """Return ``facts`` with what her circumstances add; nothing is ever taken away."""
    if not stays_off_floor(told):
        return facts
    return replace(facts, modifiers=facts.modifiers | {Modifier.NO_FLOOR})


def missing(form: Form, told: Circumstances) -> Iterator[Reason]:
    """Give every reason why a form cannot be done with what she has."""
    if told.chair is Has.NO and Prop.CHAIR in form.props:
        yield NO_CHAIR
    if told.wall is Has.NO and Prop.WALL in form.props:
        yield NO_WALL
    if told.space is Has.NO and form.position in _LYING and Prop.BED not in form.props:
        yield NO_SPACE
