"""Writes docs/conditions-and-demands.md from the rules, or says that it is out of date."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from safety.content import rules
from safety.table import markdown

TABLE = Path(settings.BASE_DIR) / "docs" / "conditions-and-demands.md"


class Command(BaseCommand):
    help = "Write docs/conditions-and-demands.md from the rules."
    requires_system_checks = []  # it reads the content and nothing else

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="only compare, and write nothing")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        wanted = markdown(rules())
        if not check:
            TABLE.write_text(wanted, encoding="utf-8")
            self.stdout.write(f"{TABLE.name}: written.")
        elif not TABLE.exists() or TABLE.read_text("utf-8") != wanted:
            raise CommandError(f"{TABLE.name} is out of date: run manage.py write_rules_table.")
        else:
            self.stdout.write(f"{TABLE.name}: as the rules say.")
