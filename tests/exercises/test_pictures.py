"""Which picture a page shows: the right belly, the right side, or the sign of the position."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings

from exercises import figures, posing
from exercises.catalogue import Exercise
from exercises.content import catalogue
from exercises.management.commands.load_content import NO_PICTURES
from exercises.pictures import FOLDER, Picture, picture
from exercises.timeline import Side, Step, StepKind
from sessions import stage
from sessions.progress import Progress, State
from tests.exercises.made import facts

IDS = re.compile(r'\bid="([^"]+)"')
USED = re.compile(r'<use href="(/static/[^"]+)"')


def half_way(slug: str) -> str:
    """In which state an exercise is shown to who has not said how far she is."""
    return "t2" if "t2" in posing.states_of(posing.poses()[slug]) else "pp"


@pytest.mark.usefixtures("drawn")
class TestDrawn:
    @pytest.mark.parametrize(
        ("days", "folder"),
        [(None, "pp"), (97, "t1"), (98, "t2"), (195, "t2"), (196, "t3"), (280, "t3"), (290, "t3")],
    )
    def test_the_belly_is_that_of_her_weeks(self, days: int | None, folder: str) -> None:
        found = picture("counter_lean", days=days)
        assert found is not None
        assert found.path == f"figures/{folder}/counter_lean-end.svg"
        assert found.motion == f"figures/{folder}/counter_lean.json"

    def test_who_has_not_said_how_far_she_is_is_drawn_half_way(self) -> None:
        found = picture("counter_lean")
        assert found is not None
        assert found.start == "figures/t2/counter_lean-start.svg"

    @pytest.mark.parametrize(
        ("slug", "side", "flipped"),
        [
            ("seated_side_stretch", None, True),  # drawn on the right; the words begin on the left
            ("seated_side_stretch", "left", True),
            ("seated_side_stretch", "right", False),
            ("kneeling_side_stretch", "left", False),
            ("kneeling_side_stretch", "right", True),
            ("counter_lean", None, False),  # both sides together
        ],
    )
    def test_the_side_is_the_one_the_words_name(
        self, slug: str, side: str | None, flipped: bool
    ) -> None:
        found = picture(slug, side=side)
        assert found is not None
        assert found.flipped is flipped

    def test_another_form_has_its_own_picture(self, client: Client) -> None:
        html = client.get("/exercises/counter_lean/?form=seated_lean").content.decode()
        assert "figures/t2/counter_lean.seated_lean-end.svg#fig" in html
        assert "figures/t2/counter_lean-end.svg#fig" not in html

    def test_a_form_that_looks_the_same_shares_the_picture(self) -> None:
        found = picture("sit_to_stand", "pause_between")
        assert found is not None
        assert found.path == "figures/t2/sit_to_stand-end.svg"

    def test_a_form_that_nobody_drew_is_not_shown_as_the_standard_one(self) -> None:
        assert picture("counter_lean", "nobody_drew_this") is None

    def test_what_is_done_flat_is_not_shown_with_a_belly(self) -> None:
        found = picture("bridge", days=200)
        assert found is not None
        assert found.path == "figures/pp/bridge-end.svg"
        assert picture("bridge", "propped", days=190) == Picture(
            "figures/t2/bridge.propped-end.svg", "figures/t2/bridge.propped.json"
        )

    def test_an_exercise_that_is_not_drawn_has_no_picture(self) -> None:
        assert picture("not_drawn") is None

    def test_every_card_of_the_library_shows_its_exercise(self, client: Client) -> None:
        shown = USED.findall(client.get("/exercises/").content.decode())
        wanted = [f"/static/figures/{half_way(slug)}/{slug}-end.svg#fig" for slug in catalogue()]
        assert [address for address in shown if "figures" in address] == wanted

    @pytest.mark.parametrize("exercise", catalogue().values(), ids=lambda each: each.slug)
    def test_on_its_own_page_the_picture_is_named_in_the_exercises_words(
        self, client: Client, exercise: Exercise
    ) -> None:
        html = client.get(f"/exercises/{exercise.slug}/").content.decode()
        assert f'<title id="figure-end">{exercise.name}: where it goes</title>' in html
        assert f'<desc id="figure-start-words">{exercise.start}</desc>' in html
        assert f'<desc id="figure-end-words">{exercise.cue}</desc>' in html
        assert len(set(IDS.findall(html))) == len(IDS.findall(html))
        assert (
            f'data-figure="/static/figures/{half_way(exercise.slug)}/{exercise.slug}.json"' in html
        )
        assert f"figures/{half_way(exercise.slug)}/{exercise.slug}-end.svg#fig" in html

    def test_the_landing_page_shows_what_it_is_about(self, client: Client) -> None:
        assert "figures/t2/pelvic_tilt_quadruped-end.svg#fig" in client.get("/").content.decode()

    @pytest.mark.parametrize(
        ("kind", "path"),
        [
            (StepKind.CHANGE, "figures/t3/seated_side_stretch-start.svg"),
            (StepKind.READY, "figures/t3/seated_side_stretch-start.svg"),
            (StepKind.WORK, "figures/t3/seated_side_stretch-end.svg"),
        ],
    )
    def test_the_player_shows_where_it_begins_and_where_it_goes(
        self, kind: StepKind, path: str
    ) -> None:
        found = staged(kind)
        assert found is not None
        assert (found.path, found.flipped) == (path, False)

    def test_getting_down_and_up_are_no_exercise(self) -> None:
        assert staged(StepKind.GET_DOWN) is None


def staged(kind: StepKind) -> Picture | None:
    """Return what the player shows of a step on the right side, late in pregnancy."""
    step = Step("a", kind, 0, "seated_side_stretch", "", "", "", side=Side.RIGHT, seconds=20)
    work = Step("b", StepKind.WORK, 0, "seated_side_stretch", "", "", "", seconds=20)
    progress = Progress({}, "a", "b", State.READY, 0, 0)
    return stage.stage((step, work), progress, facts(gestation_days=250)).here.picture


@pytest.mark.django_db
class TestNotDrawn:
    def test_the_sign_of_the_position_stands_there(self, client: Client) -> None:
        html = client.get("/exercises/counter_lean/").content.decode()
        assert "img/positions.svg#standing" in html
        assert "figures/" not in html

    def test_one_line_says_why(
        self,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
        settings: Settings,
        tmp_path: Path,
    ) -> None:
        monkeypatch.setattr(figures, "quickjs", None)
        settings.FIGURES_DIR = tmp_path
        call_command("load_content")
        assert capsys.readouterr().err == f"{NO_PICTURES}\n"

    def test_what_was_drawn_and_not_collected_is_not_named(
        self, settings: Settings, tmp_path: Path
    ) -> None:
        name = figures.name_of("counter_lean", "end", "t2")
        source = tmp_path / "figures" / name
        source.parent.mkdir(parents=True)
        source.write_text("<svg/>")
        settings.STATICFILES_DIRS = [(FOLDER, tmp_path / "figures")]
        settings.STATIC_ROOT = str(tmp_path / "collected")
        backend = {"staticfiles": {"BACKEND": "config.storage.HashedStorage"}}
        settings.STORAGES = {**settings.STORAGES, **backend}
        assert picture("counter_lean") is None
        call_command("collectstatic", interactive=False, verbosity=0)
        settings.STORAGES = {**settings.STORAGES}  # read afresh, as by a server that starts
        assert picture("counter_lean") is not None
