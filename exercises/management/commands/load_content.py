"""Reads the exercises and brings rows and pictures in line with them. Run after every change.

Content with a fault is refused whole, with every fault, and the rows stay as they were.
Pictures are an extra: where they cannot be drawn, one line says so and the pages do without.
"""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.management.base import BaseCommand, CommandError, CommandParser

from exercises import content, figures, posed, posing
from exercises.content import Library, library
from exercises.loading import load_rows
from exercises.reading import SLUG, ContentError, Fault, stem
from safety.content import ContentError as SafetyContentError

NO_PICTURES = (
    "Easeback: quickjs-ng is not installed, so no exercise is drawn; pages show its position."
)


class Command(BaseCommand):
    help = "Load the exercises of the content files into the database."
    requires_system_checks = []  # the faults it would stop at are the ones it reports

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check",
            action="store_true",
            help="only read, try every pose, and touch neither database nor pictures",
        )

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        said = _of_other_rooms() if check else []
        try:
            found = _sound(draw=check)
        except (ContentError, SafetyContentError) as error:
            raise CommandError("\n".join([str(error), *said])) from error
        if said:
            raise CommandError("\n".join(said))
        count = f"{len(found.catalogue)} exercises"
        if check:
            self.stdout.write(f"{count}, no faults.")
        else:
            self._draw()
            self.stdout.write(f"{count}: {load_rows(library=found)}.")

    def _draw(self) -> None:
        try:
            drawn = figures.write(settings.FIGURES_DIR)
        except posing.PoseError as error:
            raise CommandError(str(error)) from error
        if not drawn:
            self.stderr.write(NO_PICTURES)


def _sound(*, draw: bool) -> Library:
    """Return the exercises. Raises ContentError with every fault of them and their poses."""
    faults: list[Fault] = []
    found = None
    try:
        found = library()
    except ContentError as error:
        faults += error.faults
    faults += _of_poses(found, draw=draw)
    if found is None or faults:
        raise ContentError(faults)
    return found


def _of_other_rooms() -> list[str]:
    """What the system checks say of other content, such as the articles, one line each."""
    try:
        found = checks.run_checks()
    except SafetyContentError:
        return []  # named below; nothing else can be judged without it
    return [each.msg for each in found if each.is_serious() and each.id != "exercises.E001"]


def _of_poses(found: Library | None, *, draw: bool) -> Iterator[Fault]:
    names = [name for name in content.written().names() if SLUG.fullmatch(stem(name))]
    files = content.named(names)  # those that cannot be read too: their poses are no strangers
    exercises = found.catalogue if found else {}
    return posed.faults(posed.written(), files, exercises, draw=draw)
