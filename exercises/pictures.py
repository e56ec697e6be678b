"""Which drawn picture stands for an exercise on a page, or none.

Only the standard form is drawn: the picture of another form would belie its steps. The
words say the left side first, so the left is shown unless the right is asked for. Draws
nothing; a picture that was not drawn, or not collected, is left out and the page shows
the sign of the position.
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage

from exercises import figures
from safety.gestation import Gestation, Stage

FOLDER = "figures"
TRIMESTERS = {Stage.FIRST: 1, Stage.SECOND: 2}
UNKNOWN, LAST = 2, 3

Moment = Literal["start", "end"]


@dataclass(frozen=True, slots=True)
class Picture:
    """A static file, and whether to mirror it."""

    path: str
    flipped: bool = False


def picture(
    slug: str,
    variant: str = "",
    *,
    days: int | None = None,
    moment: Moment = "end",
    side: str | None = None,
) -> Picture | None:
    """Return the picture of an exercise at so many ``days`` of pregnancy, None if there is none."""
    path = f"{FOLDER}/{figures.name_of(slug, moment, _trimester(days))}"
    if variant or not _is_there(path):
        return None
    drawn = _sides().get(slug)
    return Picture(path, flipped=drawn is not None and drawn != (side or "left"))


def _trimester(days: int | None) -> int:
    return UNKNOWN if days is None else TRIMESTERS.get(Gestation(days).stage, LAST)


def _is_there(path: str) -> bool:
    """Whether the page may name it: a hashed storage knows only what was collected."""
    collected = getattr(staticfiles_storage, "hashed_files", None)
    return path in collected if collected is not None else finders.find(path) is not None


@cache
def _sides() -> dict[str, str]:
    """Return the side that works as drawn, where one side works at a time."""
    return {slug: pose["side"] for slug, pose in figures.poses().items() if "side" in pose}
