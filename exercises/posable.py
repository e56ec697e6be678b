"""What a pose may be made of, and whether it says all that a figure needs.

Refuses a key nobody reads, a value of another shape, a limb that is neither aimed nor
turned, a thing nobody can draw, and a part, a place or a key that is not there. Whether a
body can stand so is for the rig to say.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails

_JOINTS: Final = r"(P|C7|skull|brow|(hip|knee|ankle|heel|ball|toe|sh|elb|wri|knuc|tip)[LR])"
_PARTS: Final = r"^(trunk|nape|neck|head|legN\+pelvis|(foot|leg|arm|sleeve|crease)[NFLR]|prop:\w+)$"
_LIMBS: Final = ("legL", "legR", "armL", "armR")

Number = Annotated[float, Field(strict=True)]
Pair = Annotated[list[Number], Field(min_length=2, max_length=2)]
Triple = Annotated[list[Number], Field(min_length=3, max_length=3)]
Joint = Annotated[str, Field(pattern=rf"^{_JOINTS}(\+{_JOINTS})?$")]
Contact = Annotated[str, Field(pattern=rf"^{_JOINTS}(@\d(,\d)*)?$")]
Index = Annotated[int, Field(strict=True, ge=0)]

Keyed = tuple[str, str]  # key, reason


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Limb(_Closed):
    pole: Triple | None = None

    def _one_of(self, *ways: tuple[str, ...]) -> None:
        told = {name for names in ways for name in names} & self.model_fields_set
        if told not in [set(way) for way in ways]:
            known = ", or ".join(" and ".join(way) for way in ways)
            raise ValueError(f"has {known}")


class _Leg(_Limb):
    ankle: Triple | None = None
    thigh: Triple | None = None
    shin: Triple | None = None
    foot: Triple
    sole_up: Triple | None = None

    @model_validator(mode="after")
    def _aimed_or_turned(self) -> Self:
        self._one_of(("ankle", "pole"), ("thigh", "shin"))
        return self


class _Arm(_Limb):
    wrist: Triple | None = None
    upper: Triple | None = None
    fore: Triple | None = None
    on: Literal["thighL", "thighR", "shinL", "shinR"] | None = None
    t: Number | None = None
    n: Triple | None = None
    h: Number | None = None
    hand: Triple | None = None
    palm: Triple | None = None

    @model_validator(mode="after")
    def _aimed_or_turned(self) -> Self:
        self._one_of(("wrist", "pole"), ("on", "t", "n", "h", "pole"), ("upper", "fore"))
        return self


class _Rest(_Closed):
    axis: Literal["x", "z"]
    at: Number
    sink: Number | None = None


class _Anchor(_Closed):
    joint: Joint
    to: Triple


class _Root(_Closed):
    up: Triple
    front: Triple
    at: Triple | None = None
    rest: _Rest | None = None
    anchor: _Anchor | None = None

    @model_validator(mode="after")
    def _placed(self) -> Self:
        if not self.model_fields_set & {"at", "rest", "anchor"}:
            raise ValueError("has at, rest or anchor")
        return self


class _Spine(_Closed):
    lumbar: Triple
    thorax: Triple


class _Key(_Closed):
    step: Index | None = None
    back_step: Index | None = None
    root: _Root | None = None
    spine: _Spine | None = None
    neck: Triple | None = None
    head: Triple | None = None
    belly: Number | None = None
    legL: _Leg | None = None
    legR: _Leg | None = None
    armL: _Arm | None = None
    armR: _Arm | None = None


class _Arrow(_Closed):
    pts: Annotated[list[Triple], Field(min_length=2)] | None = None
    joint: Joint | None = None
    t: Pair | None = None
    off: Triple | None = None
    push: Number | None = None

    @model_validator(mode="after")
    def _led(self) -> Self:
        if ("pts" in self.model_fields_set) == ("joint" in self.model_fields_set):
            raise ValueError("has pts, or joint")
        return self


class _Camera(_Closed):
    yaw: Number
    elev: Number


class _Written(_Closed):
    """A file: what extends another says only what differs."""

    extend: str = ""
    keep_keys: Annotated[int, Field(strict=True, ge=1)] | None = None
    same_picture: list[str] = []
    states: Annotated[list[Literal["t1", "t2", "t3", "pp"]], Field(min_length=1)] = ["pp"]
    side: Literal["left", "right"] | None = None
    near: Literal["L", "R"] | None = None
    eyes: Literal["open", "closed"] | None = None
    cam: _Camera | None = None
    order: list[Annotated[str, Field(pattern=_PARTS)]] = []
    contacts: list[Contact] = []
    props: dict[str, dict[str, Any]] = {}
    keys: list[_Key] = []
    start_key: Index = 0
    end_on: Literal["in", "out"] | None = None
    ghost: Annotated[bool, Field(strict=True)] = True
    arrows: list[_Arrow] = []


class _Flat(_Closed):
    type: str
    x: Pair
    y: Pair


class _Bed(_Flat):
    head: Number = 1


class _Box(_Flat):
    z: Number


class _Wall(_Closed):
    type: str
    x: Number
    y: Pair
    z: Number
    t: Number


class _Cushion(_Closed):
    type: str
    at: Triple
    dir: Triple
    w: Number
    r: Number
    side: Triple


class _Chair(_Closed):
    type: str
    at: Triple
    w: Number
    d: Number
    faces: Literal[1, -1] = 1
    back: Literal["far"] | None = None


class _Ball(_Closed):
    type: str
    at: Triple
    r: Number


_PROPS: Final[Mapping[str, type[_Closed]]] = {
    "mat": _Flat,
    "bed": _Bed,
    "table": _Box,
    "counter": _Box,
    "wall": _Wall,
    "cushion": _Cushion,
    "chair": _Chair,
    "ball": _Ball,
}


def faults(pose: Mapping[str, Any]) -> Iterator[Keyed]:
    """Name what a file holds that no pose is made of."""
    yield from _read("", _Written, pose)
    props = pose.get("props")
    for name, prop in props.items() if isinstance(props, dict) else ():
        if not isinstance(prop, dict):
            continue  # named above
        if prop.get("type") not in _PROPS:
            yield f"props.{name}.type", f"is one of {', '.join(_PROPS)}"
        else:
            yield from _read(f"props.{name}.", _PROPS[prop["type"]], prop)


def _read(key: str, shape: type[_Closed], value: Mapping[str, Any]) -> Iterator[Keyed]:
    try:
        shape.model_validate(value)
    except ValidationError as error:
        for each in error.errors():
            place = ".".join(str(part) for part in each["loc"])
            yield f"{key}{place}", _reason(each)


def _reason(found: ErrorDetails) -> str:
    match found["type"]:
        case "extra_forbidden":
            return "is not a key of a pose"
        case "missing":
            return "is missing"
        case "literal_error":
            return f"is {found['ctx']['expected']}".replace("'", "")
        case "value_error":
            return str(found["ctx"]["error"])
        case _:
            return found["msg"]


def lacking(pose: Mapping[str, Any]) -> Iterator[Keyed]:
    """Name what a whole pose lacks, each of its own parts being in order."""
    for key in ("cam", "contacts", "props"):
        if key not in pose:
            yield key, "is missing"
    for key in ("root", "spine", *_LIMBS):
        if key not in pose["keys"][0]:
            yield f"keys.0.{key}", "is missing"
    for index, part in enumerate(pose.get("order", ())):
        if part.startswith("prop:") and part[5:] not in pose.get("props", {}):
            yield f"order.{index}", f"there is no {part} among the props"
    count = len(pose["keys"])
    for index, contact in enumerate(pose.get("contacts", ())):
        at = [int(key) for key in contact.partition("@")[2].split(",") if key]
        if any(key >= count for key in at):
            yield f"contacts.{index}", f"there are only {count} keys, and the first is 0"
    if pose.get("start_key", 0) >= count:
        yield "start_key", f"there are only {count} keys, and the first is 0"
    for index, arrow in enumerate(pose.get("arrows", ())):
        if any(not 0 <= key <= count - 1 for key in arrow.get("t", ())):
            yield f"arrows.{index}.t", f"there are only {count} keys, and the first is 0"
