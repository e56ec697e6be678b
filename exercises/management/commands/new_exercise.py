"""Begins an exercise: a text file and a pose file that say "?" where a person must write.

Writes into the clinic's folder where there is one, else into ours. Refuses a name that is
none or is taken, and overwrites nothing. The check names every "?" until it is written.
"""

from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError, CommandParser

from exercises import clinic, content, posed, posing
from exercises.reading import SLUG, stem

SKELETON: Final = content.FOLDER.parent / "skeleton"


class Command(BaseCommand):
    help = "Begin the files of an exercise: what is to be written in them says ?."
    requires_system_checks = []  # another exercise that is half written is no reason to wait

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="its name in addresses, such as wall_push; it stays")

    def handle(self, *args: Any, slug: str, **options: Any) -> None:
        if not SLUG.fullmatch(slug):
            raise CommandError(f"{slug!r}: use 2 to 60 of a to z, 0 to 9 and _, a letter first.")
        for file in (*content.written().names(), *posed.written().names()):
            if stem(file).partition(".")[0] == slug:
                raise CommandError(f"{slug}: there is one of this name: {file}")
        for kind, path in _places(slug).items():
            try:
                with path.open("x", encoding="utf-8") as begun:
                    begun.write((SKELETON / f"{kind}.toml").read_text(encoding="utf-8"))
            except OSError as error:
                raise CommandError(f"{path}: {error.strerror}") from error
            self.stdout.write(f"{path}")
        self.stdout.write("Write what says ?, then run manage.py load_content --check.")


def _places(slug: str) -> dict[str, Path]:
    exercises = clinic.folder(clinic.EXERCISES) or content.FOLDER
    poses = clinic.folder(clinic.POSES) or posing.POSES
    return {"exercise": exercises / f"{slug}.toml", "pose": poses / f"{slug}.toml"}
