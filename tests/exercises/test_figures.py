"""What the drawn figures promise: a body that could stand so, and pictures a page can carry."""

import json
import re
import xml.etree.ElementTree as ET
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import brotli
import pytest

from exercises import figures, posing
from exercises.catalogue import Exercise
from exercises.content import catalogue
from exercises.posing import states_of
from tests.exercises.figures_seen import SEEN, hash_of

quickjs = pytest.importorskip("quickjs", reason="not built for this machine")

POSES = posing.poses()
SLUGS = sorted(POSES)
MEASURE = Path(__file__).with_name("measure.js")

# By module: all tests of a figure run together, where what was drawn for one is at hand.
every_figure = pytest.mark.parametrize("slug", SLUGS, scope="module")
# Brotli, bytes: where it begins, where it goes with ghost and arrow, and what moves it.
LARGEST = {"-start.svg": 4_096, "-end.svg": 5_120, ".json": 1_024}
BETWEEN = LARGEST["-start.svg"]

TARGETS = {"legL": "ankle", "legR": "ankle", "armL": "wrist", "armR": "wrist"}

Frame = dict[str, Any]


@cache
def engine() -> Any:
    context = figures.engine()
    context.eval(MEASURE.read_text(encoding="utf-8"))
    return context


def asked(function: str, name: str, *more: object) -> Any:
    told = json.dumps([POSES[name], *more])
    return json.loads(engine().eval(f"JSON.stringify({function}(...{told}))"))


@cache
def frames(name: str) -> list[Frame]:
    found: list[Frame] = asked("measure", name, 6)
    return found


@cache
def outlines(name: str) -> list[Frame]:
    """In the widest belly, which comes nearest to the edge, at six steps; else at two."""
    widest, *others = sorted(states_of(POSES[name]), key=["t3", "t2", "t1", "pp"].index)
    fine: list[Frame] = asked("outlines", name, [widest], 6)
    coarse: list[Frame] = asked("outlines", name, others, 2)
    return fine + coarse


def files(name: str) -> list[str]:
    """Every file that is drawn of one form."""
    states, moments = states_of(POSES[name]), figures.moments(POSES[name])
    stills = [figures.name_of(name, moment, state) for state in states for moment in moments]
    return stills + [figures.motion_of(name, state) for state in states]


def picture(drawn: Path, name: str, moment: str, state: str = "") -> str:
    named = figures.name_of(name, moment, state or states_of(POSES[name])[-2:][0])
    return (drawn / named).read_text(encoding="utf-8")


def fits(text: str, most: int) -> bool:
    """Whether it is small enough as brotli; most are when pressed in a tenth of the time."""
    return any(len(brotli.compress(text.encode(), quality=each)) <= most for each in (5, 11))


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
        assert frame["trunk"] >= -2.2, frame["position"]


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
    keys: list[Frame] = []
    for key in POSES[slug]["keys"]:
        keys.append({**(keys[-1] if keys else {}), **key})
    for index, (one, two) in enumerate(pairwise(keys)):
        between = [f for f in frames(slug) if index <= f["position"] <= index + 1]
        for limb, field in TARGETS.items():
            if field in one[limb] and one[limb][field] == two[limb].get(field):
                first = between[0]["planted"][limb]
                for frame in between:
                    where = (frame["position"], limb)
                    assert frame["planted"][limb] == pytest.approx(first, abs=0.5), where


@every_figure
def test_the_other_side_is_the_exact_mirror(slug: str) -> None:
    assert asked("mirrored", slug) < 1e-9


@every_figure
def test_a_moving_figure_keeps_its_shapes_so_that_no_part_pops(slug: str) -> None:
    for state in states_of(POSES[slug]):
        assert len({each["topology"] for each in outlines(slug) if each["state"] == state}) == 1


@every_figure
def test_the_whole_figure_lies_inside_the_picture(slug: str) -> None:
    for frame in outlines(slug):
        (left, right), (top, bottom) = frame["bounds"]
        where = (frame["state"], frame["position"])
        assert left >= 2, where
        assert right <= 398, where
        assert top >= 2, where
        assert bottom <= 298, where


@every_figure
def test_nobody_lies_flat_after_sixteen_weeks(slug: str) -> None:
    for frame in frames(slug):
        if {"t2", "t3"} & set(states_of(POSES[slug])):
            assert not (frame["chest"] > 0.9 and frame["rise"] < 0.25), frame["position"]


@every_figure
def test_a_still_picture_is_small_enough_for_a_slow_phone(drawn: Path, slug: str) -> None:
    for name in files(slug):
        text = (drawn / name).read_text(encoding="utf-8")
        most = next((size for end, size in LARGEST.items() if name.endswith(end)), BETWEEN)
        assert fits(text, most), name
        assert text.count("<path") <= 60, name


@every_figure
def test_a_picture_that_has_changed_is_looked_at(drawn: Path, slug: str) -> None:
    """``python -m tests.exercises.figures_seen`` writes the hashes, once somebody has."""
    seen = dict(line.split() for line in SEEN.read_text("utf-8").splitlines())
    found = {name: (drawn / name).read_text("utf-8") for name in files(slug)}
    assert hash_of(found) == seen.get(slug), "look at it, in all its weeks"


def test_only_pictures_there_are_have_been_looked_at() -> None:
    assert [line.split()[0] for line in SEEN.read_text("utf-8").splitlines()] == SLUGS


@every_figure
def test_a_picture_is_well_formed_and_takes_every_colour_from_the_page(
    drawn: Path, slug: str
) -> None:
    text = picture(drawn, slug, "end")
    part = ET.fromstring(text).find("{*}g[@id='fig']")
    assert part is not None
    colours = re.findall(r'(?:fill|stroke)="([^"]*)"', text)
    assert {c for c in colours if c != "none" and not c.startswith("var(--")} == set()
    assert "style=" not in text


def test_a_later_week_shows_a_rounder_belly_in_the_same_frame(drawn: Path) -> None:
    early, late, after = (
        picture(drawn, "wall_pelvic_tilt", "start", s) for s in ("t1", "t3", "pp")
    )
    assert len({early, late, after}) == 3
    mat = re.compile(r'var\(--mat\)" d="([^"]*)"')
    assert mat.findall(early) == mat.findall(late) == mat.findall(after)


def test_the_same_pose_gives_the_same_picture(drawn: Path) -> None:
    wanted = [{"key": 0, "state": "t2"}]
    fresh = figures.stills(figures.engine(), POSES["counter_lean"], wanted)
    assert fresh == [picture(drawn, "counter_lean", "start", "t2")]


def test_opposite_directions_are_refused_rather_than_guessed() -> None:
    pose = dict(POSES["pelvic_tilt_quadruped"])
    down, up = pose["keys"]
    arm = {"upper": [0, 0, -1], "fore": [0, 0, -1], "hand": [1, 0, 0], "palm": [0, 0, 1]}
    raised = {**arm, "upper": [0, 0, 1]}
    pose["keys"] = [{**down, "armR": arm}, {**up, "armR": raised}]
    with pytest.raises(quickjs.JSException, match="add a key between"):
        figures.stills(engine(), pose, [{"key": 0.5, "state": "t2"}])


def forms() -> dict[str, Exercise]:
    """Every way of doing an exercise, by the name its pose would have."""
    named = dict(catalogue())
    for slug, exercise in catalogue().items():
        named |= {f"{slug}.{v.slug}": exercise for v in exercise.variants if not v.swap_to}
    return named


def test_every_form_of_an_exercise_is_drawn_or_said_to_look_the_same() -> None:
    assert [name for name in forms() if posing.looks_like(name, POSES) is None] == []


def test_a_form_that_was_not_thought_of_is_noticed() -> None:
    assert posing.looks_like("counter_lean.nobody_drew_this", POSES) is None
    assert posing.looks_like("sit_to_stand.pause_between", POSES) == "sit_to_stand"


def test_a_step_that_lights_up_is_one_of_the_form() -> None:
    for name, exercise in forms().items():
        drawn = posing.looks_like(name, POSES)
        assert drawn is not None
        form = exercise.form(exercise.variant(name.partition(".")[2]))
        for key in POSES[drawn]["keys"]:
            lit = {key.get("step", 0), key.get("back_step", 0)}
            assert lit <= set(range(len(form.steps) + 1)), name


def test_a_pose_that_extends_nothing_known_is_refused(few: Path) -> None:
    (few / "wall_pelvic_tilt.other.toml").write_text('extend = "nobody"\n')
    with pytest.raises(posing.PoseError, match=r"wall_pelvic_tilt\.other\.toml"):
        posing.poses()


def test_who_works_one_side_at_a_time_is_drawn_on_a_named_one() -> None:
    sides = {slug: pose.get("side") for slug, pose in POSES.items()}
    each = {slug for slug, exercise in catalogue().items() if exercise.sides.times == 2}
    drawn = {slug for slug, side in sides.items() if side in ("left", "right")}
    assert drawn & catalogue().keys() == each


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Two poses in a folder of their own, so that they may be changed."""
    for slug in ("counter_lean", "wall_pelvic_tilt"):
        source = posing.POSES / f"{slug}.toml"
        (tmp_path / source.name).write_text(source.read_text())
    monkeypatch.setattr(posing, "POSES", tmp_path)
    return tmp_path


def test_pictures_are_drawn_once_and_again_only_after_a_change(few: Path) -> None:
    folder = few / "drawn"
    lean, tilt = (
        folder / figures.name_of(slug, "end", "t2") for slug in ("counter_lean", "wall_pelvic_tilt")
    )
    assert figures.write(folder)
    first = (lean.stat().st_mtime_ns, tilt.stat().st_mtime_ns)
    assert figures.write(folder)
    assert (lean.stat().st_mtime_ns, tilt.stat().st_mtime_ns) == first
    with (few / "counter_lean.toml").open("a") as pose:
        pose.write("\n[[arrows]]\npts = [[0, 0, 60], [9, 0, 60]]\n")
    assert figures.write(folder)
    assert lean.stat().st_mtime_ns > first[0]
    assert tilt.stat().st_mtime_ns == first[1]


def test_the_pictures_of_a_pose_that_is_gone_go(few: Path) -> None:
    figures.write(few / "drawn")
    (few / "wall_pelvic_tilt.toml").unlink()
    figures.write(few / "drawn")
    left = {path.name for path in (few / "drawn").rglob("*.*") if path.name != figures.STAMP}
    assert left == {"counter_lean-start.svg", "counter_lean-end.svg", "counter_lean.json"}


def test_every_pose_that_cannot_be_drawn_is_named_without_the_stack(few: Path) -> None:
    for slug in ("counter_lean", "wall_pelvic_tilt"):
        with (few / f"{slug}.toml").open("a") as pose:
            pose.write("\n[[keys]]\nspine = 4\n")
    with pytest.raises(posing.PoseError) as refused:
        figures.write(few / "drawn")
    assert [line.split(": ")[:2] for line in str(refused.value).splitlines()] == [
        ["poses/counter_lean.toml", "cannot be drawn"],
        ["poses/wall_pelvic_tilt.toml", "cannot be drawn"],
    ]


def test_without_an_engine_there_are_no_pictures_and_none_of_before(
    few: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    figures.write(few / "drawn")
    monkeypatch.setattr(figures, "quickjs", None)
    assert not figures.write(few / "drawn")
    assert not list((few / "drawn").rglob("*.*"))
