"""Which drawn picture stands for a form of an exercise on a page, or none.

A form is shown by its own picture, or by that of the standard form when its pose says that
it looks the same: any other picture would belie its steps. The words say the left side
first, so the left is shown unless the right is asked for. Draws nothing; a picture that was
not drawn, or not collected, is left out and the page shows the sign of the position.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage

from exercises import figures, posing
from exercises.posing import Pose, states_of
from safety.gestation import Gestation, Stage

FOLDER: Final = "figures"
TRIMESTERS: Final = {Stage.FIRST: "t1", Stage.SECOND: "t2"}
LAST, AFTER_BIRTH = "t3", "pp"
HALF_WAY: Final = 140  # who has not said how far she is, is drawn half-way

Moment = Literal["start", "end"]


@dataclass(frozen=True, slots=True)
class Picture:
    """A static file, the file that moves it, and whether to mirror it.

    ``two_sided`` is true of what is done on one side at a time.
    """

    path: str
    motion: str = ""
    flipped: bool = False
    two_sided: bool = False

    @property
    def start(self) -> str:
        """The picture of where it begins, whichever moment this one shows."""
        return self.path.replace("-end.svg", "-start.svg")


def picture(
    slug: str,
    variant: str = "",
    *,
    days: int | None = HALF_WAY,
    moment: Moment = "end",
    side: str | None = None,
) -> Picture | None:
    """Return the picture of a form at so many ``days`` of pregnancy, None after the birth."""
    name = _looks_like(slug, variant)
    if name is None:
        return None
    pose = _poses()[name]
    state = _nearest(_state(days), states_of(pose))
    path = f"{FOLDER}/{figures.name_of(name, moment, state)}"
    if not is_there(path):
        return None
    drawn = pose.get("side")
    return Picture(
        path,
        motion=f"{FOLDER}/{figures.motion_of(name, state)}",
        flipped=drawn is not None and drawn != (side or "left"),
        two_sided=drawn is not None,
    )


def _state(days: int | None) -> str:
    return AFTER_BIRTH if days is None else TRIMESTERS.get(Gestation(days).stage, LAST)


def _nearest(state: str, drawn: tuple[str, ...]) -> str:
    """Return ``state``, or where she is not meant to do it then, the last one it is drawn in."""
    return state if state in drawn else drawn[-1]


def is_there(path: str) -> bool:
    """Whether the page may name it: a hashed storage knows only what was collected."""
    collected = getattr(staticfiles_storage, "hashed_files", None)
    return path in collected if collected is not None else finders.find(path) is not None


@cache
def _poses() -> Mapping[str, Pose]:
    return posing.poses()


@cache
def _looks_like(slug: str, variant: str) -> str | None:
    return posing.looks_like(f"{slug}.{variant}" if variant else slug, _poses())
