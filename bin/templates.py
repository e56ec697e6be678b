"""Compiles every template, so that a misspelt tag is found before a person opens its page."""

import os
import sys
from pathlib import Path

import django
from django.template import TemplateDoesNotExist, TemplateSyntaxError
from django.template.loader import get_template

ROOT = Path(__file__).resolve().parent.parent / "templates"


def faults() -> list[str]:
    """Name each template that does not compile, and why."""
    found = []
    for path in sorted(path for path in ROOT.rglob("*") if path.is_file()):
        name = path.relative_to(ROOT).as_posix()
        try:
            get_template(name)
        except (TemplateSyntaxError, TemplateDoesNotExist) as error:
            found.append(f"templates/{name}: {error}")
    return found


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    sys.exit("\n".join(faults()) or 0)
