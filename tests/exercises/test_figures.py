"""What the drawn figures promise: a body that could stand so, and pictures a page can carry."""

import json
import re
import xml.etree.ElementTree as ET
import zlib
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest

from exercises import figures
from exercises.content import catalogue

quickjs = pytest.importorskip("quickjs", reason="not built for this machine")

POSES = figures.poses()
SLUGS = sorted(POSES)
MEASURE = Path(__file__).with_name("measure.js")

every_figure = pytest.mark.parametrize("slug", SLUGS)

Frame = dict[str, Any]


@cache
def engine() -> Any:
    context = figures.engine()
    context.eval(MEASURE.read_text(encoding="utf-8"))
    return context


@cache
def frames(slug: str, trimester: int = 3, steps: int = 4) -> list[Frame]:
    call = f"JSON.stringify(measure({json.dumps(POSES[slug])}, {trimester}, {steps}))"
    found: list[Frame] = json.loads(engine().eval(call))
    return found


@cache
def pictures(slug: str) -> dict[str, str]:
    return figures.pictures(engine(), slug, POSES[slug])


def picture(slug: str, moment: str, trimester: int = 2) -> str:
    return pictures(slug)[figures.name_of(slug, moment, trimester)]


@every_figure
def test_bones_keep_their_length_at_every_moment(slug: str) -> None:
    for frame in frames(slug):
        for length, wanted in frame["bones"]:
            assert length == pytest.approx(wanted, abs=0.01), frame["position"]


@every_figure
def test_hands_and_feet_reach_what_they_are_meant_to_touch(slug: str) -> None:
    assert max(frame["over"] for frame in frames(slug)) <= 0.6


@every_figure
def test_nothing_sinks_into_the_floor(slug: str) -> None:
    for frame in frames(slug):
        sunk = {name: z for name, z in frame["heights"].items() if z < -1.5}
        assert not sunk, (frame["position"], sunk)


@every_figure
def test_what_should_touch_the_floor_touches_it(slug: str) -> None:
    at_keys = [frame for frame in frames(slug) if frame["position"] == int(frame["position"])]
    for contact in POSES[slug]["contacts"]:
        name, _, keys = contact.partition("@")
        wanted = [int(key) for key in keys.split(",")] if keys else range(len(at_keys))
        for key in wanted:
            assert abs(at_keys[key]["heights"][name]) <= 1.5, (contact, key)


@every_figure
def test_knees_elbows_and_hips_bend_only_as_far_as_a_body_does(slug: str) -> None:
    least = {"knee": 20, "elb": 30, "hip": 30}
    for frame in frames(slug):
        for name, degrees in frame["angles"].items():
            assert degrees >= least[name[:-1]], (frame["position"], name)


@every_figure
def test_a_planted_hand_or_foot_stays_where_it_is(slug: str) -> None:
    keys = POSES[slug]["keys"]
    for limb in ("legL", "legR", "armL", "armR"):
        targets = [key[limb] for key in keys if limb in key]
        field = "ankle" if limb.startswith("leg") else "wrist"
        if len(targets) > 1 or field not in targets[0]:
            continue
        first = frames(slug)[0]["planted"][limb]
        for frame in frames(slug):
            assert frame["planted"][limb] == pytest.approx(first, abs=0.5), frame["position"]


@every_figure
def test_a_moving_figure_keeps_its_shapes_so_that_no_part_pops(slug: str) -> None:
    assert len({frame["topology"] for frame in frames(slug)}) == 1


@every_figure
@pytest.mark.parametrize("trimester", (1, 3))
def test_the_whole_figure_lies_inside_the_picture(slug: str, trimester: int) -> None:
    for frame in frames(slug, trimester):
        (left, right), (top, bottom) = frame["bounds"]
        assert left >= 2, frame["position"]
        assert right <= 398, frame["position"]
        assert top >= 2, frame["position"]
        assert bottom <= 298, frame["position"]


@every_figure
def test_a_still_picture_is_small_enough_for_a_slow_phone(slug: str) -> None:
    assert len(picture(slug, "start")) <= 13_000
    assert len(picture(slug, "end")) <= 20_000


@pytest.mark.parametrize("trimester", figures.TRIMESTERS)
def test_a_library_full_of_pictures_stays_light(trimester: int) -> None:
    texts = [picture(slug, "end", trimester).encode() for slug in SLUGS]
    assert sum(len(zlib.compress(text, 9)) for text in texts) <= 5_500 * len(SLUGS)


@every_figure
def test_a_picture_is_well_formed_and_takes_every_colour_from_the_page(slug: str) -> None:
    text = picture(slug, "end")
    part = ET.fromstring(text).find("{*}g[@id='fig']")
    assert part is not None
    colours = re.findall(r'(?:fill|stroke)="([^"]*)"', text)
    assert {c for c in colours if c != "none" and not c.startswith("var(--")} == set()
    assert "style=" not in text


@every_figure
def test_the_words_beside_a_picture_are_there(slug: str) -> None:
    assert all(POSES[slug][field].strip() for field in ("title", "start", "move"))


def test_a_later_week_shows_a_rounder_belly_in_the_same_frame() -> None:
    early, late = (picture("wall_pelvic_tilt", "start", trimester) for trimester in (1, 3))
    assert early != late
    mat = re.compile(r'var\(--mat\)" d="([^"]*)"')
    assert mat.findall(early) == mat.findall(late)


def test_the_same_pose_gives_the_same_picture() -> None:
    fresh = figures.stills(figures.engine(), POSES["counter_lean"], [{"key": 0, "trimester": 2}])
    assert fresh == [picture("counter_lean", "start")]


def test_opposite_directions_are_refused_rather_than_guessed() -> None:
    pose = dict(POSES["pelvic_tilt_quadruped"])
    down, up = pose["keys"]
    arm = {"upper": [0, 0, -1], "fore": [0, 0, -1], "hand": [1, 0, 0], "palm": [0, 0, 1]}
    raised = {**arm, "upper": [0, 0, 1]}
    pose["keys"] = [{**down, "armR": arm}, {**up, "armR": raised}]
    with pytest.raises(quickjs.JSException, match="add a key between"):
        figures.stills(engine(), pose, [{"key": 0.5}])


def test_every_exercise_is_drawn_and_nothing_else() -> None:
    assert POSES.keys() == catalogue().keys()


def test_who_works_one_side_at_a_time_is_drawn_on_a_named_one() -> None:
    sides = {slug: pose.get("side") for slug, pose in POSES.items()}
    each = {slug for slug, exercise in catalogue().items() if exercise.sides.times == 2}
    assert {slug for slug, side in sides.items() if side in ("left", "right")} == each


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Two poses in a folder of their own, so that they may be changed."""
    for slug in ("counter_lean", "wall_pelvic_tilt"):
        source = figures.POSES / f"{slug}.toml"
        (tmp_path / source.name).write_text(source.read_text())
    monkeypatch.setattr(figures, "poses", partial(figures.poses, tmp_path))
    monkeypatch.setattr(figures, "POSES", tmp_path)
    return tmp_path


def test_pictures_are_drawn_once_and_again_only_after_a_change(few: Path) -> None:
    folder = few / "drawn"
    one = folder / figures.name_of("counter_lean", "end", 2)
    assert figures.write(folder)
    first = one.stat().st_mtime_ns
    assert figures.write(folder)
    assert one.stat().st_mtime_ns == first
    (few / "wall_pelvic_tilt.toml").unlink()
    assert figures.write(folder)
    assert one.stat().st_mtime_ns > first
    assert {path.name for path in folder.rglob("*.svg")} == {
        "counter_lean-start.svg",
        "counter_lean-end.svg",
    }


def test_a_pose_that_cannot_be_drawn_is_named(few: Path) -> None:
    with (few / "counter_lean.toml").open("a") as pose:
        pose.write("\n[[keys]]\nspine = 4\n")
    with pytest.raises(figures.PoseError, match=r"poses/counter_lean\.toml"):
        figures.write(few / "drawn")


def test_without_an_engine_there_are_no_pictures_and_none_of_before(
    few: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    figures.write(few / "drawn")
    monkeypatch.setattr(figures, "quickjs", None)
    assert not figures.write(few / "drawn")
    assert not list((few / "drawn").rglob("*.*"))
