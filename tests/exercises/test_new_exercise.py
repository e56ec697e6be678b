"""Beginning an exercise: what is left to write is named, and nothing is overwritten."""

import re
import tomllib
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from exercises import content, posing
from exercises.content import FOLDER, catalogue, library
from exercises.reading import UNWRITTEN

WRITTEN = {
    "order": 511,
    "kind": "stretch",
    "areas": ["chest"],
    "position": "sitting",
    "demands": ["long_sitting"],
    "sides": "together",
    "weeks": ["0+0", "birth"],
    "vaginal": 2,
    "caesarean": 6,
    "hold_s": 20,
    "reps": 2,
    "rest_s": 10,
    "per_day": 2,
    "grade": "C",
    "sources": ["PRODUCT"],
    "spine": {"lumbar": [20, 0, 0], "thorax": [9, 0, 0]},
    "pts": [[20, 0, 90], [24, 0, 96], [24, 0, 104]],
}


@pytest.fixture
def clinic(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    for part in ("exercises", "poses"):
        (tmp_path / "clinic" / part).mkdir(parents=True)
    settings.CLINIC_DIR = tmp_path / "clinic"
    library.cache_clear()
    yield tmp_path / "clinic"
    library.cache_clear()


def begun(slug: str = "wall_push") -> str:
    out = StringIO()
    call_command("new_exercise", slug, stdout=out)
    return out.getvalue()


def places(table: object, key: str = "") -> Iterator[str]:
    """Where a file says that a person must write."""
    match table:
        case dict():
            for name, each in table.items():
                yield from places(each, f"{key}.{name}".lstrip("."))
        case list():
            for index, each in enumerate(table):
                yield from places(each, f"{key}.{index}")
        case str() if table == UNWRITTEN:
            yield key


def test_the_check_fails_where_a_person_must_write_and_only_there(clinic: Path) -> None:
    assert "load_content --check" in begun()
    wanted = {
        f"{file}: {key}: is still to be written"
        for file in (clinic / "exercises" / "wall_push.toml", clinic / "poses" / "wall_push.toml")
        for key in places(tomllib.loads(file.read_text("utf-8")))
    }
    assert len(wanted) > 30
    with pytest.raises(CommandError) as refused:
        call_command("load_content", "--check")
    assert set(str(refused.value).splitlines()) == wanted


def test_every_key_it_must_have_is_in_it(clinic: Path) -> None:
    begun()
    text = (clinic / "exercises" / "wall_push.toml").read_text("utf-8")
    ours = tomllib.loads((FOLDER / "counter_lean.toml").read_text("utf-8"))
    assert tomllib.loads(text).keys() == ours.keys()


def test_once_that_is_written_it_passes(clinic: Path) -> None:
    begun()
    for part in ("exercises", "poses"):
        file = clinic / part / "wall_push.toml"
        file.write_text(filled(file.read_text("utf-8")), "utf-8")
    call_command("load_content", "--check", stdout=StringIO())
    assert catalogue()["wall_push"].order == 511


def filled(text: str) -> str:
    """Write where a person must."""

    def value(found: re.Match[str]) -> str:
        key = found["key"]
        return f"{key} = {toml(WRITTEN.get(key, 'Written.'), listed=found['open'] == '[')}"

    return re.sub(r'(?P<key>\w+) = (?P<open>\[?)"\?"(?:, "\?")*\]?', value, text)


def toml(value: Any, *, listed: bool) -> str:
    match value:
        case dict():
            return (
                "{ " + ", ".join(f"{k} = {toml(v, listed=False)}" for k, v in value.items()) + " }"
            )
        case list():
            return str(value).replace("'", '"')
        case str():
            return f'["{value}"]' if listed else f'"{value}"'
    return str(value)


@pytest.mark.parametrize(
    "slug",
    ["", "w", "Wall", "wall-push", "wall push", "1wall", "_wall", "../wall", "wall.toml", "x" * 61],
)
def test_a_name_that_is_none_is_refused(clinic: Path, slug: str) -> None:
    with pytest.raises(CommandError, match="use 2 to 60 of a to z"):
        begun(slug)
    assert not [path for path in clinic.rglob("*") if path.is_file()]


@pytest.mark.parametrize("slug", ["counter_lean", "diaphragmatic_breathing"])
def test_a_name_that_is_ours_is_refused(clinic: Path, slug: str) -> None:
    with pytest.raises(CommandError, match=f"there is one of this name: {slug}.toml"):
        begun(slug)
    assert not [path for path in clinic.rglob("*") if path.is_file()]


@pytest.mark.parametrize("part", ["exercises", "poses"])
def test_a_file_that_is_there_is_not_overwritten(clinic: Path, part: str) -> None:
    kept = clinic / part / "wall_push.toml"
    kept.write_text("mine")
    with pytest.raises(CommandError, match="there is one of this name"):
        begun()
    assert [path for path in clinic.rglob("*") if path.is_file()] == [kept]
    assert kept.read_text() == "mine"


def test_a_file_that_cannot_be_read_is_there_all_the_same(clinic: Path) -> None:
    (clinic / "exercises" / "wall_push.toml").symlink_to("/nowhere/at/all")
    with pytest.raises(CommandError, match="there is one of this name"):
        begun()


def test_without_a_clinic_it_is_begun_beside_ours(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings.CLINIC_DIR = None
    monkeypatch.setattr(content, "FOLDER", tmp_path)
    (tmp_path / "poses").mkdir()
    monkeypatch.setattr(posing, "POSES", tmp_path / "poses")
    begun()
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.toml")} == {
        "wall_push.toml",
        "poses/wall_push.toml",
    }
