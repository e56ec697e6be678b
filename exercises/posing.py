"""The poses of the exercises as data: one file for each form that looks different.

``<slug>.toml`` is the standard form, ``<slug>.<variant>.toml`` a variant. A form may
``extend`` another one and say only what differs; its keys are laid over the first
``keep_keys`` of the other (all, unless it says). ``same_picture`` names the variants that
look like the standard form, ``states`` when a form is done at all. Refuses a file that
extends what is not there. Decides nothing about how a pose is drawn.
"""

import tomllib
from collections.abc import Iterable, Mapping
from itertools import zip_longest
from pathlib import Path
from typing import Any, Final

from exercises import clinic

POSES = Path(__file__).resolve().parent / "content" / "poses"
# Three trimesters, and after the birth; the folder of the pictures and a belly of the rig.
STATES: Final = ("t1", "t2", "t3", "pp")

Pose = Mapping[str, Any]


class PoseError(Exception):
    """A pose that cannot be read or drawn; the message names its file."""


def folders() -> tuple[Path, ...]:
    """Return where poses are: a clinic's own, then ours, which take the place of any of its."""
    own = clinic.folder(clinic.POSES)
    return (own, POSES) if own else (POSES,)


def poses(*given: Path) -> dict[str, Pose]:
    """Return the pose data of every drawn form, by ``slug`` or ``slug.variant``."""
    read = {
        path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
        for folder in given or folders()
        for path in sorted(folder.glob("*.toml"))
    }
    return {name: whole(name, read) for name in read}


def file_of(name: str) -> str:
    """Return the file of a drawn form, as faults name it."""
    own = clinic.folder(clinic.POSES)
    ours = (POSES / f"{name}.toml").exists() or own is None
    return f"poses/{name}.toml" if ours else f"{own}/{name}.toml"


def states_of(pose: Pose) -> tuple[str, ...]:
    """Return the states in which a form is drawn: all, unless the pose names them."""
    return tuple(pose.get("states", STATES))


def looks_like(name: str, known: Mapping[str, Pose]) -> str | None:
    """Return whose picture stands for a form: its own, the standard form's, or None."""
    slug, _, variant = name.partition(".")
    if name in known:
        return name
    return slug if variant in known.get(slug, {}).get("same_picture", ()) else None


def whole(name: str, read: Mapping[str, Pose], seen: tuple[str, ...] = ()) -> Pose:
    """Return a pose with what it extends. Raises PoseError where that is not there."""
    pose = read[name]
    under = pose.get("extend")
    if under is None:
        return pose
    if under not in read or under in seen:
        raise PoseError(f"{file_of(name)}: extend: there is no pose {under} to extend")
    base = dict(whole(under, read, (*seen, name)))
    base.pop("same_picture", None)
    kept: list[Pose] = base["keys"][: pose.get("keep_keys")]
    own: list[Pose] = pose.get("keys", [])
    pairs: Iterable[tuple[Pose, Pose]] = zip_longest(kept, own, fillvalue={})
    return {**base, **pose, "keys": [{**below, **above} for below, above in pairs]}
