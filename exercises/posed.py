"""Whether every form of an exercise has a pose that can be drawn, and every pose a form.

Refuses a pose that cannot be read, holds what ``posable`` refuses or what is no plain
number, belongs to no form, lights up a step there is not, or names no side where one side
works at a time; a form that is neither drawn nor said to look the same; and with an engine
at hand what the rig does not draw. Whether the picture shows what the steps say is for a
person to see.
"""

import json
import math
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from typing import Any, Final

try:
    import quickjs
except ImportError:  # a machine it is not built for
    quickjs = None

from exercises import clinic, figures, posable, posing, reading
from exercises.catalogue import Exercise, Sides
from exercises.posing import Pose, PoseError
from exercises.reading import ContentError, Fault, Table, Written, read, stem

SIDES: Final = ("left", "right")
TRY_S: Final = 20  # of the engine for one pose, which takes a moment

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
    sound: dict[str, Table] = {}
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
            *_made(pose),
            *_sided(stem(name), pose, exercises),
        ]
        if not wrong:
            sound[stem(name)] = pose
        yield from (Fault(name, key, reason) for key, reason in wrong)
    for name in _circles(sound):
        yield Fault(poses[name], "extend", "leads back to this pose")
    whole = _whole(sound)
    for name, each in whole.items():
        wrong = [*posable.lacking(each), *_looking_alike(name, each, exercises)]
        if draw and quickjs and not wrong:
            wrong = list(_undrawn(json.dumps(each)))
        yield from (Fault(poses[name], key, reason) for key, reason in wrong)
    for slug, file in sorted(files.items()):
        home = clinic.folder(clinic.POSES) if clinic.owns(file) else "poses"
        if slug not in poses:
            yield Fault(f"{home}/{slug}.toml", "", "is missing: every exercise has its picture")
        elif slug in exercises and slug in whole:
            yield from _unshown(f"{home}", exercises[slug], poses, whole)


def _whole(read: Mapping[str, Pose]) -> dict[str, Pose]:
    """Return the poses with what they extend, but for those that extend one with faults."""
    found = {}
    for name in read:
        with suppress(PoseError):
            found[name] = posing.whole(name, read)
    return found


def _circles(read: Mapping[str, Pose]) -> Iterator[str]:
    """Return every pose that extends itself in the end."""
    for name in read:
        seen = {name}
        under: str = read[name].get("extend", "")
        while under in read and under not in seen:
            seen.add(under)
            under = read[under].get("extend", "")
        if under == name:
            yield name


def _unshown(
    home: str, exercise: Exercise, poses: Mapping[str, str], whole: Mapping[str, Pose]
) -> Iterator[Fault]:
    """Name forms with no picture, and steps that are to light up and are not there."""
    for variant in (None, *exercise.variants):
        if variant is not None and variant.swap_to:
            continue
        name = f"{exercise.slug}.{variant.slug}" if variant else exercise.slug
        drawn = name if name in poses else posing.looks_like(name, whole)
        if drawn is None:
            reason = "is missing: every form has a picture, or is one of same_picture"
            yield Fault(f"{home}/{name}.toml", "", reason)
            continue
        count = len(exercise.form(variant).steps)
        for index, key in enumerate(whole.get(drawn, {}).get("keys", ())):
            for step in ("step", "back_step"):
                if key.get(step, 0) > count:
                    reason = f"is {key[step]}, and {name} has {count} steps"
                    yield Fault(poses[drawn], f"keys.{index}.{step}", reason)


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


def _made(pose: Table) -> Iterator[Keyed]:
    keys = pose.get("keys", [{}] if "extend" in pose else None)  # else it says what differs
    if not (isinstance(keys, list) and keys and all(isinstance(key, dict) for key in keys)):
        yield "keys", "is one table or more, each a pose"
        return
    odd = list(_odd("", pose))
    yield from odd or posable.faults(pose)


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


def _looking_alike(name: str, pose: Pose, exercises: Mapping[str, Exercise]) -> Iterator[Keyed]:
    """Name what is said to look like this pose, and is no form that could."""
    if "." in name and "same_picture" in pose:
        yield "same_picture", "is written in the standard form"
    if name not in exercises:
        return
    for index, slug in enumerate(pose.get("same_picture", ())):
        variant = exercises[name].variant(slug)
        if variant is None or variant.swap_to:
            yield f"same_picture.{index}", f"{name!r} has no form {slug!r} of its own"


@cache
def _engine() -> Any:
    context = figures.engine()
    context.eval(_TRY)
    context.set_time_limit(TRY_S)
    return context


# At each key and half-way to the next. How large it is drawn is of no concern here, and is
# what takes the time: the whole of it is drawn when it is loaded.
_TRY: Final = """
globalThis.tried = (pose) => {
  const pen = rig.penFor(pose.cam, { k: 1, cx: 0, cy: 0 });
  const last = pose.keys.length - 1;
  for (let at = 0; at <= last; at += 0.5) {
    const key = `keys.${Math.ceil(at)}`;
    try {
      const view = { pen, skip: null, things: rig.thingsOf(pose, pen) };
      const drawn = JSON.stringify(rig.shapesAt(pose, at, "t2", view));
      if (drawn.includes("null")) return [key, "a part of it is nowhere"];
    } catch (error) {
      return [key, `${error.message}`];
    }
  }
  return [];
};
"""


@cache  # a pose that has not changed is not tried again
def _undrawn(pose: str) -> tuple[Keyed, ...]:
    """Name what keeps the rig from drawing it."""
    try:
        found = json.loads(_engine().eval(f"JSON.stringify(tried({pose}))"))
    except quickjs.JSException as error:  # it takes too long, or too much
        return (("", f"cannot be drawn: {str(error).strip().splitlines()[0]}"),)
    return ((found[0], f"cannot be drawn: {found[1]}"),) if found else ()
