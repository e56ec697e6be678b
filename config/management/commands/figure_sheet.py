"""Writes the contact sheet of the figures as PNG pages, for who judges them without the site.

One page an exercise and theme. It needs a Chromium on this machine and nothing else: the page
is a file that the browser is asked to photograph. Refuses a folder that holds anything but
such pages, because it writes over what is there, and says what is missing before it begins.
"""

import subprocess
import tempfile
from argparse import ArgumentTypeError
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.template.loader import render_to_string

from bin import browser
from exercises import contact_sheet, figures
from exercises.contact_sheet import THEMES, Shown

STYLES = ("tokens.css", "base.css", "components.css", "contact.css")
WIDTH, HEAD, FORM, KEY = 1240, 120, 64, 304  # px: a page is as high as what stands on it
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run")
NO_BROWSER = (
    "needs a Chromium to photograph the pages. Install one (Debian or Ubuntu: apt install "
    "chromium) or name yours: CHROMIUM=/path/to/chromium"
)
A_MINUTE = 60


def folder(text: str) -> Path:
    path = Path(text)
    if not text.strip() or path.is_symlink() or (path.exists() and not path.is_dir()):
        raise ArgumentTypeError(f"{text!r} is not a folder")
    return path


class Command(BaseCommand):
    help = "Write every figure, by exercise and theme, as PNG pages into a folder."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=folder)
        parser.add_argument("--only", metavar="SLUG", help="one exercise")

    def handle(self, *args: Any, folder: Path, only: str | None, **options: Any) -> None:
        every = contact_sheet.shown()
        wanted = [each for each in every if only in (None, each.exercise.slug)]
        if not wanted:
            raise CommandError(f"there is no exercise {only}")
        chromium = browser.find()
        if not chromium:
            raise CommandError(NO_BROWSER)
        _make(folder, {_name(each, theme) for each in every for theme in THEMES})
        if not figures.write(settings.FIGURES_DIR):
            raise CommandError("figures cannot be drawn on this machine: quickjs-ng is missing")
        for each in wanted:
            for theme in THEMES:
                _photograph(chromium, each, theme, folder / _name(each, theme))
        self.stdout.write(f"{len(wanted) * len(THEMES)} pages written to {folder}")


def _name(shown: Shown, theme: str) -> str:
    return f"{shown.exercise.slug}.{theme}.png"


def _make(folder: Path, ours: set[str]) -> None:
    """Make the folder, or see that nothing in it would be lost."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        others = [p.name for p in folder.iterdir() if p.name not in ours or p.is_symlink()]
    except OSError as error:
        raise CommandError(f"{folder}: {error.strerror}") from error
    if others:
        raise CommandError(f"{folder} holds {others[0]}: name a new or empty folder")


def _rows(shown: Shown) -> Iterator[dict[str, Any]]:
    """Return the forms with the text of each drawing, as a file may not use another one."""
    drawn = settings.FIGURES_DIR
    for form in shown.forms:
        keys = [
            (key.words, [(words, (drawn / name).read_text("utf-8")) for words, name in key.files])
            for key in form.keys
        ]
        yield {"name": form.form.name, "pose": form.pose, "keys": keys}


def _photograph(chromium: str, shown: Shown, theme: str, into: Path) -> None:
    styles = [(settings.BASE_DIR / "static" / "css" / name).as_uri() for name in STYLES]
    context = {"shown": shown, "forms": list(_rows(shown)), "theme": theme, "styles": styles}
    height = HEAD + sum(FORM + KEY * len(form.keys) for form in shown.forms)
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch) / "sheet.html"
        source.write_text(render_to_string("shell/figure_sheet.html", context), "utf-8")
        size = f"--window-size={WIDTH},{height}"
        told = [f"--screenshot={into.absolute()}", size, f"--user-data-dir={scratch}/browser"]
        command = [chromium, *FLAGS, *told, source.as_uri()]
        into.unlink(missing_ok=True)
        try:
            done = subprocess.run(command, capture_output=True, timeout=A_MINUTE, text=True)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise CommandError(f"{chromium} did not answer: {error}") from error
    if done.returncode or not into.exists():
        raise CommandError(f"{into} could not be written: {done.stderr.strip()[-300:]}")
