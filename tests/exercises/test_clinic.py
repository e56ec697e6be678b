"""A clinic's own exercises: added under the same checks, and never in the place of ours."""

import os
import re
from collections.abc import Callable, Iterator
from functools import partial
from importlib.util import find_spec
from io import StringIO
from pathlib import Path

import pytest
from django.core.checks import Error, Warning, run_checks
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from exercises import content, figures, getting_ready, pictures, posing
from exercises.content import FOLDER, catalogue, library
from exercises.models import Exercise
from exercises.reading import LARGEST, UNWRITTEN, ContentError
from safety.content import sources

LEAN = (FOLDER / "counter_lean.toml").read_text("utf-8")
POSE = (posing.POSES / "counter_lean.toml").read_text("utf-8")
PUSH = (
    re.sub(r"other_names = .*", 'other_names = ["Push-up standing"]', LEAN)
    .replace('"Counter lean"', '"Wall push"')
    .replace("order = 510", "order = 511")
)

Change = tuple[str, str]
Faults = Callable[..., list[str]]


@pytest.fixture
def clinic(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    """A clinic with one exercise of its own, which is sound."""
    folder = tmp_path / "clinic"
    for part, text in (("exercises", PUSH), ("poses", POSE)):
        (folder / part).mkdir(parents=True)
        (folder / part / "wall_push.toml").write_text(text, "utf-8")
    for form in ("forearms", "seated_lean"):
        text = (posing.POSES / f"counter_lean.{form}.toml").read_text("utf-8")
        text = text.replace('extend = "counter_lean"', 'extend = "wall_push"')
        (folder / "poses" / f"wall_push.{form}.toml").write_text(text, "utf-8")
    settings.CLINIC_DIR = folder
    forget()
    yield folder
    forget()


def forget() -> None:
    library.cache_clear()
    pictures._poses.cache_clear()
    pictures._looks_like.cache_clear()


@pytest.fixture
def faults(clinic: Path) -> Faults:
    """Check everything, and return what is refused of the clinic's files, with short names."""

    def found() -> list[str]:
        with pytest.raises(CommandError) as refused:
            call_command("load_content", "--check")
        lines = str(refused.value).splitlines()
        assert all(line.startswith(f"{clinic}/") for line in lines), lines
        return [line.removeprefix(f"{clinic}/") for line in lines]

    return found


def change(file: Path, *changes: Change) -> None:
    text = file.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    file.write_text(text, "utf-8")


def checked() -> str:
    out = StringIO()
    call_command("load_content", "--check", stdout=out)
    return out.getvalue()


def test_its_exercise_is_one_of_the_library(clinic: Path) -> None:
    ours = len(list(FOLDER.glob("*.toml")))
    assert catalogue()["wall_push"].name == "Wall push"
    assert checked() == f"{ours + 1} exercises, no faults.\n"


@pytest.mark.django_db
def test_it_has_a_row_a_page_and_a_picture_as_ours_have(
    clinic: Path,
    settings: Settings,
    tmp_path: Path,
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings.FIGURES_DIR = tmp_path / "figures"
    poses = partial(posing.poses, clinic / "poses")  # ours are drawn elsewhere
    monkeypatch.setattr(posing, "poses", poses)
    settings.STATICFILES_DIRS = [
        *settings.STATICFILES_DIRS,
        (pictures.FOLDER, tmp_path / "figures"),
    ]
    call_command("load_content", stdout=StringIO())
    assert Exercise.objects.get(slug="wall_push").name == "Wall push"
    page = client.get("/exercises/wall_push/").content.decode()
    assert "Wall push" in page
    if find_spec("quickjs"):
        assert (tmp_path / "figures" / figures.name_of("wall_push", "end", "t2")).exists()
        assert "figures/t2/wall_push-end.svg#fig" in page


def test_another_pose_of_its_own_is_another_picture(clinic: Path) -> None:
    before = posing.poses()["wall_push"]
    change(clinic / "poses" / "wall_push.toml", ("yaw = 20", "yaw = 21"))
    assert posing.poses()["wall_push"] != before


def test_without_a_clinic_there_is_nothing_of_it(settings: Settings) -> None:
    settings.CLINIC_DIR = None
    assert all("/" not in name for name in content.written().files)


# It may not take the place of ours


def test_a_name_that_is_ours_is_refused_and_ours_stays(clinic: Path, faults: Faults) -> None:
    (clinic / "exercises" / "counter_lean.toml").write_text(PUSH.replace("511", "512"))
    (clinic / "poses" / "counter_lean.toml").write_text(POSE)
    assert faults() == [
        "exercises/counter_lean.toml: there is an exercise of this name: counter_lean.toml",
        "poses/counter_lean.toml: there is a pose of this name: poses/counter_lean.toml",
    ]
    assert posing.poses()["counter_lean"] == posing.poses(posing.POSES)["counter_lean"]


def test_a_pose_of_ours_is_refused_even_where_we_have_none(clinic: Path, faults: Faults) -> None:
    (clinic / "poses" / "sit_to_stand.pause_between.toml").write_text(POSE)
    assert faults() == [
        "poses/sit_to_stand.pause_between.toml: the exercise 'sit_to_stand' is not kept here: "
        "sit_to_stand.toml"
    ]


def test_a_place_that_is_taken_is_refused_with_the_file(clinic: Path) -> None:
    change(clinic / "exercises" / "wall_push.toml", ("order = 511", "order = 510"))
    with pytest.raises(ContentError) as refused:
        library()
    taken = "order: 510 is the place of another exercise too"
    assert [str(fault) for fault in refused.value.faults] == [
        f"{clinic}/exercises/wall_push.toml: {taken}",
        f"counter_lean.toml: {taken}",
    ]


# The same checks


@pytest.mark.parametrize(
    ("change_", "fault"),
    [
        (('kind = "', 'knid = "'), "knid: is not a key of the format"),
        (('demands = ["overhead"', 'demands = ["over_head"'), "demands.0: 'over_head' is not one"),
        (('sources = ["PRODUCT"]', 'sources = ["MADE-UP"]'), "evidence.sources: no source"),
        (("hold_s = 30, reps = 3", "hold_s = 61, reps = 3"), "doses.build: hold_s is 61, over"),
        (("hold_s = 60", "hold_s = 61"), "maximum.hold_s: is 61, over the cap of 60"),
        (("hold_s = 30, reps = 2", "hold_s = 30, reps = 31"), "doses.steady: reps is 31, over"),
        (("reps = 4", "reps = 1000000"), "maximum.reps: is 1000000, and goes from 1 to 30"),
        (("rest_s = 15", "rest_s = 86400"), "doses.relief: rest_s is 86400, over"),
        (('["overhead", "static_standing"]', '["prone"]'), "demands: prone is never used"),
        (('position = "standing"', 'position = "lying"'), "demands: lying asks for floor_transfer"),
        (
            ('used_for = ["shoulder_pain"]', 'used_for = ["varicose"]'),
            "variants.forearms: is refused for varicose by varicose-avoid",
        ),
        (('"Wall push"', f'"{"W" * 61}"'), "name: is longer than 60 characters"),
        (('purpose = "', 'purpose = "' + "so " * 200), "purpose: is longer than 400 characters"),
        (('purpose = "', r'purpose = "\u202e'), "purpose: begins or ends blank, or holds"),
        (('feel = ["', 'feel = ["", "'), "feel.0: is still to be written"),
        (('feel = ["', 'feel = ["?", "'), "feel.0: is still to be written"),
    ],
)
def test_its_exercise_is_refused_for_what_ours_would_be(
    clinic: Path, faults: Faults, change_: Change, fault: str
) -> None:
    change(clinic / "exercises" / "wall_push.toml", change_)
    found = faults()
    assert [f for f in found if f.startswith(f"exercises/wall_push.toml: {fault}")], found


def test_every_fault_of_both_folders_is_named_at_once(clinic: Path, faults: Faults) -> None:
    change(clinic / "exercises" / "wall_push.toml", ('kind = "', 'knid = "'))
    change(clinic / "poses" / "wall_push.toml", ('eyes = "', 'eyse = "'))
    (clinic / "exercises" / "late.toml").write_text("= 3")
    assert [line.split(": ")[:2] for line in faults()] == [
        ["exercises/late.toml", "is not TOML"],
        ["exercises/wall_push.toml", "kind"],
        ["exercises/wall_push.toml", "knid"],
        ["poses/late.toml", "is missing"],
        ["poses/wall_push.toml", "eyse"],
    ]


@pytest.mark.django_db
def test_what_is_refused_leaves_rows_and_pictures_as_they_were(
    clinic: Path, settings: Settings, tmp_path: Path
) -> None:
    settings.FIGURES_DIR = tmp_path / "figures"
    (clinic / "poses" / "wall_push.toml").unlink()
    with pytest.raises(CommandError, match=r"poses/wall_push\.toml: is missing"):
        call_command("load_content")
    assert not Exercise.objects.exists()
    assert not (tmp_path / "figures").exists()


def test_the_server_does_not_start_with_a_fault_of_its(clinic: Path) -> None:
    change(clinic / "exercises" / "wall_push.toml", ('kind = "', 'knid = "'))
    found = [message.msg for message in run_checks() if message.id == "exercises.E001"]
    assert f"{clinic}/exercises/wall_push.toml: knid: is not a key of the format" in found


def test_faults_of_other_content_are_named_with_them(
    clinic: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(clinic / "exercises" / "wall_push.toml", ('kind = "', 'knid = "'))
    others = [
        Error("walking.md: title: is missing", id="faq.E001"),
        Error("named by the command itself", id="exercises.E001"),
        Warning("no fault", id="exercises.W001"),
    ]
    monkeypatch.setattr("django.core.checks.run_checks", lambda: others)
    with pytest.raises(CommandError) as refused:
        call_command("load_content", "--check")
    assert [line.rpartition("/")[2] for line in str(refused.value).splitlines()] == [
        "wall_push.toml: kind: is missing",
        "wall_push.toml: knid: is not a key of the format",
        "walking.md: title: is missing",
    ]


def test_a_fault_of_what_she_is_asked_is_named_too(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = getting_ready.FILE.read_bytes()
    odd = partial(getting_ready.load, b"bogus = 1\n" + asked, sources().keys())
    monkeypatch.setattr("exercises.checks.asked_page", odd)
    with pytest.raises(CommandError, match=r"^circumstances\.toml: bogus: "):
        call_command("load_content", "--check")


# Files that are none


def test_bytes_that_are_no_text_are_refused(clinic: Path, faults: Faults) -> None:
    (clinic / "exercises" / "wall_push.toml").write_bytes("name = 'caf\xe9'".encode("latin-1"))
    assert faults()[0].startswith("exercises/wall_push.toml: is not TOML: 'utf-8' codec")


@pytest.mark.parametrize("text", ["a = " + "[" * 20_000, "a." * 3_000 + "a = 1"])
def test_nesting_without_end_is_refused(clinic: Path, faults: Faults, text: str) -> None:
    (clinic / "exercises" / "wall_push.toml").write_text(text)
    assert faults() == ["exercises/wall_push.toml: is nested too deep"]


def test_a_huge_file_is_refused_and_not_read(clinic: Path, faults: Faults) -> None:
    with (clinic / "exercises" / "wall_push.toml").open("a") as grown:
        grown.truncate(LARGEST * 10_000)  # a hole: it takes no room
    assert faults() == ["exercises/wall_push.toml: is larger than 64 kB"]


def test_a_link_out_of_the_folder_is_refused(clinic: Path, faults: Faults) -> None:
    file = clinic / "exercises" / "wall_push.toml"
    file.rename(clinic / "elsewhere.toml")
    file.symlink_to(clinic / "elsewhere.toml")
    assert faults() == ["exercises/wall_push.toml: is a link that leads out of the folder"]


def test_a_link_within_the_folder_is_how_some_systems_bring_files(clinic: Path) -> None:
    folder = clinic / "exercises"
    (folder / "..data").mkdir()
    (folder / "wall_push.toml").rename(folder / "..data" / "wall_push.toml")
    (folder / "wall_push.toml").symlink_to("..data/wall_push.toml")
    assert "wall_push" in catalogue()


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo], ids=["folder", "pipe"])
def test_what_is_no_file_is_refused_and_not_waited_for(
    clinic: Path, faults: Faults, make: Callable[[Path], None]
) -> None:
    file = clinic / "exercises" / "wall_push.toml"
    file.unlink()
    make(file)
    assert faults() == ["exercises/wall_push.toml: is not a file"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Wall push.toml", "Wall push.toml"),
        ("wall-push.toml", "wall-push.toml"),
        ("wall.push.toml", "wall.push.toml"),
        ("1.toml", "1.toml"),
        ("w.toml", "w.toml"),
        ("x" * 61 + ".toml", "x" * 61 + ".toml"),
        ("wall_push2.TOML", "wall_push2.TOML"),
        ("caf\u00e9.toml", "caf\u00e9.toml"),
        ("two\nlines.toml", r"'two\nlines.toml'"),
        ("odd\udcff.toml", r"'odd\udcff.toml'"),
    ],
)
def test_an_odd_name_is_refused_and_can_be_read(
    clinic: Path, faults: Faults, name: str, shown: str
) -> None:
    (clinic / "exercises" / name).write_text(PUSH)
    refused = f"exercises/{shown}: a file is named with a to z, 0 to 9 and _"
    assert refused in faults()


def test_what_a_system_leaves_in_a_folder_is_passed_over(clinic: Path) -> None:
    (clinic / "exercises" / "._wall_push.toml").write_bytes(b"\0\5\x16\7")
    (clinic / "exercises" / "notes.txt").write_text("ours")
    assert "wall_push" in catalogue()


def test_a_folder_that_has_gone_is_a_fault(clinic: Path, faults: Faults) -> None:
    (clinic / "exercises").rename(clinic / "gone")
    assert "exercises/: cannot be read: No such file or directory" in faults()


# Poses


@pytest.mark.parametrize(
    ("change_", "fault"),
    [
        (('eyes = "', 'eyse = "'), "eyse: is not a key of a pose"),
        (('eyes = "open"', 'eyes = "shut"'), "eyes: is open or closed"),
        (("legL = {", "legM = {"), "keys.0.legM: is not a key of a pose"),
        (("legL = { ankle", "legL = { ankel"), "keys.0.legL.ankel: is not a key of a pose"),
        (("root = { up = [0.3, 0, 1]", "root = { up = 3"), "keys.0.root.up: Input should be"),
        (("wrist = ", "upper = "), "keys.0.armL: has wrist and pole, or on and t"),
        (('type = "counter"', 'type = "trapeze"'), "props.c.type: is one of mat, bed,"),
        (("step = 1", "step = 99"), "keys.1.step: is 99, and wall_push has"),
        (('"heelL"', '"heelL@7"'), "contacts.0: there are only 2 keys, and the first is 0"),
        (('"footF"', '"prop:q"'), "order.0: there is no prop:q among the props"),
        (('eyes = "', 'start_key = 2\neyes = "'), "start_key: there are only 2 keys"),
        (
            ('eyes = "', 'same_picture = ["nosuch"]\neyes = "'),
            "same_picture.0: 'wall_push' has no form 'nosuch' of its own",
        ),
        (('eyes = "', 'extend = "wall_push.forearms"\neyes = "'), "extend: leads back to this"),
        (('eyes = "open"', 'eyes = "open"\nside = "left"'), "side: is said where one side works"),
        (('eyes = "open"', 'eyes = "open"\nside = "L"'), "side: is left or right"),
        (("neck = [-2, 0, 0]", "neck = [nan, 0, 0]"), "keys.0.neck.0: is no number a pose can"),
        (("neck = [-2, 0, 0]", "neck = [1e300, 0, 0]"), "keys.0.neck.0: is no number a pose can"),
        (("neck = [-2, 0, 0]", "neck = 2026-01-01"), "keys.0.neck: is no number a pose can hold"),
        (("neck = [-2, 0, 0]", f'neck = "{UNWRITTEN}"'), "keys.0.neck: is still to be written"),
    ],
)
def test_a_pose_that_lacks_or_misstates_something_is_refused(
    clinic: Path, faults: Faults, change_: Change, fault: str
) -> None:
    change(clinic / "poses" / "wall_push.toml", change_)
    found = faults()
    assert [f for f in found if f.startswith(f"poses/wall_push.toml: {fault}")], found


@pytest.mark.parametrize("keys", ["keys = []", "keys = 4", "keys = [1]", ""])
def test_a_pose_without_a_pose_is_refused(clinic: Path, faults: Faults, keys: str) -> None:
    text = POSE.partition("[[keys]]")[0].replace("[props]", f"{keys}\n[props]")
    (clinic / "poses" / "wall_push.toml").write_text(text)
    assert faults() == ["poses/wall_push.toml: keys: is one table or more, each a pose"]


@pytest.mark.skipif(not find_spec("quickjs"), reason="not built for this machine")
@pytest.mark.parametrize(
    ("name", "up", "opposite"),
    [
        ("wall_push.toml", "up = [0.9, 0, 0.44]", "up = [-0.3, 0, -1]"),
        ("wall_push.forearms.toml", "up = [0.66, 0, 0.75]", "up = [-0.24, 0, -1]"),
    ],
)
def test_a_pose_that_cannot_be_drawn_is_refused_also_over_another(
    clinic: Path, faults: Faults, name: str, up: str, opposite: str
) -> None:
    change(clinic / "poses" / name, (up, opposite))
    reason = "Opposite directions: add a key between them."
    assert f"poses/{name}: keys.1: cannot be drawn: {reason}" in faults()


@pytest.mark.parametrize(
    ("change_", "fault"),
    [
        (("[props]", "stpe = 3\n[props]"), "stpe: is not a key of a pose"),
        (("[props]", "same_picture = []\n[props]"), "same_picture: is written in the standard"),
        (("[[keys]]", "[[keys]]\nstep = 9"), "keys.0.step: is 9, and wall_push.forearms has"),
        (("[[keys]]", "[[keys]]\nneck = [0, 0]"), "keys.0.neck: List should have at least 3"),
    ],
)
def test_a_pose_that_extends_another_is_judged_as_it_is_whole(
    clinic: Path, faults: Faults, change_: Change, fault: str
) -> None:
    change(clinic / "poses" / "wall_push.forearms.toml", change_)
    found = faults()
    assert [f for f in found if f.startswith(f"poses/wall_push.forearms.toml: {fault}")], found


def test_a_form_with_no_picture_is_refused(clinic: Path, faults: Faults) -> None:
    (clinic / "poses" / "wall_push.forearms.toml").unlink()
    assert faults() == [
        "poses/wall_push.forearms.toml: is missing: every form has a picture, "
        "or is one of same_picture"
    ]


def test_a_pose_of_nobodys_exercise_is_refused(clinic: Path, faults: Faults) -> None:
    (clinic / "poses" / "wall_pull.toml").write_text(POSE)
    (clinic / "poses" / "wall_push.sideways.toml").write_text(POSE)
    assert faults() == [
        "poses/wall_pull.toml: there is no exercise 'wall_pull'",
        "poses/wall_push.sideways.toml: 'wall_push' has no form 'sideways' of its own",
    ]
