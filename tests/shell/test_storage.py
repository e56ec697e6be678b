"""Static files get names that change with their content, the imports between modules too."""

import json
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import Settings

from exercises import figures
from exercises.posing import poses


@pytest.fixture
def hashed(settings: Settings, tmp_path: Path) -> Path:
    backend = {"staticfiles": {"BACKEND": "config.storage.HashedStorage"}}
    settings.STORAGES = {**settings.STORAGES, **backend}
    settings.STATIC_ROOT = str(tmp_path / "collected")
    return tmp_path / "collected"


def collect(root: Path) -> dict[str, str]:
    call_command("collectstatic", interactive=False, verbosity=0)
    names: dict[str, str] = json.loads((root / "staticfiles.json").read_text())["paths"]
    return names


def test_everything_the_project_has_can_be_collected(hashed: Path) -> None:
    names = collect(hashed)
    assert names["css/base.css"] != "css/base.css"
    assert names["django_htmx/htmx-2.min.js"] != "django_htmx/htmx-2.min.js"
    assert (hashed / f"{names['css/base.css']}.br").exists()


def test_a_module_imports_the_hashed_name_of_another(
    hashed: Path, settings: Settings, tmp_path: Path
) -> None:
    ours = tmp_path / "source"
    (ours / "js" / "player").mkdir(parents=True)
    (ours / "js" / "clock.js").write_text("export const tick = 1;\n")
    (ours / "js" / "player" / "main.js").write_text('import { tick } from "../clock.js";\ntick;\n')
    settings.STATICFILES_DIRS = [ours]
    names = collect(hashed)
    main = (hashed / names["js/player/main.js"]).read_text()
    assert f'from"../{Path(names["js/clock.js"]).name}"' in main


def test_our_scripts_are_served_without_their_comments(
    hashed: Path, settings: Settings, tmp_path: Path
) -> None:
    source = (
        "/** Why. */\nexport const word = `a  b // c`;  // not this\n\nword.replace(/\\/ +/, '');\n"
    )
    (tmp_path / "source" / "js").mkdir(parents=True)
    written = tmp_path / "source" / "js" / "word.js"
    written.write_text(source)
    settings.STATICFILES_DIRS = [tmp_path / "source"]
    served = (hashed / collect(hashed)["js/word.js"]).read_text()
    assert served == "export const word=`a  b // c`;word.replace(/\\/ +/,'');"
    assert written.read_text() == source


@pytest.mark.skipif(find_spec("quickjs") is None, reason="not built for this machine")
def test_a_packed_rig_still_draws(hashed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    collect(hashed)
    name, pose = next(iter(poses().items()))
    before = figures.pictures(figures.engine(), name, pose)
    monkeypatch.setattr(figures, "SCRIPTS", hashed / "js" / "figure")
    assert figures.pictures(figures.engine(), name, pose) == before


def test_what_others_wrote_is_left_as_it_is(
    hashed: Path, settings: Settings, tmp_path: Path
) -> None:
    theirs = 'import { gone } from "./not-shipped.js";\n'
    (tmp_path / "source" / "vendor").mkdir(parents=True)
    (tmp_path / "source" / "vendor" / "lib.js").write_text(theirs)
    settings.STATICFILES_DIRS = [tmp_path / "source"]
    names = collect(hashed)
    assert (hashed / names["vendor/lib.js"]).read_text() == theirs
