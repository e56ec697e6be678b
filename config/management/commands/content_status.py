"""Lists what of the clinical content no clinician has signed: the staff page, without a browser.

For a host at the command line, who need not sign in for it.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from config.signing import unsigned


class Command(BaseCommand):
    help = "List what of the clinical content no clinician has signed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--counts", action="store_true", help="only how many of each kind")

    def handle(self, *args: Any, counts: bool, **options: Any) -> None:
        for found in unsigned():
            self.stdout.write(f"{found.kind}: {len(found.waiting)} of {found.total} unsigned")
            for id_, words in () if counts else found.waiting:
                self.stdout.write(f"  {id_}: {words}")
