"""Erases the guests nobody has seen for thirteen months, and visits that have run out.

Accounts with an e-mail address are never touched. Meant to be run once a day.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from accounts.guests import unseen_guests
from accounts.visits import SessionStore

AT_A_TIME = 100  # so that no lock is held for long


class Command(BaseCommand):
    help = "Erase guests unseen for 13 months, with everything that is theirs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say how many")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        guests = unseen_guests(timezone.localdate())
        keys = list(guests.values_list("pk", flat=True))
        if not dry_run:
            for start in range(0, len(keys), AT_A_TIME):
                # The question is asked again: she may have come back a moment ago.
                guests.filter(pk__in=keys[start : start + AT_A_TIME]).delete()
            SessionStore.clear_expired()
        verb = "Would erase" if dry_run else "Erased"
        noun = "guest" if len(keys) == 1 else "guests"
        self.stdout.write(f"{verb} {len(keys)} {noun} unseen for 13 months.")
