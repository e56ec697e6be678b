"""Reads the exercises and brings rows and pictures in line with them. Run after every change.

Content with a fault is refused whole, with every fault, and the rows stay as they were.
Pictures are an extra: where they cannot be drawn, one line says so and the pages do without.
"""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from exercises import figures
from exercises.content import ContentError, library
from exercises.loading import load_rows

NO_PICTURES = (
    "Easeback: quickjs-ng is not installed, so no exercise is drawn; pages show its position."
)


class Command(BaseCommand):
    help = "Load the exercises of the content files into the database."
    requires_system_checks = []  # the faults it would stop at are the ones it reports

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="only read, and touch no database")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        try:
            found = library()
        except ContentError as error:
            raise CommandError(str(error)) from error
        count = f"{len(found.catalogue)} exercises"
        if check:
            self.stdout.write(f"{count}, no faults.")
        else:
            self.stdout.write(f"{count}: {load_rows(library=found)}.")
            self._draw()

    def _draw(self) -> None:
        try:
            drawn = figures.write(settings.FIGURES_DIR)
        except figures.PoseError as error:
            raise CommandError(str(error)) from error
        if not drawn:
            self.stderr.write(NO_PICTURES)
