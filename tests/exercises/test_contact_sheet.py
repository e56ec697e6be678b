"""The contact sheet: all that is drawn, for staff and for whoever runs the site."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from bin import browser
from exercises import contact_sheet, figures, posing
from exercises.content import catalogue
from tests.people import Woman

pytest.importorskip("quickjs", reason="not built for this machine")

PAGE = "/staff/figures/"
PNG = b"\x89PNG\r\n"


@pytest.fixture
def staff(db: None) -> Client:
    host = User.objects.create_superuser(email="host@example.org", password="nine green kettles")
    client = Client()
    client.force_login(host)
    return client


def drawn_names() -> set[str]:
    return {
        figures.name_of(name, moment, state)
        for name, pose in posing.poses().items()
        for state in posing.states_of(pose)
        for moment in figures.moments(pose)
    }


def test_every_drawing_there_is_stands_on_it_once() -> None:
    names = [
        name
        for each in contact_sheet.shown()
        for form in each.forms
        for key in form.keys
        for _, name in key.files
    ]
    assert len(names) == len(set(names))
    assert set(names) == drawn_names()
    assert {each.exercise.slug for each in contact_sheet.shown()} == set(catalogue())


def test_a_key_between_two_ends_is_drawn_too(drawn: Path) -> None:
    missing = [name for name in drawn_names() if not (drawn / name).is_file()]
    assert missing == []


def test_staff_see_every_drawing_with_its_words(staff: Client, drawn: Path) -> None:
    page = staff.get(PAGE).content.decode()
    for name in drawn_names():
        assert f'data-href="/static/figures/{name}#fig"' in page
    for exercise in catalogue().values():
        assert exercise.name in page


def test_without_pictures_it_says_so_and_does_not_fail(staff: Client) -> None:
    assert "Not drawn" in staff.get(PAGE).content.decode()


@pytest.mark.parametrize("theme", contact_sheet.THEMES)
def test_the_address_chooses_the_theme_and_hers_stays(
    staff: Client, drawn: Path, theme: str
) -> None:
    answer = staff.get(PAGE, {"theme": theme})
    assert f'data-theme="{theme}"' in answer.content.decode()
    assert "theme" not in answer.cookies


def test_a_theme_nobody_made_is_the_first(staff: Client, drawn: Path) -> None:
    page = staff.get(PAGE, {"theme": '"><script>'}).content.decode()
    assert 'data-theme="light"' in page
    assert "<script>" not in page


def test_for_everybody_else_there_is_no_such_page(her: Woman) -> None:
    assert Client().get(PAGE).status_code == 404
    assert her.client.get(PAGE).status_code == 404


def test_the_list_of_staff_pages_leads_there(staff: Client) -> None:
    assert f'href="{PAGE}"' in staff.get("/staff/").content.decode()


class TestTheCommand:
    def make(self, folder: Path, only: str = "ankle_pumps") -> str:
        out = io.StringIO()
        call_command("figure_sheet", str(folder), only=only, stdout=out)
        return out.getvalue()

    @pytest.mark.skipif(browser.find() is None, reason=browser.ADVICE)
    def test_it_writes_a_page_for_each_theme_and_can_do_so_again(
        self, drawn: Path, tmp_path: Path
    ) -> None:
        folder = tmp_path / "new" / "sheets"
        assert "3 pages" in self.make(folder)
        assert "3 pages" in self.make(folder)
        names = sorted(path.name for path in folder.iterdir())
        assert names == [f"ankle_pumps.{theme}.png" for theme in ("dark", "light", "night")]
        assert all(path.read_bytes().startswith(PNG) for path in folder.iterdir())

    @pytest.mark.parametrize("found", ["notes.txt", "ankle_pumps.light.svg", ".hidden"])
    def test_it_writes_into_no_folder_of_somebody_elses(self, tmp_path: Path, found: str) -> None:
        (tmp_path / found).write_text("mine")
        with pytest.raises(CommandError, match="name a new or empty folder"):
            self.make(tmp_path)
        assert [path.name for path in tmp_path.iterdir()] == [found]

    def test_it_follows_no_link_out_of_the_folder(self, tmp_path: Path) -> None:
        target = tmp_path / "mine.png"
        target.write_text("mine")
        sheets = tmp_path / "sheets"
        sheets.mkdir()
        (sheets / "ankle_pumps.light.png").symlink_to(target)
        with pytest.raises(CommandError, match="name a new or empty folder"):
            self.make(sheets)
        (tmp_path / "link").symlink_to(sheets)
        with pytest.raises(CommandError, match="is not a folder"):
            self.make(tmp_path / "link")
        assert target.read_text() == "mine"

    def test_a_file_is_no_folder(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("mine")
        with pytest.raises(CommandError, match="is not a folder"):
            self.make(tmp_path / "file")
        with pytest.raises(CommandError, match="Not a directory"):
            self.make(tmp_path / "file" / "below")

    def test_an_exercise_nobody_made_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(CommandError, match="there is no exercise handstand"):
            self.make(tmp_path, only="handstand")

    def test_without_a_browser_it_says_what_to_install(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(browser, "find", lambda: None)
        with pytest.raises(CommandError, match="apt install chromium"):
            self.make(tmp_path / "new")
        assert not (tmp_path / "new").exists()

    def test_without_an_engine_it_says_so(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings
    ) -> None:
        settings.FIGURES_DIR = tmp_path / "figures"
        monkeypatch.setattr(figures, "quickjs", None)
        monkeypatch.setattr(browser, "find", lambda: "chromium")
        with pytest.raises(CommandError, match="quickjs-ng is missing"):
            self.make(tmp_path / "new")

    def test_a_browser_that_fails_is_named(
        self, drawn: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(browser, "find", lambda: "false")
        with pytest.raises(CommandError, match=r"ankle_pumps\.light\.png could not be written"):
            self.make(tmp_path / "new")
