"""Draws the pictures of the exercises into a folder, when content is loaded.

Decides only which pictures there are; how they look is decided by the rig, a JavaScript
module run here in an embedded engine. Refuses a pose that the rig cannot draw. Draws again
only when rig or poses have changed, and never in a request. Without an engine there are no
pictures, also none of an older rig: one that belies the steps is worse than none.
"""

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from exercises import clinic

try:
    import quickjs
except ImportError:  # a machine it is not built for
    quickjs = None

HERE = Path(__file__).resolve().parent
RIG = HERE.parent / "static" / "js" / "figure" / "rig.js"
POSES = HERE / "content" / "poses"
STAMP = ".made-from"  # a name that is not collected
TRIMESTERS = (1, 2, 3)
OPEN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300">'

Pose = Mapping[str, Any]


class PoseError(Exception):
    """A pose that cannot be drawn; the message names its file."""


def folders() -> tuple[Path, ...]:
    """Return where poses are: a clinic's own, then ours, which take the place of any of its."""
    own = clinic.folder(clinic.POSES)
    return (own, POSES) if own else (POSES,)


def poses(*given: Path) -> dict[str, Pose]:
    """Return the pose data of every drawn exercise, by slug."""
    return {
        path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
        for folder in given or folders()
        for path in sorted(folder.glob("*.toml"))
    }


def name_of(slug: str, moment: str, trimester: int) -> str:
    """Return the name of a picture in the folder; ``moment`` is start or end."""
    return f"t{trimester}/{slug}-{moment}.svg"


def fingerprint() -> str:
    """Return what the pictures are made from, as one hash."""
    made_from = hashlib.sha256()
    drawn = (path for folder in folders() for path in sorted(folder.glob("*.toml")))
    for path in (Path(__file__), RIG, *drawn):
        made_from.update(path.name.encode() + path.read_bytes())
    return made_from.hexdigest()


def engine() -> Any:
    """Return the rig in an embedded engine, its functions reachable as ``rig``."""
    context = quickjs.Context()
    source = RIG.read_text(encoding="utf-8")
    names = ", ".join(re.findall(r"^export (?:const|function) (\w+)", source, re.MULTILINE))
    context.module(f"{source}\nglobalThis.rig = {{ {names} }};")
    return context


def stills(context: Any, pose: Pose, wanted: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return pictures of one exercise as SVG files; a page uses their part ``fig``."""
    call = f"JSON.stringify(rig.stills({json.dumps(pose)}, {json.dumps(wanted)}))"
    return [f'{OPEN}<g id="fig">{inside}</g></svg>\n' for inside in json.loads(context.eval(call))]


def pictures(context: Any, slug: str, pose: Pose) -> dict[str, str]:
    """Return the name and text of every picture of one exercise."""
    named = dict(_moments(slug, pose))
    texts = stills(context, pose, list(named.values()))
    return dict(zip(named, texts, strict=True))


def _moments(slug: str, pose: Pose) -> Iterator[tuple[str, dict[str, Any]]]:
    first, last = pose.get("start_key", 0), len(pose["keys"]) - 1
    for trimester in TRIMESTERS:
        start = {"key": first, "trimester": trimester}
        end = {"key": last, "trimester": trimester, "hints": True}
        yield name_of(slug, "start", trimester), start
        yield name_of(slug, "end", trimester), end


def write(folder: Path) -> bool:
    """Bring the pictures in ``folder`` up to date, and say whether there are any."""
    stamp, now = folder / STAMP, fingerprint()
    if quickjs and stamp.exists() and stamp.read_text(encoding="utf-8") == now:
        return True
    made = _draw() if quickjs else {}
    for name, text in made.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for path in folder.rglob("*.svg"):
        if path.relative_to(folder).as_posix() not in made:
            path.unlink()
    stamp.unlink(missing_ok=True)
    if made:
        stamp.write_text(now, encoding="utf-8")  # last, so that half of them is drawn again
    return bool(made)


def _draw() -> dict[str, str]:
    context = engine()
    made: dict[str, str] = {}
    for slug, pose in poses().items():
        try:
            made |= pictures(context, slug, pose)
        except quickjs.JSException as error:
            raise PoseError(f"poses/{slug}.toml: {error}") from error
    return made
