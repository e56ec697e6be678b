"""What stands on the contact sheet: every drawing, with the words it must not belie.

For who judges the pictures: each form that is drawn, each of its keys in each state, beside
the step of the words it goes with. Draws nothing, and leaves nothing out: a key without a
step of its own has no words and is shown all the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from exercises import figures, posing
from exercises.catalogue import Exercise, Form
from exercises.content import catalogue
from exercises.pictures import FOLDER, Picture, is_there
from exercises.posing import Pose, states_of

THEMES: Final = ("light", "dark", "night")
STATE_WORDS: Final = {
    "t1": "To 13 weeks",
    "t2": "To 27 weeks",
    "t3": "From 28 weeks",
    "pp": "After the birth",
}


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a form. ``files`` are by state; ``pictures`` those a page may name, or None."""

    words: str
    states: tuple[tuple[str, str], ...]  # the words for a state, and the file or "" for none

    @property
    def files(self) -> list[tuple[str, str]]:
        return [(words, name) for words, name in self.states if name]

    @property
    def pictures(self) -> list[tuple[str, Picture | None]]:
        return [(words, _picture(name)) for words, name in self.states]


@dataclass(frozen=True, slots=True)
class Drawn:
    """One form, by the name of its pose."""

    pose: str
    form: Form
    keys: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One exercise with its drawn forms, the standard one first."""

    exercise: Exercise
    forms: tuple[Drawn, ...]


def shown() -> tuple[Shown, ...]:
    """Return every exercise in the order of the library, with all that is drawn of it."""
    poses = posing.poses()
    return tuple(Shown(each, tuple(_forms(each, poses))) for each in catalogue().values())


def _forms(exercise: Exercise, poses: dict[str, Pose]) -> Iterator[Drawn]:
    for variant in (None, *exercise.variants):
        name = f"{exercise.slug}.{variant.slug}" if variant else exercise.slug
        if name in poses:
            form = exercise.form(variant)
            yield Drawn(name, form, tuple(_keys(name, form, poses[name])))


def _keys(name: str, form: Form, pose: Pose) -> Iterator[Key]:
    said = (form.start, *form.steps)
    for key, moment in zip(pose["keys"], figures.moments(pose), strict=True):
        step = key.get("step")
        done = states_of(pose)
        states = tuple(
            (words, figures.name_of(name, moment, state) if state in done else "")
            for state, words in STATE_WORDS.items()
        )
        yield Key("" if step is None else said[step], states)


def _picture(name: str) -> Picture | None:
    path = f"{FOLDER}/{name}"
    return Picture(path) if name and is_there(path) else None
