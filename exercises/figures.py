"""Draws the pictures of the exercises into a folder, when content is loaded.

Decides only which pictures there are; how they look is decided by the rig, JavaScript
modules run here in an embedded engine. Refuses a pose that the rig cannot draw. Draws again
only what has changed, and never in a request. Without an engine there are no pictures, also
none of an older rig: one that belies the steps is worse than none.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from exercises import posing
from exercises.posing import STATES, Pose, PoseError, states_of

try:
    import quickjs
except ImportError:  # a machine it is not built for
    quickjs = None

SCRIPTS = Path(__file__).resolve().parent.parent / "static" / "js" / "figure"
MODULES = ("rig.js", "things.js", "still.js")  # in the order of their imports
WORTH_SHARING = 16  # forms: fewer are drawn before another process has started
STAMP = ".made-from"  # a name that is not collected
OPEN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300">'


def name_of(name: str, moment: str, state: str) -> str:
    """Return the name of a picture in the folder; ``moment`` is as ``moments`` says."""
    return f"{state}/{name}-{moment}.svg"


def moments(pose: Pose) -> list[str]:
    """Name each key: start and end are shown to her, those between only move or are looked at."""
    last = len(pose["keys"]) - 1
    named = {pose.get("start_key", 0): "start", last: "end"}
    return [named.get(key, str(key)) for key in range(last + 1)]


def motion_of(name: str, state: str) -> str:
    """Return the name of the file by which a browser moves the figure."""
    return f"{state}/{name}.json"


def engine() -> Any:
    """Return the rig in a new embedded engine, its functions reachable as ``rig``."""
    context = quickjs.Context()
    sources = [(SCRIPTS / name).read_text(encoding="utf-8") for name in MODULES]
    source = re.sub(r"\bimport ?\{[^}]*\} ?from ?[^;]*;", "", "\n".join(sources))
    names = ", ".join(re.findall(r"\bexport (?:const|function) (\w+)", source))
    context.module(f"{source}\nglobalThis.rig = {{ {names} }};")
    return context


_engine = cache(engine)  # one for all that is drawn


def stills(context: Any, pose: Pose, wanted: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return pictures of one exercise as SVG files; a page uses their part ``fig``."""
    return [_file(inside) for inside in _asked(context, "stills", pose, wanted)]


def _asked(context: Any, function: str, *told: object) -> Any:
    """Return what a function of the rig answers."""
    return json.loads(context.eval(f"JSON.stringify(rig.{function}(...{json.dumps(told)}))"))


def _file(inside: str) -> str:
    return f'{OPEN}<g id="fig">{inside}</g></svg>\n'


MOVED = ("keys", "cam", "near", "order", "eyes", "end_on")


def pictures(context: Any, name: str, pose: Pose) -> dict[str, str]:
    """Return the name and text of every file of one form of an exercise."""
    states = states_of(pose)
    named = {
        name_of(name, moment, state): {"key": key, "state": state, "hints": moment == "end"}
        for state in states
        for key, moment in enumerate(moments(pose))
    }
    drawn = _asked(context, "drawn", pose, list(named.values()))
    moved = {key: pose[key] for key in MOVED if key in pose} | {"view": drawn["view"]}
    motions = {
        motion_of(name, state): json.dumps(moved | {"state": state}, separators=(",", ":"))
        for state in states
    }
    return dict(zip(named, map(_file, drawn["pictures"]), strict=True)) | motions


def write(folder: Path) -> bool:
    """Bring the pictures in ``folder`` up to date, and say whether there are any."""
    if not quickjs:
        _keep_only(folder, ())
        return False
    stamp = folder / STAMP
    before = json.loads(stamp.read_text(encoding="utf-8")) if stamp.exists() else {}
    wanted = {name: _fingerprint(pose) for name, pose in posing.poses().items()}
    if before == wanted:
        return True
    stamp.unlink(missing_ok=True)
    poses = posing.poses().items()
    refused = []
    for name, made in _all_drawn({n: pose for n, pose in poses if before.get(n) != wanted[n]}):
        if isinstance(made, str):
            refused.append(f"{posing.file_of(name)}: {made}")
        else:
            _write(folder, made)
    if refused:
        raise PoseError("\n".join(refused))
    _keep_only(folder, wanted)
    stamp.write_text(json.dumps(wanted), encoding="utf-8")  # last: half of them is drawn again
    return True


def _fingerprint(pose: Pose) -> str:
    """Return what the pictures of a pose are made from, as one hash."""
    made_from = hashlib.sha256(json.dumps(pose, sort_keys=True).encode())
    for path in (Path(__file__), *(SCRIPTS / name for name in MODULES)):
        made_from.update(path.read_bytes())
    return made_from.hexdigest()


def _all_drawn(poses: Mapping[str, Pose]) -> Iterator[tuple[str, dict[str, str] | str]]:
    """Draw many on every core: at the first start it is half a minute of work."""
    if len(poses) < WORTH_SHARING:
        yield from zip(poses, map(_drawn, poses, poses.values()), strict=True)
        return
    # Started anew and not forked: whoever draws may have threads of its own.
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        drawn = pool.map(_drawn, poses, poses.values(), chunksize=4)
        yield from zip(poses, drawn, strict=True)


def _drawn(name: str, pose: Pose) -> dict[str, str] | str:
    """Return the files of a form, or why there are none."""
    try:
        return pictures(_engine(), name, pose)
    except quickjs.JSException as error:
        return f"cannot be drawn: {str(error).strip().splitlines()[0]}"


def _write(folder: Path, made: Mapping[str, str]) -> None:
    for name, text in made.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _keep_only(folder: Path, names: Sequence[str] | Mapping[str, str]) -> None:
    """Remove the pictures of a form that is gone, or all of them."""
    (folder / STAMP).unlink(missing_ok=True)
    for path in [*folder.rglob("*.svg"), *folder.rglob("*.json")]:
        form = re.sub(r"-(start|end|\d+)\.svg$|\.json$", "", path.name)
        if form not in names or path.parent.name not in STATES:
            path.unlink()
