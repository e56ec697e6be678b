"""Whether every exercise has a pose that can be drawn, and every pose an exercise.

Refuses a pose that cannot be read, lacks what the figure needs, holds what is no plain
number, belongs to no exercise or names no side where one side works at a time, and with
an engine at hand what the rig does not draw. Whether the picture shows what the steps
say is for a person to see.
"""

import json
import math
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

try:
    import quickjs
except ImportError:  # a machine it is not built for
    quickjs = None

from exercises import clinic, figures, posing, reading
from exercises.catalogue import Exercise, Sides
from exercises.reading import ContentError, Fault, Table, Written, read, stem

WORDS: Final = ("title", "start", "move")
SIDES: Final = ("left", "right")
TRY_S: Final = 20  # of the engine for one pose, which takes less than one
# Where it begins, and on the way to the next: the whole of it is drawn when it is loaded.
TRIED: Final = ({"key": 0, "state": "t2"}, {"key": 0.5, "state": "t2"})

Keyed = tuple[str, str]  # key, reason


def written() -> Written:
    """Return the pose files of the project, then those of the clinic that hosts it."""
    own = clinic.folder(clinic.POSES)
    ours = read(posing.POSES, "poses/")
    return ours | read(own, f"{own}/") if own else ours


def faults(
    found: Written, files: Mapping[str, str], exercises: Mapping[str, Exercise], *, draw: bool
) -> Iterator[Fault]:
    """Name every fault of the poses; with ``draw`` each is tried in the engine, if there is one.

    ``files`` has the file of every slug, ``exercises`` those that could be read.
    """
    yield from found.faults
    poses = {stem(fault.file): fault.file for fault in found.faults}
    for name, text in found.files.items():
        if poses.setdefault(stem(name), name) != name:
            yield Fault(name, "", f"there is a pose of this name: {poses[stem(name)]}")
            continue
        try:
            pose = reading.table(name, text)
        except ContentError as error:
            yield from error.faults
            continue
        wrong = [
            *_owned(name, files, exercises),
            *_extended(pose, found),
            *_said(pose),
            *_sided(stem(name), pose, exercises),
        ]
        if draw and quickjs and not wrong and "extend" not in pose:
            wrong = list(_undrawn(json.dumps(pose)))
        yield from (Fault(name, key, reason) for key, reason in wrong)
    for slug, file in sorted(files.items()):
        if slug not in poses:
            home = clinic.folder(clinic.POSES) if clinic.owns(file) else "poses"
            yield Fault(f"{home}/{slug}.toml", "", "is missing: every exercise has its picture")


def _owned(
    name: str, files: Mapping[str, str], exercises: Mapping[str, Exercise]
) -> Iterator[Keyed]:
    slug, _, form = stem(name).partition(".")
    if slug not in files:
        yield "", f"there is no exercise {slug!r}"
    elif clinic.owns(name) != clinic.owns(files[slug]):
        yield "", f"the exercise {slug!r} is not kept here: {files[slug]}"
    elif form and slug in exercises:
        variant = exercises[slug].variant(form)
        if variant is None or variant.swap_to:
            yield "", f"{slug!r} has no form {form!r} of its own"


def _extended(pose: Table, found: Written) -> Iterator[Keyed]:
    if "extend" in pose and pose["extend"] not in {stem(name) for name in found.names()}:
        yield "extend", "names no pose there is"


def _said(pose: Table) -> Iterator[Keyed]:
    whole = "extend" not in pose  # else it says only what differs
    for key in WORDS if whole else ():
        if not (isinstance(pose.get(key), str) and pose[key]):
            yield key, "is missing"
    keys = pose.get("keys", None if whole else [{}])
    if not (isinstance(keys, list) and keys and all(isinstance(key, dict) for key in keys)):
        yield "keys", "is one table or more, each a pose"
    if pose.get("side", SIDES[0]) not in SIDES:
        yield "side", "is left or right"
    yield from _odd("", pose)


def _odd(key: str, value: Any) -> Iterator[Keyed]:
    """Name what a pose is not made of: dates, and numbers that are none."""
    match value:
        case dict():
            for name, each in value.items():
                yield from _odd(f"{key}.{name}".lstrip("."), each)
        case list():
            for index, each in enumerate(value):
                yield from _odd(f"{key}.{index}", each)
        case bool() | str():
            return
        case int() | float() if abs(value) < 1e6 and math.isfinite(value):
            return
        case _:
            yield key, "is no number a pose can hold"


def _sided(name: str, pose: Table, exercises: Mapping[str, Exercise]) -> Iterator[Keyed]:
    """Name a side that is missing, or one where both sides work together."""
    exercise = exercises.get(name)
    if exercise is None:
        return  # a variant, which may differ, or one with faults of its own
    if (exercise.sides is Sides.EACH) != ("side" in pose):
        yield "side", "is said where one side works at a time, and only there"


@cache
def _engine() -> Any:
    context = figures.engine()
    context.set_time_limit(TRY_S)
    return context


@cache  # a pose that has not changed is not tried again
def _undrawn(pose: str) -> tuple[Keyed, ...]:
    """Name what keeps the rig from drawing it."""
    whole = json.loads(pose)
    try:
        pictures = figures.stills(_engine(), whole, TRIED[: len(whole["keys"])])
    except quickjs.JSException as error:
        return (("", f"cannot be drawn: {str(error).strip().splitlines()[0]}"),)
    nowhere = re.search("NaN|Infinity|undefined", "".join(pictures))
    return (("", "cannot be drawn: a part of it is nowhere"),) if nowhere else ()
